"""What reorganisations do to units, people, posts and roles, what they refuse, and taking them back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from tests.builders.reorganisations import (
    DAY,
    DRAFTER,
    change_kind,
    close,
    confirm,
    make_draft,
    merge,
    move,
    part,
    rename,
    reorganise,
    seen,
    split,
)
from thongsuot.domain.figures.actions import ChangedSinceSeen, ConfirmsOwnDraft, DayNotCome, confirm_reorganisation
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.people import enrol_person
from thongsuot.foundation.organisations.actions.reorganising import (
    DraftChanged,
    NoLongerDraft,
    NotConfirmed,
    ReorganisationUntitled,
    SomethingRests,
    StepIncomplete,
    StepTold,
    add_steps,
    amend_reorganisation,
    draft_reorganisation,
    remove_step,
    set_aside_reorganisation,
    undo_reorganisation,
)
from thongsuot.foundation.organisations.actions.units import rename_unit
from thongsuot.foundation.organisations.models import Membership, Person, StepKind, Unit, UnitVersion
from thongsuot.foundation.organisations.reorganising import refusals
from thongsuot.foundation.organisations.reorganising.checking import examined

pytestmark = pytest.mark.django_db
LATER = datetime(2021, 3, 20, 2, 0, tzinfo=UTC)


def _fresh(unit: Unit) -> Unit:
    return Unit.objects.select_related("kind", "parent").get(pk=unit.pk)


def _everything() -> dict[str, list[Any]]:
    """All that a reorganisation may change, row by row."""
    return {
        "units": list(Unit.objects.order_by("pk").values()),
        "versions": list(
            UnitVersion.objects.order_by("unit", "valid_from").values_list(
                "unit", "name", "kind", "parent", "path", "valid_from", "valid_until"
            )
        ),
        "people": list(Person.objects.order_by("pk").values("pk", "home", "path")),
        "memberships": list(
            Membership.objects.order_by("person", "valid_from").values_list(
                "person", "of_unit", "path", "category", "is_home", "valid_from", "valid_until"
            )
        ),
        "grants": list(Grant.objects.order_by("pk").values("pk", "unit_path", "valid_until")),
    }


@pytest.fixture
def bloc() -> Unit:
    return make_unit(make_unit(kind="PROVINCE"), name="Khối", kind="ABOVE_BASE")


def test_move_takes_people_posts_and_roles_along(bloc: Unit) -> None:
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one)
    person = make_person(cell)
    post, grant = make_appointment(person), make_grant(person, cell, Role.SECRETARY)

    reorganise(bloc, move(cell, other))

    moved = _fresh(cell)
    assert (moved.parent, is_within(moved.path, other.path)) == (other, True)
    for row, column in ((person, "path"), (person.memberships.get(), "path"), (post, "path"), (grant, "unit_path")):
        row.refresh_from_db()
        assert getattr(row, column) == moved.path
    entry = AuditEntry.objects.get(event="reorganisation.confirmed")
    assert (entry.payload["done"]["moved"], entry.unit_path) == (1, bloc.path)


def test_merge_moves_people_on_the_day_and_ends_posts_and_roles(bloc: Unit) -> None:
    one, other = make_unit(bloc), make_unit(bloc)
    cell, person = make_unit(one), make_person(one)
    person.memberships.update(valid_from=date(2020, 1, 1))
    post, grant = make_appointment(person), make_grant(person, one, Role.SECRETARY)
    make_person(other)

    reorganise(bloc, merge(one, other))

    assert (_fresh(one).closed_on, _fresh(cell).parent) == (DAY, other)
    assert list(person.memberships.order_by("valid_from").values_list("of_unit", "valid_from", "valid_until")) == [
        (one.pk, date(2020, 1, 1), DAY),
        (other.pk, DAY, None),
    ]
    person.refresh_from_db()
    post.refresh_from_db()
    grant.refresh_from_db()
    assert (person.home, person.path) == (other, other.path)
    assert (post.valid_until, grant.valid_until) == (DAY, DAY)


def test_split_sends_everybody_where_told_and_the_rest_to_the_first(bloc: Unit) -> None:
    old = make_unit(bloc)
    kept, gone = make_unit(old), make_unit(old)
    stays, goes = make_person(old), make_person(old)

    reorganise(bloc, split(old, part("M1", "Một"), part("M2", "Hai", units=[gone], people=[goes.pk])))

    first, second = Unit.objects.get(code="M1"), Unit.objects.get(code="M2")
    assert [u.parent for u in (first, second)] == [bloc, bloc]
    assert (_fresh(kept).parent, _fresh(gone).parent) == (first, second)
    assert [Person.objects.get(pk=p.pk).home for p in (stays, goes)] == [first, second]
    assert _fresh(old).closed_on == DAY


def test_split_of_a_unit_that_goes_on_leaves_the_rest_with_it(bloc: Unit) -> None:
    old = make_unit(bloc)
    stays, goes = make_person(old), make_person(old)
    post = make_appointment(goes)

    reorganise(bloc, split(old, part("M1", "Một", people=[goes.pk]), goes_on=True))

    assert Grant.objects.get(appointment_id=post.pk).valid_until == DAY

    assert _fresh(old).closed_on is None
    assert [Person.objects.get(pk=p.pk).home.code for p in (stays, goes)] == [old.code, "M1"]


def test_change_kind_and_close_and_rename_together(bloc: Unit) -> None:
    cell, empty = make_unit(bloc, kind="BASE_CELL"), make_unit(bloc)

    reorganise(bloc, change_kind(cell, "BASE_COMMITTEE"), rename(cell, "Đảng bộ Mới"), close(empty))

    assert (_fresh(cell).kind.code, _fresh(cell).name, _fresh(empty).closed_on) == (
        "BASE_COMMITTEE",
        "Đảng bộ Mới",
        DAY,
    )


_CASES = ["move", "merge", "split", "close", "rename"]


@pytest.mark.parametrize("case", _CASES)
def test_undo_leaves_everything_as_it_was(bloc: Unit, case: str) -> None:
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one)
    people = [make_person(u) for u in (one, one, cell, other)]
    people[0].memberships.update(valid_from=date(2020, 1, 1))
    make_grant(people[0], one)
    steps = {
        "move": [move(cell, other), rename(cell, "Khác")],
        "merge": [merge(one, other)],
        "split": [split(one, part("M1", "Một", units=[cell]), part("M2", "Hai", people=[people[1].pk]))],
        "close": [close(one, other)],
        "rename": [rename(one, "Khác")],
    }[case]
    before = _everything()
    made = reorganise(bloc, *steps)
    assert _everything() != before

    undo_reorganisation(made, by=DRAFTER, at=LATER)

    assert _everything() == before
    assert AuditEntry.objects.filter(event="reorganisation.undone").count() == 1
    with pytest.raises(NotConfirmed):
        undo_reorganisation(made, by=DRAFTER, at=LATER)


@pytest.mark.parametrize("later", ["moved", "renamed", "person", "enrolled"])
def test_undo_of_what_something_rests_on_is_refused_with_names(bloc: Unit, later: str) -> None:
    one, other = make_unit(bloc, name="Sở Một"), make_unit(bloc, name="Sở Hai")
    cell = make_unit(one, name="Chi bộ Kho")
    person = make_person(one, name="Lò Văn Chuyển")
    made = reorganise(bloc, rename(cell, "Chi bộ Kho tàng"), split(one, part("M1", "Sở Mới"), part("M2", "Sở Nhỏ")))
    new = Unit.objects.get(code="M1")
    if later == "moved":
        reorganise(bloc, move(_fresh(cell), other), on=LATER.date(), at=LATER)
    elif later == "renamed":
        rename_unit(_fresh(cell), name="Chi bộ Khác", valid_from=LATER.date(), by=SYSTEM, at=LATER)
    elif later == "person":
        person.memberships.filter(of_unit=new).update(of_unit=other, path=other.path)
    else:
        enrol_person(new, full_name="Người Mới", by=SYSTEM, at=LATER)
    named = {"moved": "Chi bộ Kho tàng", "renamed": "Chi bộ Khác", "person": "Lò Văn Chuyển", "enrolled": "Sở Mới"}

    with pytest.raises(SomethingRests, match=named[later]):
        undo_reorganisation(made, by=SYSTEM, at=LATER)


def test_steps_that_cannot_be_taken_say_why(bloc: Unit) -> None:
    one, other = make_unit(bloc, name="Một"), make_unit(bloc, name="Hai")
    cell = make_unit(one, name="Chi bộ")
    make_person(one)
    beside = make_unit(bloc.parent, kind="ABOVE_BASE")
    cases: list[tuple[StepTold, type[Refusal]]] = [
        (merge(one, cell), refusals.CircleInTree),
        (move(one, one), refusals.CircleInTree),
        (move(cell, bloc), refusals.KindNotAllowed),
        (change_kind(one, "BASE_CELL"), refusals.KindNotAllowed),
        (close(one), refusals.UnitsLeft),
        (move(one, beside), refusals.BesideReorganisation),
        (close(bloc), refusals.BesideReorganisation),
        (split(one, part("M1", "Một một")), refusals.PartsIncomplete),
        (split(one, part(other.code, "Một một"), part("M2", "Hai hai")), refusals.CodeInUse),
    ]

    for step, refusal in cases:
        problems = examined(make_draft(bloc, step)).problems
        assert refusal in {type(problem) for problem in problems}, (step, problems)
        with pytest.raises(Refusal):
            confirm(make_draft(bloc, step))


def test_closing_a_unit_with_people_left_is_refused_with_their_number(bloc: Unit) -> None:
    cell = make_unit(bloc, name="Chi bộ Kho", kind="BASE_CELL")
    make_person(cell)

    with pytest.raises(refusals.PeopleLeft, match="“Chi bộ Kho” còn 1 người"):
        reorganise(bloc, close(cell))


def test_steps_before_the_last_change_are_refused_with_the_day(bloc: Unit) -> None:
    one, other = make_unit(bloc), make_unit(bloc)
    cell = make_unit(one, name="Chi bộ Kho")
    reorganise(bloc, move(cell, other), on=date(2021, 2, 1))

    with pytest.raises(refusals.TreeChangedSince, match="đã có thay đổi ngày 1/2/2021"):
        reorganise(bloc, move(_fresh(cell), one), on=date(2021, 1, 1))


def test_the_same_unit_twice_is_refused(bloc: Unit) -> None:
    one, other = make_unit(bloc), make_unit(bloc)

    with pytest.raises(refusals.UnitTwice):
        make_draft(bloc, merge(one, other), close(one))


@pytest.mark.parametrize("step", [StepKind.MOVE, StepKind.MERGE, StepKind.RENAME, StepKind.CHANGE_KIND])
def test_step_that_names_too_little_is_refused(bloc: Unit, step: StepKind) -> None:
    with pytest.raises(StepIncomplete):
        make_draft(bloc, StepTold(step, make_unit(bloc)))


def test_draft_without_a_name_is_refused(bloc: Unit) -> None:
    with pytest.raises(ReorganisationUntitled):
        draft_reorganisation(bloc, title=" ", takes_effect_on=DAY, by=SYSTEM, at=AT)


def test_draft_changed_by_another_is_refused_with_who_it_was(bloc: Unit) -> None:
    officer = make_person(bloc, name="Lò Thị Mai")
    make_grant(officer, bloc)
    one, other = make_unit(bloc), make_unit(bloc)
    draft = make_draft(bloc)
    add_steps(draft, steps=[rename(one, "Mới")], seen=1, by=officer, at=LATER)

    with pytest.raises(DraftChanged, match="Lò Thị Mai vừa thêm 1 bước"):
        add_steps(draft, steps=[close(other)], seen=1, by=SYSTEM, at=LATER)
    with pytest.raises(DraftChanged):
        remove_step(draft, number=1, seen=1, by=SYSTEM, at=LATER)
    changed = amend_reorganisation(draft, title="Khác", takes_effect_on=DAY, seen=2, by=SYSTEM, at=LATER)
    assert (changed.title, changed.revision, draft.steps.count()) == ("Khác", 3, 1)


def test_confirming_needs_another_person_and_the_day_and_what_was_seen(bloc: Unit) -> None:
    one = make_unit(bloc)
    person = make_person(one)
    draft = make_draft(bloc, merge(one, make_unit(bloc)))
    what = seen(draft)

    with pytest.raises(ConfirmsOwnDraft):
        confirm(draft, by=DRAFTER)
    with pytest.raises(DayNotCome, match="từ ngày đó mới xác nhận được"):
        confirm(make_draft(bloc, rename(one, "Mới"), on=date(2021, 4, 1)))
    make_person(one)
    with pytest.raises(ChangedSinceSeen, match="số người chuyển: 1 → 2"):
        confirm_reorganisation(draft, seen=what, by=SYSTEM, at=AT)
    person.refresh_from_db()
    assert person.home == one


def test_draft_to_come_is_confirmed_on_its_day(bloc: Unit) -> None:
    one = make_unit(bloc)
    draft = make_draft(bloc, rename(one, "Mới"), on=date(2021, 3, 20))

    confirm(draft, at=LATER)

    assert _fresh(one).name == "Mới"


def test_draft_set_aside_or_confirmed_is_changed_no_more(bloc: Unit) -> None:
    one = make_unit(bloc)
    draft, done = make_draft(bloc, rename(one, "Mới")), reorganise(bloc, rename(one, "Khác"))

    set_aside_reorganisation(draft, by=SYSTEM, at=AT)

    for closed in (draft, done):
        with pytest.raises(NoLongerDraft):
            remove_step(closed, number=1, seen=1, by=SYSTEM, at=AT)
    with pytest.raises(NoLongerDraft):
        confirm_reorganisation(draft, seen="", by=SYSTEM, at=AT)


def test_reach_of_drafting_and_confirming(bloc: Unit) -> None:
    own, beside = make_unit(bloc), make_unit(bloc)
    officer, secretary = make_person(own), make_person(own)
    make_grant(officer, own)
    make_grant(secretary, own, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        make_draft(beside, by=officer)
    with pytest.raises(NotAllowed):
        make_draft(bloc, by=officer)
    with pytest.raises(NotAllowed):
        make_draft(own, by=secretary)
    draft = make_draft(own, rename(own, "Mới"), by=officer)
    confirm(draft, by=secretary)
    assert _fresh(own).name == "Mới"
    with pytest.raises(NotAllowed):
        confirm(make_draft(beside, rename(beside, "Mới")), by=secretary)
