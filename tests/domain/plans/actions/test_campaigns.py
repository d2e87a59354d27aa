"""Creating campaigns and noting what explains their curves."""

from datetime import date
from typing import Any

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, make_campaign, make_directive, make_scheme
from thongsuot.domain.plans.actions.campaigns import (
    Event,
    EventDatesReversed,
    add_campaign_event,
    create_campaign,
)
from thongsuot.domain.plans.frame import Frame, SlugTaken
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.models import Unit, UnitKind

pytestmark = pytest.mark.django_db
DISTANCING = Event("Giãn cách xã hội", date(2021, 5, 6), date(2021, 5, 24))


def _create(unit: Unit, by: Actor = SYSTEM, **other: Any) -> Campaign:
    said: dict[str, Any] = {
        "slug": "nq13",
        "name": "Học tập Nghị quyết",
        "scheme": make_scheme(unit),
        "directives": [make_directive(unit, number=f"{unit.pk}-NQ/ĐH")],
        "starts_on": date(2021, 4, 1),
        "ends_on": date(2021, 6, 30),
        "place": "Sơn Giang",
        "deadlines": {ObligationKind.HOLD_STUDY: date(2021, 6, 30)},
    }
    return create_campaign(unit, frame=Frame(**{**said, **other}), by=by, at=AT)


def test_create_campaign_inherits_targets_and_freezes_the_tree() -> None:
    bloc = make_unit(name="Khối")
    base = make_unit(bloc, name="Cơ sở")
    make_unit(base, name="Chi bộ")

    campaign = _create(bloc)

    assert [(a.code, a.strength, str(a.target)) for a in campaign.audiences.all()] == [
        ("members", "AIM", "0.9800"),
        ("key_cadres", "AIM", "0.9800"),
        ("non_members", "AIM", "0.9000"),
    ]
    units = CampaignUnit.objects.filter(campaign=campaign).order_by("path")
    assert [(u.name, u.parent.name if u.parent else "") for u in units] == [
        ("Khối", ""),
        ("Cơ sở", "Khối"),
        ("Chi bộ", "Cơ sở"),
    ]
    assert AuditEntry.objects.get(event="campaign.created").payload["units"] == 3


def test_create_campaign_lets_every_grassroots_organisation_owe_unless_kinds_are_named() -> None:
    cells = list(UnitKind.objects.filter(code="SUBORDINATE_CELL"))
    deadlines = dict.fromkeys([ObligationKind.HOLD_STUDY, ObligationKind.ISSUE_PROGRAMME], date(2021, 6, 30))

    bloc = make_unit()
    make_unit(bloc)

    campaign = _create(bloc, deadlines=deadlines, owed_by={ObligationKind.ISSUE_PROGRAMME: cells})

    owed = {o.kind: {kind.code for kind in o.owed_by.all()} for o in campaign.obligations.all()}
    assert owed == {
        "hold_study": {"BASE_COMMITTEE"},
        "action_programme": {"SUBORDINATE_CELL"},
    }


def test_create_campaign_with_a_slug_in_use_is_refused() -> None:
    make_campaign(slug="nq13")

    with pytest.raises(SlugTaken):
        _create(make_unit())


def test_create_campaign_reaches_own_unit_and_below_only() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    officer = make_person(own)
    make_grant(officer, own)

    assert _create(own, by=officer).pk
    assert _create(make_unit(own), by=officer, slug="chi-bo").pk
    for unit in (beside, bloc):
        with pytest.raises(NotAllowed):
            _create(unit, by=officer, slug="khac")


def test_create_campaign_is_not_for_a_secretary() -> None:
    unit = make_unit()
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        _create(unit, by=secretary)


def test_add_campaign_event_keeps_and_records_it() -> None:
    campaign = make_campaign()

    add_campaign_event(campaign, event=DISTANCING, by=SYSTEM, at=AT)

    assert [str(event) for event in campaign.events.all()] == ["Giãn cách xã hội"]
    assert AuditEntry.objects.get(event="campaign.event_added").payload == {"from": "2021-05-06", "to": "2021-05-24"}


@pytest.mark.parametrize(
    "event", [Event(" ", date(2021, 5, 6), date(2021, 5, 7)), Event("Lụt", date(2021, 5, 6), date(2021, 5, 5))]
)
def test_add_campaign_event_without_a_name_or_reversed_is_refused(event: Event) -> None:
    with pytest.raises(EventDatesReversed):
        add_campaign_event(make_campaign(), event=event, by=SYSTEM, at=AT)


def test_add_campaign_event_is_for_whoever_runs_the_campaign() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    officer_below = make_person(base)
    make_grant(officer_below, base)
    campaign = make_campaign(bloc)

    with pytest.raises(NotAllowed):
        add_campaign_event(campaign, event=DISTANCING, by=officer_below, at=AT)
