"""Coming in: what is recorded of it, links by e-mail, and the sessions that stay open."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.codes import IN_LINK, LINK_LASTS, issue_code, make_code, spend_code
from thongsuot.foundation.accounts.models import Account, CodePurpose, LinkRequest, Means, OpenSession
from thongsuot.foundation.accounts.naming import plain_login
from thongsuot.foundation.accounts.notices import letter_of_new_device, letter_with_link
from thongsuot.foundation.accounts.writing import write_to
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.encryption import decrypted, encrypted
from thongsuot.foundation.core.errors import Refusal

_AT_ONCE = 50
# Nobody waits longer for a link they asked for: what a stopped worker left is not answered a day later.
_ANSWERED_WITHIN = timedelta(minutes=15)


class SessionOver(Refusal):
    """The session is not there any more, or never was the account's."""


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody comes in: the browser's own words, the network address, and whether the device is known."""

    device: str
    address: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """An open session as its holder sees it. `token` names it in a form; it is not the key that opens it."""

    token: str
    device: str
    address: str
    means: str
    opened_at: datetime | None
    seen_at: datetime | None
    is_this: bool


def actor_of(account: Account) -> Actor:
    """Return who acts through an account."""
    return account.person or SystemActor("accounts")


def record_sign_in(account: Account, means: Means, factor: str, visit: Visit, *, at: datetime) -> None:
    """Record that somebody came in, and write to them when it was from a device not seen before."""
    with transaction.atomic():
        record(
            "account.signed_in",
            by=actor_of(account),
            at=at,
            subject=account,
            payload={"means": means.value, "second_step": factor},
            personal={"device": visit.device, "address": visit.address},
        )
        if not visit.is_known and means != Means.FIRST_CODE:
            write_to(account, letter_of_new_device(account, at), purpose="accounts: new device", at=at)


def ask_for_link(login: str, *, at: datetime) -> None:
    """Put down that somebody asked for a link. Nothing here depends on whether there is such an account."""
    LinkRequest.objects.create(address_encrypted=encrypted(plain_login(login) or "-"), asked_at=at)


def answer_link_requests(at: datetime) -> int:
    """Write a link that lets in once to each address that asked and has an account; return how many asked. For a job."""
    with transaction.atomic():
        asked = list(LinkRequest.objects.select_for_update(skip_locked=True).order_by("pk")[:_AT_ONCE])
        for request in asked:
            if request.asked_at > at - _ANSWERED_WITHIN:
                _answer(decrypted(bytes(request.address_encrypted)), at)
        LinkRequest.objects.filter(pk__in=[request.pk for request in asked]).delete()
    return len(asked)


def enter_by_link(code: str, *, at: datetime) -> Account:
    """Spend a link by e-mail and return whose it is. Refuses one that is used or over."""
    with transaction.atomic():
        account = spend_code(code, CodePurpose.SIGN_IN, at=at)
        record("account.link_used", by=actor_of(account), at=at, subject=account)
    return account


def sessions_of(account: Account, this_key: str | None, *, now: datetime) -> list[SessionLine]:
    """Return the open sessions of an account, the one that asks first, then the latest seen. One statement."""
    rows = OpenSession.objects.filter(account=account, expire_date__gt=now).order_by("-seen_at")
    lines = [
        SessionLine(
            token=_token(row.session_key),
            device=row.device,
            address=row.address,
            means=str(Means(row.means).label) if row.means else "",
            opened_at=row.opened_at,
            seen_at=row.seen_at,
            is_this=row.session_key == this_key,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.is_this)


def end_session(account: Account, token: str, *, at: datetime) -> None:
    """End one session of an account, at once. Refuses one that is gone."""
    keys = OpenSession.objects.filter(account=account).values_list("session_key", flat=True)
    found = [key for key in keys if _token(key) == token]
    if not found:
        raise SessionOver(_("Phiên này đã kết thúc."))
    _end(account, found, at)


def end_other_sessions(account: Account, this_key: str | None, *, at: datetime) -> int:
    """End every session of an account but the one that asks; return how many. Refuses when there is no other."""
    others = OpenSession.objects.filter(account=account).exclude(session_key=this_key)
    found = list(others.values_list("session_key", flat=True))
    if not found:
        raise SessionOver(_("Không còn phiên nào khác."))
    _end(account, found, at)
    return len(found)


def forget_expired_sessions(now: datetime) -> int:
    """Let go of sessions that are over anyway; return how many."""
    return int(OpenSession.objects.filter(expire_date__lt=now).delete()[0])


def leave_only(account: Account, this_key: str | None) -> None:
    """End every session of an account but one, silently, inside a change of its password."""
    OpenSession.objects.filter(account=account).exclude(session_key=this_key).delete()


def end_all_sessions(account: Account) -> None:
    """End every session of an account, inside an action."""
    OpenSession.objects.filter(account=account).delete()


def _end(account: Account, keys: list[str], at: datetime) -> None:
    with transaction.atomic():
        OpenSession.objects.filter(session_key__in=keys).delete()
        record("account.sessions_ended", by=actor_of(account), at=at, subject=account, payload={"sessions": len(keys)})


def _answer(login: str, at: datetime) -> None:
    account = Account.objects.filter(login=login, is_active=True).select_related("person").first()
    if account is None:
        return
    code = make_code(IN_LINK)
    letter, ends_at = letter_with_link(account, code), at + LINK_LASTS
    message = write_to(account, letter, purpose="accounts: link", at=at, worthless_at=ends_at)
    if message is None:
        return
    issue_code(account, CodePurpose.SIGN_IN, code, at=at, ends_at=ends_at, issued_by="accounts", message=message)
    record("account.link_sent", by=SystemActor("accounts"), at=at, subject=account)


def _token(key: str) -> str:
    return hashlib.sha256(f"session:{key}".encode()).hexdigest()[:24]
