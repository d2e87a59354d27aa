"""Pages, styles and the file itself of a Word document in the Party's form."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as WordSection
from docx.section import _Footer as WordFooter
from docx.shared import Mm
from docx.styles.style import BaseStyle

from thongsuot.domain.reports.documents import parts
from thongsuot.domain.reports.documents.cells import printable
from thongsuot.domain.reports.documents.content import ReportContent
from thongsuot.domain.reports.documents.word_elements import element, page_number_field, paragraph, run, twips

BODY, PART, POINT = "BodyText", "Heading1", "Heading2"
PORTRAIT_WIDTH_MM = 165.0  # 210 less margins of 30 and 15
_BODY_PT = 14
_FOOT_PT = 8
_EARLIEST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
# python-docx begins with a template full of styles and a preview picture that are none of ours.
_KEPT_STYLES = {"Normal", "BodyText", "Heading1", "Heading2", "DefaultParagraphFont", "TableNormal", "NoList"}
_STRANGE_PARTS = ("/stylesWithEffects", "/customXml", "/thumbnail", "/numbering")


def blank_document(content: ReportContent) -> WordDocument:
    """Return an empty document: A4, the form's margins and letters, page numbers, the figures' origin at the foot."""
    document = Document()
    _clear_template(document)
    _set_styles(document)
    _set_properties(document, content)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(20), Mm(20), Mm(30), Mm(15)
    page.header_distance, page.footer_distance = Mm(10), Mm(8)
    page.different_first_page_header_footer = True  # the first page carries no number
    _replace(page.header._element, paragraph(page_number_field(), align="center"))
    for foot in (page.footer, page.first_page_footer):
        _write_foot(foot, content)
    _replace(page.first_page_header._element, paragraph())
    return document


def turn_page(document: WordDocument) -> WordSection:
    """Begin a section of pages on their side; page numbers run on, its first page has one too."""
    page: WordSection = document.add_section(WD_SECTION.NEW_PAGE)
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(20), Mm(17), Mm(20), Mm(15)
    page.different_first_page_header_footer = False
    _flatten_break(document)
    return page


def file_bytes(document: WordDocument) -> bytes:
    """Return the document as a .docx file whose bytes depend on its content only, not on the hour it was made."""
    written, sealed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(sealed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EARLIEST_ZIP_DAY)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return sealed.getvalue()


def _clear_template(document: WordDocument) -> None:
    for owner in (document.part, document.part.package):
        strange = [key for key, relation in owner.rels.items() if relation.reltype.endswith(_STRANGE_PARTS)]
        for key in strange:
            owner.rels.pop(key)
    for style in list(document.styles.element.findall("{*}style")):
        if style.styleId in _KEPT_STYLES:
            for link in style.findall("{*}link"):
                style.remove(link)
        else:
            document.styles.element.remove(style)


def _set_styles(document: WordDocument) -> None:
    styles = document.styles
    # The template's own defaults name theme fonts and American English; both would win over a style's font in places.
    defaults = styles.element.find(".//{*}docDefaults//{*}rPr")
    _replace(defaults, _fonts(), element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    spacing = element("spacing", before=0, after=0, line=360, lineRule="atLeast")
    _restyle(styles["Normal"], [spacing], [_fonts(), *_size(_BODY_PT)])
    indent = element("ind", firstLine=twips(10))
    body = [element("spacing", before=0, after=120), indent, element("jc", val="both")]
    _restyle(styles["Body Text"], body, [])
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        heading = [
            element("keepNext"),
            element("spacing", before=120, after=120),
            element("ind", firstLine=twips(10)),
            element("outlineLvl", val=level),
        ]
        _restyle(styles[name], heading, [_fonts(), element("b"), element("color", val="000000"), *_size(_BODY_PT)])


def _restyle(style: BaseStyle, paragraphs: list[BaseOxmlElement], letters: list[BaseOxmlElement]) -> None:
    _replace(style.element.get_or_add_pPr(), *paragraphs)
    _replace(style.element.get_or_add_rPr(), *letters)


def _fonts() -> BaseOxmlElement:
    return element("rFonts", ascii=parts.TYPEFACE, hAnsi=parts.TYPEFACE, eastAsia=parts.TYPEFACE, cs=parts.TYPEFACE)


def _size(points: int) -> list[BaseOxmlElement]:
    return [element("sz", val=2 * points), element("szCs", val=2 * points)]


def _set_properties(document: WordDocument, content: ReportContent) -> None:
    made = content.provenance.as_of
    properties = document.core_properties
    properties.title = parts.document_title(content)[:255]
    properties.author = properties.last_modified_by = printable(content.issuer)[:255]
    properties.comments = properties.keywords = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = made


def _write_foot(foot: WordFooter, content: ReportContent) -> None:
    lines = parts.provenance_lines(content)
    written = [paragraph(run(line, size=_FOOT_PT), align="center", tight=True) for line in lines]
    _replace(foot._element, *written)


def _flatten_break(document: WordDocument) -> None:
    """Make the paragraph that carries a section's end as low as can be, so that it never asks for a page of its own."""
    carrier = document.element.body.findall(".//{*}pPr/{*}sectPr")[-1].getparent()
    carrier.insert(0, element("spacing", before=0, after=0, line=20, lineRule="exact"))


def _replace(parent: BaseOxmlElement, *children: BaseOxmlElement) -> None:
    for child in list(parent):
        parent.remove(child)
    parent.extend(children)
