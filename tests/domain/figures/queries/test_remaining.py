"""Who is left: summoned to a make-up, excused, or neither; each counted once."""

from datetime import timedelta

import pytest

from tests.builders.figures import Scene
from tests.builders.study import AT, SYSTEM, audience
from thongsuot.domain.figures.queries.remaining import (
    MakeUpAhead,
    Remaining,
    make_up_of,
    make_ups_ahead,
    remaining_by_unit,
)
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.actions.classes import close_class, open_class, start_class
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.access.permissions import Role

LATER = AT + timedelta(days=7)


def _make_up(host: CampaignUnit, *, is_make_up: bool = True, days: int = 7, code: str = "members") -> StudyClass:
    starts_at = AT + timedelta(days=days)
    return open_class(
        host,
        name="Học bù",
        form=Form.IN_PERSON,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        directives=list(host.campaign.directives.all()),
        audiences=[audience(host.campaign, code)],
        is_make_up=is_make_up,
        by=SYSTEM,
        at=AT,
    )


def _remaining(scene: Scene) -> list[Remaining | None]:
    units = [scene.bloc, scene.base, scene.cells[0], scene.beside]
    found = remaining_by_unit(scene.viewer(scene.bloc), units, scene.members)
    return [found.get(unit.pk) for unit in units]


def test_remaining_by_unit_tells_reasons_from_none(scene: Scene) -> None:
    assert _remaining(scene) == [Remaining(4, 0, 1), Remaining(3, 0, 1), Remaining(1, 0, 1), Remaining(1, 0, 0)]
    assert Remaining(4, 0, 1).unexplained == 3


def test_remaining_by_unit_counts_the_summoned_before_their_reasons(scene: Scene) -> None:
    _make_up(scene.cells[0])

    assert _remaining(scene) == [Remaining(4, 1, 0), Remaining(3, 1, 0), Remaining(1, 1, 0), Remaining(1, 0, 0)]


@pytest.mark.parametrize("what", ["over", "ordinary", "for others"])
def test_remaining_by_unit_is_not_summoned_by_other_classes(scene: Scene, what: str) -> None:
    study_class = _make_up(
        scene.base, is_make_up=what != "ordinary", code="key_cadres" if what == "for others" else "members"
    )
    if what == "over":
        start_class(study_class, by=SYSTEM, at=LATER)
        close_class(study_class, by=SYSTEM, at=LATER)

    assert _remaining(scene)[0] == Remaining(4, 0, 1)


def test_remaining_by_unit_leaves_out_what_is_not_in_scope(scene: Scene) -> None:
    secretary = scene.viewer(scene.base, Role.SECRETARY)

    found = remaining_by_unit(secretary, [scene.base, scene.beside, scene.bloc, scene.elsewhere], scene.members)

    assert found == {scene.base.pk: Remaining(3, 0, 1)}
    assert remaining_by_unit(secretary, [], scene.members) == {}


def test_make_ups_ahead_are_those_in_scope_the_earliest_of_each_unit(scene: Scene) -> None:
    _make_up(scene.base, days=9)
    _make_up(scene.base, days=7)
    _make_up(scene.beside, days=8)

    own = make_ups_ahead(scene.viewer(scene.base, Role.SECRETARY), scene.campaign, scene.members)

    assert own == [MakeUpAhead(scene.base.path, LATER)]
    assert len(make_ups_ahead(scene.viewer(scene.bloc), scene.campaign, scene.members)) == 2


def test_make_up_of_a_person_is_the_earliest_that_is_for_them(scene: Scene) -> None:
    far, near = MakeUpAhead(scene.bloc.path, LATER + timedelta(days=1)), MakeUpAhead(scene.base.path, LATER)

    assert make_up_of(scene.cells[0].path, [far, near]) == near
    assert make_up_of(scene.beside.path, [far, near]) == far
    assert make_up_of(scene.elsewhere.path, [far, near]) is None
