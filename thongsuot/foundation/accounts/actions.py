"""Opening logins, letting their holders in for the first time, helping who has lost their way in; and one's own password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.permissions import Permission, Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.accounts.codes import IN_LINK, ON_PAPER, account_of_code, issue_code, make_code, spend_code
from thongsuot.foundation.accounts.entering import actor_of, end_all_sessions, leave_only
from thongsuot.foundation.accounts.factors import remove_all_factors
from thongsuot.foundation.accounts.models import Account, CodePurpose
from thongsuot.foundation.accounts.naming import plain_login, short_name
from thongsuot.foundation.accounts.notices import letter_of_change, letter_of_invitation
from thongsuot.foundation.accounts.writing import write_to
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.people import enrol_person
from thongsuot.foundation.organisations.actions.units import open_root
from thongsuot.foundation.organisations.models import Person, Unit

FIRST_CODE_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=7)
MOST_AT_ONCE = 200


class LoginTaken(Refusal):
    """Another account has this address."""


class AccountAlreadyOpen(Refusal):
    """The person has an account."""


class InstallationFounded(Refusal):
    """The database has its first unit."""


class PasswordTooWeak(Refusal):
    """The password is too short or too common."""


class HoldsMoreThanYou(Refusal):
    """Nobody gives out a way into the account of somebody whose rights they do not hold themselves."""


class BelongsElsewhere(Refusal):
    """A person is not of the unit for which people are invited."""


class NobodyChosen(Refusal):
    """There is nobody to invite."""


class TooManyAtOnce(Refusal):
    """More people than are invited at once."""


class IdentityTaken(Refusal):
    """The identity at the sign-on service belongs to another account."""


class AccountIsSo(Refusal):
    """The account is as it should become."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who was invited: by a letter, or by a code on paper that is shown this once."""

    account: Account
    code_on_paper: str


@action(Permission.GRANT_ROLES)
def open_account(person: Person, *, login: str, by: Actor, at: datetime) -> Account:
    """Open a login for a person, without a password: it is entered by a one-time address. Refuses a second one."""
    address = plain_login(login)
    if Account.objects.filter(login=address).exists():
        raise LoginTaken(_("Địa chỉ %(login)s đã có tài khoản.") % {"login": address})
    if Account.objects.filter(person=person).exists():
        raise AccountAlreadyOpen(_("Đồng chí này đã có tài khoản."))
    account = Account(login=address, person=person, opened_at=at)
    account.set_unusable_password()
    account.save()
    record("account.opened", by=by, at=at, subject=account, unit_path=person.path, personal={"login": address})
    return account


@action(Permission.GRANT_ROLES)
def invite_people(unit: Unit, *, people: Sequence[Person], on_paper: bool, by: Actor, at: datetime) -> list[Invited]:
    """Open accounts for people of a unit who have none, and give each a code for the first sign-in, good for seven days.

    By letter where somebody has an e-mail address and letters can leave; else, or with `on_paper`, as a code to print. Refuses as a
    whole: nobody, more than two hundred, somebody of another unit, and anybody whose rights go beyond the giver's own.
    """
    if not people:
        raise NobodyChosen(_("Chưa chọn ai. Tích ô trước tên, rồi bấm lại."))
    if len(people) > MOST_AT_ONCE:
        raise TooManyAtOnce(_("Mời nhiều nhất %(most)d người một lần.") % {"most": MOST_AT_ONCE})
    giver = viewer_for(by, local_day(at))
    accounts = {account.person_id: account for account in Account.objects.filter(person__in=people)}
    invited = []
    for person in people:
        if not is_within(person.path, unit.path):
            raise BelongsElsewhere(_("%(name)s không thuộc %(unit)s.") % {"name": person.full_name, "unit": unit.name})
        refuse_to_outrank(giver, person)
        account = accounts.get(person.pk) or open_account(person, login=_login_for(person), by=by, at=at)
        account.person = person
        invited.append(_invite(account, on_paper, by, at))
    return invited


@action(Permission.GRANT_ROLES)
def reset_second_step(person: Person, *, by: Actor, at: datetime) -> Account:
    """Take away the second step of somebody who has lost their telephone, and end their sessions. Refuses who holds more."""
    account = _account_to_help(person, by, at)
    if not remove_all_factors(account):
        raise AccountIsSo(_("Tài khoản này chưa đặt bước thứ hai."))
    end_all_sessions(account)
    record("account.second_step_reset", by=by, at=at, subject=account, unit_path=person.path)
    write_to(account, letter_of_change(account, at), purpose="accounts: changed", at=at)
    return account


@action(Permission.GRANT_ROLES)
def close_account(person: Person, *, by: Actor, at: datetime) -> Account:
    """Let nobody in by an account any more, from this moment. Refuses a closed one, and one of who holds more."""
    account = _account_to_help(person, by, at)
    if not account.is_active:
        raise AccountIsSo(_("Tài khoản này đã đóng."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_all_sessions(account)
    record("account.closed", by=by, at=at, subject=account, unit_path=person.path)
    return account


@action(Permission.GRANT_ROLES)
def reopen_account(person: Person, *, by: Actor, at: datetime) -> Account:
    """Let the holder of a closed account in again. Refuses an open one, and one of who holds more."""
    account = _account_to_help(person, by, at)
    if account.is_active:
        raise AccountIsSo(_("Tài khoản này đang mở."))
    account.is_active = True
    account.save(update_fields=["is_active"])
    record("account.reopened", by=by, at=at, subject=account, unit_path=person.path)
    return account


@action(Permission.GRANT_ROLES)
def link_identity(person: Person, *, provider: str, identity: str, by: Actor, at: datetime) -> Account:
    """Say which identity at the sign-on service is this person; an empty one takes the link away. Refuses one that is taken."""
    account = _account_to_help(person, by, at)
    taken = SocialAccount.objects.filter(provider=provider, uid=identity).exclude(user=account)
    if identity and taken.exists():
        raise IdentityTaken(_("Mã định danh này đã nối với tài khoản khác."))
    SocialAccount.objects.filter(user=account, provider=provider).delete()
    if identity:
        SocialAccount.objects.create(user=account, provider=provider, uid=identity)
    event = "account.identity_linked" if identity else "account.identity_unlinked"
    record(event, by=by, at=at, subject=account, unit_path=person.path, payload={"provider": provider})
    return account


def refuse_to_outrank(giver: Viewer, person: Person) -> None:
    """Refuse unless the giver holds, wherever the person holds a role, all that the role may do."""
    if giver.is_system:
        return
    for grant in viewer_for(person, giver.on).grants:
        if not giver.holds_all(grant.role, grant.reaches, grant.unit_path, until=giver.on):
            raise HoldsMoreThanYou(
                _("%(name)s đang giữ việc vượt phạm vi của đồng chí. Đề nghị cán bộ theo dõi cấp trên thực hiện.")
                % {"name": person.full_name}
            )


def first_sign_in_token(account: Account, *, at: datetime, issued_by: str = "thongsuot") -> str:
    """Return what goes into an address for the first sign-in: good once, for a day. Inside an action."""
    code = make_code(IN_LINK)
    ends_at = at + FIRST_CODE_LASTS
    issue_code(account, CodePurpose.FIRST_SIGN_IN, code, at=at, ends_at=ends_at, issued_by=issued_by)
    return code


def account_of_token(token: str, *, at: datetime) -> Account:
    """Return whose first sign-in an address is. Refuses one that is used, over or made up."""
    return account_of_code(token, CodePurpose.FIRST_SIGN_IN, at=at)


def choose_password(token: str, password: str, *, at: datetime) -> Account:
    """Set the password of a one-time address's account, and record it. Refuses a spent address and a weak password."""
    with transaction.atomic():
        account = spend_code(token, CodePurpose.FIRST_SIGN_IN, at=at)
        _set_password(account, password, at)
    return account


def enter_without_password(token: str, *, at: datetime) -> Account:
    """Spend a one-time address and choose no password: later links by e-mail let in. Refuses where none can reach."""
    with transaction.atomic():
        account = spend_code(token, CodePurpose.FIRST_SIGN_IN, at=at)
        if not account.address:
            raise PasswordTooWeak(_("Tài khoản không có e-mail: cần đặt mật khẩu để lần sau vào được."))
        record("account.first_entered", by=actor_of(account), at=at, subject=account)
    return account


def change_password(account: Account, password: str, this_session: str | None, *, at: datetime) -> Account:
    """Set one's own password and end one's other sessions. Whoever calls has seen a fresh proof. Refuses a weak one."""
    with transaction.atomic():
        _set_password(account, password, at)
        write_to(account, letter_of_change(account, at), purpose="accounts: changed", at=at)
        leave_only(account, this_session)
    return account


def choose_language(account: Account, language: str, *, at: datetime) -> Account:
    """Set the language in which pages speak to the holder of an account, and record it."""
    with transaction.atomic():
        account.language = language
        account.save(update_fields=["language"])
        record("account.language_chosen", by=actor_of(account), at=at, subject=account, payload={"language": language})
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
        token = first_sign_in_token(account, at=at)
    return account, token


def _set_password(account: Account, password: str, at: datetime) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise PasswordTooWeak(" ".join(error.messages)) from None
    account.set_password(password)
    account.save(update_fields=["password"])
    record("account.password_chosen", by=actor_of(account), at=at, subject=account)


def _invite(account: Account, on_paper: bool, by: Actor, at: datetime) -> Invited:
    ends_at = at + INVITATION_LASTS
    code = make_code(IN_LINK)
    message = None
    if not on_paper:
        letter = letter_of_invitation(account, code, ends_at)
        message = write_to(account, letter, purpose="accounts: invitation", at=at, worthless_at=ends_at)
    if message is None:
        code = make_code(ON_PAPER)
    issue_code(
        account,
        CodePurpose.FIRST_SIGN_IN,
        code,
        at=at,
        ends_at=ends_at,
        issued_by=by.actor_label,
        message=message,
        is_on_paper=message is None,
    )
    path = account.person.path if account.person else ""
    record("account.invited", by=by, at=at, subject=account, unit_path=path, payload={"on_paper": message is None})
    return Invited(account, "" if message else code)


def _login_for(person: Person) -> str:
    """Return the login of a new account: the person's e-mail where it is nobody else's, or a short name."""
    address = plain_login(person.email)
    if "@" in address and not Account.objects.filter(login=address).exists():
        return address
    stem = short_name(person.full_name, ())
    taken = Account.objects.filter(login__startswith=stem).values_list("login", flat=True)
    return short_name(person.full_name, set(taken))


def _account_to_help(person: Person, by: Actor, at: datetime) -> Account:
    refuse_to_outrank(viewer_for(by, local_day(at)), person)
    account: Account = Account.objects.select_for_update(of=("self",)).select_related("person").get(person=person)
    return account
