"""Who has not studied, and reminders: names and reasons to whom they belong, nothing outside."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, hold_class, make_held
from tests.builders.web import make_client
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.study.actions.classes import open_class
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> tuple[Campaign, Unit, list[Unit]]:
    """A bloc with two bases: in the first Ba is ill and Tư unexplained; in the second Năm is left."""
    bloc = make_unit(name="Khối thử")
    bases = [make_unit(bloc, name=f"Đảng bộ {word}") for word in ("Một", "Hai")]
    there, ill, _four = (make_person(bases[0], name=f"Đặng Thị {word}") for word in ("Hai", "Ba", "Tư"))
    make_person(bases[1], name="Đặng Thị Năm")
    campaign = make_campaign(bloc)
    make_roll(campaign)
    absent = entry_of(campaign, ill)
    held = make_held(campaign, [entry_of(campaign, there)], absent=[absent], reasons={absent.pk: "Điều trị bệnh"})
    hold_class(campaign_unit_of(campaign, bases[0]), held)
    return campaign, bloc, bases


def test_not_studied_groups_people_under_their_units(scene: tuple) -> None:
    text = make_client(scene[1]).get("/dot/nq13/chua-hoc/").content.decode()

    order = [text.find(words) for words in ("<span>Đảng bộ Một", "Đặng Thị Ba", "Đặng Thị Tư", "<span>Đảng bộ Hai")]
    assert -1 not in order
    assert order == sorted(order)
    assert "Đảng viên: 3 đồng chí chưa học, ở 2 đơn vị." in text
    assert text.find("<span>2 đồng chí</span>") > 0


@pytest.mark.parametrize(("where", "is_told"), [("base", True), ("bloc", False)])
def test_not_studied_tells_reasons_only_at_home(scene: tuple, where: str, is_told: bool) -> None:
    unit = scene[2][0] if where == "base" else scene[1]
    role = Role.SECRETARY if where == "base" else Role.OFFICER

    client = make_client(unit, role)
    page = client.get("/dot/nq13/chua-hoc/").content.decode()
    workbook = client.get("/dot/nq13/chua-hoc/?dang=xlsx").content
    cells = str(CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python())

    assert ("Điều trị bệnh" in page, "Điều trị bệnh" in cells) == (is_told, is_told)
    assert ("Có lý do" in page, "Đặng Thị Ba" in cells) == (True, True)


def test_not_studied_to_who_sees_no_names_is_numbers(scene: tuple) -> None:
    client = make_client(scene[2][0], Role.RAPPORTEUR)

    text = client.get("/dot/nq13/chua-hoc/").content.decode()
    workbook = client.get("/dot/nq13/chua-hoc/?dang=xlsx").content
    cells = str(CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python())

    assert "Đặng Thị" not in text + cells
    assert "Đảng bộ Một" in text
    assert "Đảng bộ Hai" not in text


def test_not_studied_says_who_is_summoned_to_a_make_up(scene: tuple) -> None:
    campaign, bloc, bases = scene
    starts_at = AT + timedelta(days=10)
    open_class(
        campaign_unit_of(campaign, bases[0]),
        name="Học bù",
        form=Form.IN_PERSON,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        directives=list(campaign.directives.all()),
        audiences=[audience(campaign)],
        is_make_up=True,
        by=SYSTEM,
        at=AT,
    )

    text = make_client(bloc).get("/dot/nq13/chua-hoc/").content.decode()

    assert text.count("Học bù 11/6") == 2
    assert text.count("Chưa rõ") == 1


def test_not_studied_of_undeclared_non_members_says_what_is_not_known(scene: tuple) -> None:
    text = make_client(scene[1]).get("/dot/nq13/chua-hoc/?doi-tuong=non_members").content.decode()

    assert "Quần chúng: 2 đơn vị chưa khai tổng số, nên chưa biết còn ai." in text


def test_reminder_of_selected_units_counts_only_them(scene: tuple) -> None:
    client, code = make_client(scene[1]), scene[2][1].code

    everybody = client.get("/dot/nq13/nhac/").content.decode()
    chosen = client.get(f"/dot/nq13/nhac/?don-vi={code}").content.decode()

    assert "2 đơn vị còn 3 đồng chí chưa học." in everybody
    assert "1 đơn vị còn 1 đồng chí chưa học." in chosen
    assert "Nhắc 1 trên 2 đơn vị" in chosen


def test_reminder_text_reveals_neither_people_nor_units(scene: tuple) -> None:
    text = make_client(scene[1]).get("/dot/nq13/nhac/").content.decode()

    pasted = text.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    for word in ("Đảng", "đảng", "đồng chí", "Đặng", "Nghị quyết"):
        assert word not in pasted
    assert "2 đơn vị" in pasted


def test_reminder_within_one_organisation_is_about_its_cells(scene: tuple) -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    cells = [make_unit(base, name=f"Chi bộ {n}") for n in (1, 2)]
    for cell in cells:
        make_person(cell)
    campaign = make_campaign(bloc, slug="nq14", starts_on=date(2021, 4, 1))
    make_roll(campaign)

    text = make_client(base, Role.SECRETARY).get("/dot/nq14/nhac/").content.decode()

    assert "2 đơn vị còn 2 đồng chí chưa học." in text
    assert "Chi bộ 2" in text
