import struct
import zipfile

import pytest

from tests.builders.spreadsheets import make_xlsx, make_zip, with_part
from thongsuot.foundation.files.archives import (
    MAX_ENTRIES,
    FileHasMacros,
    FileHasPassword,
    FileIsBroken,
    FileUnpacksTooLarge,
    entries_of,
)


def test_entries_of_when_the_workbook_is_plain_names_its_parts(tmp_path):
    path = make_xlsx(tmp_path / "a.xlsx", [["x"]])

    assert {"xl/workbook.xml", "[content_types].xml"} <= entries_of(path)


@pytest.mark.parametrize(
    "part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "word/vbaProject.bin", "Basic/Standard/Module1.xml"]
)
def test_entries_of_when_there_are_macros_refuses(tmp_path, part):
    path = with_part(make_xlsx(tmp_path / "a.xlsx", [["x"]]), part, b"code")

    with pytest.raises(FileHasMacros, match="macro"):
        entries_of(path)


def test_entries_of_when_the_file_is_cut_off_refuses(tmp_path):
    path = make_xlsx(tmp_path / "a.xlsx", [["x"]] * 50)
    path.write_bytes(path.read_bytes()[:-200])

    with pytest.raises(FileIsBroken, match="hỏng"):
        entries_of(path)


def test_entries_of_when_the_directory_is_garbage_refuses(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(100) + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 50, 20, 0))

    with pytest.raises(FileIsBroken):
        entries_of(path)


def test_entries_of_when_a_part_is_encrypted_refuses(tmp_path):
    path = make_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"x"})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(content)

    with pytest.raises(FileHasPassword, match="mật khẩu"):
        entries_of(path)


def test_entries_of_when_it_would_unpack_beyond_the_limit_refuses(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(25):
            part.write(bytes(1 << 20))

    with pytest.raises(FileUnpacksTooLarge):
        entries_of(path)


def test_entries_of_when_the_stated_sizes_add_up_beyond_the_limit_refuses(tmp_path):
    path = make_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": bytes(4 << 20)}, compression=zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 301 * 1024 * 1024)
    path.write_bytes(content)

    with pytest.raises(FileUnpacksTooLarge, match="300 MB"):
        entries_of(path)


def test_entries_of_when_parts_share_their_bytes_refuses(tmp_path):
    path = make_zip(tmp_path / "a.xlsx", {"xl/a.xml": bytes(5000), "xl/b.xml": b""}, compression=zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    struct.pack_into("<LL", content, second + 20, 5000, 5000)
    path.write_bytes(content)

    with pytest.raises(FileUnpacksTooLarge):
        entries_of(path)


def test_entries_of_when_there_are_too_many_parts_refuses(tmp_path):
    path = make_zip(tmp_path / "a.xlsx", {f"xl/{number}.xml": b"" for number in range(MAX_ENTRIES + 1)})

    with pytest.raises(FileUnpacksTooLarge):
        entries_of(path)


@pytest.mark.parametrize("part", ["xl/inner.zip", "hidden.XLSX"])
def test_entries_of_when_an_archive_lies_inside_refuses(tmp_path, part):
    with pytest.raises(FileUnpacksTooLarge):
        entries_of(make_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": b"", part: b"PK"}))


def test_entries_of_when_a_picture_of_a_table_is_embedded_accepts(tmp_path):
    path = make_zip(tmp_path / "a.docx", {"word/document.xml": b"", "word/embeddings/table.xlsx": b"PK"})

    assert "word/document.xml" in entries_of(path)
