"""Who may read the names of those who have not studied: the unit itself and the level directly above; further up, numbers."""

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import ancestor_paths, is_within


def may_see_left_names(viewer: Viewer, unit: CampaignUnit) -> bool:
    """Tell whether the names of people left in a unit may be shown to a viewer.

    The viewer's right to see names must be held at or below the level directly above the grassroots organisation. One
    statement.
    """
    if not viewer.may(Permission.SEE_NAMES, unit.unit.path):
        return False
    top = _level_above_base(unit)
    held = viewer.holding(Permission.SEE_NAMES)
    return viewer.is_system or (top is not None and any(is_within(g.unit_path, top) for g in held))


def _level_above_base(unit: CampaignUnit) -> str | None:
    """Return the live path of the level directly above the grassroots organisation of a unit, or above those below it."""
    base = (
        CampaignUnit.objects.filter(campaign=unit.campaign_id, path__in=ancestor_paths(unit.path), kind__is_base=True)
        .select_related("parent__unit", "unit")
        .first()
    )
    if base is not None:
        return str(base.parent.unit.path if base.parent else base.unit.path)
    return str(unit.unit.path) if unit.children.filter(kind__is_base=True).exists() else None
