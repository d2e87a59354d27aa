"""What a person sees of their own study."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, hold_class, make_held
from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.domain.study.queries.own import own_ledger
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def base() -> Unit:
    """A base with two members."""
    base = make_unit(make_unit())
    for name in ("Ân Một", "Ân Hai"):
        make_person(base, name=name)
    return base


def test_own_ledger_tells_a_person_their_own_facts_and_nobody_elses(base: Unit) -> None:
    one, two = base.people.get(full_name="Ân Một"), base.people.get(full_name="Ân Hai")
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    held = make_held(campaign, [entry_of(campaign, one)], absent=[entry_of(campaign, two)])
    hold_class(campaign_unit_of(campaign, base), held)
    (before,) = own_ledger(two)
    record_study_elsewhere(entry_of(campaign, two), where="Lớp khác", happened_on=date(2021, 5, 9), by=SYSTEM, at=AT)

    (after,) = own_ledger(two)

    assert (before.has_studied, [fact.presence for fact in before.attendances]) == (False, ["ABSENT"])
    assert (after.has_studied, [place.where for place in after.elsewhere]) == (True, ["Lớp khác"])
    assert after.campaign == campaign


def test_own_ledger_of_somebody_on_no_roll_is_empty() -> None:
    assert own_ledger(make_person(make_unit())) == []


def test_own_ledger_has_the_latest_campaign_first_and_costs_the_same_for_two(base: Unit) -> None:
    person = base.people.get(full_name="Ân Một")
    make_roll(make_campaign(base.parent, slug="nq12", starts_on=date(2021, 3, 1)))
    with CaptureQueriesContext(connection) as one:
        own_ledger(person)
    directive = make_directive(base.parent, number="02-NQ/TU")
    make_roll(make_campaign(base.parent, slug="nq13", starts_on=date(2021, 5, 1), directives=[directive]))
    with CaptureQueriesContext(connection) as two:
        ledger = own_ledger(person)

    assert [own.campaign.slug for own in ledger] == ["nq13", "nq12"]
    assert len(one) == len(two) == 4
