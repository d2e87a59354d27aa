"""Whose login is it."""

from dataclasses import dataclass

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.accounts.naming import plain_login
from thongsuot.foundation.core.text import initials

# The demonstration's visitors by role: their addresses end alike and belong to no real domain.
DEMONSTRATION_DOMAIN = "mau.thongsuot.example"
DEMONSTRATION_ROLES = {
    "can-bo": _("Cán bộ theo dõi của Đảng ủy Khối"),
    "bi-thu": _("Bí thư đơn vị cơ sở"),
    "bao-cao-vien": _("Báo cáo viên"),
    "dang-vien": _("Đảng viên"),
    "kiem-tra": _("Cán bộ kiểm tra"),
}


@dataclass(frozen=True, slots=True)
class DemonstrationRole:
    """A person whose place a visitor of the demonstration may take."""

    role: str
    title: str
    name: str
    unit: str

    @property
    def initials(self) -> str:
        """First letters of the name."""
        return initials(self.name)


def demonstration_roles() -> list[DemonstrationRole]:
    """Return the roles of the demonstration in their order; none in a real installation. One statement."""
    accounts = Account.objects.filter(login__endswith=f"@{DEMONSTRATION_DOMAIN}").select_related("person__home")
    by_role = {account.login.partition("@")[0]: account.person for account in accounts}
    found = [(role, title, by_role.get(role)) for role, title in DEMONSTRATION_ROLES.items()]
    return [
        DemonstrationRole(role, str(title), person.full_name, person.home.name)
        for role, title, person in found
        if person
    ]


def account_by_key(key: int) -> Account | None:
    """Return an open account by its key, with its person."""
    found: Account | None = Account.objects.filter(pk=key, is_active=True).select_related("person").first()
    return found


def account_of_login(login: str) -> Account | None:
    """Return the open account of a login, whatever its case, with its person."""
    found: Account | None = (
        Account.objects.filter(login=plain_login(login), is_active=True).select_related("person").first()
    )
    return found


def key_of_login(login: str) -> int | None:
    """Return the key of the account with this login, open or closed; None when there is none. One statement either way."""
    key: int | None = Account.objects.filter(login=plain_login(login)).values_list("pk", flat=True).first()
    return key


def identity_of(account: Account, provider: str) -> str:
    """Return the identity of an account at a sign-on service; empty without one."""
    found = SocialAccount.objects.filter(user=account, provider=provider).values_list("uid", flat=True).first()
    return str(found or "")


def account_of_demonstration_role(role: str) -> Account | None:
    """Return the demonstration's account of a role, if there is one."""
    found: Account | None = Account.objects.filter(login=f"{role}@{DEMONSTRATION_DOMAIN}", is_active=True).first()
    return found
