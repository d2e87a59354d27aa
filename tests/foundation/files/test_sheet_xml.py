import io
import zipfile

import pytest

from thongsuot.foundation.files.cells import CannotRead, CellError
from thongsuot.foundation.files.sheet_xml import column_letters, findings_by_sheet

RELATIONS = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
BOOK = '<workbook xmlns:r="urn:r"><sheets><sheet name="Trang" r:id="r1"/></sheets></workbook>'


def workbook(rows, *, prefix="", before=""):
    content = io.BytesIO()
    name = f"{prefix}:" if prefix else ""
    declared = f' xmlns:{prefix}="urn:x"' if prefix else ""
    sheet = f"{before}<{name}worksheet{declared}><{name}sheetData>{rows}</{name}sheetData></{name}worksheet>"
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


def test_findings_by_sheet_when_nothing_is_suspicious_is_empty():
    assert findings_by_sheet(workbook('<row r="1"><c r="A1"><v>1</v></c></row>')) == {}


@pytest.mark.parametrize("prefix", ["", "x"])
def test_findings_by_sheet_when_cells_are_in_error_names_each(prefix):
    rows = (
        '<row r="6"><c r="B6" t="e"><v>#N/A</v></c><c r="C6"><f>B6+1</f><v></v></c><c r="D6"><f>1</f><v>1</v></c>'
        '<c r="E6" t="str"><f>""</f><v></v></c><c r="AA6"><f>A6</f></c></row>'
    )
    if prefix:
        rows = rows.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")

    found = findings_by_sheet(workbook(rows, prefix=prefix))["Trang"]

    assert found.errors == {
        (6, 1): CellError("error_value", "#N/A"),
        (6, 2): CellError("formula_without_value", "=B6+1"),
        (6, 26): CellError("formula_without_value", "=A6"),
    }


def test_findings_by_sheet_when_cells_have_no_reference_counts_them():
    rows = '<row><c><v>1</v></c></row><row><c/><c t="e"><v>#REF!</v></c></row>'

    assert findings_by_sheet(workbook(rows))["Trang"].errors == {(2, 1): CellError("error_value", "#REF!")}


def test_findings_by_sheet_when_a_value_stands_far_out_says_how_far():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="C1048576"><v>1</v></c><c r="XFD1048576" s="1"/></row>'

    found = findings_by_sheet(workbook(rows))["Trang"]

    assert (found.last_row, found.last_column) == (1_048_576, 3)


def test_findings_by_sheet_when_plain_cells_surround_an_error_names_only_the_error():
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1" t="s"><v>1</v></c><c r="B{row}"><v>2</v></c></row>' for row in range(1, 99)
    )
    rows += '<row r="99"><c r="A99"><v>1</v></c><c r="B99" s="1" t="e"><v>#N/A</v></c></row>'

    found = findings_by_sheet(workbook(rows))["Trang"]

    assert found.errors == {(99, 1): CellError("error_value", "#N/A")}
    assert (found.last_row, found.last_column) == (99, 2)


def test_findings_by_sheet_when_far_cells_are_only_formatted_finds_nothing_far():
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(199_990, 200_010))

    found = findings_by_sheet(workbook('<row r="1"><c r="B1"><v>1</v></c></row>' + rows))["Trang"]

    assert (found.last_row, found.last_column) == (1, 2)


def test_findings_by_sheet_when_a_document_type_is_declared_refuses():
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]>'

    with pytest.raises(CannotRead) as refusal:
        findings_by_sheet(workbook('<row r="1"><c r="A1" t="e"><v>&a;</v></c></row>', before=bomb))

    assert refusal.value.particulars == {"cause": "doctype"}


def test_column_letters_when_counted_is_as_in_excel():
    assert [column_letters(number) for number in (1, 26, 27, 52, 53, 702, 703, 16_384)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
        "XFD",
    ]
