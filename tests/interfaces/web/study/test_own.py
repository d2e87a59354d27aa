"""A member's own page: the next class, this telephone, the record by year."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.codes import read_pass
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.interfaces.web.site.pass_cookie import COOKIE

pytestmark = pytest.mark.django_db


@pytest.fixture
def base() -> Unit:
    """A base with a member."""
    base = make_unit(make_unit(), name="Đơn vị thử")
    make_person(base, name="Lê Thị Ngọc Mai")
    return base


@pytest.fixture
def member(base: Unit) -> Person:
    """That member."""
    return base.people.get()


@pytest.fixture
def client(member: Person) -> Client:
    """The member, signed in."""
    client = Client()
    account = open_account(member, login="mai@x.example", by=SYSTEM, at=AT)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def campaign(base: Unit, member: Person) -> Campaign:
    """A campaign on whose roll the member is; it ends long after the tests."""
    campaign = make_campaign(base.parent, ends_on=date(2099, 1, 1))
    make_roll(campaign)
    return campaign


def test_my_page_of_somebody_on_no_roll_says_so(client: Client) -> None:
    text = client.get("/m/").content.decode()

    assert "Chào đồng chí Lê Thị Ngọc Mai" in text
    assert "chưa có tên trong danh sách" in text
    assert "Ghi nhớ máy này" not in text


def test_my_page_shows_the_open_class_and_the_way_in(client: Client, campaign: Campaign, base: Unit) -> None:
    make_open_class(campaign_unit_of(campaign, base), starts_at=AT + timedelta(days=2), is_started=False)
    make_open_class(campaign_unit_of(campaign, base))

    text = client.get("/m/").content.decode()

    assert "<b>chưa học</b>" in text
    assert text.index("Đang học") < text.index("Lớp sắp tới")
    assert "gõ sáu chữ số" in text


def test_my_page_leaves_out_classes_of_other_units_and_those_for_key_cadres(
    client: Client, campaign: Campaign, base: Unit
) -> None:
    make_open_class(campaign_unit_of(campaign, base.parent), codes=("key_cadres", "members"))

    assert "Lớp thử" not in client.get("/m/").content.decode()


def test_my_page_once_present_says_so_and_keeps_the_record(
    client: Client, campaign: Campaign, base: Unit, member: Person
) -> None:
    here = make_open_class(campaign_unit_of(campaign, base))
    record_check_ins([CheckIn(here.public_id, entry_of(campaign, member).pk)], at=AT)

    text = client.get("/m/").content.decode()

    assert "<b>đã học xong</b>" in text
    assert "Đã ghi có mặt" in text
    assert "Năm 2021, 1 đợt" in text
    assert "có mặt (tự điểm danh bằng mã)" in text


def test_my_page_makes_this_telephone_known_for_the_member_alone(
    client: Client, campaign: Campaign, member: Person
) -> None:
    said = client.post("/m/", follow=True).content.decode()

    carried = read_pass(client.cookies[COOKIE].value, AT)
    assert carried is not None
    assert carried.entry_id == entry_of(campaign, member).pk
    assert "Đã ghi nhớ" in said
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["samesite"] == "Lax"


def test_my_page_costs_the_same_for_one_class_and_for_two(
    client: Client, campaign: Campaign, base: Unit, member: Person
) -> None:
    def hold() -> int:
        hold_class(campaign_unit_of(campaign, base), make_held(campaign, [entry_of(campaign, member)]))
        make_open_class(campaign_unit_of(campaign, base))
        with CaptureQueriesContext(connection) as asked:
            client.get("/m/")
        return len(asked)

    client.get("/m/")

    assert hold() == hold()
