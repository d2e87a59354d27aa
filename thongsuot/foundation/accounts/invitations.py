"""Who of a unit has an account, who was invited, and what became of the invitation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.accounts.actions import HoldsMoreThanYou, refuse_to_outrank
from thongsuot.foundation.accounts.models import Account, CodePurpose, OneTimeCode
from thongsuot.foundation.accounts.naming import plain_login
from thongsuot.foundation.messaging.models import Delivery
from thongsuot.foundation.messaging.outbox import can_send
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.organisations.queries import people_of


class Standing(StrEnum):
    """How far somebody has come with an account."""

    NONE = "none"
    ON_ITS_WAY = "on_its_way"
    INVITED = "invited"
    ON_PAPER = "on_paper"
    FAILED = "failed"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    IN_USE = "in_use"
    CLOSED = "closed"


# Whose invitation did not arrive, as far as one knows.
TO_SEND_AGAIN = frozenset({Standing.FAILED, Standing.UNKNOWN, Standing.EXPIRED})
TO_INVITE = frozenset({Standing.NONE, *TO_SEND_AGAIN})
WITHOUT_ACCOUNT, TO_WRITE_AGAIN = "none", "again"


@dataclass(frozen=True, slots=True)
class Holder:
    """A person of a unit and their account, if any. `ends_at`: until when an invitation is good."""

    person: Person
    account: Account | None
    standing: Standing
    ends_at: datetime | None
    has_address: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What an invitation would do: who gets a letter, who a slip, and who cannot be invited."""

    by_letter: tuple[Holder, ...]
    on_paper: tuple[Holder, ...]
    in_use: tuple[Holder, ...]
    beyond: tuple[Holder, ...]

    @property
    def people(self) -> list[Person]:
        """Whoever would be invited."""
        return [holder.person for holder in (*self.by_letter, *self.on_paper)]


@dataclass(frozen=True, slots=True)
class AccountCounts:
    """People of a unit and below, those with an account, and those of them who have not come in yet."""

    people: int
    accounts: int
    never_entered: int


def account_counts(viewer: Viewer, unit: Unit) -> AccountCounts:
    """Return how many of a unit's people have an account. Two statements."""
    people = people_of(viewer, unit).order_by()
    held = Account.objects.filter(person__in=people.values("pk")).aggregate(
        accounts=Count("pk"), never=Count("pk", filter=Q(last_login=None))
    )
    return AccountCounts(people.count(), held["accounts"], held["never"])


def people_for_accounts(
    viewer: Viewer, unit: Unit, *, words: str = "", which: str = "", at: datetime
) -> QuerySet[Person]:
    """Return the people of a unit and below, by given name: those whose name holds the words, and of these, by `which`, all,
    those without an account ("none") or those whose invitation did not arrive ("again"). Names need the right to see them.
    """
    people = people_of(viewer, unit).select_related("home").prefetch_related(None)
    for word in words.split():
        people = people.filter(name_folded__contains=word)
    if which == WITHOUT_ACCOUNT:
        return people.filter(account=None)
    if which == TO_WRITE_AGAIN:
        return people.filter(_not_arrived(at), account__is_active=True, account__last_login=None)
    return people


def _not_arrived(at: datetime) -> Q:
    """Return the condition that the last first code of a person's account is over, or did not arrive as far as one knows."""
    first = OneTimeCode.objects.filter(account=OuterRef("account"), purpose=CodePurpose.FIRST_SIGN_IN)
    lost = Q(message__state__in=[Delivery.FAILED, Delivery.UNKNOWN])
    return Q(~Exists(first.filter(Q(used_at__isnull=False) | (Q(ends_at__gt=at) & ~lost))))


def holders_of(people: Iterable[Person], *, at: datetime) -> list[Holder]:
    """Return people with their accounts and invitations. Two statements."""
    listed = list(people)
    accounts = {account.person_id: account for account in Account.objects.filter(person__in=listed)}
    codes: dict[int, OneTimeCode] = {}
    issued = OneTimeCode.objects.filter(account__in=accounts.values(), purpose=CodePurpose.FIRST_SIGN_IN)
    for issue in issued.select_related("message").order_by("issued_at"):
        codes[issue.account_id] = issue
    holders = []
    for person in listed:
        account = accounts.get(person.pk)
        code = codes.get(account.pk) if account else None
        address = account.address if account else plain_login(person.email)
        good_until = code.ends_at if code and not code.used_at else None
        holders.append(Holder(person, account, _standing(account, code, at), good_until, "@" in address))
    return holders


def plan_of_invitation(viewer: Viewer, people: Iterable[Person], *, on_paper: bool, at: datetime) -> Plan:
    """Return what inviting these people would do. Whoever is in already is left alone."""
    letters = can_send() and not on_paper
    parts: dict[str, list[Holder]] = {"letter": [], "paper": [], "in_use": [], "beyond": []}
    for holder in holders_of(people, at=at):
        if holder.standing in (Standing.IN_USE, Standing.CLOSED):
            parts["in_use"].append(holder)
        elif _is_beyond(viewer, holder.person):
            parts["beyond"].append(holder)
        else:
            parts["letter" if letters and holder.has_address else "paper"].append(holder)
    return Plan(*(tuple(part) for part in parts.values()))


def _is_beyond(viewer: Viewer, person: Person) -> bool:
    try:
        refuse_to_outrank(viewer, person)
    except HoldsMoreThanYou:
        return True
    return False


def _standing(account: Account | None, code: OneTimeCode | None, at: datetime) -> Standing:
    if account is None:
        return Standing.NONE
    if not account.is_active:
        return Standing.CLOSED
    if account.last_login or (code and code.used_at):
        return Standing.IN_USE
    if code is None or code.ends_at <= at:
        return Standing.EXPIRED
    if code.message is None:
        return Standing.ON_PAPER
    return _OF_DELIVERY[Delivery(code.message.state)]


_OF_DELIVERY = {
    Delivery.PLANNED: Standing.ON_ITS_WAY,
    Delivery.SENDING: Standing.ON_ITS_WAY,
    Delivery.DONE: Standing.INVITED,
    Delivery.FAILED: Standing.FAILED,
    Delivery.UNKNOWN: Standing.UNKNOWN,
}
