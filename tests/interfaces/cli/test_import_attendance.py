"""`thongsuot import attendance`: what it prints, what it changes, how it exits."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.spreadsheets import make_xlsx
from tests.builders.study import make_open_class
from thongsuot.domain.study.models import Attendance, StudyClass
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.interfaces.cli.import_ import add_arguments, run
from thongsuot.interfaces.cli.import_attendance import UnknownClass

pytestmark = pytest.mark.django_db
ROW = ["Lê Thị Ba", "3/3/1975", "Đảng bộ A", "x"]


@pytest.fixture
def here(settings, tmp_path: Path) -> StudyClass:
    """An open class of a base with one member."""
    settings.FILES_ROOT = tmp_path / "files"
    base = make_unit(make_unit(), name="Đảng bộ A")
    make_person(base, name="Lê Thị Ba", born_on=date(1975, 3, 3))
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return make_open_class(campaign.units.get(name="Đảng bộ A"))


@pytest.fixture
def command(here: StudyClass, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, dict]]:
    """Run the command on rows and return its exit code and what it printed."""

    def command(*rows: list[object], more: tuple[str, ...] = (), to: str = "") -> tuple[int, dict]:
        path = make_xlsx(tmp_path / "l.xlsx", [["Họ và tên", "Ngày sinh", "Đơn vị", "Điểm danh"], *rows])
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        words = ["attendance", str(path), "--class", to or here.public_id, "--format", "json", *more]
        code = run(parser.parse_args(words))
        return code, json.loads(capsys.readouterr().out)

    return command


def test_import_attendance_answers_the_contract(command: Callable[..., tuple[int, dict]]) -> None:
    code, told = command(ROW)

    assert code == 0
    assert told == {
        "rows": 1,
        "accepted": 1,
        "rejected": 0,
        "unchanged": 0,
        "units": {"created": 0, "unchanged": 0},
        "presence": {"PRESENT": 1},
        "errors": [],
        "warnings": [],
        "questions": [],
        "refused": None,
        "job": None,
    }
    assert Attendance.objects.count() == 1


def test_import_attendance_dry_changes_nothing(command: Callable[..., tuple[int, dict]]) -> None:
    code, told = command(ROW, more=("--dry-run",))

    assert (code, told["accepted"], Attendance.objects.count()) == (0, 1, 0)


def test_import_attendance_twice_leaves_no_second_trace(command: Callable[..., tuple[int, dict]]) -> None:
    command(ROW)
    entries = AuditEntry.objects.count()

    code, told = command(ROW)

    assert (code, told["unchanged"], AuditEntry.objects.count()) == (0, 1, entries)


def test_import_attendance_with_a_bad_row_takes_the_good_and_exits_1(command: Callable[..., tuple[int, dict]]) -> None:
    code, told = command(ROW, ["Ai Đó", "1/1/1990", "Đảng bộ A", "x"])

    assert (code, told["accepted"], told["rejected"]) == (1, 1, 1)
    assert told["errors"] == [
        {"row": 3, "column": "", "code": "not_on_roll", "message": "Không có Ai Đó trong danh sách đã chốt."}
    ]


def test_import_attendance_in_doubt_asks_and_is_answered(command: Callable[..., tuple[int, dict]]) -> None:
    doubtful = ["Lê Thị Ba", None, "Đảng bộ A", "x"]

    code, told = command(doubtful)
    chosen = told["questions"][0]["options"][0]["code"]
    answered, _told = command(doubtful, more=("--answer", f"person_2={chosen}"))

    assert (code, told["accepted"], answered) == (1, 0, 0)
    assert Attendance.objects.count() == 1


def test_import_attendance_of_another_kind_of_list_is_refused(
    here: StudyClass, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    path = make_xlsx(tmp_path / "l.xlsx", [["Mã đơn vị", "Tổng số"], ["K01", 5]])

    code = run(parser.parse_args(["attendance", str(path), "--class", here.public_id, "--format", "json"]))

    assert (code, json.loads(capsys.readouterr().out)["refused"]["code"]) == (1, "not_an_attendance_sheet")


def test_import_attendance_of_an_unknown_class_refuses(command: Callable[..., tuple[int, dict]]) -> None:
    with pytest.raises(UnknownClass):
        command(ROW, to="nosuchone1")
