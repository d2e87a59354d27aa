"""How an e-mail leaves: by SMTP, into a folder of .eml files for a network without a mail server, or onto the screen."""

import smtplib
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import BadHeaderError

_PATIENCE_SECONDS = 10
_PERMANENT = 500


class NotNow(Exception):
    """Nothing was handed over: it may be tried again."""


class Never(Exception):
    """The other side will not take it, today or tomorrow."""


class NobodyKnows(Exception):
    """The line broke after the message was handed over."""


def carry(address: str, subject: str, text: str, *, name: str) -> None:
    """Hand one e-mail to the carrier of this installation. Raises NotNow, Never or NobodyKnows.

    `name` makes the Message-ID: the same message sent twice can be told by it.
    """
    host = settings.MAIL_FROM.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(subject, text, settings.MAIL_FROM, [address], headers=headers)
    try:
        _CARRIERS[settings.MAIL_CARRIER](message, name)
    except BadHeaderError as trouble:
        raise Never(str(trouble)) from None


def _by_smtp(message: EmailMessage, name: str) -> None:
    line = EmailBackend(
        host=settings.MAIL_SMTP_HOST,
        port=settings.MAIL_SMTP_PORT,
        username=settings.MAIL_SMTP_USER,
        password=settings.MAIL_SMTP_PASSWORD,
        use_tls=settings.MAIL_SMTP_TLS == "starttls",
        use_ssl=settings.MAIL_SMTP_TLS == "tls",
        timeout=_PATIENCE_SECONDS,
    )
    try:
        line.open()
    except (OSError, smtplib.SMTPException) as trouble:
        raise NotNow(type(trouble).__name__) from None
    try:
        line.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refused:
        _refused(max(code for code, _words in refused.recipients.values()), "RCPT")
    except smtplib.SMTPResponseException as refused:
        _refused(refused.smtp_code, type(refused).__name__)
    except (OSError, smtplib.SMTPException) as trouble:
        raise NobodyKnows(type(trouble).__name__) from None
    finally:
        line.close()


def _refused(code: int, where: str) -> None:
    raise (Never if code >= _PERMANENT else NotNow)(f"{where} {code}")


def _into_folder(message: EmailMessage, name: str) -> None:
    folder = Path(settings.MAIL_FOLDER)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = folder / f".{name}"
        half.write_bytes(message.message().as_bytes())
        half.rename(folder / f"{name}.eml")
    except OSError as trouble:
        raise NotNow(type(trouble).__name__) from None


def _onto_screen(message: EmailMessage, _name: str) -> None:
    sys.stdout.write(f"{message.message().as_string()}\n{'-' * 70}\n")


def _nowhere(_message: EmailMessage, _name: str) -> None:
    raise Never("MAIL_CARRIER none")


_CARRIERS: dict[str, Callable[[EmailMessage, str], None]] = {
    "smtp": _by_smtp,
    "file": _into_folder,
    "console": _onto_screen,
    "none": _nowhere,
}
