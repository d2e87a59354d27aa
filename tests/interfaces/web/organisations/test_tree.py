"""The tree on its page, units opened and renamed from it, and a reorganisation from ticking to undoing."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import AT, make_grant, make_person, make_unit
from tests.builders.reorganisations import make_draft, move, reorganise
from tests.builders.web import make_client, sign_in
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Reorganisation, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings: Any) -> None:
    settings.PINNED_NOW = AT


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_tree_opens_a_branch_in_place_with_a_plain_link() -> None:
    bloc = make_unit()
    base = make_unit(bloc, name="Sở Một")
    make_unit(base, name="Chi bộ Kho")
    client = make_client(bloc)

    closed, opened = _text(client, "/to-chuc/"), _text(client, f"/to-chuc/?mo={base.public_id}")

    assert f'href="?mo={base.public_id}"' in closed
    assert ("Chi bộ Kho</a>" in closed, "Chi bộ Kho</a>" in opened) == (False, True)


def test_tree_of_a_past_day_shows_what_lay_there_then() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc, name="Sở Một"), make_unit(bloc, name="Sở Hai")
    cell = make_unit(one, name="Chi bộ Kho")
    reorganise(bloc, move(cell, other))
    client = make_client(bloc)

    assert "Chi bộ Kho</a>" in _text(client, f"/to-chuc/{one.public_id}/?ngay=2021-02-28")
    assert "Chi bộ Kho" not in _text(client, f"/to-chuc/{one.public_id}/?xem=hinh")
    assert "Chuyển về trực thuộc Sở Hai." in _text(client, f"/to-chuc/{cell.public_id}/?xem=lich-su")
    assert "Sở Hai</a>" in _text(client, "/to-chuc/?xem=hinh")
    assert "Chi bộ Kho</a>" in _text(client, "/to-chuc/?tim=kho")


def test_unit_is_opened_renamed_and_ordered_from_its_page() -> None:
    bloc = make_unit()
    make_unit(bloc)
    client = make_client(bloc)
    told = {"name": "Sở Mới", "code": "M1", "kind": "BASE_COMMITTEE", "opened_on": "2021-03-01"}

    client.post(f"/to-chuc/{bloc.public_id}/mo-don-vi/", told)
    new = Unit.objects.get(code="M1")
    client.post(f"/to-chuc/{new.public_id}/doi-ten/", {"name": "Sở Mới hơn", "valid_from": "2021-03-01"})
    client.post(f"/to-chuc/{new.public_id}/thu-tu/", {"len": "1"})
    refused = client.post(f"/to-chuc/{bloc.public_id}/mo-don-vi/", told)

    new.refresh_from_db()
    assert (new.name, new.order, new.parent) == ("Sở Mới hơn", 1, bloc)
    assert "đã dùng cho đơn vị khác" in refused.content.decode()


def test_reorganisation_from_ticking_to_undoing() -> None:
    bloc = make_unit()
    one, other = make_unit(bloc, name="Sở Một"), make_unit(bloc, name="Sở Hai")
    cell = make_unit(one)
    officer = make_client(bloc)
    secretary = make_client(bloc, Role.SECRETARY)

    address = f"/to-chuc/phuong-an/buoc/?viec=MOVE&don-vi={cell.public_id}"
    first = officer.post(address, {"to": "Sở", "draft": "moi", "title": "Sắp xếp", "takes_effect_on": "2021-03-01"})
    assert "Có nhiều đơn vị như vậy" in first.content.decode()
    officer.post(
        address,
        {"to": "Sở", "to_key": other.public_id, "draft": "moi", "title": "Sắp xếp", "takes_effect_on": "2021-03-01"},
    )
    made = Reorganisation.objects.get()
    page = f"/to-chuc/phuong-an/{made.public_id}/"
    assert "một đồng chí khác xác nhận" in _text(officer, page)
    text = _text(secretary, page)
    seen = text.split('name="seen" value="')[1].split('"')[0]
    secretary.post(f"{page}xac-nhan/", {"seen": seen})
    cell.refresh_from_db()
    assert cell.parent == other
    officer.post(f"{page}hoan-tac/")
    cell.refresh_from_db()
    assert cell.parent == one


@pytest.mark.parametrize("viec", ["RENAME", "CHANGE_KIND", "MOVE", "MERGE", "SPLIT", "CLOSE"])
def test_form_of_every_step_is_shown(viec: str) -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    make_person(base)
    make_unit(base)

    assert "Ghi vào phương án" in _text(
        make_client(bloc), f"/to-chuc/phuong-an/buoc/?viec={viec}&don-vi={base.public_id}"
    )


def test_split_form_sends_people_where_told() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    goes = make_person(base)
    client = make_client(bloc)
    told = {"draft": "moi", "title": "Chia", "takes_effect_on": "2021-03-01", f"person_{goes.pk}": "2"}
    for n in (1, 2, 3):
        told |= {f"part_{n}_kind": "BASE_COMMITTEE"}
    told |= {"part_1_code": "A", "part_1_name": "Sở A", "part_2_code": "B", "part_2_name": "Sở B"}

    client.post(f"/to-chuc/phuong-an/buoc/?viec=SPLIT&don-vi={base.public_id}", told)

    step = Reorganisation.objects.get().steps.get()
    assert [(p["code"], p["people"]) for p in step.parts] == [("A", []), ("B", [goes.pk])]


def test_foreign_units_and_reorganisations_are_not_found() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    draft = make_draft(bloc, on=date(2021, 3, 1))
    client = make_client(own)
    member = sign_in(make_person(own))

    addresses = [
        f"/to-chuc/{beside.public_id}/mo-don-vi/",
        f"/to-chuc/{beside.public_id}/doi-ten/",
        f"/to-chuc/phuong-an/{draft.public_id}/",
        f"/to-chuc/phuong-an/buoc/?viec=MOVE&don-vi={own.public_id}&don-vi={beside.public_id}",
        "/to-chuc/phuong-an/buoc/?viec=NO",
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 5
    assert client.post(f"/to-chuc/phuong-an/{draft.public_id}/xac-nhan/").status_code == 404
    assert member.get("/to-chuc/phuong-an/").status_code == 404
    assert _text(client, "/to-chuc/phuong-an/").count("Chưa có phương án nào") == 1


@pytest.mark.parametrize("view", ["?", "?xem=hinh", "?ngay=2021-02-20"])
def test_tree_asks_the_same_number_of_questions_for_two_branches_and_for_eight(
    view: str,
) -> None:

    bloc = make_unit()
    officer = make_person(bloc)
    make_grant(officer, bloc)
    client, costs = sign_in(officer), []
    for n in (2, 6):
        for _ in range(n):
            make_person(make_unit(make_unit(bloc)))
        opened = "&".join(f"mo={u.public_id}" for u in bloc.children.all())
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/to-chuc/{view}&{opened}")
        costs.append(len(asked))

    assert costs[0] == costs[1]
