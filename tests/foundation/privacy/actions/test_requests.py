"""Requests about one's own data: filed, answered, put off once, closed with what the person is told."""

from datetime import date, timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.privacy import make_request
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.privacy.actions.requests import (
    ExtendedOnce,
    ExtensionTooLate,
    OutcomeMissing,
    PaperMissing,
    RequestAlreadyOpen,
    RequestAnswered,
    RequestClosed,
    RequestUnclear,
    answer_request,
    close_request,
    extend_request,
    file_own_request,
    file_request,
    take_back_request,
)
from thongsuot.foundation.privacy.models.requests import Channel, RequestKind, RequestState

pytestmark = pytest.mark.django_db


def test_own_request_gets_its_days_and_is_recorded_as_the_persons() -> None:
    person = make_person()

    made = file_own_request(person, kind=RequestKind.COPY, asks="", at=AT)

    entry = AuditEntry.objects.get(event="data_request.filed")
    assert (made.channel, made.answer_by, made.due_on) == (Channel.OWN_PAGE, date(2021, 3, 3), date(2021, 3, 11))
    assert (entry.actor_id, entry.subject_id, entry.unit_path) == (person.pk, made.pk, person.path)


def test_same_request_twice_is_refused_until_the_first_is_closed() -> None:
    person = make_person()
    first = make_request(person)

    with pytest.raises(RequestAlreadyOpen):
        make_request(person)
    take_back_request(first, at=AT)

    assert make_request(person).is_open


@pytest.mark.parametrize("kind", [RequestKind.CORRECT, RequestKind.RESTRICT, RequestKind.OBJECT])
def test_request_that_must_say_what_is_refused_without(kind: RequestKind) -> None:
    with pytest.raises(RequestUnclear):
        file_own_request(make_person(), kind=kind, asks="  ", at=AT)


def test_request_for_another_rests_on_their_paper() -> None:
    with pytest.raises(PaperMissing):
        file_request(make_person(), kind=RequestKind.SEE, asks="", paper=None, by=SYSTEM, at=AT)


def test_answer_is_noted_once() -> None:
    request = make_request()
    answer_request(request, by=SYSTEM, at=AT)

    with pytest.raises(RequestAnswered):
        answer_request(request, by=SYSTEM, at=AT)
    assert request.answered_at == AT


def test_extension_is_fifteen_days_once_with_a_reason_and_in_time() -> None:
    request = make_request()
    with pytest.raises(OutcomeMissing):
        extend_request(request, reason="", by=SYSTEM, at=AT)
    with pytest.raises(ExtensionTooLate):
        extend_request(request, reason="Nhiều hồ sơ", by=SYSTEM, at=AT + timedelta(days=11))

    extend_request(request, reason="Nhiều hồ sơ", by=SYSTEM, at=AT)

    assert request.due_on == date(2021, 3, 26)
    entry = AuditEntry.objects.get(event="data_request.extended")
    assert entry.payload == {"before": {"due_on": "2021-03-11"}, "after": {"due_on": "2021-03-26"}}
    with pytest.raises(ExtendedOnce):
        extend_request(request, reason="Nữa", by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("is_done", "state", "event"),
    [(True, RequestState.DONE, "data_request.done"), (False, RequestState.REFUSED, "data_request.refused")],
)
def test_request_is_closed_with_what_the_person_is_told(is_done: bool, state: RequestState, event: str) -> None:
    request = make_request()
    with pytest.raises(OutcomeMissing):
        close_request(request, is_done=is_done, outcome=" ", by=SYSTEM, at=AT)

    close_request(request, is_done=is_done, outcome="Theo quy định lưu trữ", by=SYSTEM, at=AT)

    request.refresh_from_db()
    assert (request.state, request.outcome, request.closed_at) == (state, "Theo quy định lưu trữ", AT)
    assert AuditEntry.objects.filter(event=event, subject_id=request.pk).count() == 1
    with pytest.raises(RequestClosed):
        close_request(request, is_done=True, outcome="Lại", by=SYSTEM, at=AT)


def test_only_who_protects_data_in_the_unit_or_above_may_close() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    request = make_request(make_person(own))
    secretary, stranger, officer = make_person(own), make_person(beside), make_person(bloc)
    make_grant(secretary, own, Role.SECRETARY)
    make_grant(stranger, beside, Role.OFFICER)
    make_grant(officer, bloc, Role.OFFICER)

    for other in (secretary, stranger):
        with pytest.raises(NotAllowed):
            close_request(request, is_done=True, outcome="Xong", by=other, at=AT)
    close_request(request, is_done=True, outcome="Xong", by=officer, at=AT)

    assert not request.is_open
