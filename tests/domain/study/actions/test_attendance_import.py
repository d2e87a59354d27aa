"""An attendance list: matched by name, birth date and unit; asked where in doubt; never overwriting."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.builders.organisations import AT as ROSTER_AT
from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.spreadsheets import make_xlsx
from tests.builders.study import AT, SYSTEM, make_open_class
from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.attendance_import import AttendanceImport, import_attendance
from thongsuot.domain.study.actions.classes import ClassNotOpen
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models import Attendance, Standing, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen, import_roster

pytestmark = pytest.mark.django_db
HEADER = ["Họ và tên", "Ngày sinh", "Đơn vị", "Điểm danh", "Lý do vắng"]
Import = Callable[..., AttendanceImport]


@pytest.fixture
def here() -> StudyClass:
    """An open class of base A (a cell below it); its people: two namesakes, Ba, and Tư of the cell. Năm is of base B."""
    bloc = make_unit()
    a, b = make_unit(bloc, name="Đảng bộ A", code="A"), make_unit(bloc, name="Đảng bộ B")
    cell = make_unit(a, name="Chi bộ Văn phòng")
    for unit, name, born_on in [
        (a, "Trần Văn Một", date(1970, 1, 1)),
        (a, "Trần Văn Một", date(1980, 2, 2)),
        (a, "Lê Thị Ba", date(1975, 3, 3)),
        (cell, "H'Hen Tư", date(1985, 4, 4)),
        (b, "Ngô Văn Năm", date(1990, 5, 5)),
    ]:
        make_person(unit, name=name, born_on=born_on)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    return make_open_class(campaign.units.get(name="Đảng bộ A"))


@pytest.fixture
def run(here: StudyClass, tmp_path: Path, settings) -> Import:
    """Import rows into the class."""
    settings.FILES_ROOT = tmp_path / "files"

    def run(*rows: list[object], **answers: str) -> AttendanceImport:
        path = make_xlsx(tmp_path / "diem-danh.xlsx", [HEADER, *rows])
        with path.open("rb") as content:
            file = store(content, name=path.name, purpose="attendance", by="tests", at=AT)
        return import_attendance(here, file=file, answers=answers, by=SYSTEM, at=AT)

    return run


def _facts() -> set[tuple[str, str, str]]:
    facts = Attendance.objects.order_by("entry_id", "-version").distinct("entry_id")
    return {
        (f.entry.person.full_name, str(f.entry.person.born_on), f.presence)
        for f in facts.select_related("entry__person")
    }


def test_import_attendance_tells_namesakes_apart_and_finds_units_by_any_name(run: Import) -> None:
    told = run(
        ["Trần Văn Một", "2/2/1980", "Đảng bộ A", "x", None],
        ["LÊ THỊ BA", "3/3/1975", "A", "v", "Nghỉ ốm"],
        ["H'Hen Tư", "4/4/1985", "Đảng bộ A", None, None],
    )

    assert (told.rows, told.accepted, told.unchanged, told.errors, told.warnings) == (3, 3, 0, [], [])
    assert told.presence == {"PRESENT": 1, "EXCUSED": 1, "NOT_RECORDED": 1}
    assert _facts() == {
        ("Trần Văn Một", "1980-02-02", "PRESENT"),
        ("Lê Thị Ba", "1975-03-03", "EXCUSED"),
        ("H'Hen Tư", "1985-04-04", "NOT_RECORDED"),
    }
    assert AuditEntry.objects.get(event="attendance.imported").payload == {
        "rows": 3,
        "accepted": 3,
        "unchanged": 0,
        "rejected": 0,
    }


def test_import_attendance_of_the_same_list_changes_nothing(run: Import) -> None:
    rows = [["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "x", None], ["H'Hen Tư", "4/4/1985", "Đảng bộ A", None, None]]
    run(*rows)
    before = Attendance.objects.count()

    told = run(*rows)

    assert (told.accepted, told.unchanged, told.warnings, Attendance.objects.count()) == (0, 2, [], before)


def test_import_attendance_of_a_mended_list_corrects_what_the_list_said(run: Import) -> None:
    run(["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "v", None])

    told = run(["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "x", None])

    assert told.accepted == 1
    assert _facts() == {("Lê Thị Ba", "1975-03-03", "PRESENT")}


def test_import_attendance_never_overwrites_what_a_person_marked(run: Import, here: StudyClass) -> None:
    entry = RollEntry.objects.get(person__full_name="Lê Thị Ba")
    mark_people(here, marks=[Mark(entry.pk, Presence.PRESENT)], by=SYSTEM, at=AT)

    blank = run(["Lê Thị Ba", "3/3/1975", "Đảng bộ A", None, None])
    told = run(["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "v", None])

    assert blank.warnings == []
    assert [(w.row, w.code) for w in told.warnings] == [(2, "conflict")]
    assert "đã ghi có mặt, tệp ghi vắng không lý do" in told.warnings[0].message
    assert Standing.objects.get(entry=entry, directive=None).studied


@pytest.mark.parametrize(
    ("row", "proposed"),
    [
        (["Trần Văn Một", None, "Đảng bộ A", "x"], ["1970-01-01", "1980-02-02"]),
        (["Trần Văn Một", "9/9/1999", "Đảng bộ A", "x"], ["1970-01-01", "1980-02-02"]),
        (["Lê Thị Bà", "3/3/1975", "Đảng bộ A", "x"], ["1975-03-03"]),
        (["Lê Thi Bca", "3/3/1975", "Đảng bộ A", "x"], ["1975-03-03"]),
        (["Lê Thị Ba", "3/3/1975", "Đảng bộ B", "x"], ["1975-03-03"]),
        (["Lê Thị Ba", "3/3/1975", None, "x"], ["1975-03-03"]),
    ],
)
def test_import_attendance_asks_where_it_could_only_guess(run: Import, row: list[object], proposed: list[str]) -> None:
    with pytest.raises(QuestionsOpen) as asked:
        run(row)

    (question,) = asked.value.questions
    people = {e.public_id: str(e.person.born_on) for e in RollEntry.objects.select_related("person")}
    assert question.code == "person_2"
    assert [people.get(option.code, option.code) for option in question.options] == [*proposed, "skip"]
    assert not Attendance.objects.exists()


def test_import_attendance_when_answered_records_the_person_chosen(run: Import, here: StudyClass) -> None:
    younger = RollEntry.objects.get(person__born_on=date(1980, 2, 2))

    run(["Trần Văn Một", None, "Đảng bộ A", "x"], person_2=younger.public_id)

    assert _facts() == {("Trần Văn Một", "1980-02-02", "PRESENT")}


def test_import_attendance_when_a_row_is_skipped_says_so(run: Import) -> None:
    told = run(["Trần Văn Một", None, "Đảng bộ A", "x"], person_2="skip")

    assert [(fault.row, fault.code) for fault in told.errors] == [(2, "skipped")]


def test_import_attendance_takes_no_answer_that_was_not_offered(run: Import, here: StudyClass) -> None:
    stranger = RollEntry.objects.get(person__full_name="Ngô Văn Năm")

    with pytest.raises(QuestionsOpen):
        run(["Trần Văn Một", None, "Đảng bộ A", "x"], person_2=stranger.public_id)


def test_import_attendance_accepts_the_good_rows_and_faults_the_others(run: Import) -> None:
    told = run(
        ["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "x"],
        ["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "v"],
        ["Ngô Văn Năm", "5/5/1990", "Đảng bộ B", "x"],
        ["Không Có Ai", "1/1/1960", "Đảng bộ A", "x"],
        ["H'Hen Tư", "4/4/1985", "Chi bộ Văn phòng", "??"],
    )

    assert [(fault.row, fault.code) for fault in told.errors] == [
        (3, "twice_in_file"),
        (4, "of_another_unit"),
        (5, "not_on_roll"),
        (6, "mark_unknown"),
    ]
    assert "thuộc Đảng bộ B" in told.errors[1].message
    assert (told.rows, told.accepted) == (5, 1)
    assert _facts() == {("Lê Thị Ba", "1975-03-03", "PRESENT")}


def test_import_attendance_before_the_class_begins_refuses(run: Import, here: StudyClass) -> None:
    here.state = "PLANNED"

    with pytest.raises(ClassNotOpen):
        run(["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "x"])


GIVEN = Path(__file__).parents[5] / "shared" / "data" / "roster"


def test_import_attendance_of_a_real_list_of_key_cadres_in_both_its_forms(tmp_path: Path, settings) -> None:
    if not GIVEN.exists():
        pytest.skip("the given rosters are not beside this checkout: they are checked where they are")
    settings.FILES_ROOT = tmp_path / "files"

    def kept(file: str) -> StoredFile:
        with (GIVEN / file).open("rb") as content:
            return store(content, name=file, purpose="roster", by="tests", at=AT)

    bloc = make_unit(name="Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Sơn Giang")
    import_roster(bloc, file=kept("danh-sach-khoi.xlsx"), answers={}, by=SYSTEM, at=ROSTER_AT)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    here = make_open_class(campaign_unit_of(campaign, bloc), codes=["members", "key_cadres"])

    told = import_attendance(here, file=kept("diem-danh-lop-01.xlsx"), by=SYSTEM, at=AT)
    again = import_attendance(here, file=kept("diem-danh-lop-01.csv"), by=SYSTEM, at=AT)

    assert (told.rows, told.accepted, told.unchanged, told.errors, told.warnings) == (240, 240, 0, [], [])
    assert told.presence == {"PRESENT": 232, "ABSENT": 2, "EXCUSED": 4, "NOT_RECORDED": 2}
    assert (again.rows, again.accepted, again.unchanged, again.errors, again.warnings) == (240, 0, 240, [], [])
    assert Standing.objects.filter(audience__code="key_cadres", directive=None, studied=True).count() == 232


def test_import_attendance_lists_the_nearest_names_of_the_class_and_takes_none_of_them(run: Import) -> None:
    told = run(["Lê Thị Bav", None, None, "x", None], ["Ngô Văn Nam", None, None, "x", None])

    assert [fault.message for fault in told.errors] == [
        "Không có Lê Thị Bav trong danh sách đã chốt. Gần giống: Lê Thị Ba · 3/3/1975 · Đảng bộ A.",
        "Không có Ngô Văn Nam trong danh sách đã chốt.",
    ]
    assert _facts() == set()
