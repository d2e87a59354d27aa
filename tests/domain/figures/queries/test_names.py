"""Names of who is left stop at the unit and the level directly above."""

import pytest

from tests.builders.figures import TODAY, Scene
from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign
from thongsuot.domain.figures.queries.names import may_see_left_names
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for


@pytest.mark.parametrize(
    ("where", "role", "expected"),
    [
        ("bloc", Role.OFFICER, [True, True, True]),
        ("bloc", Role.INSPECTOR, [True, True, True]),
        ("base", Role.SECRETARY, [False, True, True]),
        ("base", Role.RAPPORTEUR, [False, False, False]),
        ("beside", Role.SECRETARY, [False, False, False]),
        ("elsewhere", Role.OFFICER, [False, False, False]),
    ],
)
def test_may_see_left_names_by_reach(scene: Scene, where: str, role: Role, expected: list[bool]) -> None:
    viewer = scene.viewer(getattr(scene, where), role)

    assert [may_see_left_names(viewer, unit) for unit in (scene.bloc, scene.base, scene.cells[0])] == expected


def test_may_see_left_names_two_levels_above_the_grassroots_sees_none(db: None) -> None:
    province = make_unit(kind="ABOVE_BASE")
    bloc = make_unit(province, kind="ABOVE_BASE")
    base = make_unit(bloc, kind="BASE_COMMITTEE")
    campaign = make_campaign(province)
    officer, nearer = make_person(province), make_person(bloc)
    make_grant(officer, province)
    make_grant(nearer, bloc)
    places = [campaign_unit_of(campaign, unit) for unit in (province, bloc, base)]

    far = [may_see_left_names(viewer_for(officer, TODAY), place) for place in places]
    near = [may_see_left_names(viewer_for(nearer, TODAY), place) for place in places]

    assert (far, near) == ([False, False, False], [False, True, True])
