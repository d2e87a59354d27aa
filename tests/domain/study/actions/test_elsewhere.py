"""Studied with another organisation."""

from datetime import date

import pytest

from tests.builders.organisations import make_appointment, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.domain.study.actions.elsewhere import (
    ElsewhereAlreadyRecorded,
    ElsewhereBeforeDirective,
    ElsewhereInFuture,
    PlaceMissing,
    record_study_elsewhere,
)
from thongsuot.domain.study.actions.marks import NamesBesideCount
from thongsuot.domain.study.models import LearningLedger, Standing
from thongsuot.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
PLACE, DAY = "Lớp của Đảng ủy Quân sự", date(2021, 5, 5)


@pytest.fixture
def entry() -> RollEntry:
    """A secretary, member and key cadre, on a roll."""
    base = make_unit(make_unit())
    person = make_person(base)
    make_appointment(person)
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return entry_of(campaign, person)


def test_record_study_elsewhere_counts_the_member_but_not_the_key_cadre(entry: RollEntry) -> None:
    record_study_elsewhere(entry, where=PLACE, happened_on=DAY, by=SYSTEM, at=AT)

    lines = LearningLedger.objects.filter(directive=None)
    assert list(lines.values_list("audience__code", "form", "quantity")) == [("members", "elsewhere", 1)]
    assert AuditEntry.objects.get(event="study_elsewhere.recorded").payload == {}


def test_record_study_elsewhere_after_a_class_at_home_changes_nothing(entry: RollEntry) -> None:
    hold_class(entry.campaign_unit, make_held(entry.edition.campaign, [entry], happened_on=date(2021, 5, 4)))

    record_study_elsewhere(entry, where=PLACE, happened_on=DAY, by=SYSTEM, at=AT)

    assert Standing.objects.get(entry=entry, directive=None, studied=True).form == "in_person"


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"where": " "}, PlaceMissing),
        ({"happened_on": date(2021, 6, 2)}, ElsewhereInFuture),
        ({"happened_on": date(2021, 1, 31)}, ElsewhereBeforeDirective),
    ],
)
def test_record_study_elsewhere_when_it_cannot_be_refuses(entry: RollEntry, told: dict, refusal: type) -> None:
    with pytest.raises(refusal):
        record_study_elsewhere(entry, **({"where": PLACE, "happened_on": DAY} | told), by=SYSTEM, at=AT)


def test_record_study_elsewhere_twice_refuses(entry: RollEntry) -> None:
    record_study_elsewhere(entry, where=PLACE, happened_on=DAY, by=SYSTEM, at=AT)

    with pytest.raises(ElsewhereAlreadyRecorded):
        record_study_elsewhere(entry, where=PLACE, happened_on=DAY, by=SYSTEM, at=AT)


def test_record_study_elsewhere_beside_a_count_of_the_unit_refuses(entry: RollEntry) -> None:
    campaign = entry.edition.campaign
    study_class = make_open_class(campaign_unit_of(campaign, entry.unit))
    members = audience(campaign)
    record_count(study_class, campaign_unit=entry.campaign_unit, audience=members, people=1, by=SYSTEM, at=AT)

    with pytest.raises(NamesBesideCount):
        record_study_elsewhere(entry, where=PLACE, happened_on=DAY, by=SYSTEM, at=AT)
