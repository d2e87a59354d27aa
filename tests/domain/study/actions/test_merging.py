"""Two rows that are one person."""

from datetime import date, timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.web import sign_in
from thongsuot.domain.plans.queries.campaigns import campaigns_of_person
from thongsuot.domain.study.actions.merging import (
    BothOnOneRoll,
    MergedAlready,
    MergeUndone,
    hold_to_be_two,
    merge_people,
    undo_merge,
)
from thongsuot.domain.study.queries.own import own_ledger
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.actions import GrantsMoreThanHeld
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.models import Membership, Person, PersonMerge, Unit

pytestmark = pytest.mark.django_db
BORN = date(1980, 5, 4)
LATER = AT + timedelta(days=90)


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_unit())


def _merge(kept: Person, merged: Person) -> PersonMerge:
    return merge_people(kept, merged=merged, by=SYSTEM, at=LATER)


def _state() -> list[object]:
    return [
        sorted(Person.objects.values_list("pk", "phone", "card_number_index", "card_number_encrypted", "merged_into")),
        sorted(Membership.objects.values_list("pk", "person", "valid_until"), key=str),
        sorted(Grant.objects.values_list("pk", "person_id")),
    ]


def test_merge_people_hands_over_posts_roles_numbers_and_what_is_missing(unit: Unit) -> None:
    kept, merged = make_person(unit, born_on=BORN), make_person(unit, born_on=BORN, card_number="040123")
    merged.phone = "0912"
    merged.save()
    post, grant = make_appointment(merged), make_grant(merged, unit, Role.INSPECTOR)

    _merge(kept, merged)

    for row in (kept, merged, post, grant):
        row.refresh_from_db()
    assert (kept.phone, kept.card_number, merged.card_number) == ("0912", "040123", "")
    assert (post.person, grant.person_id, merged.merged_into) == (kept, kept.pk, kept)
    assert list(Membership.objects.filter(valid_until=None).values_list("person", flat=True)) == [kept.pk]


def test_undo_merge_leaves_everything_as_it_was(unit: Unit) -> None:
    kept, merged = make_person(unit, born_on=BORN), make_person(unit, born_on=BORN, card_number="040123")
    merged.phone = "0912"
    merged.save()
    make_grant(merged, unit, Role.INSPECTOR)
    before = _state()

    merge = _merge(kept, merged)
    changed = _state()
    undo_merge(merge, by=SYSTEM, at=LATER)

    assert _state() == before
    assert changed != before
    with pytest.raises(MergeUndone):
        undo_merge(merge, by=SYSTEM, at=LATER)


def test_undo_merge_keeps_what_was_corrected_since(unit: Unit) -> None:
    kept, merged = make_person(unit), make_person(unit)
    merged.phone = "0912"
    merged.save()
    merge = _merge(kept, merged)
    Person.objects.filter(pk=kept.pk).update(phone="0988")

    undo_merge(merge, by=SYSTEM, at=LATER)

    kept.refresh_from_db()
    assert kept.phone == "0988"


def test_merge_people_twice_or_into_themselves_is_refused(unit: Unit) -> None:
    kept, merged = make_person(unit), make_person(unit)
    with pytest.raises(MergedAlready):
        _merge(kept, kept)
    _merge(kept, merged)

    with pytest.raises(MergedAlready):
        _merge(kept, merged)
    assert AuditEntry.objects.filter(event="person.merged").count() == 1


def test_merge_people_on_the_roll_of_a_running_campaign_is_refused_with_its_name(unit: Unit) -> None:
    kept, merged = make_person(unit), make_person(unit)
    campaign = make_campaign(unit.parent)
    make_roll(campaign)

    with pytest.raises(BothOnOneRoll, match=campaign.name):
        _merge(kept, merged)


def test_merge_people_needs_the_right_at_both(unit: Unit) -> None:
    kept, merged = make_person(unit), make_person(make_unit(make_unit()))
    officer = make_person(unit)
    make_grant(officer, unit)

    with pytest.raises(NotAllowed):
        merge_people(kept, merged=merged, by=officer, at=LATER)


def test_hold_to_be_two_is_said_once_in_either_order(unit: Unit) -> None:
    first, second = make_person(unit), make_person(unit)

    said = hold_to_be_two(second, second=first, by=SYSTEM, at=LATER)

    assert (said.first, said.second) == (first, second)
    with pytest.raises(MergedAlready):
        hold_to_be_two(first, second=second, by=SYSTEM, at=LATER)


def test_merged_person_is_the_kept_one_wherever_they_come_in(unit: Unit) -> None:
    merged = make_person(unit, name="Lê Thị Bình")
    client = sign_in(merged)
    make_roll(make_campaign(unit.parent))
    kept = make_person(unit, name="Lê Thị Bình")

    _merge(kept, merged)

    own = client.get("/m/").content.decode()
    assert own_ledger(kept)[0].campaign.name in own
    assert [study.entry.person for study in own_ledger(kept)] == [merged]
    assert list(campaigns_of_person(kept)) == [own_ledger(kept)[0].campaign]


def test_merge_people_whose_roles_the_officer_does_not_hold_is_refused(unit: Unit) -> None:
    """A role over the unit above would come to whoever the officer likes."""
    officer, kept, merged = make_person(unit), make_person(unit), make_person(unit)
    above = make_unit()
    make_grant(officer, unit)
    make_grant(merged, above)

    with pytest.raises(GrantsMoreThanHeld):
        merge_people(kept, merged=merged, by=officer, at=AT)

    assert not Grant.objects.filter(person_id=kept.pk).exists()
