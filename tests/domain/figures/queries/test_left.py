"""Who is left by name: any page of them is the same as a walk over all, whatever is folded and wherever it is asked."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.figures import TODAY, Scene
from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import audience, entry_of, hold_class, make_held
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.figures.queries.left import LeftNames, left_names, people_left
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.organisations.models import Unit

WHOLE = ["Năm", "Sáu", "Một", "Hai", "Ba", "Bốn", "Bảy"]


@pytest.fixture
def base(db: None) -> Unit:
    """A base with people of its own and of two cells, the second of which stands first in the committee's order."""
    base = make_unit(make_unit(), name="Đảng bộ")
    later, first = make_unit(base, name="Chi bộ 2"), make_unit(base, name="Chi bộ 1")
    Unit.objects.filter(pk=later.pk).update(order=2)
    Unit.objects.filter(pk=first.pk).update(order=1)
    places = {base: ["Năm", "Sáu"], first: ["Hai", "Một"], later: ["Ba", "Bảy", "Bốn", "Tám"]}
    people = {word: make_person(unit, name=f"Lê Văn {word}") for unit, words in places.items() for word in words}
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    hold_class(campaign_unit_of(campaign, base), make_held(campaign, [entry_of(campaign, people["Tám"])]))
    return base


def _here(unit: Unit) -> CampaignUnit:
    return CampaignUnit.objects.get(unit=unit)


def _left(unit: Unit, where: Unit, role: Role = Role.SECRETARY) -> LeftNames:
    person = make_person(where.parent or where)
    make_grant(person, where, role)
    here = _here(unit)
    return left_names(viewer_for(person, TODAY), here, audience(here.campaign))


def _words(found: list) -> list[str]:
    return [entry.person.given_name for entry in found]


@pytest.mark.parametrize("is_folded", [False, True])
def test_left_names_stand_in_the_order_of_the_committee_then_by_given_name(base: Unit, *, is_folded: bool) -> None:
    if is_folded:
        fold_all()
    left = _left(base, base)

    assert left.count() == len(left.everyone) == 7
    assert sorted(_words(left[0 : left.count()])) == sorted(WHOLE)
    assert [entry.campaign_unit.name for entry in left[0 : left.count()]] == ["Đảng bộ"] * 2 + ["Chi bộ 1"] * 2 + [
        "Chi bộ 2"
    ] * 3
    keys = [(entry.campaign_unit.name, entry.sort_key) for entry in left[0 : left.count()]]
    assert all(one < two for one, two in pairwise(keys) if one[0] == two[0])


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_left_names_of_any_page_are_that_part_of_the_whole(base: Unit, size: int) -> None:
    left = _left(base, base)
    whole = left[0 : left.count()]

    pages = [left[first : first + size] for first in range(0, 7, size)]

    assert [entry for page in pages for entry in page] == whole
    assert left[7:9] == []


def test_left_names_as_lines_of_a_file_are_the_same_people(base: Unit) -> None:
    left = _left(base, base)

    lines = [(line.full_name, line.unit, line.path) for line in left.lines()]

    assert lines == [(entry.person.full_name, entry.campaign_unit.name, entry.path) for entry in left[0:7]]


@pytest.mark.parametrize(
    ("where", "role", "expected"),
    [
        ("base", Role.SECRETARY, 3),
        ("cell", Role.SECRETARY, 3),
        ("beside", Role.SECRETARY, 0),
        ("base", Role.RAPPORTEUR, 0),
    ],
)
def test_left_names_by_reach(base: Unit, where: str, role: Role, expected: int) -> None:
    cell = base.children.get(name="Chi bộ 2")
    units = {"base": base, "cell": cell, "beside": make_unit(base.parent)}

    left = _left(cell, units[where], role)

    assert (left.count(), len(left[0 : left.count()])) == (expected, expected)


def test_left_names_of_a_base_for_who_reaches_a_cell_are_those_of_the_cell(base: Unit) -> None:
    left = _left(base, base.children.get(name="Chi bộ 1"))

    assert (left.count(), sorted(_words(left[0:9]))) == (2, ["Hai", "Một"])


def test_people_left_is_the_same_folded_and_not(scene: Scene) -> None:
    units = [unit.pk for unit in (scene.bloc, scene.base, *scene.cells, scene.beside)]

    waiting = people_left(units, scene.members)
    fold_all()

    assert waiting == people_left(units, scene.members) == dict(zip(units, [4, 3, 1, 2, 1], strict=True))


def test_left_names_asks_a_statement_a_level_and_one_for_the_people(base: Unit) -> None:
    left = _left(base, base)

    with CaptureQueriesContext(connection) as asked:
        left[3:6]

    assert len(asked) == 4
