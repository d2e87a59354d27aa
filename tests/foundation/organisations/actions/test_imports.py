"""Importing a roster as one act, and undoing it as one."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.rosters import BASE, CELL, MEMBER_HEADER, ROOT, SINGLE, make_book, make_roster, make_stored, member
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.actions.imports import (
    ImportAlreadyUndone,
    NothingToImport,
    QuestionsOpen,
    RowsRestOnImport,
    import_roster,
    undo_import,
)
from thongsuot.foundation.organisations.models import (
    Appointment,
    ColumnMatching,
    Membership,
    Person,
    RosterImport,
    Unit,
    UnitVersion,
)
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> Unit:
    return make_unit(code="KHOI", name=ROOT)


def _file(tmp_path: Path, *members: tuple[object, ...]) -> StoredFile:
    return make_stored(make_roster(tmp_path / "danh-sach.xlsx", members=members))


def _import(into: Unit, file: StoredFile, **answers: str) -> RosterImport:
    return import_roster(into, file=file, answers=answers, by=SYSTEM, at=AT)


def test_import_roster_opens_units_with_versions_and_enters_people_with_posts(bloc: Unit, tmp_path: Path) -> None:
    made = _import(
        bloc,
        _file(
            tmp_path,
            member(name="Lò Thị Mai", posts="Bí thư Đảng ủy; Báo cáo viên", card="31000001", phone="0955 000 111"),
            member(name="H'Hen Niê", posts="Bí thư Chi bộ", official_on=None, card=None),
            member(name="Vi Văn Bình", cell=SINGLE, base=SINGLE, posts="Bí thư Chi bộ"),
        ),
    )

    assert {key: made.result[key] for key in ("rows", "accepted", "rejected", "unchanged", "units", "errors")} == {
        "rows": 3,
        "accepted": 3,
        "rejected": 0,
        "unchanged": 0,
        "units": {"created": 3, "unchanged": 1},
        "errors": [],
    }
    cell = Unit.objects.get(code="K01.01")
    assert (cell.parent, cell.issuer, cell.path) == (Unit.objects.get(code="K01"), bloc, bloc.path + "00010001")
    assert UnitVersion.objects.get(unit=cell).parent == cell.parent
    mai = Person.objects.get(full_name="Lò Thị Mai")
    assert (mai.home, mai.path, mai.card_number, mai.phone) == (cell, cell.path, "31000001", "0955000111")
    held = {
        (a.person.full_name, a.post, a.in_unit.code) for a in Appointment.objects.select_related("person", "in_unit")
    }
    assert held == {
        ("Lò Thị Mai", Post.SECRETARY, "K01"),
        ("Lò Thị Mai", Post.RAPPORTEUR, "K01"),
        ("H'Hen Niê", Post.SECRETARY, "K01.01"),
        ("Vi Văn Bình", Post.SECRETARY, "K02"),
    }
    assert Membership.objects.get(person__full_name="H'Hen Niê").category == Category.PROBATIONARY


def test_import_roster_records_counts_and_no_names(bloc: Unit, tmp_path: Path) -> None:
    made = _import(bloc, _file(tmp_path, member(name="Lò Thị Mai")))

    entry = AuditEntry.objects.get(event="roster.imported")
    assert (entry.subject_id, entry.unit_path) == (made.pk, bloc.path)
    assert entry.payload == {
        "rows": 1,
        "accepted": 1,
        "rejected": 0,
        "unchanged": 0,
        "units": {"created": 3, "unchanged": 1},
    }


def test_import_roster_takes_the_right_rows_although_others_are_wrong(bloc: Unit, tmp_path: Path) -> None:
    made = _import(
        bloc, _file(tmp_path, member(), member(born_on="xx"), member(cell="Chi bộ Lạ"), member(name="Lò Thị Mai"))
    )

    assert (made.result["accepted"], made.result["rejected"]) == (2, 2)
    assert [(e["row"], e["column"], e["code"]) for e in made.result["errors"]] == [
        (7, "Ngày sinh", "not_a_date"),
        (8, "Chi bộ", "unit_unknown"),
    ]
    assert Person.objects.count() == 2


def test_import_roster_twice_is_refused_with_everything_unchanged(bloc: Unit, tmp_path: Path) -> None:
    file = _file(tmp_path, member(official_on=None, card=None), member(note="Biệt phái", posts="Đảng ủy viên"))
    _import(bloc, file)
    entries = AuditEntry.objects.count()

    with pytest.raises(NothingToImport) as nothing:
        _import(bloc, file)

    told = nothing.value.told
    assert (told["accepted"], told["unchanged"], told["rejected"]) == (0, 2, 0)
    assert told["units"] == {"created": 0, "unchanged": 4}
    assert "conflict" not in {warning["code"] for warning in told["warnings"]}
    assert (AuditEntry.objects.count(), RosterImport.objects.count()) == (entries, 1)


def test_import_roster_of_a_longer_list_adds_only_what_is_new(bloc: Unit, tmp_path: Path) -> None:
    old = [member(), member()]
    _import(bloc, _file(tmp_path, *old))

    made = _import(bloc, _file(tmp_path, *old, member(name="Lò Thị Mai")))

    assert (made.result["accepted"], made.result["unchanged"]) == (1, 2)
    assert Person.objects.get(made_by_import=made).full_name == "Lò Thị Mai"


def test_import_roster_with_open_questions_changes_nothing(bloc: Unit, tmp_path: Path) -> None:
    units = [(1, "K01", BASE, "Đảng bộ cơ sở", "Đảng bộ Khối khác")]
    file = make_stored(make_roster(tmp_path / "r.xlsx", units=units, members=[member(cell=BASE)]))

    with pytest.raises(QuestionsOpen) as asked:
        _import(bloc, file)
    made = _import(bloc, file, root="same")

    assert [question.code for question in asked.value.questions] == ["root"]
    assert (made.result["accepted"], made.answers) == (1, {"root": "same"})


def test_import_roster_remembers_how_columns_were_answered(bloc: Unit, tmp_path: Path) -> None:
    header = [title if title != "Số thẻ đảng" else "Số hiệu" for title in MEMBER_HEADER]
    _import(bloc, make_stored(make_roster(tmp_path / "u.xlsx")))
    first = make_stored(make_book(tmp_path / "a.xlsx", {"Đảng viên": [header, member()]}))
    second = make_stored(make_book(tmp_path / "b.xlsx", {"Đảng viên": [header, member()]}))

    _import(bloc, first, **{"members.column_card": "H"})
    made = _import(bloc, second)

    assert made.result["accepted"] == 1
    assert ColumnMatching.objects.get(unit=bloc, purpose="members").columns == {"card": "Số hiệu"}


def test_import_roster_into_a_part_knows_the_rest_of_the_organisation(bloc: Unit, tmp_path: Path) -> None:
    _import(bloc, make_stored(make_roster(tmp_path / "u.xlsx")))
    base = Unit.objects.get(code="K01")
    file = make_stored(
        make_roster(tmp_path / "m.xlsx", units=None, members=[member(), member(cell=SINGLE, base=SINGLE)])
    )

    made = _import(base, file)

    assert (made.result["accepted"], made.result["rejected"]) == (1, 1)
    assert [error["code"] for error in made.result["errors"]] == ["unit_unknown"]


@pytest.mark.parametrize(("role", "where"), [(Role.SECRETARY, "own"), (Role.OFFICER, "beside")])
def test_import_roster_needs_the_right_over_the_unit(role: Role, where: str, bloc: Unit, tmp_path: Path) -> None:
    own, beside = make_unit(bloc), make_unit(bloc)
    person = make_person(own)
    make_grant(person, own if where == "own" else beside, role)

    with pytest.raises(NotAllowed):
        import_roster(own, file=_file(tmp_path, member()), answers={}, by=person, at=AT)


def test_import_roster_officer_above_may(bloc: Unit, tmp_path: Path) -> None:
    officer = make_person(bloc)
    make_grant(officer, bloc)
    base = make_unit(bloc, name=BASE)
    file = make_stored(make_roster(tmp_path / "m.xlsx", units=None, members=[member(cell=BASE)]))

    made = import_roster(base, file=file, answers={}, by=officer, at=AT)

    assert (made.result["accepted"], made.imported_by) == (1, officer.public_id)


def test_import_roster_costs_the_same_statements_for_two_people_and_for_thirty(bloc: Unit, tmp_path: Path) -> None:
    _import(bloc, make_stored(make_roster(tmp_path / "u.xlsx")))
    costs = []
    for n in (2, 30):
        file = make_stored(make_roster(tmp_path / f"{n}.xlsx", units=None, members=[member() for _ in range(n)]))
        with CaptureQueriesContext(connection) as asked:
            _import(bloc, file)
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_undo_import_takes_everything_back(bloc: Unit, tmp_path: Path) -> None:
    made = _import(bloc, _file(tmp_path, member(posts="Bí thư Đảng ủy"), member()))

    undo_import(made, by=SYSTEM, at=AT)

    assert (Person.objects.count(), Membership.objects.count(), Appointment.objects.count()) == (0, 0, 0)
    assert list(Unit.objects.all()) == [bloc]
    assert RosterImport.objects.get().undone_at == AT
    assert AuditEntry.objects.filter(event="roster.import_undone", subject_id=made.pk).count() == 1


def test_undo_import_leaves_what_another_import_made(bloc: Unit, tmp_path: Path) -> None:
    old = member(name="Lò Thị Mai")
    _import(bloc, _file(tmp_path, old))
    made = _import(bloc, _file(tmp_path, old, member(name="Vi Văn Bình")))

    undo_import(made, by=SYSTEM, at=AT)

    assert [person.full_name for person in Person.objects.all()] == ["Lò Thị Mai"]


def test_undo_import_then_the_same_file_again(bloc: Unit, tmp_path: Path) -> None:
    file = _file(tmp_path, member(), member())
    undo_import(_import(bloc, file), by=SYSTEM, at=AT)

    assert _import(bloc, file).result["accepted"] == 2


def test_undo_import_twice_is_refused(bloc: Unit, tmp_path: Path) -> None:
    made = _import(bloc, _file(tmp_path, member()))
    stale = RosterImport.objects.get(pk=made.pk)
    undo_import(made, by=SYSTEM, at=AT)

    with pytest.raises(ImportAlreadyUndone):
        undo_import(stale, by=SYSTEM, at=AT)


def test_undo_import_of_people_on_a_roll_is_refused_with_five_names_and_how_many_more(
    bloc: Unit, tmp_path: Path
) -> None:
    made = _import(bloc, _file(tmp_path, *(member(name=f"Người {letter}") for letter in "ABCDEFG")))
    make_roll(make_campaign(bloc))

    with pytest.raises(RowsRestOnImport) as refused:
        undo_import(made, by=SYSTEM, at=AT)

    assert "Người A, Người B, Người C, Người D, Người E và 2 nữa" in str(refused.value)
    assert "Người F" not in str(refused.value)
    assert Person.objects.filter(made_by_import=made).count() == 7


@pytest.mark.parametrize("change", ["appointed", "granted", "moved", "child", "neighbour"])
def test_undo_import_of_what_was_changed_since_is_refused_with_the_name(
    change: str, bloc: Unit, tmp_path: Path
) -> None:
    made = _import(bloc, _file(tmp_path, member(name="Lò Thị Mai"), member(name="Vi Văn Bình")))
    person, cell = Person.objects.get(full_name="Lò Thị Mai"), Unit.objects.get(code="K01.01")
    named = "Lò Thị Mai"
    if change == "appointed":
        make_appointment(person)
    elif change == "granted":
        make_grant(person, cell, Role.SECRETARY)
    elif change == "moved":
        Membership.objects.filter(person=person).update(valid_until=date(2021, 4, 1))
        Membership.objects.create(
            person=person, of_unit=cell, path=cell.path, category=Category.OFFICIAL, valid_from=date(2021, 4, 1)
        )
    elif change == "child":
        make_unit(cell, kind="GROUP", opened_on=date(2021, 4, 1))
        named = CELL
    else:
        make_person(cell, name="Người Đến Sau")
        named = CELL

    with pytest.raises(RowsRestOnImport) as refused:
        undo_import(made, by=SYSTEM, at=AT)

    assert named in str(refused.value)
    assert "Vi Văn Bình" not in str(refused.value)
    assert Person.objects.filter(made_by_import=made).count() == 2


def test_undo_import_needs_the_right_over_the_unit(bloc: Unit, tmp_path: Path) -> None:
    made = _import(bloc, _file(tmp_path, member()))
    secretary = make_person(bloc)
    make_grant(secretary, bloc, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        undo_import(made, by=secretary, at=AT)
