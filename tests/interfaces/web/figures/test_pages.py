"""Pages of figures, classes and programmes: who sees them, what they say, what they cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign, make_roll
from tests.builders.study import entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.study.models import Standing
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db


def _signed_in(person: Person) -> Client:
    account = open_account(person, login=f"p{person.pk}@x.example", by=SYSTEM, at=AT)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _bloc(bases: int = 2) -> tuple[Unit, list[Unit], Campaign]:
    bloc = make_unit(name="Khối thử")
    units = [make_unit(bloc, name=f"Đơn vị thử {n}") for n in range(bases)]
    for unit in units:
        make_person(unit, name="Nguyễn Văn Chưa")
    return bloc, units, make_campaign(bloc)


def _officer(bloc: Unit) -> Client:
    officer = make_person(bloc, name="Trần Thu Hà")
    make_grant(officer, bloc)
    return _signed_in(officer)


@pytest.mark.parametrize("page", ["", "don-vi/", "chua-hoc/", "nhac/", "lop/", "ctr/"])
def test_page_of_a_campaign_answers_before_and_after_the_roll(page: str) -> None:
    bloc, _units, campaign = _bloc()
    client = _officer(bloc)

    before = client.get(f"/dot/nq13/{page}")
    make_roll(campaign)
    after = client.get(f"/dot/nq13/{page}")

    assert (before.status_code, after.status_code) == (200, 200)


def test_dashboard_says_what_is_left_in_whole_people() -> None:
    bloc, units, campaign = _bloc()
    make_roll(campaign)
    entry = entry_of(campaign, units[0].people.get())
    hold_class(campaign_unit_of(campaign, units[0]), make_held(campaign, [entry]))

    text = _officer(bloc).get("/dot/nq13/").content.decode()

    assert "<b>1/2</b> đảng viên đã học." in text
    assert "Còn 1 đồng chí" in text


def test_unit_of_a_stranger_is_not_found() -> None:
    _bloc_unit, units, campaign = _bloc()
    make_roll(campaign)
    secretary = make_person(units[0])
    make_grant(secretary, units[0], Role.SECRETARY)
    client = _signed_in(secretary)

    own = client.get(f"/dot/nq13/don-vi/{units[0].code}/")
    beside = client.get(f"/dot/nq13/don-vi/{units[1].code}/")

    assert own.status_code == 200
    assert "Nguyễn Văn Chưa" in own.content.decode()
    assert beside.status_code == 404


def test_pages_need_a_sign_in() -> None:
    _bloc()

    answer = Client().get("/dot/nq13/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("page", ["", "don-vi/", "chua-hoc/"])
def test_page_asks_the_same_number_of_questions_for_two_units_and_for_six(page: str) -> None:
    bloc, _units, campaign = _bloc(2)
    make_roll(campaign)
    client = _officer(bloc)
    client.get(f"/dot/nq13/{page}")
    with CaptureQueriesContext(connection) as few:
        client.get(f"/dot/nq13/{page}")
    other, _more, second = _bloc_named("nq14", 6)
    make_roll(second)
    many_client = _officer(other)
    many_client.get(f"/dot/nq14/{page}")
    with CaptureQueriesContext(connection) as many:
        many_client.get(f"/dot/nq14/{page}")

    assert len(many) == len(few)


def _bloc_named(slug: str, bases: int) -> tuple[Unit, list[Unit], Campaign]:
    bloc = make_unit(name="Khối khác")
    units = [make_unit(bloc, name=f"Đơn vị khác {n}") for n in range(bases)]
    for unit in units:
        make_person(unit)
    return bloc, units, make_campaign(bloc, slug=slug)


def test_mark_present_then_taken_back() -> None:
    bloc, units, campaign = _bloc()
    make_roll(campaign)
    study_class = make_open_class(campaign_unit_of(campaign, units[0]))
    entry = entry_of(campaign, units[0].people.get())
    client = _officer(bloc)
    address = f"/dot/nq13/lop/{study_class.public_id}/ghi/{entry.public_id}"

    client.post(f"{address}/co-mat/")
    there = Standing.objects.filter(entry=entry, directive=None, studied=True).exists()
    client.post(f"{address}/bo/")

    assert there
    assert not Standing.objects.filter(entry=entry, directive=None, studied=True).exists()
