"""Programmes seen: by whom, which, in what order; and who reads the log."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign
from tests.builders.programmes import AT, SYSTEM, make_programme
from thongsuot.domain.plans.actions.documents import Receiver
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.programmes.actions import ask_programme_supplement, receive_programme
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import (
    ProgrammeCounts,
    programme_by_public_id,
    programme_counts,
    programme_log,
    programme_versions,
    programmes_of,
    programmes_to_receive,
    units_without_programme,
)
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for

pytestmark = pytest.mark.django_db
TODAY = date(2021, 6, 20)


@dataclass
class Scene:
    """A bloc with three bases: the first has two versions, the second one, the third none; and another bloc's."""

    campaign: Campaign
    bloc: CampaignUnit
    bases: list[CampaignUnit]
    old: ActionProgramme
    new: ActionProgramme
    second: ActionProgramme
    foreign: ActionProgramme

    def viewer(self, where: CampaignUnit, role: Role = Role.SECRETARY) -> Viewer:
        """Return who holds a role over a unit."""
        person = make_person(where.unit, name="Trần Thị Người Xem")
        make_grant(person, where.unit, role)
        return viewer_for(person, TODAY)


@pytest.fixture
def scene() -> Scene:
    """Set the scene."""
    bloc, other = make_unit(), make_unit()
    units, far = [make_unit(bloc) for _ in range(3)], make_unit(other)
    campaign, elsewhere = make_campaign(bloc), make_campaign(other, slug="nq14")
    top, *bases = [campaign_unit_of(campaign, unit) for unit in (bloc, *units)]
    old = make_programme(bases[0])
    second = make_programme(bases[1], at=AT + timedelta(days=1))
    new = make_programme(bases[0], reason="Bổ sung", at=AT + timedelta(days=2))
    return Scene(campaign, top, bases, old, new, second, make_programme(campaign_unit_of(elsewhere, far)))


def test_programmes_of_are_the_newest_of_each_unit_in_the_committees_order(scene: Scene) -> None:
    found = programmes_of(scene.viewer(scene.bloc, Role.OFFICER), scene.campaign)

    assert [(p.pk, p.tasks_count) for p in found] == [(scene.new.pk, 1), (scene.second.pk, 1)]


@pytest.mark.parametrize(("index", "expected"), [(0, 1), (1, 1), (2, 0)])
def test_programmes_of_for_a_secretary_are_the_units_own(scene: Scene, index: int, expected: int) -> None:
    base = scene.bases[index]

    found = programmes_of(scene.viewer(base), scene.campaign)

    assert [p.campaign_unit for p in found] == [base] * expected


def test_programmes_to_receive_the_one_that_waits_longest_first(scene: Scene) -> None:
    officer = scene.viewer(scene.bloc, Role.OFFICER)

    waiting = list(programmes_to_receive(officer, scene.bloc))
    receive_programme(Receiver(scene.bases[1]), programme=scene.second, by=SYSTEM, at=AT)

    assert waiting == [scene.second, scene.new]
    assert list(programmes_to_receive(officer, scene.bloc)) == [scene.new]
    assert list(programmes_to_receive(scene.viewer(scene.bases[0]), scene.bloc)) == [scene.new]


def test_programme_versions_are_for_who_sees_the_unit(scene: Scene) -> None:
    own, beside = scene.viewer(scene.bases[0]), scene.viewer(scene.bases[1])

    assert programme_versions(own, scene.bases[0]) == [scene.new, scene.old]
    assert programme_versions(beside, scene.bases[0]) == []


def test_units_without_programme_in_scope(scene: Scene) -> None:
    assert list(units_without_programme(scene.viewer(scene.bloc, Role.OFFICER), scene.campaign)) == [scene.bases[2]]
    assert list(units_without_programme(scene.viewer(scene.bases[0]), scene.campaign)) == []


def test_programme_counts_below_a_unit(scene: Scene) -> None:
    officer = scene.viewer(scene.bloc, Role.OFFICER)
    receive_programme(Receiver(scene.bases[1]), programme=scene.second, by=SYSTEM, at=AT)
    ask_programme_supplement(Receiver(scene.bases[0]), programme=scene.new, reason="Thêm hạn", by=SYSTEM, at=AT)

    counts = [programme_counts(officer, unit) for unit in (scene.bloc, scene.bases[1], scene.bases[2])]

    assert counts == [ProgrammeCounts(2, 1, 0, 1), ProgrammeCounts(1, 1, 0, 0), ProgrammeCounts(0, 0, 0, 0)]


def test_programme_by_public_id_of_another_unit_or_campaign_does_not_exist(scene: Scene) -> None:
    own = scene.viewer(scene.bases[0])

    assert programme_by_public_id(own, scene.campaign, scene.old.public_id) == scene.old
    for hidden in (scene.second, scene.foreign):
        with pytest.raises(ActionProgramme.DoesNotExist):
            programme_by_public_id(own, scene.campaign, hidden.public_id)


def test_programme_log_tells_who_did_what_to_who_may_read_it(scene: Scene) -> None:
    officer = scene.viewer(scene.bloc, Role.OFFICER)
    receive_programme(Receiver(scene.bases[1]), programme=scene.second, by=officer.actor, at=AT + timedelta(days=3))

    log = programme_log(officer, scene.second)

    assert [(line.verb, line.name) for line in log] == [("received", "Trần Thị Người Xem"), ("issued", "")]
    assert log[0].at == AT + timedelta(days=3)
    assert programme_log(scene.viewer(scene.bases[1]), scene.second) == []


@pytest.mark.parametrize("units", [1, 3])
def test_programmes_of_asks_the_same_number_of_questions(
    units: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bloc = make_unit()
    bases = [make_unit(bloc) for _ in range(units)]
    campaign = make_campaign(bloc)
    for base in bases:
        make_programme(campaign_unit_of(campaign, base))
    officer = make_person(bloc)
    make_grant(officer, bloc)
    viewer = viewer_for(officer, TODAY)

    with django_assert_num_queries(1):
        found = [(p.campaign_unit.unit.name, p.tasks_count) for p in programmes_of(viewer, campaign)]

    assert len(found) == units
