"""Every page of figures: that it stands before and after the roll, who sees it, what it costs."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.programmes import make_programme
from tests.builders.study import entry_of, hold_class, make_held
from tests.builders.web import make_client
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
PAGES = ["", "don-vi/", "don-vi/?tim=don", "chua-hoc/", "nhac/", "ctr/"]


def _bloc(slug: str = "nq13", *, bases: int = 2) -> tuple[Unit, list[Unit]]:
    """Return a bloc and its bases, each with a cell, a member who studied, one who did not, and a programme; unless bare."""
    bloc = make_unit(name="Khối thử")
    units = [make_unit(bloc, name=f"Đơn vị thử {n}") for n in range(bases)]
    people = [(make_person(unit), make_person(make_unit(unit), name="Nguyễn Văn Chưa")) for unit in units]
    campaign = make_campaign(bloc, slug=slug)
    make_roll(campaign)
    for unit, (studied, _left) in zip(units, people, strict=True):
        here = campaign_unit_of(campaign, unit)
        hold_class(here, make_held(campaign, [entry_of(campaign, studied)]))
        make_programme(here)
    return bloc, units


@pytest.mark.parametrize("page", [*PAGES, "lop/"])
def test_page_of_a_campaign_without_a_roll_answers(page: str) -> None:
    bloc = make_unit(name="Khối thử")
    make_unit(bloc)
    make_campaign(bloc)

    assert make_client(bloc).get(f"/dot/nq13/{page}").status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "?goc={code}", "don-vi/{code}/", "don-vi/{code}/ctr/"])
def test_page_asks_the_same_number_of_questions_for_one_unit_and_for_three(page: str) -> None:
    counts = []
    for slug, bases in (("nq13", 1), ("nq14", 3)):
        bloc, units = _bloc(slug, bases=bases)
        client = make_client(bloc)
        address = f"/dot/{slug}/{page.format(code=units[0].code)}"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        counts.append((answer.status_code, len(asked)))

    assert counts[0] == counts[1]
    assert counts[0][0] == 200


@pytest.mark.parametrize("page", [*PAGES, "don-vi/{code}/"])
def test_page_of_a_campaign_is_for_who_is_signed_in_and_stands_in_it(page: str) -> None:
    _bloc_unit, units = _bloc()
    address = f"/dot/nq13/{page.format(code=units[0].code)}"

    nobody = Client().get(address)
    stranger = make_client(make_unit()).get(address)

    assert (nobody.status_code, nobody.headers["Location"].split("?")[0]) == (302, "/dang-nhap/")
    assert stranger.status_code == 404


@pytest.mark.parametrize("page", ["?goc={code}", "don-vi/?goc={code}", "don-vi/{code}/", "chua-hoc/?goc={code}"])
def test_page_of_a_unit_beside_is_not_found_like_an_absent_one(page: str) -> None:
    _bloc_unit, units = _bloc()
    client = make_client(units[0], Role.SECRETARY)

    answers = [client.get(f"/dot/nq13/{page.format(code=code)}") for code in (units[0].code, units[1].code, "KHONG")]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert units[1].name not in answers[1].content.decode()
