"""From the live tree to a campaign's: where in a campaign a viewer may see."""

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.foundation.access.permissions import PERMISSIONS_OF_ROLE, Permission, Reach
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.core.trees import is_within


def campaign_scope(viewer: Viewer, campaign: Campaign, permission: Permission = Permission.SEE_FIGURES) -> Scope:
    """Return the scope in the campaign's own paths.

    A grant over a unit of the frozen tree reaches that unit's place in it, wherever the unit stands today; a grant above
    the campaign's unit reaches the whole campaign. One statement.
    """
    if viewer.is_system:
        return Scope(everything=True)
    held = [g for g in viewer.grants if permission in PERMISSIONS_OF_ROLE[g.role]]
    if any(g.reach == Reach.SUBTREE and is_within(campaign.of_unit.path, g.unit_path) for g in held):
        return Scope(subtrees=(campaign.path,))
    places = dict(
        CampaignUnit.objects.filter(campaign=campaign, unit_id__in=[g.unit_id for g in held]).values_list(
            "unit_id", "path"
        )
    )
    reached = [(g.reach, places[g.unit_id]) for g in held if g.unit_id in places]
    return Scope(
        subtrees=tuple(sorted({path for reach, path in reached if reach == Reach.SUBTREE})),
        nodes=tuple(sorted({path for reach, path in reached if reach == Reach.OWN_UNIT})),
    )
