"""Confirming that a person's identifying data is erased: here, because running campaigns must be asked first."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import RollEntry
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.bounds import EVERYTHING, within_bounds
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.actions.hiding import carry_out_erasure
from thongsuot.foundation.privacy.models import Erasure


class OnRunningRoll(Refusal):
    """The person counts in a campaign that has not ended."""


@action(Permission.PROTECT_DATA)
def confirm_erasure(erasure: Erasure, *, by: Actor, at: datetime) -> None:
    """Confirm what another asked, and erase. Refuses while the person is on the roll of a running campaign; else `carry_out_erasure`."""
    campaign = running_campaign_of(erasure.person, on=local_day(at))
    if campaign:
        raise OnRunningRoll(
            _(
                "Người này có tên trong danh sách đã chốt của đợt “%(campaign)s” chưa kết thúc. Xóa tên sau khi đợt kết thúc."
            )
            % {"campaign": campaign}
        )
    carry_out_erasure(erasure, by=by, at=at)


def running_campaign_of(person: Person, *, on: date) -> str:
    """Return the name of a campaign that has not ended and on whose roll the person is, in any unit; empty where there is none."""
    with within_bounds(EVERYTHING):
        entries = RollEntry.objects.filter(person=person, edition__campaign__ends_on__gte=on)
        return str(entries.values_list("edition__campaign__name", flat=True).first() or "")
