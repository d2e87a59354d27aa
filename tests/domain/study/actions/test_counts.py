"""Counts without names: what they add to the ledger, and what they never may."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db.models import Sum

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, make_held, make_open_class, make_sheet
from thongsuot.domain.plans.actions.documents import ConfirmedByWhoTyped, NothingToConfirm
from thongsuot.domain.plans.actions.roll import declare_total
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.study.actions.attendance import Held, NobodyPresent, mark_people
from thongsuot.domain.study.actions.counts import (
    AudienceNotInClass,
    CountAboveTotal,
    CountBeforeClass,
    CountBesideNames,
    CountedAboveOrBelow,
    CountUnchanged,
    KeyCadresAreNamed,
    UnitNotInClass,
    confirm_count,
    record_count,
    record_counted_class,
)
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.actions.sheets import SheetMissing
from thongsuot.domain.study.models import HeadCount, LearningLedger, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.domain.study.queries.classes import head_counts_of
from thongsuot.domain.study.queries.counts import counts_to_confirm
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A base with a cell and one named non-member, its open class, another base; 40 non-members declared."""

    base: CampaignUnit
    cell: CampaignUnit
    beside: CampaignUnit
    named: Person
    study_class: StudyClass
    non_members: Audience

    def count(self, people: int, **more: object) -> HeadCount:
        """Record a count of the base's non-members."""
        told = {"campaign_unit": self.base, "audience": self.non_members, "by": SYSTEM, "at": AT}
        return record_count(self.study_class, people=people, **{**told, **more})


@pytest.fixture
def scene() -> Scene:
    """Set the scene."""
    bloc = make_unit()
    base, beside = make_unit(bloc, name="Đảng bộ A"), make_unit(bloc)
    cell = make_unit(base, name="Chi bộ 1")
    named = make_person(cell, category=Category.NON_MEMBER)
    make_person(cell)
    campaign = make_campaign(bloc, directives=[make_directive(bloc), make_directive(bloc, number="02-KL/TW")])
    make_roll(campaign)
    units = [campaign_unit_of(campaign, unit) for unit in (base, cell, beside)]
    non_members = audience(campaign, "non_members")
    declared = {"people": 40, "declared_on": date(2021, 4, 2), "declared_by": "Bí thư"}
    declare_total(units[0], audience=non_members, **declared, by=SYSTEM, at=AT)
    study_class = make_open_class(units[0], codes=["members", "non_members"])
    return Scene(units[0], units[1], units[2], named, study_class, non_members)


def _sums() -> dict[object, int]:
    rows = LearningLedger.objects.values("directive").annotate(people=Sum("quantity"))
    return {row["directive"]: row["people"] for row in rows}


def test_record_count_when_replaced_leaves_the_last_number_in_the_ledger(scene: Scene) -> None:
    scene.count(30)
    second = scene.count(25, evidence=make_sheet())

    assert (second.version, HeadCount.objects.count()) == (2, 2)
    assert set(_sums().values()) == {25}
    assert len(_sums()) == 3
    standing = LearningLedger.objects.filter(directive=None).values("grade").annotate(people=Sum("quantity"))
    assert {row["grade"]: row["people"] for row in standing} == {"D": 0, "C": 25}


def test_record_count_when_withdrawn_leaves_nobody(scene: Scene) -> None:
    scene.count(30)
    scene.count(0)

    assert set(_sums().values()) == {0}


def test_record_count_when_only_the_sheet_is_new_raises_the_grade(scene: Scene) -> None:
    scene.count(30)
    scene.count(30, evidence=make_sheet())

    assert LearningLedger.objects.filter(directive=None, grade="C").aggregate(n=Sum("quantity")) == {"n": 30}


def test_record_count_when_unchanged_refuses(scene: Scene) -> None:
    scene.count(30)

    with pytest.raises(CountUnchanged):
        scene.count(30)


def test_record_count_when_nothing_stands_and_nothing_is_said_refuses(scene: Scene) -> None:
    with pytest.raises(CountUnchanged):
        scene.count(0)


def test_record_count_above_the_declared_total_refuses_over_all_classes(scene: Scene) -> None:
    scene.count(30)
    second = make_open_class(scene.base, codes=["non_members"])

    with pytest.raises(CountAboveTotal, match="41 người"):
        record_count(second, campaign_unit=scene.base, audience=scene.non_members, people=11, by=SYSTEM, at=AT)
    scene.count(20)
    record_count(second, campaign_unit=scene.base, audience=scene.non_members, people=11, by=SYSTEM, at=AT)

    assert _sums()[None] == 31


def test_record_count_beside_names_refuses(scene: Scene) -> None:
    entry = entry_of(scene.base.campaign, scene.named)
    mark_people(scene.study_class, marks=[Mark(entry.pk, Presence.PRESENT)], by=SYSTEM, at=AT)

    with pytest.raises(CountBesideNames):
        scene.count(20)
    mark_people(scene.study_class, marks=[Mark(entry.pk, Presence.NOT_RECORDED)], by=SYSTEM, at=AT)

    assert scene.count(20).people == 20


def test_record_count_where_a_unit_below_has_counted_refuses(scene: Scene) -> None:
    scene.count(1, campaign_unit=scene.cell)

    with pytest.raises(CountedAboveOrBelow, match="Chi bộ 1"):
        scene.count(20)


def test_record_count_where_the_unit_above_has_counted_refuses(scene: Scene) -> None:
    scene.count(20)

    with pytest.raises(CountedAboveOrBelow, match="Đảng bộ A"):
        scene.count(1, campaign_unit=scene.cell)


def test_record_count_of_a_unit_that_does_not_take_part_refuses(scene: Scene) -> None:
    with pytest.raises(UnitNotInClass):
        scene.count(2, campaign_unit=scene.beside)


def test_record_count_of_an_audience_the_class_is_not_for_refuses(scene: Scene) -> None:
    scene.study_class.audiences.remove(scene.non_members)

    with pytest.raises(AudienceNotInClass):
        scene.count(2)


def test_record_count_of_key_cadres_refuses(scene: Scene) -> None:
    with pytest.raises(KeyCadresAreNamed):
        scene.count(2, audience=audience(scene.base.campaign, "key_cadres"))


def test_record_count_before_the_class_begins_refuses(scene: Scene) -> None:
    planned = make_open_class(scene.base, codes=["non_members"], is_started=False)

    with pytest.raises(CountBeforeClass):
        record_count(planned, campaign_unit=scene.base, audience=scene.non_members, people=2, by=SYSTEM, at=AT)


def test_confirm_count_entered_from_above_is_for_somebody_else_of_the_unit(scene: Scene) -> None:
    above, own = make_person(scene.base.unit.parent), make_person(scene.base.unit)
    make_grant(above, scene.base.unit.parent, Role.OFFICER)
    make_grant(own, scene.base.unit, Role.SECRETARY)
    count = scene.count(20, by=above)

    assert count.entered_on_behalf
    with pytest.raises(ConfirmedByWhoTyped):
        confirm_count(count, by=above, at=AT)
    confirm_count(count, by=own, at=AT)
    assert HeadCount.objects.get().confirmed_by == own.public_id
    with pytest.raises(NothingToConfirm):
        confirm_count(count, by=own, at=AT)


def test_confirm_count_entered_by_the_unit_itself_has_nothing_to_confirm(scene: Scene) -> None:
    own = make_person(scene.base.unit)
    make_grant(own, scene.base.unit, Role.SECRETARY)

    with pytest.raises(NothingToConfirm):
        confirm_count(scene.count(20, by=own), by=own, at=AT)


def _held(scene: Scene, **more: object) -> Held:
    return make_held(scene.base.campaign, [], codes=("members", "non_members"), **more)


def test_record_counted_class_records_the_class_and_its_numbers_with_the_sheet(scene: Scene) -> None:
    people = {scene.non_members: 30, audience(scene.base.campaign): 0}

    made = record_counted_class(scene.base, held=_held(scene, sheets=[make_sheet()]), people=people, by=SYSTEM, at=AT)

    assert [(c.people, c.evidence.name) for c in head_counts_of(made)] == [(30, "ky.jpg")]
    assert set(_sums().values()) == {30}
    assert made.state == ClassState.CLOSED


def test_record_counted_class_without_the_sheet_refuses(scene: Scene) -> None:
    with pytest.raises(SheetMissing):
        record_counted_class(scene.base, held=_held(scene), people={scene.non_members: 30}, by=SYSTEM, at=AT)


def test_record_counted_class_when_a_number_is_impossible_keeps_no_class(scene: Scene) -> None:
    with pytest.raises(CountAboveTotal):
        held = _held(scene, sheets=[make_sheet()])
        record_counted_class(scene.base, held=held, people={scene.non_members: 99}, by=SYSTEM, at=AT)

    assert list(StudyClass.objects.all()) == [scene.study_class]


def test_record_counted_class_when_nobody_is_counted_refuses(scene: Scene) -> None:
    with pytest.raises(NobodyPresent):
        record_counted_class(scene.base, held=_held(scene, sheets=[make_sheet()]), people={}, by=SYSTEM, at=AT)


def test_counts_to_confirm_are_those_that_stand_and_wait(scene: Scene) -> None:
    officer, secretary = make_person(scene.base.unit.parent), make_person(scene.base.unit)
    make_grant(officer, scene.base.unit.parent)
    make_grant(secretary, scene.base.unit, Role.SECRETARY)
    everything = viewer_for(SYSTEM, AT.date())

    scene.count(30, by=officer)
    corrected = scene.count(31, by=officer)
    waiting = list(counts_to_confirm(everything, scene.base))
    foreign = list(counts_to_confirm(viewer_for(secretary, AT.date()), scene.beside))
    confirm_count(corrected, by=secretary, at=AT)

    assert (waiting, foreign) == ([corrected], [])
    assert list(counts_to_confirm(everything, scene.base)) == []
