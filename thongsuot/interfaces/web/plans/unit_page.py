"""The way to a unit's page, and what it owes."""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from thongsuot.domain.plans.models import CampaignUnit, Obligation
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.interfaces.web.site.crumbs import Crumb


def crumbs_to(unit: CampaignUnit, ancestors: Sequence[CampaignUnit]) -> list[Crumb]:
    """Return the way from the top to a page that belongs to a unit, the unit's own page last."""
    slug = unit.campaign.slug
    return [Crumb(u.name, reverse("figures:unit", args=[slug, u.code])) for u in (*ancestors, unit)]


def due_of(obligations: Iterable[Obligation], unit: CampaignUnit) -> Obligation | None:
    """Return the duty to issue a study plan, where the unit's kind has it."""
    return next(
        (
            o
            for o in obligations
            if o.kind == ObligationKind.ISSUE_STUDY_PLAN and unit.kind_id in {kind.pk for kind in o.owed_by.all()}
        ),
        None,
    )
