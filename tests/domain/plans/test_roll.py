"""Freezing the roll."""

from datetime import date
from typing import Any

import pytest

from tests.builders.organisations import make_appointment, make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign, make_roll
from thongsuot.domain.plans.actions.roll import (
    AudienceCountedByName,
    DeclaredByUpperUnit,
    DeclaredInFuture,
    NobodyOnRoll,
    RollAlreadyFrozen,
    RollFromFuture,
    TotalUnchanged,
    declare_total,
    freeze_roll,
)
from thongsuot.domain.plans.models import Audience, Campaign, DeclaredTotal, RollTotal
from thongsuot.domain.plans.queries.roll import people_in_campaign, people_on
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

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


def test_freeze_roll_of_a_day_to_come_is_refused() -> None:
    bloc = make_unit()
    make_person(bloc)

    with pytest.raises(RollFromFuture):
        make_roll(make_campaign(bloc), as_of=date(2021, 4, 2))


def test_freeze_roll_records_its_fingerprint() -> None:
    bloc = make_unit()
    make_person(bloc)

    edition = make_roll(make_campaign(bloc))

    payload = AuditEntry.objects.get(event="roll.frozen").payload
    assert (payload["fingerprint"], payload["members"]) == (edition.fingerprint, 1)


def test_freeze_roll_is_for_whoever_runs_the_campaign() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    officer_below = make_person(base)
    make_grant(officer_below, base)

    with pytest.raises(NotAllowed):
        freeze_roll(make_campaign(bloc), as_of=date(2021, 4, 1), by=officer_below, at=AT)


def test_people_on_a_day_are_those_a_roll_of_that_day_would_hold() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    secretary = make_person(base)
    make_appointment(secretary)
    make_person(base, category=Category.NON_MEMBER)
    make_person(make_unit())
    campaign = make_campaign(bloc)

    before = people_on(bloc, date(2021, 4, 1))
    in_campaign = people_in_campaign(campaign, date(2021, 4, 1))
    make_roll(campaign)

    frozen = {code: _totals(code)[bloc.name][0] for code in ("members", "key_cadres", "non_members")}
    assert before == in_campaign == frozen == {"members": 1, "key_cadres": 1, "non_members": 1}
    assert people_on(bloc, date(2020, 1, 1)) == {"members": 0, "key_cadres": 0, "non_members": 0}


def _declare(campaign: Campaign, unit: Unit, **other: Any) -> None:
    said: dict[str, Any] = {
        "people": 39,
        "declared_on": date(2021, 3, 9),
        "declared_by": "Bí thư",
        "by": SYSTEM,
        "at": AT,
    }
    audience = Audience.objects.get(campaign=campaign, code=other.pop("code", "non_members"))
    declare_total(campaign_unit_of(campaign, unit), audience=audience, **{**said, **other})


def test_declare_total_again_is_a_new_version() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    campaign = make_campaign(bloc)

    _declare(campaign, base)
    _declare(campaign, base, people=0)

    assert list(DeclaredTotal.objects.order_by("version").values_list("version", "people")) == [(1, 39), (2, 0)]
    assert AuditEntry.objects.filter(event="total.declared").count() == 2


def test_declare_total_names_what_is_wrong() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    campaign = make_campaign(bloc)

    with pytest.raises(DeclaredByUpperUnit):
        _declare(campaign, bloc)
    with pytest.raises(AudienceCountedByName):
        _declare(campaign, base, code="members")
    with pytest.raises(DeclaredInFuture):
        _declare(campaign, base, declared_on=date(2021, 4, 2))


def test_declare_total_reaches_own_unit_and_below_only() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    campaign = make_campaign(bloc)
    secretary, officer = make_person(own), make_person(bloc)
    make_grant(secretary, own, Role.SECRETARY)
    make_grant(officer, bloc)

    _declare(campaign, own, by=secretary)
    _declare(campaign, beside, by=officer)
    with pytest.raises(NotAllowed):
        _declare(campaign, beside, people=40, by=secretary)
