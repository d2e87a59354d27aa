"""Requests of whoever data is about: filed, answered, put off once, done or refused with the reason."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.clocks import clock_on
from thongsuot.foundation.privacy.models import DataRequest
from thongsuot.foundation.privacy.models.requests import Channel, RequestKind, RequestState


class RequestAlreadyOpen(Refusal):
    """The person's request of this kind is under way."""


class RequestUnclear(Refusal):
    """Whoever asks for a correction, an objection or a restriction says what it is about."""


class RequestClosed(Refusal):
    """The request has its outcome."""


class RequestAnswered(Refusal):
    """The person was told how it goes on."""


class ExtendedOnce(Refusal):
    """The law allows one extension."""


class ExtensionTooLate(Refusal):
    """The last day has passed."""


class OutcomeMissing(Refusal):
    """Whoever asked is told what was done, or why not."""


class PaperMissing(Refusal):
    """What is filed for somebody rests on their own signed paper."""


_MUST_SAY_WHAT = {RequestKind.CORRECT, RequestKind.RESTRICT, RequestKind.OBJECT}


@action(Permission.PROTECT_DATA)
def file_request(
    person: Person, *, kind: RequestKind, asks: str, paper: StoredFile | None, by: Actor, at: datetime
) -> DataRequest:
    """File for a person what they handed in on paper. Refuses without the paper, twice the same, and one that does not say what."""
    if paper is None:
        raise PaperMissing(_("Đính kèm bản chụp đơn có chữ ký của người yêu cầu."))
    return _file(person, kind, asks, Channel.PAPER, paper, by, at)


def file_own_request(person: Person, *, kind: RequestKind, asks: str, at: datetime) -> DataRequest:
    """File one's own request, and record it. Refuses twice the same, and one that does not say what it is about."""
    with transaction.atomic():
        return _file(person, kind, asks, Channel.OWN_PAGE, None, person, at)


def take_back_request(request: DataRequest, *, at: datetime) -> None:
    """Take back one's own request, and record it. Refuses one that has its outcome."""
    with transaction.atomic():
        _close(request, RequestState.TAKEN_BACK, "", request.person, at, "data_request.taken_back")


@action(Permission.PROTECT_DATA)
def answer_request(request: DataRequest, *, by: Actor, at: datetime) -> None:
    """Note that the person was told that the request arrived and how it goes on. Refuses a second time, and a closed one."""
    _lock(request)
    if request.answered_at:
        raise RequestAnswered(_("Đã báo cho người yêu cầu ngày %(day)s.") % {"day": _day(request.answered_at)})
    request.answered_at = at
    request.save(update_fields=["answered_at"])
    record("data_request.answered", by=by, at=at, subject=request, unit_path=request.person.path)


@action(Permission.PROTECT_DATA)
def extend_request(request: DataRequest, *, reason: str, by: Actor, at: datetime) -> None:
    """Put a request's last day off, once, as far as the law lets. Refuses a second time, after the last day, and without a reason."""
    _lock(request)
    if request.extended_at:
        raise ExtendedOnce(_("Yêu cầu này đã gia hạn một lần. Luật chỉ cho gia hạn một lần."))
    if local_day(at) > request.due_on:
        raise ExtensionTooLate(_("Đã quá hạn ngày %(day)s, không gia hạn được.") % {"day": _day(request.due_on)})
    why = nfc(reason)
    if not why:
        raise OutcomeMissing(_("Ghi lý do gia hạn để báo cho người yêu cầu."))
    before = request.due_on
    request.due_on += timedelta(days=clock_on(local_day(request.filed_at)).extension_days)
    request.extended_at, request.extension_reason = at, why
    request.save(update_fields=["due_on", "extended_at", "extension_reason"])
    payload = {"before": {"due_on": before}, "after": {"due_on": request.due_on}}
    record("data_request.extended", by=by, at=at, subject=request, unit_path=request.person.path, payload=payload)


@action(Permission.PROTECT_DATA)
def close_request(request: DataRequest, *, is_done: bool, outcome: str, by: Actor, at: datetime) -> None:
    """Close a request as done or refused, with what the person is told. Refuses a closed one and an empty outcome."""
    state = RequestState.DONE if is_done else RequestState.REFUSED
    _close(request, state, outcome, by, at, "data_request.done" if is_done else "data_request.refused")


def _file(
    person: Person, kind: RequestKind, asks: str, channel: Channel, paper: StoredFile | None, by: Actor, at: datetime
) -> DataRequest:
    Person.objects.select_for_update().get(pk=person.pk)
    if DataRequest.objects.filter(person=person, kind=kind, state=RequestState.OPEN).exists():
        raise RequestAlreadyOpen(_("Đang giải quyết một yêu cầu như vậy. Chờ trả lời, hoặc rút yêu cầu đó trước."))
    text = nfc(asks)
    if kind in _MUST_SAY_WHAT and not text:
        raise RequestUnclear(_("Ghi rõ yêu cầu về dữ liệu nào và mong muốn gì."))
    day = local_day(at)
    clock = clock_on(day)
    made = DataRequest.objects.create(
        person=person,
        path=person.path,
        kind=kind,
        asks=text,
        channel=channel,
        paper=paper,
        filed_at=at,
        filed_by=by.actor_label,
        answer_by=clock.answer_by(day),
        due_on=clock.due_on(kind, day),
    )
    payload = {"kind": kind, "channel": channel, "due_on": made.due_on}
    record("data_request.filed", by=by, at=at, subject=made, unit_path=person.path, payload=payload)
    return made


def _close(request: DataRequest, state: RequestState, outcome: str, by: Actor, at: datetime, event: str) -> None:
    _lock(request)
    told = nfc(outcome)
    if not told and state != RequestState.TAKEN_BACK:
        raise OutcomeMissing(_("Ghi kết quả hoặc lý do để trả lời người yêu cầu."))
    request.state, request.outcome, request.closed_at, request.closed_by = state, told, at, by.actor_label
    request.answered_at = request.answered_at or at
    request.save(update_fields=["state", "outcome", "closed_at", "closed_by", "answered_at"])
    record(event, by=by, at=at, subject=request, unit_path=request.person.path)


def _lock(request: DataRequest) -> None:
    DataRequest.objects.select_for_update().get(pk=request.pk)
    request.refresh_from_db(fields=["state", "answered_at", "extended_at", "due_on", "closed_at"])
    if not request.is_open:
        raise RequestClosed(_("Yêu cầu này đã kết thúc ngày %(day)s.") % {"day": _day(request.closed_at)})


def _day(moment: date | datetime | None) -> str:
    if moment is None:
        return "–"
    return date_format(local_day(moment) if isinstance(moment, datetime) else moment, "DATE_FORMAT")
