"""Entering single people and their posts. Lists of thousands are imported."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.encryption import blind_index, encrypted
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc, person_sort_key, split_name
from thongsuot.foundation.organisations.actions.memberships import refuse_day_to_come
from thongsuot.foundation.organisations.models import Appointment, Membership, Person, Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.post_grants import grants_follow_posts, refuse_post_beyond

CARD = "card"


class PersonUnnamed(Refusal):
    """A person has a name."""


class NumberInUse(Refusal):
    """Another person has this card or citizen number."""


class CitizenNumberInUse(NumberInUse):
    """The citizen number is another person's."""


class PostAlreadyHeld(Refusal):
    """The person holds this post in this unit."""


class PostNotHeld(Refusal):
    """The post is over, or ends after the day it began."""


@action(Permission.MANAGE_ORGANISATION)
def enrol_person(
    unit: Unit,
    *,
    full_name: str,
    born_on: date | None = None,
    category: Category | None = Category.OFFICIAL,
    card_number: str = "",
    email: str = "",
    phone: str = "",
    by: Actor,
    at: datetime,
) -> Person:
    """Enter a person at home in a unit from that day on. Refuses a missing name, and a card number that another person has.

    Without a category (None) the person only works there and belongs to no list: whether they are a member is the roster's to say.
    """
    name = nfc(full_name)
    if not name:
        raise PersonUnnamed(_("Ghi họ và tên."))
    family, middle, given = split_name(name)
    person = Person(
        full_name=name,
        family_name=family,
        middle_name=middle,
        given_name=given,
        name_folded=folded(name),
        sort_key=person_sort_key(family, middle, given),
        born_on=born_on,
        email=email.strip(),
        phone=phone.strip(),
        card_number_encrypted=encrypted(card_number),
        card_number_index=blind_index(card_number, purpose=CARD),
        home=unit,
        path=unit.path,
    )
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # whoever has the number may be out of the viewer's sight: only the database can tell
        raise number_in_use() from None
    if category is not None:
        Membership.objects.create(
            person=person, of_unit=unit, path=unit.path, category=category, valid_from=local_day(at)
        )
    record("person.enrolled", by=by, at=at, subject=person, unit_path=unit.path, personal={"name": name})
    return person


@action(Permission.MANAGE_ORGANISATION)
def appoint(
    in_unit: Unit, *, person: Person, post: Post, valid_from: date, title: str = "", by: Actor, at: datetime
) -> Appointment:
    """Give a person a post in a unit from a day on, and with it the role it brings.

    Refuses a day to come, a post the person holds there already, and one that brings a role the appointer does not hold there.
    """
    refuse_day_to_come(valid_from, at)
    refuse_post_beyond(in_unit, [post], by=by, at=at)
    if Appointment.objects.filter(person=person, in_unit=in_unit, post=post, valid_until=None).exists():
        raise PostAlreadyHeld(_("Đồng chí này đang giữ chức vụ đó ở đơn vị."))
    appointment = Appointment.objects.create(
        person=person, in_unit=in_unit, path=in_unit.path, post=post, title=nfc(title), valid_from=valid_from
    )
    grants_follow_posts([appointment.pk], by=by, at=at)
    record("person.appointed", by=by, at=at, subject=appointment, unit_path=in_unit.path, payload={"post": post})
    return appointment


@action(Permission.MANAGE_ORGANISATION)
def end_appointment(in_unit: Unit, *, appointment: Appointment, on: date, by: Actor, at: datetime) -> Appointment:
    """End a post, and the role it brought, on a day.

    Refuses a post that is over or of another unit, a day to come, and one not after it began.
    """
    refuse_day_to_come(on, at)
    locked = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if locked.in_unit_id != in_unit.pk or locked.valid_until is not None or on <= locked.valid_from:
        raise PostNotHeld(_("Chức vụ này đã thôi, hoặc ngày thôi không sau ngày bắt đầu."))
    locked.valid_until = on
    locked.save(update_fields=["valid_until"])
    grants_follow_posts([locked.pk], by=by, at=at)
    told = {"post": locked.post, "on": on.isoformat()}
    record("person.post_ended", by=by, at=at, subject=locked, unit_path=in_unit.path, payload=told)
    return locked


def number_in_use(refusal: type[NumberInUse] = NumberInUse) -> NumberInUse:
    """Return the refusal of a number that is another person's."""
    return refusal(_("Số này đã ghi cho người khác. Kiểm tra lại, hoặc xem trang “Có thể trùng”."))
