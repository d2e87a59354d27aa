"""The text of files, and what cannot be read."""

import io
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest
import typst

from thongsuot.domain.claims.checking import check_text
from thongsuot.domain.claims.reading import FileHoldsNoText, FileKindNotRead, FileNotReadable, text_of

SENTENCE = "Có 4.502/4.600 đảng viên học tập, đạt 97,27%."


def make_word_file(*, rows: tuple[tuple[str, str], ...] = ()) -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(len(rows), 2)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    if rows:
        table.cell(0, 0).merge(table.cell(0, 1))
    document.add_paragraph("Hết.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_text_of_a_plain_file_gives_its_text(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{SENTENCE}\r\nHết.".encode())

    assert text_of(path) == f"{SENTENCE}\nHết."
    assert text_of(SENTENCE.encode("utf-16"), "x.TXT") == SENTENCE


def test_text_of_a_word_file_gives_paragraphs_and_tables_in_order() -> None:
    content = make_word_file(rows=(("Đơn vị", ""), ("Sở A", "12")))

    assert text_of(content, "bao-cao.docx").splitlines() == [SENTENCE, "Đơn vị", "Sở A\t12", "Hết."]


def test_text_of_a_pdf_gives_what_can_be_checked() -> None:
    content = typst.compile(f"#set page(width: 8cm)\n{SENTENCE}".encode(), format="pdf")

    text = text_of(content, "bao-cao.pdf")

    (claim,) = check_text(text)
    assert unicodedata.normalize("NFC", " ".join(text.split())) == SENTENCE
    assert text[claim.start : claim.end] == claim.text
    assert claim.verdict == "inconsistent"


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"x", "bao-cao.doc", FileKindNotRead),
        (b"x", "", FileKindNotRead),
        (b"", "trong.txt", FileHoldsNoText),
        (b" \n\t", "trong.txt", FileHoldsNoText),
        (b"\xd0\xe1\xff\xfe\xfd", "tcvn3.txt", FileNotReadable),
        (b"PK\x03\x04 hong", "hong.docx", FileNotReadable),
        (b"\xd0\xcf\x11\xe0 khoa", "khoa.docx", FileNotReadable),
        (b"%PDF-1.7 hong", "hong.pdf", FileNotReadable),
        (b"0" * (20 * 2**20 + 1), "to.txt", FileNotReadable),
    ],
    ids=lambda value: str(value)[:24],
)
def test_text_of_when_it_cannot_be_read_refuses(content: bytes, name: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        text_of(content, name)


def test_text_of_when_a_package_is_not_a_document_refuses() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a.txt", "x")

    with pytest.raises(FileNotReadable):
        text_of(file.getvalue(), "bao-cao.docx")


def test_text_of_when_a_package_would_unpack_to_too_much_refuses() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (200 * 2**20 + 1))

    with pytest.raises(FileNotReadable, match="quá lớn"):
        text_of(file.getvalue(), "bom.docx")
