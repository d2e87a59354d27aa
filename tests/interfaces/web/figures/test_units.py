"""Units as a table and one by one: search, filter, order, steps, names."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign, make_roll
from tests.builders.programmes import make_programme
from tests.builders.study import entry_of, hold_class, make_held
from tests.builders.web import make_client
from thongsuot.domain.plans.actions.documents import Issue, Receiver
from thongsuot.domain.plans.actions.study_plans import issue_study_plan
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.programmes.actions import ask_programme_supplement
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> tuple[Campaign, Unit, list[Unit]]:
    """A bloc with three bases of two: all of the first studied, one of the second, none of the third."""
    bloc = make_unit(name="Khối thử")
    bases = [make_unit(bloc, name=f"Đảng bộ {word}") for word in ("Ân", "Bình", "Chính")]
    people = [[make_person(base, name=f"Nguyễn Văn {base.name[-1]}{n}") for n in range(2)] for base in bases]
    campaign = make_campaign(bloc)
    make_roll(campaign)
    for base, present in zip(bases, (people[0], people[1][:1], []), strict=True):
        if present:
            held = make_held(campaign, [entry_of(campaign, person) for person in present])
            hold_class(campaign_unit_of(campaign, base), held)
    return campaign, bloc, bases


def _order(text: str) -> list[str]:
    """Return the names of the units in the table, in order."""
    table = text.split("<tbody>")[1].split("</tbody>")[0]
    places = {name: table.find(f'">{name}</a>') for name in ("Đảng bộ Ân", "Đảng bộ Bình", "Đảng bộ Chính")}
    return sorted((name for name, place in places.items() if place >= 0), key=places.__getitem__)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Đảng bộ Ân", "Đảng bộ Bình", "Đảng bộ Chính"]),
        ("?xep=thieu", ["Đảng bộ Chính", "Đảng bộ Bình", "Đảng bộ Ân"]),
        ("?xep=ty-le", ["Đảng bộ Chính", "Đảng bộ Bình", "Đảng bộ Ân"]),
        ("?loc=duoi", ["Đảng bộ Bình", "Đảng bộ Chính"]),
        ("?loc=con&xep=thieu", ["Đảng bộ Chính", "Đảng bộ Bình"]),
        ("?loc=xong", ["Đảng bộ Ân"]),
        ("?tim=binh", ["Đảng bộ Bình"]),
        ("?loc=la&xep=la", ["Đảng bộ Ân", "Đảng bộ Bình", "Đảng bộ Chính"]),
    ],
)
def test_unit_list_as_the_address_asks(scene: tuple, query: str, expected: list[str]) -> None:
    text = make_client(scene[1]).get(f"/dot/nq13/don-vi/{query}").content.decode()

    assert _order(text) == expected


def test_unit_list_says_so_when_a_name_is_not_found(scene: tuple) -> None:
    text = make_client(scene[1]).get("/dot/nq13/don-vi/?tim=khongco").content.decode()

    assert "Không tìm thấy “khongco”" in text


def test_unit_list_as_a_workbook_holds_what_is_filtered(scene: tuple) -> None:
    answer = make_client(scene[1]).get("/dot/nq13/don-vi/?loc=con&dang=xlsx")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[1:6] for row in rows if str(row[1]).startswith("Đảng bộ")] == [
        ["Đảng bộ Bình", 1.0, 2.0, "50,00%", 1.0],
        ["Đảng bộ Chính", 0.0, 2.0, "0,00%", 2.0],
    ]


def test_unit_shows_its_steps_with_who_when_and_the_next(scene: tuple) -> None:
    campaign, _bloc, bases = scene
    secretary = make_person(bases[1], name="Cao Bích Hòa")
    here = campaign_unit_of(campaign, bases[1])
    issue_study_plan(here, issue=Issue("08-KH/ĐU", date(2021, 3, 30), "Kế hoạch"), by=SYSTEM, at=AT)
    programme = make_programme(here)
    ask_programme_supplement(Receiver(here), programme=programme, reason="Thêm hạn", by=SYSTEM, at=AT)

    text = make_client(bases[1], Role.SECRETARY, name=secretary.full_name).get(f"/dot/nq13/don-vi/{bases[1].code}/")

    steps = text.content.decode().split('<ol class="tasks">')[1].split("</ol>")[0]
    assert "08-KH/ĐU, ban hành 30/3/2021" in steps
    assert "1 lớp: 4/5" in steps
    assert "Cần sửa" not in steps
    assert "Đề nghị bổ sung" in steps
    assert f'href="/dot/nq13/don-vi/{bases[1].code}/ctr/">Bổ sung</a>' in steps
    assert steps.count('aria-current="step"') == 1


def test_unit_names_who_is_left_only_to_the_unit_and_the_level_above(scene: tuple) -> None:
    _campaign, bloc, bases = scene
    address = f"/dot/nq13/don-vi/{bases[2].code}/"

    texts = {
        "officer": make_client(bloc).get(address).content.decode(),
        "secretary": make_client(bases[2], Role.SECRETARY).get(address).content.decode(),
        "rapporteur": make_client(bases[2], Role.RAPPORTEUR).get(address).content.decode(),
    }

    assert {who: "Nguyễn Văn h0" in text or "Nguyễn Văn" in text for who, text in texts.items()} == {
        "officer": True,
        "secretary": True,
        "rapporteur": False,
    }
    assert "2 đồng chí chưa học" in texts["rapporteur"]
    assert "Tên chỉ hiện ở đơn vị và cấp trên trực tiếp." in texts["rapporteur"]


@pytest.mark.parametrize(("role", "is_offered"), [(Role.SECRETARY, True), (Role.RAPPORTEUR, False)])
def test_unit_offers_to_open_a_class_only_to_whoever_may(scene: tuple, role: Role, is_offered: bool) -> None:
    _campaign, _bloc, bases = scene

    page = make_client(bases[2], role).get(f"/dot/nq13/don-vi/{bases[2].code}/").content.decode()

    assert (f"/dot/nq13/lop/moi/?goc={bases[2].code}" in page) == is_offered


def test_unit_without_units_below_shows_no_empty_parts(scene: tuple) -> None:
    bases = scene[2]

    text = make_client(bases[0], Role.SECRETARY).get(f"/dot/nq13/don-vi/{bases[0].code}/").content.decode()

    assert "Đơn vị trực thuộc" not in text
    assert "Không còn ai chưa học" in text
    assert "Quần chúng</h2>" not in text
