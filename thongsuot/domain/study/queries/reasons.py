"""Whose reasons for being absent a viewer may read: an illness is known in one's own organisation and goes no further."""

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.scope import campaign_scope
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Scope, Viewer
from thongsuot.foundation.core.trees import ancestor_paths


def reasons_scope(viewer: Viewer, campaign: Campaign) -> Scope:
    """Return where in a campaign the viewer may read reasons: the grassroots organisations, or cells, of their own grants.

    A grant above the grassroots reaches names and the three states, not the reasons. At most three statements.
    """
    if viewer.is_system:
        return Scope(everything=True)
    named = campaign_scope(viewer, campaign, Permission.SEE_NAMES)
    tops = [path for path in (*named.subtrees, *named.nodes) if path != campaign.path]
    above = {path for top in tops for path in ancestor_paths(top)}
    bases = set(CampaignUnit.objects.filter(path__in=above, kind__is_base=True).values_list("path", flat=True))

    def is_own(path: str) -> bool:
        return not bases.isdisjoint(ancestor_paths(path))

    return Scope(tuple(filter(is_own, named.subtrees)), tuple(filter(is_own, named.nodes)))
