"""The page of an organisation: how large it is, its units, the people of a unit, and who may see them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, make_appointment, make_grant, make_person, make_unit
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.PINNED_NOW = AT


def _text(client: Client, address: str = "/to-chuc/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _row(name: str, unit: Unit) -> str:
    return f'<a href="/to-chuc/{unit.public_id}/">{name}</a>'


def test_organisation_says_how_many_units_and_people_it_has_and_when() -> None:
    bloc = make_unit(name="Khối thử")
    base = make_unit(bloc, name="Đảng bộ Sở Thử")
    cell = make_unit(base)
    make_person(cell)
    make_person(cell, category=Category.NON_MEMBER)

    text = _text(make_client(bloc))

    assert (
        "<b>2</b> đơn vị cấp dưới, trong đó 1 tổ chức cơ sở đảng; <b>2</b> đảng viên và 1 quần chúng, "
        "tính đến 1/3/2021." in text
    )
    assert _row("Đảng bộ Sở Thử", base) in text


def test_organisation_of_a_fresh_installation_offers_the_one_thing_to_do() -> None:
    bloc = make_unit(name="Khối thử")

    text = _text(make_client(bloc))

    assert "Chưa có đơn vị cấp dưới và danh sách đảng viên" in text
    assert text.count(f'class="button primary" href="/nhap/?vao={bloc.public_id}"') == 1


def test_organisation_of_a_fresh_installation_offers_nothing_to_those_who_may_not_import() -> None:
    text = _text(make_client(make_unit(), Role.INSPECTOR))

    assert "Cán bộ theo dõi của đơn vị sẽ nhập danh sách." in text
    assert "/nhap/" not in text


def test_unit_shows_its_people_with_what_tells_namesakes_apart() -> None:
    base = make_unit(make_unit())
    secretary = make_person(base, name="Lò Thị Mai", born_on=date(1980, 5, 4))
    make_appointment(secretary, post=Post.SECRETARY)
    make_person(base, name="Lò Thị Mai", born_on=date(1981, 5, 4), category=Category.PROBATIONARY)

    text = _text(make_client(base))

    assert (
        f'<td class="place-1 strong"><a href="/to-chuc/nguoi/{secretary.public_id}/">Lò Thị Mai</a></td> '
        '<td class="place-2 tn">4/5/1980</td> '
        '<td class="place-3 softer">Đảng viên chính thức</td> <td class="place-4 softer">Bí thư</td>' in text
    )
    assert "4/5/1981" in text


def test_unit_shows_who_is_at_home_in_it_and_not_who_is_below() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    make_person(base, name="Lò Văn Dưới")
    client = make_client(bloc)

    text = _text(client, "/to-chuc/?xem=nguoi")

    assert "Trần Thu Hà</a></td>" in text
    assert "Lò Văn Dưới" not in text
    assert "Lò Văn Dưới" in _text(client, f"/to-chuc/{base.public_id}/")


def test_unit_names_nobody_to_those_who_may_not_see_names() -> None:
    base = make_unit(make_unit())
    make_person(base, name="Lò Thị Mai")

    text = _text(make_client(base, Role.RAPPORTEUR))

    assert "<b>2</b> đảng viên" in text
    assert "Lò Thị Mai" not in text
    assert "Tên chỉ hiện với người được giao xem danh sách" in text


def test_unit_stands_under_those_above_that_the_viewer_may_see() -> None:
    bloc = make_unit(name="Khối thử")
    base = make_unit(bloc, name="Đảng bộ Sở Thử")
    cell = make_unit(base, name="Chi bộ Văn phòng")

    from_above = _text(make_client(bloc), f"/to-chuc/{cell.public_id}/")
    from_the_base = _text(make_client(base), f"/to-chuc/{cell.public_id}/")

    assert _row("Khối thử", bloc) in from_above
    assert _row("Khối thử", bloc) not in from_the_base
    assert _row("Đảng bộ Sở Thử", base) in from_the_base


def test_foreign_unit_is_not_found_and_neither_is_any_without_a_role() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    client = make_client(own)
    member = sign_in(make_person(own))

    foreign = [client.get(f"/to-chuc/{unit}/").status_code for unit in (bloc.public_id, beside.public_id, "khongcodau")]

    assert foreign == [404, 404, 404]
    assert [member.get(page).status_code for page in ("/to-chuc/", f"/to-chuc/{own.public_id}/")] == [404, 404]


def test_organisation_of_two_grants_names_the_other_top() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc, name="Đơn vị Một"), make_unit(bloc, name="Đơn vị Hai")
    person = make_person(one)
    make_grant(person, one)
    make_grant(person, other)

    client = sign_in(person)

    assert f'href="/to-chuc/{other.public_id}/">Đơn vị Hai</a>' in _text(client)
    assert "Đơn vị khác đồng chí theo dõi" not in _text(make_client(one), f"/to-chuc/{make_unit(one).public_id}/")


def test_units_come_fifty_at_a_time() -> None:
    bloc = make_unit()
    units = [make_unit(bloc, name=f"Đơn vị số {n}") for n in range(51)]
    client = make_client(bloc)

    first, second = _text(client), _text(client, "/to-chuc/?page=2")

    assert (_row("Đơn vị số 49", units[49]) in first, _row("Đơn vị số 50", units[50]) in first) == (True, False)
    assert _row("Đơn vị số 50", units[50]) in second
    assert "1 – 50 trên 51" in first


@pytest.mark.parametrize("view", ["", "?xem=nguoi"])
def test_organisation_asks_the_same_number_of_questions_for_two_units_and_for_six(view: str) -> None:
    bloc = make_unit()
    client = make_client(bloc)
    costs = []
    for n in (2, 4):
        for _ in range(n):
            make_person(make_unit(bloc))
            make_person(bloc)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/to-chuc/{view}")
        costs.append(len(asked))

    assert costs[0] == costs[1]
