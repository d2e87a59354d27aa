"""The officer's journeys: a roster in and out again, a campaign from its directive to its roll, a programme, a report."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.journeys.visiting import Visit

HEADER = [
    "TT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Chi bộ",
    "Đảng bộ/Chi bộ cơ sở",
    "Số thẻ đảng",
    "Ngày vào Đảng",
    "Ngày chính thức",
]
NEW_COMERS = ("Lò Thị Hành Trình", "Giàng A Hành Trình")


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """Return a list of two new members, as an office keeps it."""
    file = tmp_path / "dang-vien-moi.xlsx"
    with Workbook(str(file), {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Đảng viên")
        sheet.write(0, 0, "DANH SÁCH ĐẢNG VIÊN MỚI CHUYỂN ĐẾN")
        sheet.write_row(2, 0, HEADER)
        for n, name in enumerate(NEW_COMERS):
            told = ["Nam", "Chi bộ Văn phòng", "Đảng bộ Sở Tài chính", f"9900000{n}"]
            sheet.write_row(3 + n, 0, [n + 1, name])
            sheet.write_datetime(3 + n, 2, date(1990, 5, 11))  # type: ignore[arg-type] # a date is enough
            sheet.write_row(3 + n, 3, told)
            sheet.write_datetime(3 + n, 7, date(2015, 9, 2))  # type: ignore[arg-type]
            sheet.write_datetime(3 + n, 8, date(2016, 9, 2))  # type: ignore[arg-type]
    return file


@pytest.mark.parametrize("scripts", [True, False])
def test_a_roster_is_checked_imported_and_taken_back(visit: Visit, roster: Path, *, scripts: bool) -> None:
    officer = visit("officer", scripts=scripts)

    officer.go("/nhap/")
    officer.choose_file("file", roster)
    officer.press("Kiểm tra tệp")
    officer.press("Nhập 2 dòng đúng")
    officer.press("Hoàn tác lần nhập này")
    undone = officer.text
    officer.go("/tim/?q=hanh+trinh")

    assert officer.clicks == 3
    assert "hoàn tác" in undone.lower()
    assert not [name for name in NEW_COMERS if name in officer.text]


def test_a_campaign_comes_from_a_directive_and_freezes_its_roll(visit: Visit) -> None:
    officer = visit("officer")

    officer.go("/van-ban/")
    officer.press("Đăng ký văn bản")
    officer.fill(number="99-CT/TW", issued_on="2021-03-02", issuer="Ban Bí thư", title="Về một hành trình thử")
    officer.page.select_option("[name='kind']", label="Chỉ thị")
    officer.press("Đăng ký", within="main form", exact=True)
    registered = officer.text
    officer.go("/dot/moi/")
    officer.page.get_by_label("99-CT/TW").check()
    officer.fill(
        name="Học tập Chỉ thị 99", slug="ct99", starts_on="2021-03-10", ends_on="2021-03-31", place="Sơn Giang"
    )
    officer.fill(study_plan_due="2021-03-20", hold_study_due="2021-03-31", action_programme_due="2021-03-31")
    officer.press("Kiểm tra lại")
    officer.press("Phát hành")
    officer.go("/dot/ct99/ke-hoach/chot/")
    officer.press("Chốt theo ngày")
    officer.go("/dot/ct99/")

    assert "99-CT/TW" in registered
    assert re.search(r"0/4\.\d{3}", officer.text)


def test_a_programme_is_received_in_two_clicks(visit: Visit) -> None:
    officer = visit("officer")

    officer.press("Tiếp nhận: ")
    waiting = officer.path
    officer.press("Tiếp nhận", within="main form")

    assert officer.clicks == 2
    assert re.fullmatch(r"/dot/nq13/ctr/[0-9a-z]{10}/(\?.*)?", waiting)
    officer.go(waiting)
    assert "Đã tiếp nhận" in officer.text


def test_a_report_is_drafted_and_frozen_in_two_clicks(visit: Visit) -> None:
    officer = visit("officer")

    officer.press("Lập báo cáo")
    officer.press("Chốt số liệu")
    frozen = officer.path
    word = officer.page.request.get(officer.at(f"{frozen}tai/docx/")).body()
    said = re.sub(r"<[^>]+>", "", zipfile.ZipFile(BytesIO(word)).read("word/document.xml").decode())

    assert officer.clicks == 2
    assert "/bao-cao/ban-chot/" in frozen
    assert "97,87%" in said
    assert re.search(r"4\.502\D{0,20}4\.600", said)
