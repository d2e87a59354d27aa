"""Confirming a reorganisation. It stands here because only here is known whether what a unit owes has been done."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.domain.figures.queries.reorganising import OpenDuty, campaigns_touched, open_duties
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.actions.reorganising import NoLongerDraft
from thongsuot.foundation.organisations.models import Reorganisation
from thongsuot.foundation.organisations.reorganising.carrying_out import carry_out_steps, lock_units
from thongsuot.foundation.organisations.reorganising.checking import examined
from thongsuot.foundation.organisations.reorganising.drafts import hands_of
from thongsuot.foundation.organisations.reorganising.plan import Plan
from thongsuot.foundation.organisations.reorganising.preview import Seen, effect_of

_NAMED = 5


class ConfirmsOwnDraft(Refusal):
    """Whoever drafted a reorganisation, or changed it, does not confirm it."""


class DayNotCome(Refusal):
    """A reorganisation is confirmed on its day or later."""


class DutiesOpen(Refusal):
    """A unit that ends owes nothing any more in a running campaign."""


class ChangedSinceSeen(Refusal):
    """Things are no longer as they were shown to the one who confirms."""


@action(Permission.CONFIRM_REORGANISATION)
def confirm_reorganisation(reorganisation: Reorganisation, *, seen: str, by: Actor, at: datetime) -> Reorganisation:
    """Carry a draft out, whole, as it was seen in the preview (`Effect.seen.told()`), by another than those who drafted it.

    Running campaigns keep their tree and their figures; over a unit that runs one, roles last until the campaign has ended.
    Refuses the drafter, a day to come, an open duty of a unit that ends, anything changed since it was seen, and whatever is in
    the way of a step (`reorganising.refusals`).
    """
    today = local_day(at)
    lock_units(reorganisation)
    _refuse_unready(reorganisation, by, today)
    plan = examined(reorganisation)
    if plan.problems:
        raise plan.problems[0]
    _refuse_unseen(Seen.read(seen), effect_of(plan, today=today).seen)
    refuse_open_duties(open_duties([n.unit for n in plan.ended if n.unit], as_of=at, today=today))
    done = carry_out_steps(reorganisation, today=today, roles_kept_until=_roles_kept(plan, today))
    reorganisation.confirmed_at, reorganisation.confirmed_by = at, by.actor_label
    reorganisation.save(update_fields=["confirmed_at", "confirmed_by", "done"])
    record(
        "reorganisation.confirmed",
        by=by,
        at=at,
        subject=reorganisation,
        unit_path=reorganisation.of_unit.path,
        payload={"takes_effect_on": done.day.isoformat(), "done": _told(reorganisation)},
    )
    return reorganisation


def refuse_open_duties(duties: Iterable[OpenDuty]) -> None:
    """Refuse when units that end still owe something, naming the first five duties."""
    lines = [f"{d.unit.name}: {d.kind.label} ({d.campaign.name})" for d in duties]
    if lines:
        more = len(lines) - _NAMED
        shown = "; ".join(lines[:_NAMED])
        if more > 0:
            shown = _("%(duties)s và %(n)s việc nữa") % {"duties": shown, "n": count_text(more)}
        raise DutiesOpen(
            _("Đơn vị kết thúc hoạt động còn việc chưa xong trong đợt đang chạy. %(duties)s. Làm xong việc này trước.")
            % {"duties": shown}
        )


def _refuse_unready(reorganisation: Reorganisation, by: Actor, today: date) -> None:
    if not reorganisation.is_draft:
        raise NoLongerDraft(_("Phương án này đã được xác nhận hoặc đã bỏ."))
    if by.actor_label in hands_of(reorganisation):
        raise ConfirmsOwnDraft(_("Người lập hoặc sửa phương án không tự xác nhận. Mời một đồng chí khác xác nhận."))
    if reorganisation.takes_effect_on > today:
        raise DayNotCome(
            _("Phương án có hiệu lực từ %(day)s; từ ngày đó mới xác nhận được. Phương án vẫn được giữ.")
            % {"day": date_format(reorganisation.takes_effect_on, "DATE_FORMAT")}
        )


def _refuse_unseen(seen: Seen, now: Seen) -> None:
    if seen == now:
        return
    words = {
        "revision": _("các bước của phương án"),
        "units": _("số đơn vị chuyển chỗ: %(was)s → %(now)s"),
        "people": _("số người chuyển: %(was)s → %(now)s"),
        "posts": _("số chức vụ kết thúc: %(was)s → %(now)s"),
        "roles": _("số vai trò hết hiệu lực: %(was)s → %(now)s"),
        "places": _("tên, loại hình hoặc vị trí của đơn vị liên quan"),
    }
    other = [
        told % {"was": getattr(seen, key), "now": getattr(now, key)}
        for key, told in words.items()
        if getattr(seen, key) != getattr(now, key)
    ]
    raise ChangedSinceSeen(
        _("Từ khi đồng chí xem, đã thay đổi: %(other)s. Xem lại bên dưới rồi xác nhận.") % {"other": "; ".join(other)}
    )


def _roles_kept(plan: Plan, today: date) -> dict[int, date]:
    """Return for units that run a campaign until when the roles over them last: the day after its end."""
    return {
        touched.campaign.of_unit_id: touched.campaign.ends_on + timedelta(days=1)
        for touched in sorted(campaigns_touched(plan, today=today), key=lambda t: t.campaign.ends_on)
        if touched.is_host_ended
    }


def _told(reorganisation: Reorganisation) -> dict[str, int]:
    done = reorganisation.done
    counts = {key: len(done[key]) for key in ("renamed", "kinds", "opened", "closed", "moved", "posts", "roles")}
    return counts | {"people": sum(len(m["later"]) + len(m["whole"]) for m in done["people"])}
