"""Opening, starting and closing a class."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive
from tests.builders.study import AT, SYSTEM, audience, make_open_class
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.actions.classes import (
    ClassBeforeDirective,
    ClassHoursReversed,
    ClassNotOpen,
    ClassNotPlanned,
    ClassTeachesNothing,
    UnitOfAnother,
    UnitOutsideCampaign,
    close_class,
    open_class,
    start_class,
)
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState, Form
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> CampaignUnit:
    """A base committee of a campaign over its bloc."""
    base = make_unit(make_unit())
    return campaign_unit_of(make_campaign(base.parent), base)


def _open(host: CampaignUnit, **more: object) -> StudyClass:
    told = {
        "name": "Lớp thử",
        "form": Form.IN_PERSON,
        "starts_at": AT,
        "ends_at": AT + timedelta(hours=4),
        "directives": list(host.campaign.directives.all()),
        "audiences": [audience(host.campaign)],
        "by": SYSTEM,
        "at": AT,
    }
    return open_class(host, **{**told, **more})


def test_open_class_numbers_a_hosts_classes_and_records_it(host: CampaignUnit) -> None:
    first, second = _open(host), _open(host, name="")

    assert [(c.number, c.name, c.state) for c in (first, second)] == [
        (1, "Lớp thử", ClassState.PLANNED),
        (2, "Lớp 2", ClassState.PLANNED),
    ]
    assert list(first.participants.all()) == [host]
    assert AuditEntry.objects.filter(event="class.opened", unit_path=host.unit.path).count() == 2


def test_open_class_when_hours_are_reversed_refuses(host: CampaignUnit) -> None:
    with pytest.raises(ClassHoursReversed):
        _open(host, ends_at=AT)


@pytest.mark.parametrize("missing", ["directives", "audiences"])
def test_open_class_when_it_teaches_nothing_or_nobody_refuses(host: CampaignUnit, missing: str) -> None:
    with pytest.raises(ClassTeachesNothing):
        _open(host, **{missing: []})


def test_open_class_with_another_campaigns_directive_or_audience_refuses(host: CampaignUnit) -> None:
    other = make_campaign(host.unit, slug="khac", directives=[make_directive(host.unit, number="09-CT/TW")])

    with pytest.raises(ClassTeachesNothing):
        _open(host, directives=list(other.directives.all()))
    with pytest.raises(ClassTeachesNothing):
        _open(host, audiences=[audience(other)])


def test_open_class_with_a_unit_of_another_campaign_refuses(host: CampaignUnit) -> None:
    bloc = make_unit()

    with pytest.raises(UnitOutsideCampaign):
        _open(host, participants=[campaign_unit_of(make_campaign(bloc, slug="khac"), bloc)])


def test_open_class_when_the_directive_is_not_issued_yet_refuses(host: CampaignUnit) -> None:
    early = datetime(2021, 1, 31, 2, tzinfo=UTC)

    with pytest.raises(ClassBeforeDirective):
        _open(host, starts_at=early, ends_at=early + timedelta(hours=1))


def test_start_class_when_started_already_refuses(host: CampaignUnit) -> None:
    study_class = make_open_class(host)

    with pytest.raises(ClassNotPlanned):
        start_class(study_class, by=SYSTEM, at=AT)


def test_close_class_when_closed_already_refuses(host: CampaignUnit) -> None:
    study_class = make_open_class(host)
    close_class(study_class, by=SYSTEM, at=AT)

    with pytest.raises(ClassNotOpen):
        close_class(study_class, by=SYSTEM, at=AT)


def test_close_class_when_never_started_refuses(host: CampaignUnit) -> None:
    with pytest.raises(ClassNotOpen):
        close_class(make_open_class(host, is_started=False), by=SYSTEM, at=AT)


@pytest.mark.parametrize(("role", "may"), [(Role.SECRETARY, True), (Role.RAPPORTEUR, False)])
def test_start_class_is_for_those_who_hold_classes(host: CampaignUnit, role: Role, may: bool) -> None:
    study_class = make_open_class(host, is_started=False)
    person = make_person(host.unit)
    make_grant(person, host.unit, role)

    if may:
        start_class(study_class, by=person, at=AT)
    else:
        with pytest.raises(NotAllowed):
            start_class(study_class, by=person, at=AT)

    assert StudyClass.objects.get().state == (ClassState.OPEN if may else ClassState.PLANNED)


def test_open_class_for_cells_only_is_not_for_the_host(host: CampaignUnit) -> None:
    cell = make_unit(host.unit)
    campaign = make_campaign(
        host.unit.parent, slug="khac", directives=[make_directive(host.unit.parent, number="02-NQ/ĐH")]
    )
    base, below = campaign_unit_of(campaign, host.unit), campaign_unit_of(campaign, cell)

    made = _open(base, participants=[below])

    assert list(made.participants.all()) == [below]


def test_open_class_over_a_unit_whose_names_are_not_the_actors_refuses_and_the_level_above_may(
    host: CampaignUnit,
) -> None:
    bloc = host.unit.parent
    beside = make_unit(bloc)
    campaign = make_campaign(bloc, slug="khac", directives=[make_directive(bloc, number="02-NQ/ĐH")])
    own, other = campaign_unit_of(campaign, host.unit), campaign_unit_of(campaign, beside)
    secretary, officer = make_person(host.unit), make_person(bloc)
    make_grant(secretary, host.unit, Role.SECRETARY)
    make_grant(officer, bloc)

    with pytest.raises(UnitOfAnother, match="do cấp trên mở"):
        _open(own, participants=[own, other], by=secretary)

    assert set(_open(own, participants=[own, other], by=officer).participants.all()) == {own, other}
