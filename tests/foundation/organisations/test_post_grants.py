"""Roles come and go with posts."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import AT, SYSTEM, make_appointment, make_grant, make_person, make_unit
from thongsuot.foundation.access.actions import GrantOfPost, GrantsMoreThanHeld, LastOfficer, delegate_role, end_grant
from thongsuot.foundation.access.actions import grant_role as give
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Origin, Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.actions.people import appoint
from thongsuot.foundation.organisations.models import Appointment
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.post_grants import grants_follow_posts

pytestmark = pytest.mark.django_db
DAY = local_day(AT)


def _end(*appointments: Appointment, on: date = DAY) -> None:
    Appointment.objects.filter(pk__in=[a.pk for a in appointments]).update(valid_until=on)
    grants_follow_posts([a.pk for a in appointments], by=SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("post", "role"),
    [
        (Post.SECRETARY, "SECRETARY"),
        (Post.DEPUTY_SECRETARY, "SECRETARY"),
        (Post.STANDING_MEMBER, None),
        (Post.COMMITTEE_MEMBER, None),
        (Post.RAPPORTEUR, "RAPPORTEUR"),
        (Post.OFFICER, "OFFICER"),
        (Post.INSPECTOR, "INSPECTOR"),
    ],
)
def test_post_brings_its_role_while_it_lasts(post: Post, role: str | None) -> None:
    person = make_person()
    make_grant(make_person(person.home), person.home)

    appointment = make_appointment(person, post=post)
    while_held = [(g.role, g.origin) for g in viewer_for(person, DAY).grants]
    _end(appointment)

    assert while_held == ([] if role is None else [(role, Origin.POST)])
    assert viewer_for(person, DAY).grants == ()


def test_grants_follow_posts_in_two_statements_whatever_their_number(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    unit = make_unit()
    held = [make_appointment(make_person(unit)) for _ in range(5)]
    Appointment.objects.update(valid_until=DAY)

    with django_assert_num_queries(3):  # and one that looks for officers among them
        grants_follow_posts([a.pk for a in held], by=SYSTEM, at=AT)

    assert Grant.objects.filter(valid_until=DAY).count() == 5


def test_grant_of_a_post_cannot_be_taken_back_alone() -> None:
    person = make_person()
    make_appointment(person)

    with pytest.raises(GrantOfPost):
        end_grant(Grant.objects.get(), on=DAY, seen=1, by=SYSTEM, at=AT)


def test_end_of_a_post_ends_what_was_delegated_from_it() -> None:
    person = make_person()
    appointment, other = make_appointment(person), make_person(person.home)
    late = DAY + timedelta(days=60)
    taken = delegate_role(Grant.objects.get(), person_id=other.pk, valid_from=DAY, valid_until=late, by=person, at=AT)

    _end(appointment, on=DAY + timedelta(days=3))

    assert Grant.objects.get(pk=taken.pk).valid_until == DAY + timedelta(days=3)


def test_end_of_the_last_officers_post_is_refused() -> None:
    appointment = make_appointment(make_person(), post=Post.OFFICER)

    with pytest.raises(LastOfficer):
        _end(appointment)


def test_appoint_to_a_post_that_brings_more_than_the_appointer_holds_is_refused() -> None:
    unit = make_unit()
    officer, other = make_person(unit), make_person(unit)
    narrow = REACHES_OF_ROLE[Role.OFFICER].narrowed()
    give(unit, person_id=officer.pk, role=Role.OFFICER, reaches=narrow, by=SYSTEM, at=AT)

    with pytest.raises(GrantsMoreThanHeld, match="Bí thư"):
        appoint(unit, person=other, post=Post.SECRETARY, valid_from=DAY, by=officer, at=AT)

    assert not Appointment.objects.exists()
    assert appoint(unit, person=other, post=Post.COMMITTEE_MEMBER, valid_from=DAY, by=officer, at=AT).pk
