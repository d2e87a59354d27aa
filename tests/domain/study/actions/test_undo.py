"""Undoing one's own marks: what stood before comes back as it was."""

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, make_open_class
from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.actions.attendance import AlreadyMarkedSo, NothingToUndo, mark_people, undo_marks
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models import Attendance, Standing, StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.foundation.access.permissions import Role

pytestmark = pytest.mark.django_db
P = Presence


@pytest.fixture
def study_class() -> StudyClass:
    """An open class of a base with three members."""
    base = make_unit(make_unit())
    for _ in range(3):
        make_person(base)
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return make_open_class(campaign_unit_of(campaign, base))


def _entries(study_class: StudyClass) -> list[RollEntry]:
    return [entry_of(study_class.campaign, person) for person in study_class.unit.people.order_by("pk")]


def _known(entry: RollEntry) -> tuple[str, str, str]:
    fact = Attendance.objects.filter(entry=entry).order_by("version").last()
    assert fact is not None
    return fact.presence, fact.source, fact.reason


def test_undo_marks_brings_back_check_in_reason_and_nothing(study_class: StudyClass) -> None:
    checked, excused, unknown = _entries(study_class)
    record_check_ins([CheckIn(study_class.public_id, checked.pk)], at=AT)
    mark_people(study_class, marks=[Mark(excused.pk, P.EXCUSED, "Ốm")], by=SYSTEM, at=AT)
    marks = [Mark(checked.pk, P.ABSENT), Mark(excused.pk, P.PRESENT), Mark(unknown.pk, P.PRESENT)]
    written = mark_people(study_class, marks=marks, by=SYSTEM, at=AT)

    people = undo_marks(study_class, written=written, by=SYSTEM, at=AT)

    assert people == 3
    assert [_known(e) for e in (checked, excused, unknown)] == [
        (P.PRESENT, Source.QR, ""),
        (P.EXCUSED, Source.LIST, "Ốm"),
        (P.NOT_RECORDED, Source.LIST, ""),
    ]
    assert set(Standing.objects.filter(studied=True).values_list("entry", flat=True)) == {checked.pk}


def test_undo_marks_when_corrected_since_undoes_the_rest_only(study_class: StudyClass) -> None:
    one, two, _three = _entries(study_class)
    written = mark_people(study_class, marks=[Mark(one.pk, P.PRESENT), Mark(two.pk, P.PRESENT)], by=SYSTEM, at=AT)
    mark_people(study_class, marks=[Mark(one.pk, P.ABSENT)], by=SYSTEM, at=AT)

    assert undo_marks(study_class, written=written, by=SYSTEM, at=AT) == 1
    assert (_known(one)[0], _known(two)[0]) == (P.ABSENT, P.NOT_RECORDED)


def test_undo_marks_of_another_refuses(study_class: StudyClass) -> None:
    written = mark_people(study_class, marks=[Mark(_entries(study_class)[0].pk, P.PRESENT)], by=SYSTEM, at=AT)
    other = make_person(study_class.unit)
    make_grant(other, study_class.unit, Role.SECRETARY)

    with pytest.raises(NothingToUndo):
        undo_marks(study_class, written=written, by=other, at=AT)


def test_mark_people_present_who_checked_in_meanwhile_refuses_and_keeps_the_check_in(study_class: StudyClass) -> None:
    one = _entries(study_class)[0]
    record_check_ins([CheckIn(study_class.public_id, one.pk)], at=AT)

    with pytest.raises(AlreadyMarkedSo):
        mark_people(study_class, marks=[Mark(one.pk, P.PRESENT)], by=SYSTEM, at=AT)

    assert _known(one) == (P.PRESENT, Source.QR, "")
