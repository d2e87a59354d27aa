"""The second step of signing in: an authenticator app, passkeys, recovery codes. What is done to them is recorded and told.

allauth keeps them and does the arithmetic; nothing of TOTP or WebAuthn is written here. Questions to a passkey are kept in the
session of the running request.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.factor_adapter import FactorAdapter
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.accounts.notices import letter_of_change
from thongsuot.foundation.accounts.writing import write_to
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
_LAST_STEP = "last_step"
_LONGEST_NAME = 60
# What a hostile answer of "a passkey" may raise while it is read.
_UNREADABLE = (ValidationError, ValueError, TypeError, KeyError, AttributeError, IndexError)


class FactorWrong(Refusal):
    """The code or the passkey does not fit."""


class AppAlreadyThere(Refusal):
    """The account has an authenticator app."""


class NoSuchFactor(Refusal):
    """The account has no such passkey or app."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its holder sees it."""

    key: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Factors:
    """What an account has for its second step. `codes_left`: recovery codes not used yet; None without any."""

    app_added_at: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def has_any(self) -> bool:
        """Whether there is a second step at all."""
        return self.app_added_at is not None or bool(self.passkeys)


def factors_of(account: Account) -> Factors:
    """Return what an account has for its second step. One statement."""
    rows = list(Authenticator.objects.filter(user=account).order_by("pk"))
    app = next((row.created_at for row in rows if row.type == APP), None)
    codes = next((row.wrap().get_unused_codes() for row in rows if row.type == CODES), None)
    passkeys = (Passkey(r.pk, r.data["name"], r.created_at, r.last_used_at) for r in rows if r.type == PASSKEY)
    return Factors(app, tuple(passkeys), None if codes is None else len(codes))


def has_second_factor(account: Account) -> bool:
    """Tell whether an account has an app or a passkey. Recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=account, type__in=[APP, PASSKEY]).exists())


def new_app_secret() -> str:
    """Return a fresh secret for an authenticator app, 160 bits in base32."""
    return str(totp.generate_totp_secret())


def app_address(account: Account, secret: str) -> str:
    """Return what an authenticator app reads from the picture."""
    return str(FactorAdapter().build_totp_url(account, secret))


def add_app(account: Account, secret: str, code: str, *, at: datetime) -> list[str]:
    """Make an authenticator app the second step, once it has shown a right code; return fresh recovery codes, or none.

    Refuses a wrong code and a second app.
    """
    step = _step_of(secret, code)
    if step is None:
        raise FactorWrong(_("Mã chưa đúng. Đợi ứng dụng hiện mã mới rồi thử lại; kiểm tra đồng hồ của điện thoại."))
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if Authenticator.objects.filter(user=account, type=APP).exists():
            raise AppAlreadyThere(_("Tài khoản đã có ứng dụng mã. Gỡ ứng dụng cũ trước khi thêm."))
        Authenticator.objects.create(
            user=account, type=APP, data={"secret": encrypt(secret), _LAST_STEP: step}, created_at=at
        )
        _tell(account, "account.app_added", at)
        return _first_codes(account, at)


def passkey_creation(account: Account) -> dict[str, Any]:
    """Return what a browser needs to make a passkey that can let in by itself; the question is kept in the session."""
    return dict(webauthn.begin_registration(account, passwordless=True))


def add_passkey(account: Account, name: str, credential: dict[str, Any], *, at: datetime) -> list[str]:
    """Keep a passkey under a name; return fresh recovery codes, or none. Refuses an answer to another question."""
    try:
        webauthn.parse_registration_response(credential)
        if not webauthn.complete_registration(credential).is_user_verified():
            raise ValueError("not verified")
    except _UNREADABLE:
        raise FactorWrong(_("Thiết bị chưa tạo được khóa. Thử lại.")) from None
    named = nfc(name)[:_LONGEST_NAME] or _("Khóa truy cập")
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        row = webauthn.WebAuthn.add(account, named, credential).instance
        Authenticator.objects.filter(pk=row.pk).update(created_at=at)
        _tell(account, "account.passkey_added", at)
        return _first_codes(account, at)


def passkey_question(account: Account | None = None) -> dict[str, Any]:
    """Return what a browser needs to ask a passkey: those of an account, or any that knows its own account."""
    return dict(webauthn.begin_authentication(account))


def account_of_passkey(credential: dict[str, Any], account: Account | None = None, *, at: datetime) -> Account:
    """Return whose passkey has answered the question of this session. Refuses a forged answer, another's, a closed account."""
    try:
        webauthn.parse_authentication_response(credential)
        who = account or webauthn.extract_user_from_response(credential)
        row = webauthn.complete_authentication(who, credential)
    except _UNREADABLE:
        raise _wrong() from None
    if not who.is_active:
        raise _wrong()
    Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
    return who


def prove_by_code(account: Account, code: str, *, at: datetime) -> str:
    """Take a code of the app, or a recovery code, as proof; return which it was. A code proves once. Refuses a wrong one."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=account, type__in=[APP, CODES]).order_by("-type")
        for row in rows:
            if _is_app_code(row, code) if row.type == APP else row.wrap().validate_code(code):
                Authenticator.objects.filter(pk=row.pk).update(last_used_at=at)
                if row.type == CODES:
                    _tell(account, "account.recovery_code_used", at)
                return str(row.type)
    raise _wrong()


def renew_recovery_codes(account: Account, *, at: datetime) -> list[str]:
    """Make ten new recovery codes; the old ones are over. Refuses an account without a second step."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if not has_second_factor(account):
            raise NoSuchFactor(_("Đặt ứng dụng mã hoặc khóa truy cập trước, rồi mới có mã dự phòng."))
        Authenticator.objects.filter(user=account, type=CODES).delete()
        codes = _first_codes(account, at)
        _tell(account, "account.recovery_codes_renewed", at)
        return codes


def remove_app(account: Account, *, at: datetime) -> None:
    """Take the authenticator app away. Refuses an account without one."""
    _remove(account, "account.app_removed", at, type=APP)


def remove_passkey(account: Account, key: int, *, at: datetime) -> None:
    """Take a passkey away. Refuses one that is not the account's."""
    _remove(account, "account.passkey_removed", at, type=PASSKEY, pk=key)


def remove_all_factors(account: Account) -> int:
    """Take every factor away, inside an action of whoever helps somebody that has lost them; return how many went."""
    return int(Authenticator.objects.filter(user=account).delete()[0])


def _remove(account: Account, event: str, at: datetime, **which: object) -> None:
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if not Authenticator.objects.filter(user=account, **which).delete()[0]:
            raise NoSuchFactor(_("Không còn ở đó: có thể đã gỡ từ trang khác."))
        if not has_second_factor(account):
            remove_all_factors(account)
        _tell(account, event, at)


def _first_codes(account: Account, at: datetime) -> list[str]:
    if Authenticator.objects.filter(user=account, type=CODES).exists():
        return []
    made = RecoveryCodes.activate(account)
    Authenticator.objects.filter(pk=made.instance.pk).update(created_at=at)
    return list(made.generate_codes())


def _is_app_code(row: Authenticator, code: str) -> bool:
    """Tell whether a code is right and newer than any that was taken: nobody uses it again over another's shoulder."""
    step = _step_of(decrypt(row.data["secret"]), code)
    if step is None or step <= row.data.get(_LAST_STEP, 0):
        return False
    row.data[_LAST_STEP] = step
    row.save(update_fields=["data"])
    return True


def _step_of(secret: str, code: str) -> int | None:
    """Return the step of time whose code this is, within the tolerance of the settings."""
    steps = [
        step
        for step in totp.yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step)))
    ]
    return steps[-1] if steps else None


def _tell(account: Account, event: str, at: datetime) -> None:
    by: Actor = account.person or SystemActor("accounts")
    record(event, by=by, at=at, subject=account)
    write_to(account, letter_of_change(account, at), purpose="accounts: changed", at=at)


def _wrong() -> FactorWrong:
    return FactorWrong(_("Mã hoặc khóa chưa đúng. Thử lại."))
