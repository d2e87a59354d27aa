"""One-time codes: made here, kept as a keyed hash, spent once, for one purpose, in time."""

import secrets
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.models import Account, CodePurpose, OneTimeCode
from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.identifiers import ALPHABET
from thongsuot.foundation.messaging.models import Message

IN_LINK, ON_PAPER = 26, 12  # letters: 130 bits, and 60 that a person can type
LINK_LASTS = timedelta(minutes=15)
_GROUP = 4
# Read out or copied by hand, these are taken for one another.
_READ_AS = str.maketrans("oilu", "011v", " -–.")


class CodeSpent(Refusal):
    """The code was used, or its time is over, or it never was one."""


def make_code(letters: int) -> str:
    """Return so many random letters that can be read out over the telephone, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _place in range(letters))


def spelled(code: str) -> str:
    """Return a code in groups of four, as it stands on paper."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def issue_code(
    account: Account,
    purpose: CodePurpose,
    code: str,
    *,
    at: datetime,
    ends_at: datetime,
    issued_by: str,
    message: Message | None = None,
    is_on_paper: bool = False,
) -> OneTimeCode:
    """Keep a code that lets the holder of an account in; those of the same purpose given out before are over."""
    OneTimeCode.objects.filter(account=account, purpose=purpose, used_at=None, ends_at__gt=at).update(ends_at=at)
    return OneTimeCode.objects.create(
        account=account,
        purpose=purpose,
        digest=_digest(purpose, code),
        issued_at=at,
        issued_by=issued_by,
        ends_at=ends_at,
        message=message,
        is_on_paper=is_on_paper,
    )


def account_of_code(code: str, purpose: CodePurpose, *, at: datetime) -> Account:
    """Return whose code it is, and leave it good. Refuses one that is spent, over, made up or of another purpose."""
    return _good_code(code, purpose, at).account


def spend_code(code: str, purpose: CodePurpose, *, at: datetime) -> Account:
    """Return whose code it is and spend it: of two at the same moment one comes in. Inside a transaction. Refuses as above."""
    good = _good_code(code, purpose, at)
    if not OneTimeCode.objects.filter(pk=good.pk, used_at=None).update(used_at=at):
        raise _spent()
    return good.account


def _good_code(code: str, purpose: CodePurpose, at: datetime) -> OneTimeCode:
    good = (
        OneTimeCode.objects.filter(digest=_digest(purpose, code), used_at=None, ends_at__gt=at, account__is_active=True)
        .select_related("account__person")
        .first()
    )
    if good is None:
        raise _spent()
    return good


def _spent() -> CodeSpent:
    return CodeSpent(_("Địa chỉ này đã dùng hoặc đã hết hạn. Đề nghị cán bộ theo dõi cấp địa chỉ mới."))


def _digest(purpose: CodePurpose, code: str) -> bytes:
    plain = code[:100].casefold().translate(_READ_AS)
    return blind_index(plain or "-", purpose=f"one-time-code:{purpose}") or b""
