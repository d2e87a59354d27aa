"""Pages of importing: what is sent, what is shown before anything is written, what came of it, who may see it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.rosters import BASE, CELL, MEMBER_HEADER, ROOT, UNITS, make_book, make_roster, member
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today_and_files(settings: Any, tmp_path: Path) -> None:
    settings.PINNED_NOW = AT
    settings.FILES_ROOT = tmp_path / "stored"


@pytest.fixture
def bloc() -> Unit:
    return make_unit(code="KHOI", name=ROOT)


@pytest.fixture
def officer(bloc: Unit) -> Client:
    return make_client(bloc, Role.OFFICER)


def _send(client: Client, into: Unit, path: Path) -> Any:
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/nhap/", {"unit": into.public_id, "file": upload})


def _sent(client: Client, into: Unit, path: Path) -> str:
    """Send a file and return the address of its page."""
    return str(_send(client, into, path).headers["Location"])


def _roster(tmp_path: Path, *members: Sequence[object], name: str = "ds.xlsx") -> Path:
    return make_roster(tmp_path / name, members=members)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _people() -> int:
    return Person.objects.filter(made_by_import__isnull=False).count()


def test_file_is_checked_before_anything_is_written(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member(name="Lò Thị Mai"), member(born_on="xx")))

    text = _text(officer, address)

    assert "<b>4 dòng đúng</b> · 1 đã có · 1 cần sửa. Chưa có gì được nhập." in text
    assert "Nhập 4 dòng đúng" in text
    assert "Ngày sinh: không phải ngày hợp lệ" in text
    assert "«xx» không phải ngày hợp lệ" in text
    assert "Đảng viên, dòng 7" in text
    assert f"K01.01 · {BASE}" in text
    assert f"{CELL} · Đảng viên chính thức" in text
    assert (Unit.objects.count(), _people()) == (1, 0)


def test_check_shows_each_column_and_how_it_was_found(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    header = [{"Số điện thoại": "Điện thoại", "Dân tộc": "Tộc người"}.get(title, title) for title in MEMBER_HEADER]
    path = make_book(tmp_path / "a.xlsx", {"DS": [header, member()]})

    text = _text(officer, _sent(officer, bloc, path))

    assert "Trang «DS», tiêu đề ở dòng 5 · 1 dòng" in text
    assert '<dt>Họ và tên</dt> <dd>cột B «Họ và tên» <small class="quiet">theo tiêu đề</small></dd>' in text
    assert 'cột L «Điện thoại» <small class="quiet">theo tiêu đề, tên gọi khác</small>' in text
    assert '<dt>Dân tộc</dt> <dd><span class="quiet">không có</span></dd>' in text
    assert "Các cột không nhập: Tộc người, Ngày vào Đảng." in text


def test_column_that_was_not_found_is_chosen_and_remembered(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    header = ["Tộc người" if title == "Dân tộc" else title for title in MEMBER_HEADER]
    make_unit(bloc, name=BASE)
    first = make_book(tmp_path / "a.xlsx", {"DS": [header, member(cell=BASE, ethnicity="Thái")]})
    address = _sent(officer, bloc, first)

    officer.post(f"{address}cot/", {"members.column_ethnicity": "E", "members.column_name": "B"})
    chosen = _text(officer, address)
    officer.post(f"{address}ghi/", {"seen": "1"})
    second = make_book(tmp_path / "b.xlsx", {"DS": [header, member(cell=BASE)]})

    assert 'cột E «Tộc người» <small class="quiet">đồng chí chọn</small>' in chosen
    assert 'cột B «Họ và tên» <small class="quiet">theo tiêu đề</small>' in chosen
    assert Person.objects.get(made_by_import__isnull=False).ethnicity == "Thái"
    assert '«Tộc người» <small class="quiet">nhớ từ lần trước</small>' in _text(officer, _sent(officer, bloc, second))


def test_column_that_is_not_to_be_used_is_left_out(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member(phone="0955000111")))

    officer.post(f"{address}cot/", {"members.column_phone": ""})
    officer.post(f"{address}ghi/", {"seen": "4"})

    assert Person.objects.get(made_by_import__isnull=False).phone == ""


def test_question_is_answered_then_answered_anew(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    units = [(1, "K01", BASE, "Đảng bộ cơ sở", "Đảng bộ Khối khác")]
    address = _sent(officer, bloc, make_roster(tmp_path / "r.xlsx", units=units, members=[member(cell=BASE)]))

    asked = _text(officer, address)
    unanswered = officer.post(address, {}).content.decode()
    officer.post(address, {"root": "same"})
    answered = _text(officer, address)
    officer.post(f"{address}tra-loi-lai/")

    assert "<b>1 điều cần đồng chí trả lời</b>. Chưa có gì được nhập." in asked
    assert "Phải, là một đơn vị" in asked
    assert "dòng đúng, sẽ nhập" not in asked
    assert "Chọn một câu trả lời." in unanswered
    assert "<b>2 dòng đúng</b>" in answered
    assert "điều cần đồng chí trả lời" in _text(officer, address)


def test_answer_that_leaves_no_list_can_be_taken_back(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    path = make_book(
        tmp_path / "d.xlsx", {"DS": [("TT", "Họ và tên", "Ngày sinh", "Đơn vị"), (1, "An", "1/1/1990", ROOT)]}
    )
    address = _sent(officer, bloc, path)

    officer.post(address, {"people_1": "none"})
    text = _text(officer, address)

    assert "Không nhận ra danh sách trong tệp." in text
    assert "Xóa các câu trả lời" in text


def test_file_whose_content_is_lost_is_said_and_can_be_set_aside(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member()))
    RosterImport.objects.get().file.path.unlink()

    text = _text(officer, address)

    assert "Không còn nội dung của tệp «ds.xlsx» trong kho." in text
    assert "Bỏ tệp này" in text


def test_right_rows_are_imported_and_the_page_says_what_came_of_it(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member(), member(born_on="xx")))

    answer = officer.post(f"{address}ghi/", {"seen": "4"}, follow=True)
    text = " ".join(answer.content.decode().split())

    assert "Đã nhập <b>3 đơn vị, 1 người</b>. 1 dòng cần sửa chưa nhập." in text
    assert "Hoàn tác lần nhập này" in text
    assert "Nhập 4 dòng đúng" not in text
    assert _people() == 1


def test_second_press_of_the_button_changes_nothing(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member()))

    first = officer.post(f"{address}ghi/", {"seen": "4"})
    second = officer.post(f"{address}ghi/", {"seen": "4"}, follow=True)

    assert first.status_code == 302
    assert "Đã nhập <b>3 đơn vị, 1 người</b>." in second.content.decode()
    assert (_people(), RosterImport.objects.count()) == (1, 1)


@pytest.mark.parametrize("seen", ["3", "", "xx", "99999999999999999999"])
def test_other_rows_than_were_seen_are_not_imported(seen: str, bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member()))

    answer = officer.post(f"{address}ghi/", {"seen": seen}, HTTP_REFERER=f"http://testserver{address}", follow=True)

    assert "Danh sách đang lưu vừa thay đổi. Hãy xem lại số dòng rồi bấm Nhập." in answer.content.decode()
    assert _people() == 0


def test_same_file_sent_twice_is_one_that_waits(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    path = _roster(tmp_path, member())

    assert _sent(officer, bloc, path) == _sent(officer, bloc, path)
    assert RosterImport.objects.count() == 1


def test_same_file_after_its_import_says_that_everything_is_there(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    path = _roster(tmp_path, member(), member())
    officer.post(f"{_sent(officer, bloc, path)}ghi/", {"seen": "5"})

    text = _text(officer, _sent(officer, bloc, path))

    assert "Mọi dòng của tệp đã có trong danh sách: <b>4 đơn vị, 2 người</b>. Không có gì để nhập." in text
    assert "dòng đúng</button>" not in text


def test_rows_to_correct_are_downloaded_before_and_after_the_import(
    bloc: Unit, officer: Client, tmp_path: Path
) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member(), member(name="Vi Văn Bình", born_on="xx")))

    before = officer.get(f"{address}can-sua.xlsx")
    officer.post(f"{address}ghi/", {"seen": "4"})
    after = officer.get(f"{address}can-sua.xlsx")

    for answer in (before, after):
        rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
        assert [row[1] for row in rows] == ["Họ và tên", "Vi Văn Bình"]
        assert "attachment" in answer.headers["Content-Disposition"]


def test_rows_to_correct_of_a_right_file_are_not_found(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member()))

    assert officer.get(f"{address}can-sua.xlsx").status_code == 404


def test_undo_takes_everything_back_and_says_what(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member(), member()))
    officer.post(f"{address}ghi/", {"seen": "5"})

    text = officer.post(f"{address}hoan-tac/", follow=True).content.decode()

    assert "gỡ lại <b>3 đơn vị, 2 người</b> của lần nhập này." in text
    assert "Hoàn tác lần nhập này" not in text
    assert (Unit.objects.count(), _people()) == (1, 0)


def test_undo_is_refused_with_the_names_of_those_it_rests_on(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member(name="Lò Thị Mai")))
    officer.post(f"{address}ghi/", {"seen": "4"})
    make_roll(make_campaign(bloc))

    answer = officer.post(f"{address}hoan-tac/", HTTP_REFERER=f"http://testserver{address}", follow=True)

    assert "Lò Thị Mai" in answer.content.decode()
    assert "Không hoàn tác được." in answer.content.decode()
    assert _people() == 1


def test_file_that_is_set_aside_is_not_imported(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member()))

    listed = officer.post(f"{address}bo/", follow=True).content.decode()
    officer.post(f"{address}ghi/", {"seen": "4"})

    assert "Đã bỏ tệp ds.xlsx." in listed
    assert "Tệp đã được bỏ lúc" in _text(officer, address)
    assert _people() == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("trong.xlsx", b"", "Tệp trống, không có dữ liệu."),
        ("hong.xlsx", b"PK\x03\x04" + b"x" * 100, "Tệp bị hỏng"),
        ("khac.csv", "Mã hàng;Giá\nA1;5\n".encode(), "Không nhận ra danh sách trong tệp."),
        ("anh.xlsx", b"%PDF-1.7 x", "Đây là tệp PDF, không phải bảng tính."),
    ],
)
def test_refused_file_leaves_its_sentence_in_the_form(
    name: str, content: bytes, sentence: str, bloc: Unit, officer: Client
) -> None:
    answer = officer.post("/nhap/", {"unit": bloc.public_id, "file": SimpleUploadedFile(name, content)})
    text = answer.content.decode()

    assert answer.status_code == 200
    assert sentence in text
    assert "<title>Lỗi:" in text
    assert f'name="unit" value="{bloc.public_id}"' in text
    assert not RosterImport.objects.exists()


def test_no_file_chosen_is_said(bloc: Unit, officer: Client) -> None:
    assert "Chọn tệp danh sách." in officer.post("/nhap/", {"unit": bloc.public_id}).content.decode()


@pytest.mark.parametrize("role", [None, Role.SECRETARY, Role.RAPPORTEUR, Role.INSPECTOR])
def test_pages_of_importing_are_not_found_by_those_who_manage_nothing(
    role: Role | None, bloc: Unit, officer: Client, tmp_path: Path
) -> None:
    address = _sent(officer, bloc, _roster(tmp_path, member()))
    other = make_client(bloc, role) if role else sign_in(make_person(bloc))

    seen = [other.get(page).status_code for page in ("/nhap/", address, f"{address}can-sua.xlsx")]
    done = [other.post(address + verb).status_code for verb in ("", "cot/", "tra-loi-lai/", "ghi/", "bo/", "hoan-tac/")]

    assert {*seen, *done} == {404}
    assert RosterImport.objects.get().is_pending


def test_import_of_another_is_gone_on_with_only_by_who_manages_the_unit(
    bloc: Unit, officer: Client, tmp_path: Path
) -> None:
    own, beside = make_unit(bloc), make_unit(bloc)
    path = make_roster(tmp_path / "m.xlsx", units=None, members=[member(cell=own.name, base=own.name)])
    address = _sent(officer, own, path)
    below, stranger = make_client(own, Role.OFFICER), make_client(beside, Role.OFFICER)

    assert stranger.get(address).status_code == 404
    assert _send(stranger, own, path).status_code == 404
    assert below.post(f"{address}ghi/", {"seen": "1"}).status_code == 302
    assert _people() == 1


def test_list_shows_what_was_sent_by_whom_and_how_it_stands(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    first = _sent(officer, bloc, _roster(tmp_path, member(), member(born_on="xx"), name="dau.xlsx"))
    officer.post(f"{first}ghi/", {"seen": "4"})
    _sent(officer, bloc, _roster(tmp_path, member(), name="sau.xlsx"))

    text = _text(officer, "/nhap/")

    assert text.index("sau.xlsx") < text.index("dau.xlsx")
    assert "3 đơn vị, 1 người; 1 dòng cần sửa" in text
    assert "<td>Trần Thu Hà</td>" in text
    assert ("Chờ nhập" in text, "Đã nhập" in text) == (True, True)


def test_list_asks_the_same_number_of_questions_for_one_file_and_for_four(
    bloc: Unit, officer: Client, tmp_path: Path
) -> None:
    costs = []
    for n in (1, 3):
        for k in range(n):
            _sent(officer, bloc, _roster(tmp_path, member(), name=f"{n}{k}.xlsx"))
        with CaptureQueriesContext(connection) as asked:
            officer.get("/nhap/")
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_check_asks_the_same_number_of_questions_for_one_row_and_for_thirty(
    bloc: Unit, officer: Client, tmp_path: Path
) -> None:
    costs = []
    for n in (1, 30):
        address = _sent(officer, bloc, _roster(tmp_path, *(member() for _ in range(n)), name=f"{n}.xlsx"))
        with CaptureQueriesContext(connection) as asked:
            officer.get(address)
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_units_alone_are_imported_too(bloc: Unit, officer: Client, tmp_path: Path) -> None:
    address = _sent(officer, bloc, make_roster(tmp_path / "u.xlsx", units=UNITS))

    assert "<b>3 dòng đúng</b> · 1 đã có · 0 cần sửa." in _text(officer, address)
