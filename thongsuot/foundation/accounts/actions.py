"""Opening logins, and the very first of them."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.permissions import Permission, Role
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.people import enrol_person
from thongsuot.foundation.organisations.actions.units import open_root
from thongsuot.foundation.organisations.models import Person, Unit


class LoginTaken(Refusal):
    """Another account has this address."""


class AccountAlreadyOpen(Refusal):
    """The person has an account."""


class FirstSignInOver(Refusal):
    """The one-time address was used, or its day is over."""


class InstallationFounded(Refusal):
    """The database has its first unit."""


class PasswordTooWeak(Refusal):
    """The password is too short or too common."""


@action(Permission.GRANT_ROLES)
def open_account(person: Person, *, login: str, by: Actor, at: datetime) -> Account:
    """Open a login for a person, without a password: it is entered by a one-time address. Refuses a second one."""
    address = login.strip().lower()
    if Account.objects.filter(login=address).exists():
        raise LoginTaken(_("Địa chỉ %(login)s đã có tài khoản.") % {"login": address})
    if Account.objects.filter(person=person).exists():
        raise AccountAlreadyOpen(_("Đồng chí này đã có tài khoản."))
    account = Account(login=address, person=person, opened_at=at)
    account.set_unusable_password()
    account.save()
    record("account.opened", by=by, at=at, subject=account, unit_path=person.path, personal={"login": address})
    return account


def first_sign_in_token(account: Account) -> str:
    """Return what goes into the one-time address: it dies with the first password, or after a day."""
    return f"{urlsafe_base64_encode(str(account.pk).encode())}-{default_token_generator.make_token(account)}"


def account_of_token(token: str) -> Account:
    """Return the account of a one-time address. Refuses one that is used, over or made up."""
    key, _dash, secret = token.partition("-")
    try:
        account: Account | None = Account.objects.get(pk=int(force_str(urlsafe_base64_decode(key))), is_active=True)
    except (Account.DoesNotExist, ValueError):
        account = None
    if account is None or not default_token_generator.check_token(account, secret):
        raise FirstSignInOver(_("Địa chỉ này đã dùng hoặc đã hết hạn. Đề nghị cán bộ theo dõi cấp địa chỉ mới."))
    return account


def choose_password(token: str, password: str, *, at: datetime) -> Account:
    """Set the password of a one-time address's account, and record it. Refuses a spent address and a weak password."""
    with transaction.atomic():
        account = account_of_token(token)
        try:
            validate_password(password, account)
        except ValidationError as error:
            raise PasswordTooWeak(" ".join(error.messages)) from None
        account.set_password(password)
        account.save(update_fields=["password"])
        by: Actor = account.person or SystemActor("accounts")
        record("account.password_chosen", by=by, at=at, subject=account)
    return account


def choose_language(account: Account, language: str, *, at: datetime) -> Account:
    """Set the language in which pages speak to the holder of an account, and record it."""
    with transaction.atomic():
        account.language = language
        account.save(update_fields=["language"])
        by: Actor = account.person or SystemActor("accounts")
        record("account.language_chosen", by=by, at=at, subject=account, payload={"language": language})
    return account


def found_installation(
    *, code: str, name: str, kind: str, officer_email: str, officer_name: str, by: SystemActor, at: datetime
) -> tuple[Account, str]:
    """Make the first unit and its first officer of an empty database; return the login and its one-time token.

    Refuses a database that has a unit, and what `open_root` and `open_account` refuse.
    """
    if Unit.objects.exists():
        raise InstallationFounded(
            _("Cơ sở dữ liệu này đã có đơn vị. Đăng nhập bằng tài khoản cán bộ để mở thêm đơn vị và giao việc.")
        )
    with transaction.atomic():
        root = open_root(code=code, name=name, kind=kind, by=by, at=at)
        officer = enrol_person(root, full_name=officer_name, category=None, email=officer_email, by=by, at=at)
        grant_role(root, person_id=officer.pk, role=Role.OFFICER, by=by, at=at)
        account = open_account(officer, login=officer_email, by=by, at=at)
    return account, first_sign_in_token(account)
