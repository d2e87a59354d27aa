"""Every permission is a word here; every role and its reach a line here. docs/permissions.md is generated from it."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a person may be allowed to do. An action names exactly one."""

    SEE_FIGURES = "see_figures"
    SEE_NAMES = "see_names"
    SEE_AUDIT = "see_audit"
    PROTECT_DATA = "protect_data"
    MANAGE_ORGANISATION = "manage_organisation"
    CONFIRM_REORGANISATION = "confirm_reorganisation"
    GRANT_ROLES = "grant_roles"
    REGISTER_DIRECTIVE = "register_directive"
    RUN_CAMPAIGN = "run_campaign"
    ISSUE_FOR_UNIT = "issue_for_unit"
    RECEIVE_FROM_UNITS = "receive_from_units"
    HOLD_CLASS = "hold_class"
    RECORD_ATTENDANCE = "record_attendance"
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
    """How far a role goes from the unit it is held over."""

    OWN_UNIT = "OWN_UNIT", _("Đơn vị mình")
    SUBTREE = "SUBTREE", _("Đơn vị mình và cấp dưới")


P = Permission
PERMISSIONS_OF_ROLE: dict[str, frozenset[Permission]] = {
    Role.OFFICER: frozenset(P),
    Role.SECRETARY: frozenset(
        {
            P.SEE_FIGURES,
            P.SEE_NAMES,
            P.CONFIRM_REORGANISATION,
            P.ISSUE_FOR_UNIT,
            P.RECEIVE_FROM_UNITS,
            P.HOLD_CLASS,
            P.RECORD_ATTENDANCE,
            P.CONFIRM_COUNTS,
            P.MAKE_REPORT,
        }
    ),
    Role.RAPPORTEUR: frozenset({P.SEE_FIGURES, P.RECORD_ATTENDANCE}),
    Role.STEWARD: frozenset({P.RECORD_ATTENDANCE}),
    Role.INSPECTOR: frozenset({P.SEE_FIGURES, P.SEE_NAMES, P.SEE_AUDIT}),
}
REACH_OF_ROLE: dict[str, Reach] = {
    Role.OFFICER: Reach.SUBTREE,
    Role.SECRETARY: Reach.SUBTREE,
    Role.RAPPORTEUR: Reach.SUBTREE,
    Role.STEWARD: Reach.OWN_UNIT,
    Role.INSPECTOR: Reach.SUBTREE,
}
