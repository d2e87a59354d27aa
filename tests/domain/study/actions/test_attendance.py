"""Recording who was there: the good case and every refusal."""

from datetime import date, timedelta

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEntry
from thongsuot.domain.study.actions.attendance import (
    HeldInFuture,
    NobodyPresent,
    mark_people,
    record_held_class,
)
from thongsuot.domain.study.actions.classes import ClassBeforeDirective, ClassNotOpen
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.domain.study.actions.marks import Mark, MarkedTwice, NamesBesideCount, NotOnRollOfClass
from thongsuot.domain.study.models import Attendance, Standing
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc() -> Unit:
    """A bloc with two bases: A has two members and two non-members, B one member."""
    bloc = make_unit()
    a, b = make_unit(bloc, name="Đảng bộ A"), make_unit(bloc, name="Đảng bộ B")
    for unit, name, category in [
        (a, "Trần Thị Một", Category.OFFICIAL),
        (a, "Lê Văn Hai", Category.OFFICIAL),
        (a, "Phạm Thị Ba", Category.NON_MEMBER),
        (a, "Vũ Văn Bốn", Category.NON_MEMBER),
        (b, "Ngô Thị Năm", Category.OFFICIAL),
    ]:
        make_person(unit, name=name, category=category)
    return bloc


@pytest.fixture
def campaign(bloc: Unit) -> Campaign:
    """A campaign over the bloc, its roll frozen."""
    campaign = make_campaign(bloc)
    make_roll(campaign)
    return campaign


def _entry(campaign: Campaign, name: str) -> RollEntry:
    return RollEntry.objects.get(edition__campaign=campaign, person__full_name=name)


def _base(campaign: Campaign, name: str = "Đảng bộ A") -> CampaignUnit:
    return campaign.units.get(name=name)


def test_record_held_class_when_some_are_absent_keeps_three_states(campaign: Campaign) -> None:
    present, absent = _entry(campaign, "Trần Thị Một"), _entry(campaign, "Lê Văn Hai")
    held = make_held(campaign, [present], absent=[absent], reasons={absent.pk: " Trực  ca "})

    study_class = hold_class(_base(campaign), held)

    facts = Attendance.objects.filter(session__study_class=study_class)
    assert {f.entry_id: (f.presence, f.reason) for f in facts} == {
        present.pk: (Presence.PRESENT, ""),
        absent.pk: (Presence.EXCUSED, "Trực ca"),
    }
    assert list(Standing.objects.filter(studied=True, directive=None).values_list("entry", flat=True)) == [present.pk]


def test_record_held_class_when_recorded_leaves_names_out_of_the_log(campaign: Campaign) -> None:
    present = _entry(campaign, "Trần Thị Một")

    hold_class(_base(campaign), make_held(campaign, [present]))

    entry = AuditEntry.objects.get(event="attendance.recorded")
    assert entry.payload == {"source": "list", "PRESENT": 1}
    assert AuditPersonal.objects.get(entry=entry).payload == {"entries": [present.pk]}


def test_record_held_class_when_the_day_is_to_come_refuses(campaign: Campaign) -> None:
    held = make_held(campaign, [_entry(campaign, "Lê Văn Hai")], happened_on=date(2021, 6, 2))

    with pytest.raises(HeldInFuture):
        hold_class(_base(campaign), held)


def test_record_held_class_when_before_the_directive_refuses(campaign: Campaign) -> None:
    held = make_held(campaign, [_entry(campaign, "Lê Văn Hai")], happened_on=date(2021, 1, 31))

    with pytest.raises(ClassBeforeDirective, match="1/2/2021"):
        hold_class(_base(campaign), held)


def test_record_held_class_when_nobody_was_there_refuses(campaign: Campaign) -> None:
    with pytest.raises(NobodyPresent):
        hold_class(_base(campaign), make_held(campaign, []))


def test_record_held_class_when_somebody_is_present_and_absent_refuses(campaign: Campaign) -> None:
    entry = _entry(campaign, "Lê Văn Hai")

    with pytest.raises(MarkedTwice):
        hold_class(_base(campaign), make_held(campaign, [entry], absent=[entry]))


def test_record_held_class_when_somebody_is_of_another_unit_says_where_and_keeps_nothing(campaign: Campaign) -> None:
    people = [_entry(campaign, "Lê Văn Hai"), _entry(campaign, "Ngô Thị Năm")]

    with pytest.raises(NotOnRollOfClass, match="Ngô Thị Năm thuộc Đảng bộ B"):
        hold_class(_base(campaign), make_held(campaign, people))

    assert not Attendance.objects.exists()
    assert not campaign.classes.exists()


def test_record_held_class_when_the_other_unit_joins_counts_its_people(campaign: Campaign) -> None:
    guest = _entry(campaign, "Ngô Thị Năm")
    held = make_held(campaign, [guest], participants=[_base(campaign, "Đảng bộ B")])

    hold_class(_base(campaign), held)

    assert Standing.objects.get(entry=guest, directive=None).studied


def test_record_held_class_when_somebody_is_of_another_campaign_refuses(campaign: Campaign) -> None:
    other = make_unit()
    stranger = make_person(other)
    elsewhere = make_campaign(other, slug="khac")
    make_roll(elsewhere)

    with pytest.raises(NotOnRollOfClass):
        hold_class(_base(campaign), make_held(campaign, [entry_of(elsewhere, stranger)]))


@pytest.mark.parametrize(
    ("where", "role", "may"),
    [
        ("own", Role.SECRETARY, True),
        ("own", Role.RAPPORTEUR, True),
        ("above", Role.OFFICER, True),
        ("beside", Role.SECRETARY, False),
        ("own", Role.INSPECTOR, False),
    ],
)
def test_record_held_class_by_reach(campaign: Campaign, bloc: Unit, where: str, role: Role, may: bool) -> None:
    units = {"own": _base(campaign).unit, "above": bloc, "beside": _base(campaign, "Đảng bộ B").unit}
    person = make_person(units[where])
    make_grant(person, units[where], role)
    held = make_held(campaign, [_entry(campaign, "Lê Văn Hai")])

    if may:
        assert record_held_class(_base(campaign), held=held, by=person, at=AT).number == 1
    else:
        with pytest.raises(NotAllowed):
            record_held_class(_base(campaign), held=held, by=person, at=AT)


def test_mark_people_when_marked_and_taken_back_keeps_both_facts(campaign: Campaign) -> None:
    entry, study_class = _entry(campaign, "Lê Văn Hai"), make_open_class(_base(campaign))

    mark_people(study_class, marks=[Mark(entry.pk, Presence.PRESENT)], by=SYSTEM, at=AT)
    mark_people(study_class, marks=[Mark(entry.pk, Presence.NOT_RECORDED)], by=SYSTEM, at=AT + timedelta(minutes=1))

    facts = Attendance.objects.filter(entry=entry).order_by("version").values_list("version", "presence")
    assert list(facts) == [(1, Presence.PRESENT), (2, Presence.NOT_RECORDED)]
    assert not Standing.objects.filter(entry=entry, studied=True).exists()


def test_mark_people_when_the_class_has_not_begun_refuses(campaign: Campaign) -> None:
    study_class = make_open_class(_base(campaign), is_started=False)

    with pytest.raises(ClassNotOpen):
        mark_people(study_class, marks=[Mark(_entry(campaign, "Lê Văn Hai").pk, Presence.PRESENT)], by=SYSTEM, at=AT)


def test_mark_people_when_the_unit_reported_a_number_refuses_names_until_it_is_withdrawn(campaign: Campaign) -> None:
    base, study_class = _base(campaign), make_open_class(_base(campaign), codes=["members", "non_members"])
    named = [Mark(_entry(campaign, "Phạm Thị Ba").pk, Presence.PRESENT)]
    about = {"campaign_unit": base, "audience": audience(campaign, "non_members"), "by": SYSTEM}
    record_count(study_class, people=2, at=AT, **about)

    with pytest.raises(NamesBesideCount, match="Đảng bộ A đã báo số lượng"):
        mark_people(study_class, marks=named, by=SYSTEM, at=AT)
    record_count(study_class, people=0, at=AT, **about)
    mark_people(study_class, marks=named, source=Source.HOST, by=SYSTEM, at=AT)

    assert Standing.objects.filter(studied=True, directive=None).count() == 1


def test_mark_people_when_a_number_speaks_for_others_takes_the_name(campaign: Campaign) -> None:
    base, study_class = _base(campaign), make_open_class(_base(campaign), codes=["members", "non_members"])
    record_count(
        study_class, campaign_unit=base, audience=audience(campaign, "non_members"), people=2, by=SYSTEM, at=AT
    )

    mark_people(study_class, marks=[Mark(_entry(campaign, "Lê Văn Hai").pk, Presence.PRESENT)], by=SYSTEM, at=AT)

    assert Standing.objects.filter(studied=True, directive=None).count() == 1
