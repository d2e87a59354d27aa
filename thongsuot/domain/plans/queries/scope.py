"""From the live tree to a campaign's: where in a campaign a viewer may see."""

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.core.trees import is_within


def campaign_scope(viewer: Viewer, campaign: Campaign, permission: Permission = Permission.SEE_FIGURES) -> Scope:
    """Return the scope in the campaign's own paths.

    A grant over a unit of the frozen tree reaches that unit's place in it, wherever the unit stands today; a grant above
    the campaign's unit reaches the whole campaign. One statement.
    """
    if viewer.is_system:
        return Scope(everything=True)
    held = viewer.holding(permission)
    wide = [g for g in held if not g.is_of_one_unit(permission)]
    if any(is_within(campaign.of_unit.path, g.top(permission)) for g in wide):
        return Scope(subtrees=(campaign.path,))
    places = dict(
        CampaignUnit.objects.filter(campaign=campaign, unit_id__in=[g.unit_id for g in held]).values_list(
            "unit_id", "path"
        )
    )
    reached = [(g in wide, places[g.unit_id]) for g in held if g.unit_id in places]
    return Scope(
        subtrees=tuple(sorted({path for is_wide, path in reached if is_wide})),
        nodes=tuple(sorted({path for is_wide, path in reached if not is_wide})),
    )
