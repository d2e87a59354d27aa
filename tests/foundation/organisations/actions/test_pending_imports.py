"""A roster in two steps: taken in and looked at, then imported as it was seen, or set aside."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.rosters import BASE, MEMBER_HEADER, ROOT, make_book, make_roster, member
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.recognition import FileIsEmpty
from thongsuot.foundation.organisations.actions.imports import (
    NothingToImport,
    QuestionsOpen,
    import_roster,
    undo_import,
)
from thongsuot.foundation.organisations.actions.pending_imports import (
    ImportNotPending,
    RosterAlreadyWaiting,
    SeenDiffers,
    answer_roster,
    import_submitted,
    set_aside_import,
    submit_roster,
)
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit
from thongsuot.foundation.organisations.roster.reading import NotARoster

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> Unit:
    return make_unit(code="KHOI", name=ROOT)


def _submit(into: Unit, path: Path, by: object = SYSTEM) -> RosterImport:
    with path.open("rb") as content:
        return submit_roster(into, content=content, name=path.name, by=by, at=AT)  # type: ignore[arg-type]


def _unread_card(path: Path, *rows: tuple[object, ...]) -> Path:
    """Return a list whose column of cards bears a title that nobody knows."""
    header = [title if title != "Số thẻ đảng" else "Số hiệu" for title in MEMBER_HEADER]
    return make_book(path, {"Đảng viên": [header, *rows]})


def test_submit_roster_keeps_the_file_and_writes_no_unit_and_nobody(bloc: Unit, tmp_path: Path) -> None:
    submitted = _submit(bloc, make_roster(tmp_path / "ds.xlsx", members=[member()]))

    assert (submitted.is_pending, submitted.file.name, submitted.file.stored_by) == (True, "ds.xlsx", "tests")
    assert (Unit.objects.count(), Person.objects.count()) == (1, 0)
    entry = AuditEntry.objects.get(event="roster.submitted")
    assert (entry.subject_id, entry.unit_path) == (submitted.pk, bloc.path)


def test_submit_roster_twice_names_the_one_that_waits(bloc: Unit, tmp_path: Path) -> None:
    path = make_roster(tmp_path / "ds.xlsx", members=[member()])
    first = _submit(bloc, path)

    with pytest.raises(RosterAlreadyWaiting) as again:
        _submit(bloc, path)
    set_aside_import(first, by=SYSTEM, at=AT)
    later = _submit(bloc, path)

    assert again.value.waiting == first
    assert first.file.path.exists()
    assert later != first


@pytest.mark.parametrize(("content", "refusal"), [(b"", FileIsEmpty), ("Mã hàng;Giá\nA1;5\n".encode(), NotARoster)])
def test_submit_roster_that_is_none_is_refused_and_nothing_of_it_is_kept(
    content: bytes, refusal: type[Exception], bloc: Unit, settings: LazySettings
) -> None:
    with pytest.raises(refusal):
        submit_roster(bloc, content=BytesIO(content), name="x.csv", by=SYSTEM, at=AT)

    assert not RosterImport.objects.exists()
    assert [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()] == []


def test_import_submitted_as_it_was_seen(bloc: Unit, tmp_path: Path) -> None:
    submitted = _submit(bloc, make_roster(tmp_path / "ds.xlsx", members=[member(), member(born_on="xx")]))

    import_submitted(submitted, seen_rows=4, by=SYSTEM, at=AT + timedelta(hours=1))

    stored = RosterImport.objects.get()
    assert (stored.imported_at, stored.imported_by) == (AT + timedelta(hours=1), "tests")
    assert (stored.result["accepted"], stored.result["rejected"], stored.result["units"]["created"]) == (1, 1, 3)
    assert Person.objects.get().made_by_import == submitted
    assert AuditEntry.objects.filter(event="roster.imported", subject_id=submitted.pk).count() == 1


def test_import_submitted_when_others_changed_the_list_since_is_refused(bloc: Unit, tmp_path: Path) -> None:
    row = member()
    submitted = _submit(bloc, make_roster(tmp_path / "ds.xlsx", members=[row, member()]))
    other = make_roster(tmp_path / "d.xlsx", members=[row])
    import_submitted(_submit(bloc, other), seen_rows=4, by=SYSTEM, at=AT)

    with pytest.raises(SeenDiffers):
        import_submitted(submitted, seen_rows=5, by=SYSTEM, at=AT)
    import_submitted(submitted, seen_rows=1, by=SYSTEM, at=AT)

    assert Person.objects.count() == 2


@pytest.mark.parametrize("end", ["imported", "set aside"])
def test_import_that_is_over_can_neither_be_imported_nor_answered_nor_set_aside(
    end: str, bloc: Unit, tmp_path: Path
) -> None:
    submitted = _submit(bloc, make_roster(tmp_path / "ds.xlsx", members=[member()]))
    stale = RosterImport.objects.get()
    if end == "imported":
        import_submitted(submitted, seen_rows=4, by=SYSTEM, at=AT)
    else:
        set_aside_import(submitted, by=SYSTEM, at=AT)
    entries = AuditEntry.objects.count()

    with pytest.raises(ImportNotPending):
        import_submitted(stale, seen_rows=4, by=SYSTEM, at=AT)
    with pytest.raises(ImportNotPending):
        answer_roster(stale, answers={"root": "same"}, by=SYSTEM, at=AT)
    with pytest.raises(ImportNotPending):
        set_aside_import(stale, by=SYSTEM, at=AT)

    assert (AuditEntry.objects.count(), Person.objects.count()) == (entries, int(end == "imported"))


def test_import_submitted_of_a_file_that_is_there_already_is_refused(bloc: Unit, tmp_path: Path) -> None:
    path = make_roster(tmp_path / "ds.xlsx", members=[member()])
    import_submitted(_submit(bloc, path), seen_rows=4, by=SYSTEM, at=AT)

    with pytest.raises(NothingToImport):
        import_submitted(_submit(bloc, path), seen_rows=0, by=SYSTEM, at=AT)


def test_answer_roster_adds_changes_and_takes_back(bloc: Unit, tmp_path: Path) -> None:
    make_unit(bloc, name=BASE)
    submitted = _submit(bloc, _unread_card(tmp_path / "a.xlsx", member(cell=BASE)))

    answer_roster(submitted, answers={"members.column_card": "B", "members.column_phone": "none"}, by=SYSTEM, at=AT)
    answer_roster(submitted, answers={"members.column_card": "H", "members.column_phone": ""}, by=SYSTEM, at=AT)

    assert RosterImport.objects.get().answers == {"members.column_card": "H"}
    assert AuditEntry.objects.filter(event="roster.answered", subject_id=submitted.pk).count() == 2


def test_import_submitted_needs_its_questions_answered(bloc: Unit, tmp_path: Path) -> None:
    make_unit(bloc, name=BASE)
    submitted = _submit(bloc, _unread_card(tmp_path / "a.xlsx", member(cell=BASE)))

    with pytest.raises(QuestionsOpen):
        import_submitted(submitted, seen_rows=0, by=SYSTEM, at=AT)
    answer_roster(submitted, answers={"members.column_card": "H"}, by=SYSTEM, at=AT)
    import_submitted(submitted, seen_rows=1, by=SYSTEM, at=AT)

    assert Person.objects.get().home.name == BASE


def test_undo_import_of_one_that_waited_then_the_file_may_be_sent_again(bloc: Unit, tmp_path: Path) -> None:
    path = make_roster(tmp_path / "ds.xlsx", members=[member()])
    submitted = _submit(bloc, path)
    import_submitted(submitted, seen_rows=4, by=SYSTEM, at=AT)

    undo_import(submitted, by=SYSTEM, at=AT)

    assert _submit(bloc, path).is_pending


@pytest.mark.parametrize(
    ("role", "where", "may"),
    [
        (Role.OFFICER, "own", True),
        (Role.OFFICER, "above", True),
        (Role.OFFICER, "beside", False),
        (Role.OFFICER, "below", False),
        (Role.SECRETARY, "own", False),
    ],
)
def test_submitting_and_going_on_need_the_right_over_the_unit(
    role: Role, where: str, may: bool, bloc: Unit, tmp_path: Path
) -> None:
    own, beside = make_unit(bloc), make_unit(bloc)
    place = {"own": own, "above": bloc, "beside": beside, "below": make_unit(own)}[where]
    person = make_person(own)
    make_grant(person, place, role)
    path = make_roster(tmp_path / "m.xlsx", units=None, members=[member(cell=own.name, base=own.name)])

    if may:
        import_submitted(_submit(own, path, person), seen_rows=1, by=person, at=AT)
        assert Person.objects.filter(made_by_import__isnull=False).count() == 1
        return
    submitted = _submit(own, path)
    with pytest.raises(NotAllowed):
        _submit(own, path, person)
    with pytest.raises(NotAllowed):
        import_submitted(submitted, seen_rows=1, by=person, at=AT)
    with pytest.raises(NotAllowed):
        answer_roster(submitted, answers={}, by=person, at=AT)
    with pytest.raises(NotAllowed):
        set_aside_import(submitted, by=person, at=AT)


def test_import_roster_leaves_no_pending_import(bloc: Unit, tmp_path: Path) -> None:
    path = make_roster(tmp_path / "ds.xlsx", members=[member()])
    submitted = _submit(bloc, path)

    made = import_roster(bloc, file=submitted.file, answers={}, by=SYSTEM, at=AT)

    assert [i.pk for i in RosterImport.objects.all() if not i.is_pending] == [made.pk]
