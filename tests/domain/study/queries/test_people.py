"""Who has not studied, by name."""

from datetime import date

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import SYSTEM, audience, entry_of, hold_class, make_held
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.queries.people import not_studied
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2021, 6, 1)


@pytest.fixture
def base() -> Unit:
    """A base with a cell: Một studied, Hai is excused, Ba of the cell is not recorded."""
    base = make_unit(make_unit())
    cell = make_unit(base)
    one, two, _three = (make_person(u, name=n) for u, n in [(base, "Ân Một"), (base, "Ân Hai"), (cell, "Ân Ba")])
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    absent = entry_of(campaign, two)
    held = make_held(campaign, [entry_of(campaign, one)], absent=[absent], reasons={absent.pk: "Điều trị bệnh"})
    hold_class(campaign_unit_of(campaign, base), held)
    return base


def _copy(unit: Unit) -> CampaignUnit:
    return CampaignUnit.objects.get(unit=unit)


@pytest.mark.parametrize(
    ("where", "role", "expected"),
    [
        ("base", Role.SECRETARY, {"Ân Hai": ("EXCUSED", "Điều trị bệnh"), "Ân Ba": (None, "")}),
        ("bloc", Role.OFFICER, {"Ân Hai": ("EXCUSED", ""), "Ân Ba": (None, "")}),
        ("cell", Role.SECRETARY, {"Ân Ba": (None, "")}),
        ("base", Role.RAPPORTEUR, {}),
        ("beside", Role.SECRETARY, {}),
    ],
)
def test_not_studied_by_reach(base: Unit, where: str, role: Role, expected: dict) -> None:
    units = {"base": base, "bloc": base.parent, "cell": base.children.get(), "beside": make_unit(base.parent)}
    person = make_person(units[where])
    make_grant(person, units[where], role)
    here = _copy(base)

    found = not_studied(viewer_for(person, TODAY), here, audience(here.campaign))

    assert {entry.person.full_name: (entry.latest_presence, entry.reason) for entry in found} == expected


def test_not_studied_for_the_system_holds_reasons(base: Unit) -> None:
    here = _copy(base)

    found = not_studied(viewer_for(SYSTEM, TODAY), here, audience(here.campaign))

    assert {entry.reason for entry in found} == {"", "Điều trị bệnh"}
