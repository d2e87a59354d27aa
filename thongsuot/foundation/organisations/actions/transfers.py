"""Transfers: one unit asks or offers, the one releases, the other receives. The membership changes when it is received."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.database.bounds import EVERYTHING, within_bounds
from thongsuot.foundation.organisations.actions.memberships import begin_home, end_on, lock_home, refuse_day_to_come
from thongsuot.foundation.organisations.models import Appointment, Person, Transfer, Unit
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.models.transfers import OPEN_STATES, TransferState
from thongsuot.foundation.organisations.post_grants import grants_follow_posts


class TransferOpen(Refusal):
    """The person has a transfer that is not over."""


class TransferNowhere(Refusal):
    """A transfer goes to another open unit."""


class TransferNotHere(Refusal):
    """The transfer does not wait for this unit, or is over."""


class AnswerMissing(Refusal):
    """Who refuses or withdraws says why."""


@action(Permission.MANAGE_ORGANISATION)
def offer_transfer(
    person: Person, *, to_unit: Unit, letter_number: str = "", reason: str = "", by: Actor, at: datetime
) -> Transfer:
    """Let a person go to another unit: asked for and released by the unit they are at home in, in one.

    Refuses a transfer to where the person is, to a closed unit, and a second one while the first is open.
    """
    transfer = _asked(person, to_unit, reason, by, at)
    transfer.state = TransferState.RELEASED
    transfer.released_at, transfer.released_by = at, by.actor_label
    transfer.letter_number = nfc(letter_number)
    transfer.save()
    _record("transfer.offered", transfer, person.home, by, at)
    return transfer


@action(Permission.MANAGE_ORGANISATION)
def ask_for_transfer(unit: Unit, *, person: Person, reason: str = "", by: Actor, at: datetime) -> Transfer:
    """Ask the unit a person is at home in to release them to this unit. Refuses as `offer_transfer` does."""
    transfer = _asked(person, unit, reason, by, at)
    transfer.save()
    _record("transfer.asked", transfer, unit, by, at)
    return transfer


@action(Permission.MANAGE_ORGANISATION)
def release_transfer(unit: Unit, *, transfer: Transfer, letter_number: str = "", by: Actor, at: datetime) -> Transfer:
    """Release a person another unit has asked for. Refuses a transfer that does not wait for this unit."""
    locked = _waiting(transfer, unit, TransferState.ASKED, "from_unit_id")
    locked.state = TransferState.RELEASED
    locked.released_at, locked.released_by = at, by.actor_label
    locked.letter_number = nfc(letter_number)
    locked.save()
    _record("transfer.released", locked, unit, by, at)
    return locked


@action(Permission.MANAGE_ORGANISATION)
def receive_transfer(unit: Unit, *, transfer: Transfer, on: date, by: Actor, at: datetime) -> Transfer:
    """Receive a released person: at home here from a day on, no longer there; posts held there end with that day.

    Frozen rolls of running campaigns stay as they are. Refuses a transfer that does not wait for this unit, a day to come, and one on or
    before the one the present membership began.
    """
    refuse_day_to_come(on, at)
    locked = _waiting(transfer, unit, TransferState.RELEASED, "to_unit_id")
    with within_bounds(EVERYTHING):  # until now the person belongs where the receiving unit may not look
        person = Person.objects.get(pk=locked.person_id)
        home = lock_home(person)
        if home is not None:
            end_on(home, on)
        begin_home(person, unit=unit, category=home.category if home else locked.category, on=on)
        _end_posts(person, locked.from_unit, on, by, at)
        person.home, person.path = unit, unit.path
        person.save(update_fields=["home", "path"])
    locked.state, locked.moves_on = TransferState.RECEIVED, on
    _end(locked, by, at)
    _record("transfer.received", locked, unit, by, at)
    return locked


@action(Permission.MANAGE_ORGANISATION)
def refuse_transfer(unit: Unit, *, transfer: Transfer, answer: str, by: Actor, at: datetime) -> Transfer:
    """Refuse to release or to receive a person, with a reason; they stay where they are."""
    if not nfc(answer):
        raise AnswerMissing(_("Ghi lý do không tiếp nhận."))
    side = "from_unit_id" if transfer.state == TransferState.ASKED else "to_unit_id"
    locked = _waiting(transfer, unit, TransferState(transfer.state), side)
    locked.state, locked.answer = TransferState.REFUSED, nfc(answer)
    _end(locked, by, at)
    _record("transfer.refused", locked, unit, by, at)
    return locked


@action(Permission.MANAGE_ORGANISATION)
def withdraw_transfer(unit: Unit, *, transfer: Transfer, answer: str, by: Actor, at: datetime) -> Transfer:
    """Withdraw a transfer that is not over, by the unit that began it, with a reason."""
    if not nfc(answer):
        raise AnswerMissing(_("Ghi lý do rút."))
    locked = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if locked.state not in OPEN_STATES or unit.pk not in (locked.from_unit_id, locked.to_unit_id):
        raise TransferNotHere(_("Việc chuyển này không còn chờ đơn vị. Tải lại trang để xem kết quả."))
    locked.state, locked.answer = TransferState.WITHDRAWN, nfc(answer)
    _end(locked, by, at)
    _record("transfer.withdrawn", locked, unit, by, at)
    return locked


def _asked(person: Person, to_unit: Unit, reason: str, by: Actor, at: datetime) -> Transfer:
    if to_unit.pk == person.home_id or to_unit.closed_on is not None:
        raise TransferNowhere(_("Chọn một đơn vị khác đang hoạt động."))
    with within_bounds(EVERYTHING):  # who is asked for belongs where the asking unit may not look
        home = lock_home(person)
    if Transfer.objects.filter(person=person, state__in=OPEN_STATES).exists():
        raise TransferOpen(_("Đồng chí này đang có một lần chuyển chưa xong."))
    return Transfer(
        person=person,
        full_name=person.full_name,
        born_on=person.born_on,
        from_unit=person.home,
        to_unit=to_unit,
        category=home.category if home else Category.OFFICIAL,
        reason=nfc(reason),
        asked_at=at,
        asked_by=by.actor_label,
    )


def _waiting(transfer: Transfer, unit: Unit, state: TransferState, side: str) -> Transfer:
    locked = Transfer.objects.select_for_update().get(pk=transfer.pk)
    if locked.state != state or getattr(locked, side) != unit.pk or state not in OPEN_STATES:
        raise TransferNotHere(_("Việc chuyển này không còn chờ đơn vị. Tải lại trang để xem kết quả."))
    return locked


def _end(transfer: Transfer, by: Actor, at: datetime) -> None:
    transfer.ended_at, transfer.ended_by = at, by.actor_label
    transfer.save()


def _end_posts(person: Person, unit: Unit, on: date, by: Actor, at: datetime) -> None:
    """End the posts held in the unit that is left, and the roles they brought, on the day of the move; one begun since lasted a day."""
    held = list(Appointment.objects.filter(person=person, in_unit=unit, valid_until=None))
    for post in held:
        post.valid_until = max(on, post.valid_from + timedelta(days=1))
        post.save(update_fields=["valid_until"])
    grants_follow_posts([post.pk for post in held], by=by, at=at)


def _record(event: str, transfer: Transfer, unit: Unit, by: Actor, at: datetime) -> None:
    told = {"from": transfer.from_unit_id, "to": transfer.to_unit_id, "person": transfer.person_id}
    record(event, by=by, at=at, subject=transfer, unit_path=unit.path, payload=told)
