"""What a request may touch at all, whatever its queries forget."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.web import sign_in
from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.bounds import bounds_of
from thongsuot.foundation.access.actions import grant_role
from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Role
from thongsuot.foundation.access.queries import Scope, viewer_for
from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.database.bounds import EVERYTHING, NOBODY, Bounds, within_bounds
from thongsuot.foundation.database.roles import APPLICATION
from thongsuot.foundation.organisations.models import Membership, Person, Unit
from thongsuot.interfaces.web.site.middleware import ViewerMiddleware

pytestmark = pytest.mark.django_db
TODAY = date(2021, 5, 1)


@dataclass
class Ground:
    """A bloc of two bases with a cell each, a person everywhere, all on the roll of one campaign."""

    bloc: Unit
    base: Unit
    cell: Unit
    beside: Unit
    people: dict[Unit, Person]
    campaign: Campaign


@pytest.fixture
def ground() -> Ground:
    bloc = make_unit()
    base, beside = make_unit(bloc), make_unit(bloc)
    cell = make_unit(base)
    people = {unit: make_person(unit) for unit in (base, cell, beside)}
    campaign = make_campaign(bloc)
    make_roll(campaign)
    return Ground(bloc, base, cell, beside, people, campaign)


@contextmanager
def as_application(bounds: Bounds) -> Iterator[None]:
    """Ask as the application does, within bounds."""
    raw: Any = connection.connection
    raw.execute(f"SET LOCAL ROLE {APPLICATION}")
    try:
        with within_bounds(bounds):
            yield
    finally:
        raw.execute("RESET ROLE")


def _bounds(person: Person, campaign: str | None = None) -> Bounds:
    return bounds_of(viewer_for(person, TODAY), person, campaign)


def test_rows_when_nothing_was_said_are_none(ground: Ground) -> None:
    with as_application(NOBODY):
        seen = [model.objects.count() for model in (Unit, Person, Membership, CampaignUnit, RollEntry)]

    assert seen == [0, 0, 0, 0, 0]


def test_rows_of_the_installation_are_all(ground: Ground) -> None:
    with as_application(EVERYTHING):
        seen = [model.objects.count() for model in (Unit, Person, RollEntry)]

    assert seen == [Unit.objects.count(), Person.objects.count(), RollEntry.objects.count()]


def test_rows_of_a_secretary_are_their_subtree_and_the_units_above(ground: Ground) -> None:
    secretary = ground.people[ground.base]
    make_grant(secretary, ground.base, Role.SECRETARY)

    with as_application(_bounds(secretary)):
        units, people = set(Unit.objects.all()), set(Person.objects.all())
        on_roll = set(RollEntry.objects.values_list("person_id", flat=True))

    assert units == {ground.bloc, ground.base, ground.cell}
    assert people == {secretary, ground.people[ground.cell]}
    assert on_roll == {secretary.pk, ground.people[ground.cell].pk}


def test_rows_of_an_officer_above_the_campaign_are_all_of_it(ground: Ground) -> None:
    officer = make_person(ground.bloc)
    make_grant(officer, ground.bloc)

    with as_application(_bounds(officer, ground.campaign.slug)):
        on_roll = RollEntry.objects.count()

    assert on_roll == len(ground.people)


def test_rows_of_a_role_narrowed_to_one_unit_are_not_below(ground: Ground) -> None:
    teacher = ground.people[ground.base]
    narrow = REACHES_OF_ROLE[Role.RAPPORTEUR].narrowed()
    grant_role(ground.base, person_id=teacher.pk, role=Role.RAPPORTEUR, reaches=narrow, by=SYSTEM, at=AT)

    with as_application(_bounds(teacher)):
        people = set(Person.objects.all())

    assert people == {teacher}


def test_rows_of_a_member_are_their_own_and_the_way_up(ground: Ground) -> None:
    member = ground.people[ground.cell]

    with as_application(_bounds(member)):
        people, units = set(Person.objects.all()), set(Unit.objects.all())
        on_roll = set(RollEntry.objects.values_list("person_id", flat=True))
        places = set(CampaignUnit.objects.values_list("unit_id", flat=True))

    assert people == {member}
    assert units == {ground.bloc, ground.base, ground.cell}
    assert on_roll == {member.pk}
    assert places == {ground.bloc.pk, ground.base.pk, ground.cell.pk}


def test_rows_of_another_campaign_than_the_one_asked_about_are_none(ground: Ground) -> None:
    officer = make_person(ground.bloc)
    make_grant(officer, ground.bloc)

    with as_application(_bounds(officer, "khong-co")):
        on_roll = RollEntry.objects.count()

    assert on_roll == 0


def test_rows_outside_can_be_neither_changed_nor_added(ground: Ground) -> None:
    secretary = ground.people[ground.base]
    make_grant(secretary, ground.base, Role.SECRETARY)
    stranger = ground.people[ground.beside]

    with as_application(_bounds(secretary)):
        changed = Person.objects.filter(pk=stranger.pk).update(note="x")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Membership.objects.create(
                person=stranger, of_unit=ground.beside, path=ground.beside.path, category="OFFICIAL", valid_from=TODAY
            )

    assert changed == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("method", "isolation"), [("get", "repeatable read"), ("post", "read committed")])
def test_request_that_only_shows_sees_one_snapshot(method: str, isolation: str) -> None:
    told: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SHOW transaction_isolation")
            told.append(cursor.fetchone()[0])
        return HttpResponse()

    request = getattr(RequestFactory(), method)("/tim/")
    request.user = Account()
    ViewerMiddleware(view)(request)

    assert told == [isolation]


def test_request_tells_its_bounds_and_forgets_them(ground: Ground) -> None:
    secretary = ground.people[ground.base]
    make_grant(secretary, ground.base, Role.SECRETARY)
    client = sign_in(secretary)

    inside = client.get(f"/dot/{ground.campaign.slug}/don-vi/{ground.cell.code}/")
    outside = client.get(f"/dot/{ground.campaign.slug}/don-vi/{ground.beside.code}/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('thongsuot.live_low')")
        left = cursor.fetchone()[0]

    assert (inside.status_code, outside.status_code) == (200, 404)
    assert left == NOBODY.live.low


def test_page_whose_query_forgets_its_scope_shows_nothing_from_outside(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    secretary = ground.people[ground.base]
    make_grant(secretary, ground.base, Role.SECRETARY)
    client = sign_in(secretary)
    monkeypatch.setattr(Scope, "as_filter", lambda scope, field="path": Q())

    page = client.get("/tim/", {"q": "Nguyễn"})
    names = page.content.decode()

    assert ground.people[ground.cell].full_name in names
    assert ground.people[ground.beside].full_name not in names
