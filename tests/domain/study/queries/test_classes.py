"""Classes and their registers: who sees which, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.queries.classes import (
    class_by_public_id,
    classes_at,
    classes_of,
    head_counts_of,
)
from thongsuot.domain.study.queries.registers import register_of, summoned_count
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date(2021, 6, 1)
SEES_ALL = viewer_for(SYSTEM, TODAY)


@pytest.fixture
def bases() -> list[Unit]:
    """Three bases of a bloc with two members each."""
    bloc = make_unit()
    bases = [make_unit(bloc) for _ in range(3)]
    for base in bases:
        for _ in range(2):
            make_person(base)
    return bases


@pytest.fixture
def campaign(bases: list[Unit]) -> Campaign:
    """A campaign over them, its roll frozen."""
    campaign = make_campaign(bases[0].parent)
    make_roll(campaign)
    return campaign


def _viewer(unit: Unit, role: Role = Role.SECRETARY) -> Viewer:
    person = make_person(unit)
    make_grant(person, unit, role)
    return viewer_for(person, TODAY)


def _held(campaign: Campaign, host: Unit, *, guests: Unit | None = None, reason: str = "Ốm") -> StudyClass:
    present, absent = (entry_of(campaign, p) for p in host.people.order_by("pk")[:2])
    there = [present, *(entry_of(campaign, p) for p in guests.people.order_by("pk")[:2])] if guests else [present]
    joined = [campaign_unit_of(campaign, unit) for unit in (host, guests)] if guests else []
    held = make_held(campaign, there, absent=[absent], reasons={absent.pk: reason}, participants=joined)
    return hold_class(campaign_unit_of(campaign, host), held)


def test_classes_of_shows_own_and_joined_classes_and_no_others(campaign: Campaign, bases: list[Unit]) -> None:
    own, joint = _held(campaign, bases[0]), _held(campaign, bases[1], guests=bases[0])
    foreign = _held(campaign, bases[2])

    seen = {unit: set(classes_of(_viewer(unit), campaign)) for unit in bases}

    assert seen == {bases[0]: {own, joint}, bases[1]: {joint}, bases[2]: {foreign}}
    assert set(classes_of(_viewer(bases[0].parent, Role.INSPECTOR), campaign)) == {own, joint, foreign}
    assert set(classes_at(SEES_ALL, campaign_unit_of(campaign, bases[0]))) == {own, joint}


def test_class_by_public_id_when_foreign_is_absent(campaign: Campaign, bases: list[Unit]) -> None:
    with pytest.raises(StudyClass.DoesNotExist):
        class_by_public_id(_viewer(bases[1]), campaign, _held(campaign, bases[0]).public_id)


def test_classes_of_counts_people_whose_newest_fact_is_present(campaign: Campaign, bases: list[Unit]) -> None:
    joint = _held(campaign, bases[1], guests=bases[0])
    guest = entry_of(campaign, bases[0].people.order_by("pk")[0])

    before = classes_of(SEES_ALL, campaign).get().present_count
    mark_people(joint, marks=[Mark(guest.pk, Presence.NOT_RECORDED)], by=SYSTEM, at=AT)

    assert (before, classes_of(SEES_ALL, campaign).get().present_count) == (3, 2)


def test_classes_of_asks_once_for_one_class_and_for_three(campaign: Campaign, bases: list[Unit]) -> None:
    viewer = _viewer(bases[0].parent)
    counts = []
    for base in bases:
        _held(campaign, base)
        with CaptureQueriesContext(connection) as asked:
            list(classes_of(viewer, campaign))
        counts.append(len(asked))

    assert counts == [counts[0]] * 3


def test_register_of_lists_not_yet_first_and_counts_seats(campaign: Campaign, bases: list[Unit]) -> None:
    here = make_open_class(campaign_unit_of(campaign, bases[0]))
    early, late = (entry_of(campaign, p) for p in bases[0].people.order_by("pk"))
    mark_people(here, marks=[Mark(late.pk, Presence.PRESENT)], by=SYSTEM, at=AT)

    register = register_of(_viewer(bases[0]), here)

    assert [(line.entry, line.presence, line.seat) for line in register.lines] == [
        (early, Presence.NOT_RECORDED, None),
        (late, Presence.PRESENT, 1),
    ]
    assert (register.present, register.by_source, summoned_count(here)) == (1, {"list": 1}, 2)


def test_register_of_a_joint_class_shows_a_guest_unit_its_own_people(campaign: Campaign, bases: list[Unit]) -> None:
    joint = _held(campaign, bases[1], guests=bases[0])

    sizes = [len(register_of(_viewer(unit), joint).lines) for unit in bases]

    assert sizes == [2, 4, 0]


def test_register_of_tells_reasons_to_the_own_organisation_alone(campaign: Campaign, bases: list[Unit]) -> None:
    held = _held(campaign, bases[0], reason="Điều trị bệnh")

    def reasons(viewer: Viewer) -> set[str]:
        return {line.attendance.reason for line in register_of(viewer, held).lines if line.attendance}

    assert reasons(_viewer(bases[0])) == {"", "Điều trị bệnh"}
    assert reasons(_viewer(bases[0].parent, Role.OFFICER)) == {""}
    assert reasons(_viewer(bases[0].parent, Role.INSPECTOR)) == {""}


def test_register_of_shows_who_came_uninvited(campaign: Campaign, bases: list[Unit]) -> None:
    held = make_held(campaign, [entry_of(campaign, bases[0].people.order_by("pk")[0])], codes=["members", "key_cadres"])
    here = hold_class(campaign_unit_of(campaign, bases[0]), held)

    register = register_of(SEES_ALL, here)

    assert (register.present, sum(register.by_source.values()), summoned_count(here)) == (1, 1, 0)


def test_register_of_asks_the_same_for_two_people_and_for_four(campaign: Campaign, bases: list[Unit]) -> None:
    viewer, small, large = (
        _viewer(bases[0].parent),
        _held(campaign, bases[0]),
        _held(campaign, bases[1], guests=bases[2]),
    )
    costs = []
    for study_class in (small, large):
        found = class_by_public_id(viewer, campaign, study_class.public_id)
        with CaptureQueriesContext(connection) as asked:
            [line.entry.campaign_unit.name for line in register_of(viewer, found).lines]
        costs.append(len(asked))

    assert costs[0] == costs[1]


def test_head_counts_of_tells_the_newest_of_each_that_stands(campaign: Campaign, bases: list[Unit]) -> None:
    host = campaign_unit_of(campaign, bases[0])
    here = make_open_class(host, codes=["members", "non_members"])
    for people in (3, 5):
        record_count(
            here, campaign_unit=host, audience=audience(campaign, "non_members"), people=people, by=SYSTEM, at=AT
        )
    stands = [(count.people, count.version) for count in head_counts_of(here)]
    record_count(here, campaign_unit=host, audience=audience(campaign, "non_members"), people=0, by=SYSTEM, at=AT)

    assert stands == [(5, 2)]
    assert head_counts_of(here) == []
