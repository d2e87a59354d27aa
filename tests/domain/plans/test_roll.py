"""Freezing the roll."""

from datetime import date

import pytest

from tests.builders.organisations import make_appointment, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign, make_roll
from thongsuot.domain.plans.actions.roll import (
    NobodyOnRoll,
    RollAlreadyFrozen,
    TotalUnchanged,
    declare_total,
    freeze_roll,
)
from thongsuot.domain.plans.models import Audience, RollTotal
from thongsuot.foundation.organisations.models import Category, Post

pytestmark = pytest.mark.django_db


def _totals(code: str) -> dict[str, tuple[int, int]]:
    rows = RollTotal.objects.filter(audience__code=code).select_related("campaign_unit")
    return {t.campaign_unit.name: (t.people, t.undeclared_units) for t in rows}


def test_freeze_roll_counts_each_audience_at_every_node() -> None:
    bloc = make_unit(name="Khối")
    base = make_unit(bloc, name="Cơ sở")
    cell = make_unit(base, name="Chi bộ")
    secretary = make_person(cell)
    make_appointment(secretary, unit=base)
    make_person(cell, category=Category.EXEMPT)
    make_appointment(make_person(cell), unit=cell, post=Post.SECRETARY)
    make_person(base, category=Category.NON_MEMBER)
    campaign = make_campaign(bloc)

    edition = make_roll(campaign)

    assert _totals("members") == {"Khối": (3, 0), "Cơ sở": (3, 0), "Chi bộ": (3, 0)}
    assert _totals("key_cadres") == {"Khối": (1, 0), "Cơ sở": (1, 0), "Chi bộ": (1, 0)}
    assert _totals("non_members") == {"Khối": (1, 0), "Cơ sở": (1, 0), "Chi bộ": (0, 0)}
    assert len(edition.fingerprint) == 64
    assert edition.entries.count() == 4


def test_freeze_roll_leaves_out_whoever_joined_later() -> None:
    bloc = make_unit()
    make_person(bloc)
    campaign = make_campaign(bloc)

    with pytest.raises(NobodyOnRoll):
        freeze_roll(campaign, as_of=date(2020, 1, 1), by=SYSTEM, at=AT)


def test_freeze_roll_twice_is_refused() -> None:
    bloc = make_unit()
    make_person(bloc)
    campaign = make_campaign(bloc)
    make_roll(campaign)

    with pytest.raises(RollAlreadyFrozen):
        make_roll(campaign)


def test_declare_total_counts_undeclared_units_upwards() -> None:
    bloc = make_unit(name="Khối")
    first, _second = make_unit(bloc, name="Một"), make_unit(bloc, name="Hai")
    make_person(first)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    non_members = Audience.objects.get(campaign=campaign, code="non_members")
    said = {"audience": non_members, "declared_on": date(2021, 3, 9), "declared_by": "Bí thư", "by": SYSTEM, "at": AT}

    declare_total(campaign_unit_of(campaign, first), people=39, **said)

    assert _totals("non_members") == {"Khối": (39, 1), "Một": (39, 0), "Hai": (0, 1)}
    with pytest.raises(TotalUnchanged):
        declare_total(campaign_unit_of(campaign, first), people=39, **said)
