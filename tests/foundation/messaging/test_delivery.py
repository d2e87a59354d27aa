"""The outbox: once, in order, and honest about what it does not know."""

import email
import smtplib
from collections.abc import Iterator
from datetime import timedelta
from email.policy import default
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction

from tests.builders.organisations import AT
from thongsuot.foundation.messaging.carriers import _CARRIERS, Never, NobodyKnows, NotNow
from thongsuot.foundation.messaging.delivery import deliver_waiting
from thongsuot.foundation.messaging.models import Delivery, Message
from thongsuot.foundation.messaging.outbox import can_send, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """E-mails go into a folder."""
    settings.MAIL_CARRIER, settings.MAIL_FOLDER = "file", tmp_path / "mail"
    return tmp_path / "mail"


@pytest.fixture
def trouble(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Exception]]:
    """The carrier raises what is in this list, one after another, then takes everything."""
    coming: list[Exception] = []

    def carry(_message: object, _name: str) -> None:
        if coming:
            raise coming.pop(0)

    settings.MAIL_CARRIER = "smtp"
    monkeypatch.setitem(_CARRIERS, "smtp", carry)
    yield coming


def _message(**more: object) -> Message:
    return send("ha@example.org", "Liên kết", "Mở địa chỉ sau.", purpose="tests.one", at=AT, **more)  # type: ignore[arg-type]


def test_send_keeps_address_and_text_encrypted_until_it_is_over(folder: Path) -> None:
    message = _message()

    assert b"example" not in bytes(message.address_encrypted)
    assert deliver_waiting(AT) == 1
    message.refresh_from_db()
    assert (message.state, message.ended_at) == (Delivery.DONE, AT)
    assert (bytes(message.address_encrypted), bytes(message.content_encrypted)) == (b"", b"")


def test_deliver_waiting_into_a_folder_writes_a_letter_that_any_program_opens(folder: Path) -> None:
    message = _message()

    deliver_waiting(AT)

    (file,) = folder.iterdir()
    letter = email.message_from_bytes(file.read_bytes(), policy=default)
    assert file.name == f"{message.public_id}.eml"
    assert (letter["To"], letter["Subject"]) == ("ha@example.org", "Liên kết")
    assert letter["Message-ID"].startswith(f"<{message.public_id}@")
    assert letter.get_content().strip() == "Mở địa chỉ sau."


def test_send_with_a_line_feed_in_the_subject_cannot_add_a_header(folder: Path) -> None:
    send("ha@example.org", "Một\nBcc: khac@example.org", "x", purpose="tests.one", at=AT)

    deliver_waiting(AT)

    letter = email.message_from_bytes(next(folder.iterdir()).read_bytes(), policy=default)
    assert (letter["Bcc"], letter["Subject"]) == (None, "Một Bcc: khac@example.org")


def test_deliver_waiting_twice_sends_once(folder: Path) -> None:
    _message()

    assert (deliver_waiting(AT), deliver_waiting(AT)) == (1, 0)


def test_deliver_waiting_without_a_connection_tries_again_later_and_at_last_gives_up(trouble: list[Exception]) -> None:
    trouble += [NotNow("ConnectionRefusedError")] * 6
    message = _message()
    at, waits = AT, []

    for _ in range(6):
        deliver_waiting(at)
        message.refresh_from_db()
        waits.append((message.try_at - at) // timedelta(minutes=1))
        at = message.try_at

    assert waits == [1, 2, 4, 8, 16, 0]
    assert (message.state, message.trouble) == (Delivery.FAILED, "ConnectionRefusedError")
    assert deliver_waiting(at + timedelta(days=1)) == 0


def test_deliver_waiting_stops_at_the_first_that_cannot_be_handed_over(trouble: list[Exception]) -> None:
    trouble += [NotNow("TimeoutError")]
    for _ in range(3):
        _message()

    assert (deliver_waiting(AT), deliver_waiting(AT)) == (1, 2)


@pytest.mark.parametrize(("raised", "state"), [(Never("RCPT 550"), "FAILED"), (NobodyKnows("TimeoutError"), "UNKNOWN")])
def test_deliver_waiting_that_is_refused_or_cut_off_is_not_tried_again(
    trouble: list[Exception], raised: Exception, state: str
) -> None:
    trouble.append(raised)
    message = _message()

    deliver_waiting(AT)

    message.refresh_from_db()
    assert (message.state, bytes(message.content_encrypted)) == (state, b"")
    assert deliver_waiting(AT + timedelta(days=1)) == 0


def test_deliver_waiting_after_a_process_died_in_the_middle_says_unknown(folder: Path) -> None:
    message = _message()
    Message.objects.update(state=Delivery.SENDING, taken_at=AT)

    deliver_waiting(AT + timedelta(minutes=9))
    message.refresh_from_db()
    early = message.state
    deliver_waiting(AT + timedelta(minutes=11))

    message.refresh_from_db()
    assert (early, message.state, folder.exists()) == (Delivery.SENDING, Delivery.UNKNOWN, False)


def test_deliver_waiting_too_late_does_not_send(folder: Path) -> None:
    message = _message(worthless_at=AT + timedelta(minutes=15))

    deliver_waiting(AT + timedelta(minutes=15))

    message.refresh_from_db()
    assert (message.state, message.trouble, folder.exists()) == (Delivery.FAILED, "too late", False)


def test_a_message_that_is_over_cannot_keep_its_text() -> None:
    _message()

    with pytest.raises(IntegrityError, match="a_message_that_is_over_is_empty"), transaction.atomic():
        Message.objects.update(state=Delivery.DONE)


def test_can_send_where_there_is_no_carrier_is_no(settings: LazySettings) -> None:
    settings.MAIL_CARRIER = "none"

    assert not can_send()


class FakeLine:
    """Stands in for Django's SMTP line: raises what it is told to, when it is told to."""

    on_open: Exception | None = None
    on_send: Exception | None = None

    def __init__(self, **_options: object) -> None: ...

    def open(self) -> None:
        if self.on_open:
            raise self.on_open

    def send_messages(self, _messages: object) -> None:
        if self.on_send:
            raise self.on_send

    def close(self) -> None: ...


@pytest.mark.parametrize(
    ("on_open", "on_send", "state"),
    [
        (ConnectionRefusedError(), None, "PLANNED"),
        (smtplib.SMTPAuthenticationError(535, b""), None, "PLANNED"),
        (None, smtplib.SMTPRecipientsRefused({"x": (550, b"")}), "FAILED"),
        (None, smtplib.SMTPRecipientsRefused({"x": (451, b"")}), "PLANNED"),
        (None, smtplib.SMTPDataError(554, b""), "FAILED"),
        (None, smtplib.SMTPServerDisconnected(), "UNKNOWN"),
        (None, None, "DONE"),
    ],
)
def test_deliver_waiting_by_smtp_tells_before_from_after_handing_over(
    settings: LazySettings,
    monkeypatch: pytest.MonkeyPatch,
    on_open: Exception | None,
    on_send: Exception | None,
    state: str,
) -> None:
    settings.MAIL_CARRIER = "smtp"
    line = type("Line", (FakeLine,), {"on_open": on_open, "on_send": on_send})
    monkeypatch.setattr("thongsuot.foundation.messaging.carriers.EmailBackend", line)
    message = _message()

    deliver_waiting(AT)

    message.refresh_from_db()
    assert message.state == state
