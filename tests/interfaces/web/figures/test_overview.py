"""The overview and the inbox: what they say, where they lead, to whom."""

from datetime import date

import pytest

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.programmes import make_programme
from tests.builders.study import entry_of, hold_class, make_held
from tests.builders.web import make_client
from thongsuot.domain.plans.models import Campaign
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> tuple[Campaign, Unit, Unit, Unit]:
    """A bloc; a base with two cells where one of three studied; a single cell where nobody did and which issued."""
    bloc = make_unit(name="Khối thử")
    base, single = make_unit(bloc, name="Đảng bộ Một"), make_unit(bloc, name="Chi bộ Hai")
    one, two = make_unit(base, name="Chi bộ 1"), make_unit(base, name="Chi bộ 2")
    studied = make_person(one)
    for unit in (one, two, single):
        make_person(unit)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    hold_class(campaign_unit_of(campaign, base), make_held(campaign, [entry_of(campaign, studied)]))
    make_programme(campaign_unit_of(campaign, single))
    return campaign, bloc, base, single


def test_dashboard_says_what_is_left_in_whole_people_and_where(scene: tuple[Campaign, Unit, Unit, Unit]) -> None:
    _, bloc, base, single = scene

    text = make_client(bloc).get("/dot/nq13/").content.decode()

    assert "<b>1/4</b> đảng viên đã học. <b>Còn 3 đồng chí</b> để đạt mức phấn đấu 98%." in text
    assert "3 đồng chí chưa học đều ở" in text
    assert f'<a href="/dot/nq13/don-vi/{base.code}/">Đảng bộ Một</a>' in text
    assert "3 đồng chí ở 2 đơn vị, xếp theo số người còn thiếu" in text
    assert "người chưa học" not in text.replace("Còn người chưa học", "")
    assert f'value="{single.code}" data-people="1"' in text


def test_dashboard_picture_descends_where_there_is_a_level_below(scene: tuple[Campaign, Unit, Unit, Unit]) -> None:
    _, bloc, base, single = scene

    text = make_client(bloc).get("/dot/nq13/").content.decode()

    assert f'<a href="/dot/nq13/?goc={base.code}" class="cell' in text
    assert f'data-page="/dot/nq13/don-vi/{base.code}/"' in text
    assert f'<a href="/dot/nq13/don-vi/{single.code}/" class="cell' in text


def test_dashboard_one_level_down_counts_only_what_is_below(scene: tuple[Campaign, Unit, Unit, Unit]) -> None:
    _, bloc, base, _single = scene

    text = make_client(bloc).get(f"/dot/nq13/?goc={base.code}").content.decode()

    assert "<h1>Đảng bộ Một</h1>" in text
    assert "<b>1/3</b> đảng viên đã học." in text
    assert "Chưa đơn vị nào ban hành" in text
    assert f'<li><a href="/dot/nq13/?goc={bloc.code}">Khối thử</a></li>' in text


def test_dashboard_work_is_for_whoever_may_do_it(scene: tuple[Campaign, Unit, Unit, Unit]) -> None:
    bloc = scene[1]

    officer = make_client(bloc).get("/dot/nq13/").content.decode()
    inspector = make_client(bloc, Role.INSPECTOR).get("/dot/nq13/").content.decode()

    assert 'href="/dot/nq13/ctr/tiep/" aria-label="Tiếp nhận: Chương trình hành động chờ tiếp nhận"' in officer
    assert "Không có việc nào chờ." in inspector
    assert "Tiếp nhận" not in inspector


def test_inbox_counts_what_waits_for_ones_own_hand(scene: tuple[Campaign, Unit, Unit, Unit]) -> None:
    bloc = scene[1]

    text = make_client(bloc).get("/viec/").content.decode()

    assert "<title>(1) Việc chờ" in text
    assert "<b>1 việc</b> chờ đồng chí." in text
    assert "Cần đôn đốc" in text


def test_inbox_of_a_secretary_holds_what_the_unit_owes_itself(scene: tuple[Campaign, Unit, Unit, Unit]) -> None:
    base = scene[2]

    text = make_client(base, Role.SECRETARY).get("/viec/").content.decode()

    assert f'href="/dot/nq13/don-vi/{base.code}/ctr/" aria-label="Ghi: Chưa ghi chương trình hành động"' in text
    assert "Nhắc" not in text


def test_inbox_without_a_role_is_empty() -> None:
    person_of_no_campaign = make_client(make_unit(), Role.SECRETARY)

    assert "Chưa có đợt học tập nào" in person_of_no_campaign.get("/viec/").content.decode()


def test_dashboard_before_the_roll_shows_no_rate_of_people() -> None:
    bloc = make_unit()
    make_person(make_unit(bloc))
    make_campaign(bloc, starts_on=date(2021, 4, 1))

    text = make_client(bloc).get("/dot/nq13/").content.decode()

    assert "Danh sách chưa chốt, nên chưa có tỷ lệ." in text
    assert "Đảng viên đã học</span>" not in text
