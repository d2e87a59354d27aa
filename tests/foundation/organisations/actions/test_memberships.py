"""Categories and guests, by day."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders.organisations import AT, SYSTEM, make_person, make_unit
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.actions.memberships import (
    AlreadyTakesPart,
    BeforeMembershipBegan,
    CategoryAlreadyHeld,
    DayNotYetCome,
    HomeNotEndedAlone,
    begin_guest_membership,
    change_category,
    end_guest_membership,
)
from thongsuot.foundation.organisations.models import Membership
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 6, 1, tzinfo=UTC)
LATER, LATEST = date(2021, 9, 1), date(2022, 1, 1)


def test_change_category_ends_the_one_before_on_that_day() -> None:
    person = make_person(category=Category.PROBATIONARY)

    change_category(person, category=Category.OFFICIAL, on=LATER, by=SYSTEM, at=NOW)

    held = Membership.objects.filter(person=person).order_by("valid_from")
    assert list(held.values_list("category", "valid_from", "valid_until")) == [
        ("PROBATIONARY", date(2021, 3, 1), LATER),
        ("OFFICIAL", LATER, None),
    ]
    assert AuditEntry.objects.get(event="person.category_changed").payload == {
        "before": "PROBATIONARY",
        "after": "OFFICIAL",
        "on": "2021-09-01",
    }


def test_change_category_to_the_same_or_before_it_began_is_refused() -> None:
    person = make_person()

    with pytest.raises(CategoryAlreadyHeld):
        change_category(person, category=Category.OFFICIAL, on=LATER, by=SYSTEM, at=NOW)
    with pytest.raises(BeforeMembershipBegan):
        change_category(person, category=Category.AWAY, on=date(2021, 3, 1), by=SYSTEM, at=NOW)


def test_day_to_come_is_refused_and_changes_nothing() -> None:
    person, elsewhere = make_person(), make_unit()

    with pytest.raises(DayNotYetCome):
        change_category(person, category=Category.AWAY, on=LATER, by=SYSTEM, at=AT)
    with pytest.raises(DayNotYetCome):
        begin_guest_membership(elsewhere, person=person, on=LATER, by=SYSTEM, at=AT)

    assert Membership.objects.get(person=person).category == "OFFICIAL"


def test_guest_takes_part_without_leaving_home_and_ends_again() -> None:
    person, elsewhere = make_person(), make_unit()

    guest = begin_guest_membership(elsewhere, person=person, on=LATER, by=SYSTEM, at=NOW)
    end_guest_membership(elsewhere, membership=guest, on=LATEST, by=SYSTEM, at=NOW)

    assert (guest.is_home, guest.path, guest.valid_until) == (False, elsewhere.path, LATEST)
    assert Membership.objects.get(person=person, is_home=True).valid_until is None


def test_guest_where_one_is_at_home_or_a_guest_is_refused() -> None:
    person, elsewhere = make_person(), make_unit()
    begin_guest_membership(elsewhere, person=person, on=LATER, by=SYSTEM, at=NOW)

    for unit in (person.home, elsewhere):
        with pytest.raises(AlreadyTakesPart):
            begin_guest_membership(unit, person=person, on=LATEST, by=SYSTEM, at=NOW)


def test_end_guest_membership_of_a_home_or_of_another_unit_is_refused() -> None:
    person, elsewhere = make_person(), make_unit()
    home = Membership.objects.get(person=person)
    guest = begin_guest_membership(elsewhere, person=person, on=LATER, by=SYSTEM, at=NOW)

    for unit, membership in ((person.home, home), (person.home, guest)):
        with pytest.raises(HomeNotEndedAlone):
            end_guest_membership(unit, membership=membership, on=LATEST, by=SYSTEM, at=NOW)


class OneHome(TestCase):
    """Whatever is written by whoever, the database knows one home a day."""

    @settings(max_examples=40, deadline=None)
    @given(
        spans=st.lists(st.tuples(st.integers(0, 20), st.one_of(st.none(), st.integers(1, 10))), min_size=1, max_size=5)
    )
    def test_homes_overlap_exactly_when_the_database_refuses(self, spans: list[tuple[int, int | None]]) -> None:
        person = make_person(category=Category.OFFICIAL)
        Membership.objects.filter(person=person).delete()
        day = date(2000, 1, 1).toordinal()
        kept: list[tuple[int, float]] = []
        for begins, lasts in spans:
            ends = float("inf") if lasts is None else begins + lasts
            overlaps = any(begins < until and start < ends for start, until in kept)
            try:
                with transaction.atomic():
                    Membership.objects.create(
                        person=person,
                        of_unit=person.home,
                        path=person.path,
                        category="OFFICIAL",
                        valid_from=date.fromordinal(day + begins),
                        valid_until=None if lasts is None else date.fromordinal(day + begins + lasts),
                    )
            except IntegrityError:
                assert overlaps
            else:
                assert not overlaps
                kept.append((begins, ends))
