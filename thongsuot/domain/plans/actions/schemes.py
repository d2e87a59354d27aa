"""Standing schemes."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Scheme, SchemeTarget
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind, Strength
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.organisations.models import Unit

_SUBJECTS = {*AudienceRule.values, *ObligationKind.values}


class SchemeUnnamed(Refusal):
    """A scheme has a name."""


class SchemeWithoutTargets(Refusal):
    """A scheme sets at least one target."""


class TargetOutOfRange(Refusal):
    """A target is a share above 0 and at most 1, of a known audience or obligation."""


@action(Permission.RUN_CAMPAIGN)
def adopt_scheme(
    unit: Unit,
    *,
    name: str,
    targets: Mapping[str, tuple[Strength, Decimal]],
    in_force_from: date,
    directive: Directive | None = None,
    by: Actor,
    at: datetime,
) -> Scheme:
    """Register a committee's standing scheme with its targets (subject -> strength and share from 0 to 1).

    Refuses a missing name, no target, an unknown subject and a share outside 0 to 1 (TargetOutOfRange).
    """
    if not nfc(name):
        raise SchemeUnnamed(_("Ghi tên đề án hoặc quy chế."))
    if not targets:
        raise SchemeWithoutTargets(_("Đề án có ít nhất một chỉ tiêu. Ghi mức cho đảng viên, quần chúng, đơn vị."))
    for subject, (_strength, share) in targets.items():
        if subject not in _SUBJECTS or not 0 < share <= 1:
            raise TargetOutOfRange(_("Chỉ tiêu phải lớn hơn 0% và không quá 100%."))
    scheme = Scheme.objects.create(of_unit=unit, directive=directive, name=nfc(name), in_force_from=in_force_from)
    SchemeTarget.objects.bulk_create(
        SchemeTarget(scheme=scheme, subject=subject, strength=strength, share=share)
        for subject, (strength, share) in targets.items()
    )
    record(
        "scheme.adopted",
        by=by,
        at=at,
        subject=scheme,
        unit_path=unit.path,
        payload={subject: str(share) for subject, (_strength, share) in targets.items()},
    )
    return scheme
