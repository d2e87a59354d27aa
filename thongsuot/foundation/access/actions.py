"""Giving roles and taking them back, delegating one's own. Nobody gives what they do not hold over that unit, nor for longer."""

from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.db import connection
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import (
    PERMISSIONS_OF_ROLE,
    REACHES_OF_ROLE,
    Origin,
    Permission,
    Reach,
    Reaches,
    Role,
)
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.core.trees import ancestor_paths


class UnitOfGrant(Protocol):
    """A unit of the live tree: a key and a path."""

    @property
    def pk(self) -> Any: ...

    @property
    def path(self) -> str: ...

    @property
    def unit(self) -> Any: ...


class RoleAlreadyHeld(Refusal):
    """The person holds this role over this unit on some of these days."""


class GrantsMoreThanHeld(Refusal):
    """Nobody gives a role with rights they do not hold over that unit, or for longer than they hold them; nor takes one away."""


class GrantDaysWrong(Refusal):
    """A grant ends after it begins, and not before today; an acting head's and a delegated one has an end."""


class StewardWithoutClass(Refusal):
    """A steward stands at the door of one class: the work is given there."""


class GrantChangedSince(Refusal):
    """Another has changed or ended the grant since it was shown."""


class GrantOfPost(Refusal):
    """A grant that a post brings ends with the post."""


class LastOfficer(Refusal):
    """Somebody must be left who can give roles at the unit."""


class NotYoursToDelegate(Refusal):
    """One delegates to another what one holds oneself and was not delegated."""


@action(Permission.GRANT_ROLES)
def grant_role(
    unit: UnitOfGrant,
    *,
    person_id: int,
    role: Role,
    reaches: Reaches | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    is_acting: bool = False,
    basis: str = "",
    by: Actor,
    at: datetime,
) -> Grant:
    """Give a person a role over a unit, from this day on unless told otherwise; `valid_until` is the first day it holds no longer.

    Without reaches it goes as far as the role does. Refuses a role held already, one beyond the giver's own rights or days,
    reversed days, an acting head without an end, and a steward (`name_steward`).
    """
    if role == Role.STEWARD:
        raise StewardWithoutClass(_("Người điểm danh được giao theo từng lớp, ở trang của lớp."))
    grant = Grant(
        role=role,
        unit_id=unit.pk,
        unit_path=unit.path,
        origin=Origin.ACTING if is_acting else Origin.GIVEN,
        basis=nfc(basis),
        valid_from=valid_from or local_day(at),
        valid_until=valid_until,
    )
    _reach(grant, reaches or REACHES_OF_ROLE[role])
    if is_acting and valid_until is None:
        raise GrantDaysWrong(_("Người tạm thời phụ trách giữ việc đến một ngày. Chọn ngày cuối cùng."))
    refuse_beyond_giver(grant, by=by, at=at)
    return add_grant(grant, person_id, "role.granted", by=by, at=at)


@action(Permission.GRANT_ROLES)
def end_grant(grant: Grant, *, on: date, seen: int, by: Actor, at: datetime) -> Grant:
    """Let a grant hold no longer from a day on, today at the earliest, and with it what was delegated from it.

    `seen` is the version that was shown. Refuses one changed since, one a post brings, one beyond the giver's own rights, a
    day past, and to leave nobody who can give roles at the unit.
    """
    _take_turns()
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    _refuse_changed(grant, seen, at)
    if grant.origin == Origin.POST:
        raise GrantOfPost(_("Việc này đi theo chức vụ. Ghi thôi giữ chức vụ thì việc tự kết thúc."))
    giver = viewer_for(by, local_day(at))
    if not giver.holds_all(grant.role, grant.reaches, grant.unit_path, until=local_day(at)):
        raise GrantsMoreThanHeld(_("Đồng chí chỉ thu hồi được việc mà mình đang được giao ở đơn vị này."))
    refuse_leaving_nobody(grant, local_day(at))
    return _end(grant, on, "role.ended", by=by, at=at)


@action(Permission.DELEGATE)
def delegate_role(
    grant: Grant, *, person_id: int, valid_from: date, valid_until: date, basis: str = "", by: Actor, at: datetime
) -> Grant:
    """Let another person hold one's own role beside oneself for a time; `valid_until` is the first day it holds no longer.

    Refuses what is another's or was delegated, days beyond those of the grant itself, and a role the person holds already.
    What is delegated can be given on to nobody.
    """
    _take_turns()
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.person_id != by.actor_id or grant.origin == Origin.DELEGATED or grant.door_id is not None:
        raise NotYoursToDelegate(_("Chỉ ủy quyền được việc của chính mình, không ủy quyền lại việc được ủy quyền."))
    if person_id == by.actor_id:
        raise NotYoursToDelegate(_("Chọn một người khác để ủy quyền."))
    if grant.valid_until is not None and valid_until > grant.valid_until:
        raise GrantsMoreThanHeld(
            _("Đồng chí giữ việc này đến hết ngày %(day)s. Ủy quyền không dài hơn.")
            % {"day": last_day_text(grant.valid_until)}
        )
    taken = Grant(
        role=grant.role,
        unit_id=grant.unit_id,
        unit_path=grant.unit_path,
        origin=Origin.DELEGATED,
        taken_from=grant,
        basis=nfc(basis),
        valid_from=max(valid_from, grant.valid_from),
        valid_until=valid_until,
    )
    _reach(taken, grant.reaches)
    return add_grant(taken, person_id, "role.delegated", by=by, at=at)


@action(Permission.DELEGATE)
def end_delegation(grant: Grant, *, seen: int, by: Actor, at: datetime) -> Grant:
    """Take back at once what one delegated. `seen` is the version that was shown. Refuses another's, and one changed since."""
    grant = Grant.objects.select_for_update(of=("self",)).select_related("taken_from").get(pk=grant.pk)
    if grant.taken_from is None or grant.taken_from.person_id != by.actor_id:
        raise NotYoursToDelegate(_("Chỉ kết thúc được việc chính mình đã ủy quyền."))
    _refuse_changed(grant, seen, at)
    return _end(grant, local_day(at), "role.delegation_ended", by=by, at=at)


def add_grant(grant: Grant, person_id: int, event: str, *, by: Actor, at: datetime) -> Grant:
    """Write a grant that was found right, and record it. Runs inside an action. Refuses wrong days, and a role held already."""
    today = local_day(at)
    if grant.valid_until is not None and grant.valid_until <= max(grant.valid_from, today):
        raise GrantDaysWrong(_("Ngày cuối cùng phải từ hôm nay và không trước ngày bắt đầu."))
    _take_turns()
    same = Grant.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=max(grant.valid_from, today)),
        person_id=person_id,
        role=grant.role,
        unit_id=grant.unit_id,
        door_id=grant.door_id,
        appointment_id=None,
    )
    if grant.valid_until is not None:
        same = same.filter(valid_from__lt=grant.valid_until)
    held = same.first()
    if held is not None:
        raise RoleAlreadyHeld(
            _("Người này đã được giao việc đó ở đơn vị này, từ ngày %(day)s. Xem lại danh sách.")
            % {"day": date_format(held.valid_from, "DATE_FORMAT")}
        )
    grant.person_id, grant.granted_by = person_id, by.actor_label
    grant.save()
    told = {"role": grant.role, "person": person_id} | _days(grant)
    record(event, by=by, at=at, subject=grant, unit_path=grant.unit_path, payload=told)
    return grant


def refuse_beyond_giver(grant: Grant, *, by: Actor, at: datetime) -> None:
    """Refuse a grant with rights, reaches or days that its giver does not hold. Runs inside an action."""
    giver = viewer_for(by, local_day(at))
    if not giver.holds_all(grant.role, grant.reaches, grant.unit_path, until=grant.valid_until):
        raise GrantsMoreThanHeld(
            _("Đồng chí chỉ giao được việc mà mình đang được giao ở đơn vị này, và không lâu hơn chính mình.")
        )


def refuse_leaving_nobody(grant: Grant, today: date) -> None:
    """Refuse to let go a grant that gives roles while no other lasting one does at its unit: from there, or from above."""
    if Permission.GRANT_ROLES not in PERMISSIONS_OF_ROLE[grant.role] or grant.origin in (
        Origin.DELEGATED,
        Origin.ACTING,
    ):
        return
    giving = [role for role, permissions in PERMISSIONS_OF_ROLE.items() if Permission.GRANT_ROLES in permissions]
    from_above = Q(unit_path__in=ancestor_paths(grant.unit_path), acts=Reach.SUBTREE) | Q(acts=Reach.EVERYWHERE)
    left = Grant.objects.filter(
        from_above | Q(unit_path=grant.unit_path),
        role__in=giving,
        origin__in=[Origin.GIVEN, Origin.POST],
        valid_from__lte=today,
        valid_until=None,
    ).exclude(pk=grant.pk)
    if not left.exists():
        raise LastOfficer(
            _(
                "Đây là người cuối cùng giao được việc ở đơn vị này. Giao việc Cán bộ theo dõi, không ghi ngày kết thúc, "
                "cho một người khác trước, rồi thu hồi."
            )
        )


def end_what_was_taken_from(grant: Grant) -> None:
    """End with a grant what was delegated from it. Runs inside an action."""
    with connection.cursor() as cursor:
        cursor.execute(END_DELEGATED, [grant.pk])


# What is delegated lasts no longer than what it was taken from.
END_DELEGATED = """
UPDATE access_grant d SET valid_until = greatest(d.valid_from, s.valid_until), version = d.version + 1
FROM access_grant s WHERE s.id = d.taken_from_id AND s.id = %s AND d.valid_until > s.valid_until
"""


def last_day_text(until: date) -> str:
    """Return the last day of something that ends before a day. Runs inside an action."""
    return date_format(until - timedelta(days=1), "DATE_FORMAT")


def _end(grant: Grant, on: date, event: str, *, by: Actor, at: datetime) -> Grant:
    today = local_day(at)
    if on < today or (grant.valid_until is not None and on > grant.valid_until):
        raise GrantDaysWrong(_("Chọn một ngày từ hôm nay đến trước ngày việc này kết thúc."))
    grant.valid_until, grant.version = max(on, grant.valid_from), grant.version + 1
    grant.save(update_fields=["valid_until", "version"])
    end_what_was_taken_from(grant)
    told = {"role": grant.role, "person": grant.person_id} | _days(grant)
    record(event, by=by, at=at, subject=grant, unit_path=grant.unit_path, payload=told)
    return grant


def _refuse_changed(grant: Grant, seen: int, at: datetime) -> None:
    if grant.valid_until is not None and grant.valid_until <= local_day(at):
        raise GrantChangedSince(_("Việc này vừa được người khác thu hồi. Không còn gì phải làm."))
    if grant.version != seen:
        until = last_day_text(grant.valid_until) if grant.valid_until else _("không thời hạn")
        raise GrantChangedSince(
            _("Người khác vừa sửa việc này: nay giữ đến %(until)s. Xem lại rồi quyết định.") % {"until": until}
        )


def _reach(grant: Grant, reaches: Reaches) -> None:
    grant.acts, grant.sees, grant.searches = reaches.acts, reaches.sees, reaches.searches


def _days(grant: Grant) -> dict[str, str]:
    days = {"valid_from": grant.valid_from, "valid_until": grant.valid_until}
    return {word: day.isoformat() for word, day in days.items() if day is not None}


def _take_turns() -> None:
    """Let who gives and who takes away wait for one another: two officers cannot take the last role from each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('access_grant', 0))")
