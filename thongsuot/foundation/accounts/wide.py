"""Whose role is wide: whoever acts or looks over more than their own base unit needs a second step to sign in."""

from datetime import datetime, timedelta

from django.conf import settings

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.core.trees import ancestor_paths
from thongsuot.foundation.organisations.models import Unit

# Over whatever unit they are held, these change the organisation, give rights away or look into what others did.
WIDE_PERMISSIONS = frozenset(
    {
        Permission.GRANT_ROLES,
        Permission.MANAGE_ORGANISATION,
        Permission.RUN_CAMPAIGN,
        Permission.SEE_AUDIT,
        Permission.PROTECT_DATA,
    }
)


def needs_second_step(viewer: Viewer) -> bool:
    """Tell whether a viewer's roles are wide: by what they may do, or by standing above the base. At most one statement."""
    if viewer.is_system or not viewer.grants:
        return False
    if any(viewer.holding(permission) for permission in WIDE_PERMISSIONS):
        return True
    above = {grant.unit_path: ancestor_paths(grant.unit_path) for grant in viewer.grants}
    bases = set(
        Unit.objects.filter(path__in={path for paths in above.values() for path in paths}, kind__is_base=True)
        .values_list("path", flat=True)
        .order_by()
    )
    return any(bases.isdisjoint(paths) for paths in above.values())


def second_step_due(account: Account) -> datetime:
    """Return from when on an account with a wide role is not let further without a second step."""
    return account.opened_at + timedelta(days=settings.SECOND_FACTOR_GRACE_DAYS)
