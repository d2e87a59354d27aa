"""How fresh figures are: folded or not, of this campaign alone, now and as it was."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.figures import Scene
from tests.builders.study import AT, hold_class, make_held
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.figures.queries.freshness import fresh_at_of, fresh_at_then

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=3)


def test_fresh_at_is_that_of_the_newest_fact_before_and_after_folding(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    hold_class(scene.base, make_held(scene.campaign, [scene.second]), at=LATER)

    with django_assert_num_queries(1):
        waiting = fresh_at_of(scene.campaign)
    fold_all()

    assert waiting == fresh_at_of(scene.campaign) == LATER


def test_fresh_at_of_some_folded_and_some_not_is_the_newer(scene: Scene) -> None:
    fold_all()
    assert fresh_at_of(scene.campaign) == AT

    hold_class(scene.base, make_held(scene.campaign, [scene.second]), at=LATER)

    assert fresh_at_of(scene.campaign) == LATER


def test_fresh_at_of_a_campaign_without_facts_is_not_that_of_another(scene: Scene) -> None:
    fold_all()

    assert fresh_at_of(scene.elsewhere.campaign) is None


def test_fresh_at_then_knows_nothing_recorded_later(scene: Scene) -> None:
    hold_class(scene.base, make_held(scene.campaign, [scene.second]), at=LATER)

    assert [fresh_at_then(scene.campaign, at) for at in (AT - timedelta(seconds=1), AT, LATER)] == [None, AT, LATER]
