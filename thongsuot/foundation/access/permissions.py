"""Every permission is a word here; every role and its reaches a line here. docs/permissions.md is generated from it."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a person may be allowed to do. An action names exactly one."""

    SEE_FIGURES = "see_figures"
    SEE_NAMES = "see_names"
    SEE_AUDIT = "see_audit"
    SEARCH_PEOPLE = "search_people"
    PROTECT_DATA = "protect_data"
    MANAGE_ORGANISATION = "manage_organisation"
    CONFIRM_REORGANISATION = "confirm_reorganisation"
    GRANT_ROLES = "grant_roles"
    DELEGATE = "delegate"
    REGISTER_DIRECTIVE = "register_directive"
    RUN_CAMPAIGN = "run_campaign"
    ISSUE_FOR_UNIT = "issue_for_unit"
    RECEIVE_FROM_UNITS = "receive_from_units"
    HOLD_CLASS = "hold_class"
    RECORD_ATTENDANCE = "record_attendance"
    KEEP_DOOR = "keep_door"
    CONFIRM_COUNTS = "confirm_counts"
    MAKE_REPORT = "make_report"


class Role(TextChoices):
    """A set of permissions that goes with a piece of work."""

    OFFICER = "OFFICER", _("Cán bộ theo dõi")
    SECRETARY = "SECRETARY", _("Bí thư, phó bí thư")
    RAPPORTEUR = "RAPPORTEUR", _("Báo cáo viên")
    STEWARD = "STEWARD", _("Người điểm danh")
    INSPECTOR = "INSPECTOR", _("Cán bộ kiểm tra")


class Reach(TextChoices):
    """How far a role goes from the unit it is held over, the narrowest first."""

    OWN_UNIT = "OWN_UNIT", _("Chỉ đơn vị này")
    SUBTREE = "SUBTREE", _("Đơn vị này và cấp dưới")
    EVERYWHERE = "EVERYWHERE", _("Toàn hệ thống")


class Origin(TextChoices):
    """Where a grant comes from."""

    GIVEN = "GIVEN", _("Được giao")
    POST = "POST", _("Theo chức vụ")
    DELEGATED = "DELEGATED", _("Được ủy quyền")
    ACTING = "ACTING", _("Tạm thời phụ trách")


@dataclass(frozen=True, slots=True)
class Reaches:
    """How far a role goes: where its holder acts, where they see, where they may search (a name and a unit, no more)."""

    acts: Reach
    sees: Reach
    searches: Reach

    def of(self, permission: Permission) -> Reach:
        """Return how far a permission goes."""
        if permission == Permission.SEARCH_PEOPLE:
            return self.searches
        return self.sees if permission in SEEING else self.acts

    def narrowed(self) -> "Reaches":
        """Return the same over the one unit alone."""
        return Reaches(Reach.OWN_UNIT, Reach.OWN_UNIT, Reach.OWN_UNIT)


P = Permission
SEEING = frozenset({P.SEE_FIGURES, P.SEE_NAMES, P.SEE_AUDIT})
# Whoever is delegated a role gives no roles and delegates nothing: it would outlast what it was taken from.
NOT_DELEGATED = frozenset({P.GRANT_ROLES, P.DELEGATE})
PERMISSIONS_OF_ROLE: dict[str, frozenset[Permission]] = {
    Role.OFFICER: frozenset(P),
    Role.SECRETARY: frozenset(
        {
            P.SEE_FIGURES,
            P.SEE_NAMES,
            P.SEARCH_PEOPLE,
            P.DELEGATE,
            P.CONFIRM_REORGANISATION,
            P.ISSUE_FOR_UNIT,
            P.RECEIVE_FROM_UNITS,
            P.HOLD_CLASS,
            P.RECORD_ATTENDANCE,
            P.KEEP_DOOR,
            P.CONFIRM_COUNTS,
            P.MAKE_REPORT,
        }
    ),
    Role.RAPPORTEUR: frozenset({P.SEE_FIGURES, P.RECORD_ATTENDANCE, P.KEEP_DOOR}),
    Role.STEWARD: frozenset({P.KEEP_DOOR}),  # at one class: the grant names it
    Role.INSPECTOR: frozenset({P.SEE_FIGURES, P.SEE_NAMES, P.SEE_AUDIT}),
}
_BELOW = Reaches(Reach.SUBTREE, Reach.SUBTREE, Reach.SUBTREE)
REACHES_OF_ROLE: dict[str, Reaches] = {
    Role.OFFICER: Reaches(Reach.SUBTREE, Reach.SUBTREE, Reach.EVERYWHERE),
    Role.SECRETARY: _BELOW,
    Role.RAPPORTEUR: _BELOW,
    Role.STEWARD: _BELOW.narrowed(),
    Role.INSPECTOR: _BELOW,
}
