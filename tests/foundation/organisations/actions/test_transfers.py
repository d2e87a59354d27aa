"""Transfers: asked for, released, received."""

from datetime import UTC, date, datetime

import pytest

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.actions.memberships import BeforeMembershipBegan
from thongsuot.foundation.organisations.actions.transfers import (
    AnswerMissing,
    TransferNotHere,
    TransferNowhere,
    TransferOpen,
    ask_for_transfer,
    offer_transfer,
    receive_transfer,
    refuse_transfer,
    release_transfer,
    withdraw_transfer,
)
from thongsuot.foundation.organisations.models import Membership, Person, Transfer, Unit

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 6, 1, tzinfo=UTC)
ON = date(2021, 9, 1)


def _ask(person: Person, unit: Unit) -> Transfer:
    return ask_for_transfer(unit, person=person, reason="Chuyển công tác", by=SYSTEM, at=AT)


def _offer(person: Person, unit: Unit) -> Transfer:
    return offer_transfer(person, to_unit=unit, letter_number="12-GT", by=SYSTEM, at=AT)


def test_transfer_asked_released_received_moves_the_person_on_the_day() -> None:
    person, here = make_person(), make_unit()
    there = person.home
    post = make_appointment(person)

    asked = _ask(person, here)
    release_transfer(there, transfer=asked, letter_number="12-GT", by=SYSTEM, at=AT)
    received = receive_transfer(here, transfer=asked, on=ON, by=SYSTEM, at=NOW)

    person.refresh_from_db()
    post.refresh_from_db()
    homes = Membership.objects.filter(person=person).order_by("valid_from")
    assert list(homes.values_list("of_unit", "path", "valid_until")) == [
        (there.pk, there.path, ON),
        (here.pk, here.path, None),
    ]
    assert (person.home, person.path, post.valid_until) == (here, here.path, ON)
    assert (received.state, received.moves_on, received.letter_number) == ("RECEIVED", ON, "12-GT")
    events = ["transfer.asked", "transfer.released", "transfer.received"]
    assert (
        list(AuditEntry.objects.filter(event__startswith="transfer.").order_by("pk").values_list("event", flat=True))
        == events
    )


def test_offer_transfer_is_asked_and_released_in_one() -> None:
    transfer = _offer(make_person(), make_unit())

    assert (transfer.state, transfer.letter_number) == ("RELEASED", "12-GT")


def test_receive_transfer_lets_a_post_that_began_that_day_last_a_day() -> None:
    person, here = make_person(), make_unit()
    post = make_appointment(person)
    post.valid_from = ON
    post.save()

    receive_transfer(here, transfer=_offer(person, here), on=ON, by=SYSTEM, at=NOW)

    assert person.appointments.get().valid_until == date(2021, 9, 2)


def test_transfer_while_another_is_open_or_to_where_one_is_is_refused() -> None:
    person, here = make_person(), make_unit()
    _ask(person, here)

    with pytest.raises(TransferOpen):
        _offer(person, make_unit())
    with pytest.raises(TransferNowhere):
        _offer(make_person(here), here)


def test_transfer_to_a_closed_unit_is_refused() -> None:
    closed = make_unit()
    closed.closed_on = ON
    closed.save()

    with pytest.raises(TransferNowhere):
        _offer(make_person(), closed)


def test_transfer_is_acted_on_only_by_the_unit_it_waits_for_and_once() -> None:
    person, here = make_person(), make_unit()
    asked = _ask(person, here)

    for act in (
        lambda: release_transfer(here, transfer=asked, by=SYSTEM, at=AT),
        lambda: receive_transfer(here, transfer=asked, on=ON, by=SYSTEM, at=NOW),
        lambda: refuse_transfer(here, transfer=asked, answer="Không", by=SYSTEM, at=AT),
    ):
        with pytest.raises(TransferNotHere):
            act()
    release_transfer(person.home, transfer=asked, by=SYSTEM, at=AT)
    receive_transfer(here, transfer=asked, on=ON, by=SYSTEM, at=NOW)
    with pytest.raises(TransferNotHere):
        receive_transfer(here, transfer=asked, on=ON, by=SYSTEM, at=NOW)


def test_receive_transfer_before_the_person_was_there_is_refused_and_changes_nothing() -> None:
    person, here = make_person(), make_unit()
    offered = _offer(person, here)

    with pytest.raises(BeforeMembershipBegan):
        receive_transfer(here, transfer=offered, on=date(2021, 3, 1), by=SYSTEM, at=NOW)

    person.refresh_from_db()
    assert person.home != here


def test_refuse_and_withdraw_need_a_reason_and_free_the_person_for_another() -> None:
    person, here = make_person(), make_unit()
    first = _offer(person, here)

    with pytest.raises(AnswerMissing):
        refuse_transfer(here, transfer=first, answer=" ", by=SYSTEM, at=AT)
    refused = refuse_transfer(here, transfer=first, answer="Sai đơn vị", by=SYSTEM, at=AT)
    second = _offer(person, make_unit())
    withdrawn = withdraw_transfer(person.home, transfer=second, answer="Nhầm", by=SYSTEM, at=AT)

    assert (refused.state, refused.answer) == ("REFUSED", "Sai đơn vị")
    assert (withdrawn.state, withdrawn.answer) == ("WITHDRAWN", "Nhầm")
    with pytest.raises(TransferNotHere):
        withdraw_transfer(person.home, transfer=second, answer="Nhầm", by=SYSTEM, at=AT)


def test_transfer_needs_the_right_over_the_unit_that_acts() -> None:
    person, here = make_person(), make_unit()
    officer = make_person(here)
    make_grant(officer, here)

    asked = ask_for_transfer(here, person=person, by=officer, at=AT)

    with pytest.raises(NotAllowed):
        release_transfer(person.home, transfer=asked, by=officer, at=AT)
    with pytest.raises(NotAllowed):
        offer_transfer(person, to_unit=here, by=officer, at=AT)
