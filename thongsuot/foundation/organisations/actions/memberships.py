"""In which category a person is counted, and where else they take part."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.models import Membership, Person, Unit
from thongsuot.foundation.organisations.models.memberships import Category


class CategoryAlreadyHeld(Refusal):
    """The person is counted in this category already."""


class BeforeMembershipBegan(Refusal):
    """A membership ends after the day it began."""


class DayNotYetCome(Refusal):
    """What is written of a person holds today: a day to come is entered when it has come."""


class AlreadyTakesPart(Refusal):
    """The person is at home in the unit, or its guest, on that day."""


class HomeNotEndedAlone(Refusal):
    """A home membership ends by a transfer or a change of category, so that nobody falls off every list."""


class HomesOverlap(Refusal):
    """The person would be at home in two units on one day."""


@action(Permission.MANAGE_ORGANISATION)
def change_category(person: Person, *, category: Category, on: date, by: Actor, at: datetime) -> Membership:
    """Count a person in another category from a day on; what they were until then stays written.

    Refuses the category held, a day to come, and one not after the present one began.
    A person on no list enters it. A frozen roll stays as it is.
    """
    refuse_day_to_come(on, at)
    home = lock_home(person)
    if home is not None and home.category == category:
        raise CategoryAlreadyHeld(_("Đồng chí này đang thuộc diện đó."))
    if home is not None:
        end_on(home, on)
    begun = begin_home(person, unit=person.home, category=category, on=on)
    told = {"before": home.category if home else "", "after": category, "on": on.isoformat()}
    record("person.category_changed", by=by, at=at, subject=person, unit_path=person.path, payload=told)
    return begun


@action(Permission.MANAGE_ORGANISATION)
def begin_guest_membership(unit: Unit, *, person: Person, on: date, by: Actor, at: datetime) -> Membership:
    """Let a person who is at home elsewhere take part in a unit from a day on. Refuses who is at home or a guest there."""
    refuse_day_to_come(on, at)
    now = Membership.objects.filter(person=person, valid_until=None)
    home = now.filter(is_home=True).first()
    if now.filter(of_unit=unit).exists():
        raise AlreadyTakesPart(_("Đồng chí này đang sinh hoạt ở đơn vị."))
    guest = Membership.objects.create(
        person=person,
        of_unit=unit,
        path=unit.path,
        category=home.category if home else Category.OFFICIAL,
        is_home=False,
        valid_from=on,
    )
    record("person.guest_began", by=by, at=at, subject=person, unit_path=unit.path, payload={"on": on.isoformat()})
    return guest


@action(Permission.MANAGE_ORGANISATION)
def end_guest_membership(unit: Unit, *, membership: Membership, on: date, by: Actor, at: datetime) -> Membership:
    """End a guest's taking part in a unit. Refuses a home membership, another unit's, and a day not after it began."""
    refuse_day_to_come(on, at)
    if membership.is_home or membership.of_unit_id != unit.pk or membership.valid_until is not None:
        raise HomeNotEndedAlone(_("Chỉ kết thúc được sinh hoạt tạm thời đang có ở đơn vị này."))
    end_on(membership, on)
    record(
        "person.guest_ended",
        by=by,
        at=at,
        subject=membership.person,
        unit_path=unit.path,
        payload={"on": on.isoformat()},
    )
    return membership


def refuse_day_to_come(day: date, at: datetime) -> None:
    """Refuse a day that has not come (DayNotYetCome). Runs inside an action."""
    if day > local_day(at):
        raise DayNotYetCome(_("Ngày này chưa đến. Khi đến ngày hãy ghi."))


def lock_home(person: Person) -> Membership | None:
    """Return a person's present home membership, the person locked so that two changes take turns. Runs inside an action."""
    Person.objects.select_for_update().get(pk=person.pk)
    return Membership.objects.filter(person=person, is_home=True, valid_until=None).first()


def end_on(membership: Membership, day: date) -> None:
    """Let a membership hold until a day, that day excluded. Refuses one not after it began. Runs inside an action."""
    if day <= membership.valid_from:
        raise BeforeMembershipBegan(
            _("Ngày phải sau ngày %(day)s, là ngày bắt đầu của lần ghi trước.")
            % {"day": membership.valid_from.strftime("%d/%m/%Y")}
        )
    membership.valid_until = day
    membership.save(update_fields=["valid_until"])


def begin_home(person: Person, *, unit: Unit, category: str, on: date) -> Membership:
    """Let a person be at home in a unit from a day on. Refuses a day on which they are at home elsewhere. Runs inside an action."""
    try:
        with transaction.atomic():
            return Membership.objects.create(
                person=person, of_unit=unit, path=unit.path, category=category, valid_from=on
            )
    except IntegrityError:
        raise HomesOverlap(_("Trong thời gian này đồng chí đang được ghi ở đơn vị khác.")) from None
