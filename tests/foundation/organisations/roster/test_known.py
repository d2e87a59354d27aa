"""The same file again is known without being read, and read again as soon as anything it was compared with is otherwise."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_person, make_unit
from tests.builders.rosters import BASE, CELL, ROOT, make_roster, make_stored, member
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.actions.imports import NothingToImport, import_roster, undo_import
from thongsuot.foundation.organisations.models import Appointment, Membership, Person, RosterImport, Unit, UnitKind
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.roster.known import told_before

pytestmark = pytest.mark.django_db
DAY = local_day(AT)
PROBATION_ENDS = DAY + timedelta(days=40)


@pytest.fixture
def bloc() -> Unit:
    return make_unit(make_unit(name="Đảng bộ tỉnh"), code="KHOI", name=ROOT, kind="ABOVE_BASE")


@pytest.fixture
def file(tmp_path: Path) -> StoredFile:
    people = [
        member(name="Lò Thị Mai", posts="Bí thư Đảng ủy", phone="0955 000 111"),
        member(name="Vi Văn Bình", card=None, official_on=PROBATION_ENDS),
        member(name="Hà Văn Ngọc", sex="khác"),
    ]
    return make_stored(make_roster(tmp_path / "danh-sach.xlsx", members=people))


def _import(into: Unit, file: StoredFile, **answers: str) -> RosterImport:
    return import_roster(into, file=file, answers=answers, by=SYSTEM, at=AT)


def _told(into: Unit, file: StoredFile, **answers: str) -> dict[str, object]:
    with pytest.raises(NothingToImport) as nothing:
        _import(into, file, **answers)
    return nothing.value.told


def test_told_before_of_the_same_file_tells_what_reading_it_would(bloc: Unit, file: StoredFile) -> None:
    made = _import(bloc, file)
    known = told_before(bloc, file, {}, on=DAY)
    RosterImport.objects.update(left_as="")

    assert known == _told(bloc, file)
    assert known is not None and (known["accepted"], known["unchanged"]) == (0, made.result["accepted"])


def test_import_roster_of_a_known_file_does_not_open_it(bloc: Unit, file: StoredFile) -> None:
    _import(bloc, file)
    file.path.unlink()

    assert _told(bloc, file)["unchanged"] == 3


CHANGES: dict[str, Callable[[Unit], object]] = {
    "corrected": lambda _bloc: Person.objects.filter(full_name="Lò Thị Mai").update(phone="0955000222"),
    "of another category": lambda _bloc: Membership.objects.filter(category="PROBATIONARY").update(category="OFFICIAL"),
    "without a post": lambda _bloc: Appointment.objects.all().delete(),
    "with another post": lambda _bloc: make_appointment(
        Person.objects.get(full_name="Lò Thị Mai"), unit=Unit.objects.get(name=BASE), post=Post.RAPPORTEUR
    ),
    "with another post above": lambda bloc: make_appointment(
        Person.objects.get(full_name="Lò Thị Mai"), unit=Unit.objects.get(children=bloc), post=Post.RAPPORTEUR
    ),
    "somebody more": lambda _bloc: make_person(Unit.objects.get(name=CELL)),
    "one unit more": lambda bloc: make_unit(bloc),
    "unit renamed": lambda _bloc: Unit.objects.filter(name=CELL).update(name="Chi bộ khác"),
    "unit closed": lambda _bloc: Unit.objects.filter(name=BASE).update(closed_on=date(2099, 1, 1)),
    "unit above renamed": lambda bloc: Unit.objects.filter(children=bloc).update(name="Đảng bộ khác"),
    "kind renamed": lambda _bloc: UnitKind.objects.filter(code="BASE_CELL").update(name="Chi bộ nhỏ"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_told_before_of_what_was_changed_since_is_not_known(
    bloc: Unit, file: StoredFile, change: Callable[[Unit], object]
) -> None:
    _import(bloc, file)

    change(bloc)

    assert told_before(bloc, file, {}, on=DAY) is None


def test_import_roster_of_a_known_file_after_an_edit_shows_the_conflict_and_overwrites_nothing(
    bloc: Unit, file: StoredFile
) -> None:
    _import(bloc, file)
    Person.objects.filter(full_name="Lò Thị Mai").update(phone="0955000222")

    conflicts = [warning for warning in _told(bloc, file)["warnings"] if warning["code"] == "conflict"]  # type: ignore[attr-defined]

    assert [conflict["column"] for conflict in conflicts] == ["Số điện thoại"]
    assert Person.objects.get(full_name="Lò Thị Mai").phone == "0955000222"


@pytest.mark.parametrize(
    ("on", "is_known"),
    [
        (DAY - timedelta(days=1), False),
        (DAY, True),
        (PROBATION_ENDS - timedelta(days=1), True),
        (PROBATION_ENDS, False),
    ],
)
def test_told_before_goes_until_a_row_says_something_else(
    bloc: Unit, file: StoredFile, on: date, is_known: bool
) -> None:
    _import(bloc, file)

    assert (told_before(bloc, file, {}, on=on) is not None) is is_known


def test_told_before_of_other_answers_or_another_language_is_not_known(bloc: Unit, file: StoredFile) -> None:
    _import(bloc, file)

    assert told_before(bloc, file, {"members.column_note": "none"}, on=DAY) is None
    with translation.override("en"):
        assert told_before(bloc, file, {}, on=DAY) is None


def test_told_before_of_a_file_with_a_wrong_row_is_never_known(bloc: Unit, tmp_path: Path) -> None:
    wrong = make_stored(make_roster(tmp_path / "sai.xlsx", members=[member(), member(born_on="xx")]))

    _import(bloc, wrong)

    assert told_before(bloc, wrong, {}, on=DAY) is None


def test_import_roster_of_an_undone_file_imports_it_again(bloc: Unit, file: StoredFile) -> None:
    undo_import(_import(bloc, file), by=SYSTEM, at=AT)

    assert _import(bloc, file).result["accepted"] == 3
