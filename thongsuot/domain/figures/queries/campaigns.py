"""How far campaigns are, side by side."""

from collections.abc import Sequence

from thongsuot.domain.figures.queries.studied import studied_at
from thongsuot.domain.plans.models import Audience, Campaign, RollTotal
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import standing_units
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.rates import Rate


def member_rates_of(viewer: Viewer, campaigns: Sequence[Campaign]) -> dict[int, Rate]:
    """Return the members who have studied where the viewer stands in each campaign (campaign key -> rate). Four statements.

    A campaign without a roll has no rate.
    """
    stands = standing_units(viewer, campaigns)
    ids = [unit.pk for unit in stands.values()]
    audiences = {a.campaign_id: a for a in Audience.objects.filter(campaign__in=campaigns, code=AudienceRule.MEMBERS)}
    totals = RollTotal.objects.filter(campaign_unit__in=ids, audience__code=AudienceRule.MEMBERS)
    expected = {total.campaign_unit_id: total.people for total in totals}
    studied = studied_at(ids)
    rates = {}
    for key, unit in stands.items():
        audience = audiences[key]
        people = sum(part.people for part in studied.get((unit.pk, audience.pk), []))
        if expected.get(unit.pk):
            rates[key] = Rate(people, expected[unit.pk], audience.target, audience.name, unit.name)
    return rates
