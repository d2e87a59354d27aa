"""Campaigns and their rolls, for tests."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.builders.organisations import make_unit
from thongsuot.domain.directives.actions import register_directive
from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.domain.plans.actions.campaigns import create_campaign
from thongsuot.domain.plans.actions.roll import freeze_roll
from thongsuot.domain.plans.actions.schemes import adopt_scheme
from thongsuot.domain.plans.frame import Frame
from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEdition, Scheme
from thongsuot.domain.plans.models.campaign import ObligationKind, Strength
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.organisations.models import Unit

SYSTEM = SystemActor("tests")
AT = datetime(2021, 4, 1, 2, 0, tzinfo=UTC)
TARGETS: dict[str, tuple[Strength, Decimal]] = {
    "members": (Strength.AIM, Decimal("0.98")),
    "non_members": (Strength.AIM, Decimal("0.90")),
    "hold_study": (Strength.DUTY, Decimal(1)),
    "study_plan": (Strength.DUTY, Decimal(1)),
    "action_programme": (Strength.DUTY, Decimal(1)),
}


def make_directive(
    unit: Unit | None = None, *, number: str = "01-NQ/ĐH", title: str = "Nghị quyết Đại hội"
) -> Directive:
    """Register a resolution of 1 February 2021."""
    return register_directive(
        unit or make_unit(),
        issuer="Đại hội đại biểu toàn quốc",
        kind=DirectiveKind.RESOLUTION,
        number=number,
        issued_on=date(2021, 2, 1),
        title=title,
        by=SYSTEM,
        at=AT,
    )


def make_scheme(unit: Unit | None = None, *, targets: Mapping[str, tuple[Strength, Decimal]] = TARGETS) -> Scheme:
    """Adopt a scheme with the usual targets."""
    return adopt_scheme(
        unit or make_unit(),
        name="Đề án đổi mới học tập",
        targets=targets,
        in_force_from=date(2021, 1, 1),
        by=SYSTEM,
        at=AT,
    )


def make_campaign(
    unit: Unit | None = None,
    *,
    slug: str = "nq13",
    starts_on: date = date(2021, 4, 1),
    ends_on: date = date(2021, 6, 30),
    directives: list[Directive] | None = None,
    at: datetime = AT,
) -> Campaign:
    """Create a campaign over a unit with one directive and three obligations due on its last day."""
    over = unit or make_unit()
    return create_campaign(
        over,
        frame=Frame(
            slug=slug,
            name="Học tập, quán triệt Nghị quyết Đại hội",
            scheme=make_scheme(over),
            directives=directives or [make_directive(over)],
            starts_on=starts_on,
            ends_on=ends_on,
            place="Sơn Giang",
            deadlines=dict.fromkeys(ObligationKind, ends_on),
        ),
        by=SYSTEM,
        at=at,
    )


def make_roll(campaign: Campaign, *, as_of: date = date(2021, 4, 1), at: datetime = AT) -> RollEdition:
    """Freeze the campaign's roll."""
    return freeze_roll(campaign, as_of=as_of, by=SYSTEM, at=at)


def campaign_unit_of(campaign: Campaign, unit: Unit) -> CampaignUnit:
    """Return the campaign's copy of a unit."""
    return CampaignUnit.objects.get(campaign=campaign, unit=unit)
