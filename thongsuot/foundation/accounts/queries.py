"""Whose login is it."""

from dataclasses import dataclass

from thongsuot.foundation.accounts.models import Account

# The demonstration's visitors by role: their addresses end alike and belong to no real domain.
DEMONSTRATION_DOMAIN = "mau.thongsuot.example"
DEMONSTRATION_ORDER = ("can-bo", "bi-thu", "bao-cao-vien", "dang-vien", "kiem-tra")


@dataclass(frozen=True, slots=True)
class DemonstrationRole:
    """A person whose place a visitor of the demonstration may take."""

    role: str
    name: str
    unit: str


def demonstration_roles() -> list[DemonstrationRole]:
    """Return the roles of the demonstration in their order; none in a real installation. One statement."""
    accounts = Account.objects.filter(login__endswith=f"@{DEMONSTRATION_DOMAIN}").select_related("person__home")
    by_role = {account.login.partition("@")[0]: account.person for account in accounts}
    found = [(role, by_role.get(role)) for role in DEMONSTRATION_ORDER]
    return [DemonstrationRole(role, person.full_name, person.home.name) for role, person in found if person]


def account_of_demonstration_role(role: str) -> Account | None:
    """Return the demonstration's account of a role, if there is one."""
    return Account.objects.filter(login=f"{role}@{DEMONSTRATION_DOMAIN}", is_active=True).first()
