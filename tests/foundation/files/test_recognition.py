import io

import docx
import pytest
from PIL import Image

from tests.builders.spreadsheets import make_ole, make_xls, make_xlsx, make_zip
from thongsuot.foundation.files.archives import FileHasMacros, FileHasPassword, FileIsBroken
from thongsuot.foundation.files.recognition import FileIsEmpty, Kind, KindNotAccepted, recognise


def written(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    return path


def picture(form):
    content = io.BytesIO()
    Image.new("RGB", (2, 2)).save(content, form)
    return content.getvalue()


def document():
    content = io.BytesIO()
    docx.Document().save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make_xls([["a"]]), Kind.XLS),
        ("Họ tên;Ngày sinh\n".encode(), Kind.CSV),
        ("Họ tên;Ngày sinh\n".encode("utf-16"), Kind.CSV),
        (b"H\xe4 v\xb5 t\xaan", Kind.CSV),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", Kind.PDF),
        (picture("PNG"), Kind.PNG),
        (picture("JPEG"), Kind.JPEG),
        (document(), Kind.DOCX),
    ],
)
def test_recognise_when_bytes_are_of_an_accepted_kind_says_which(tmp_path, content, kind):
    assert recognise(written(tmp_path, content)) == kind
    assert "/" in kind.media_type


def test_recognise_when_it_is_a_workbook_or_an_open_document_says_so(tmp_path):
    ods = make_zip(tmp_path / "a", {"mimetype": Kind.ODS.media_type.encode(), "content.xml": b"<x/>"}, compression=0)

    assert recognise(make_xlsx(tmp_path / "b", [["x"]])) == Kind.XLSX
    assert recognise(ods) == Kind.ODS


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", bytes(2000)])
def test_recognise_when_there_is_nothing_in_it_refuses(tmp_path, content):
    with pytest.raises(FileIsEmpty, match="trống"):
        recognise(written(tmp_path, content))


def test_recognise_when_office_encrypted_the_file_says_how_to_take_the_password_off(tmp_path):
    with pytest.raises(FileHasPassword, match="Bảo vệ sổ làm việc"):
        recognise(written(tmp_path, make_ole("Root Entry", "EncryptionInfo", "EncryptedPackage")))


def test_recognise_when_an_old_workbook_has_macros_refuses(tmp_path):
    with pytest.raises(FileHasMacros):
        recognise(written(tmp_path, make_ole("Root Entry", "Workbook", "_VBA_PROJECT_CUR")))


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"PK\x05\x06" + bytes(18), make_ole("Root Entry")])
def test_recognise_when_the_file_is_broken_refuses(tmp_path, content):
    with pytest.raises((FileIsBroken, KindNotAccepted), match=r"hỏng|Không nhận"):
        recognise(written(tmp_path, content))


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (make_ole("Root Entry", "WordDocument"), ".docx"),
        (b"<html><table><tr><td>H\xe1\xbb\x8d t\xc3\xaan</td></tr></table></html>", "lưu lại dưới dạng .xlsx"),
        (
            b'\xef\xbb\xbf<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
            "lưu lại dưới dạng .xlsx",
        ),
        (b"GIF89a" + bytes(20), "Các dạng được nhận"),
        (b"MZ\x90\x00\x03" + bytes(60), "Các dạng được nhận"),
    ],
)
def test_recognise_when_the_kind_is_not_accepted_says_what_to_do(tmp_path, content, advice):
    with pytest.raises(KindNotAccepted, match=advice):
        recognise(written(tmp_path, content))


@pytest.mark.parametrize(("part", "advice"), [("xl/workbook.bin", "xlsb"), ("ppt/presentation.xml", "Không nhận")])
def test_recognise_when_the_zip_holds_something_else_refuses(tmp_path, part, advice):
    with pytest.raises(KindNotAccepted, match=advice):
        recognise(make_zip(tmp_path / "a", {part: b"x"}))
