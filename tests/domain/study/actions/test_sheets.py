"""Attaching signed sheets: whose evidence they become, in whatever order."""

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, hold_class, make_held, make_open_class, make_sheet
from thongsuot.domain.plans.models import CampaignUnit, RollEntry
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.actions.sheets import SheetMissing, SheetUnreadable, attach_sheets
from thongsuot.domain.study.models import Attendance, Standing
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.queries.classes import evidence_of
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> CampaignUnit:
    """A base with two members on a frozen roll."""
    base = make_unit(make_unit())
    for _ in range(2):
        make_person(base)
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return campaign_unit_of(campaign, base)


def _entries(host: CampaignUnit) -> list[RollEntry]:
    return [entry_of(host.campaign, person) for person in host.unit.people.order_by("pk")]


def _facts(host: CampaignUnit) -> dict[int, tuple[str, str | None]]:
    newest = Attendance.objects.order_by("entry_id", "-version").distinct("entry_id").select_related("evidence")
    return {fact.entry_id: (fact.source, fact.evidence.name if fact.evidence else None) for fact in newest}


def _tick(host: CampaignUnit, entry: RollEntry) -> None:
    mark_people(host.hosted_classes.get(), marks=[Mark(entry.pk, Presence.PRESENT)], by=SYSTEM, at=AT)


@pytest.mark.parametrize("paper_first", [True, False])
def test_attach_sheets_in_either_order_makes_the_sheet_the_source(host: CampaignUnit, paper_first: bool) -> None:
    study_class, (one, _two) = make_open_class(host), _entries(host)

    if paper_first:
        attach_sheets(study_class, files=[make_sheet()], by=SYSTEM, at=AT)
    _tick(host, one)
    if not paper_first:
        attach_sheets(study_class, files=[make_sheet()], by=SYSTEM, at=AT)

    assert _facts(host) == {one.pk: (Source.SHEET, "ky.jpg")}
    assert set(Standing.objects.filter(entry=one, studied=True).values_list("grade", flat=True)) == {"A"}
    assert AuditEntry.objects.filter(event="sheet.attached").count() == 1


def test_attach_sheets_leaves_who_checked_in_as_they_are(host: CampaignUnit) -> None:
    study_class, (one, two) = make_open_class(host), _entries(host)
    record_check_ins([CheckIn(study_class.public_id, one.pk)], at=AT)
    _tick(host, two)

    people = attach_sheets(study_class, files=[make_sheet(), make_sheet("trang-2.jpg")], by=SYSTEM, at=AT)

    assert people == 1
    assert _facts(host) == {one.pk: (Source.QR, None), two.pk: (Source.SHEET, "ky.jpg")}
    assert [file.name for file in evidence_of(study_class)] == ["ky.jpg", "trang-2.jpg"]


def test_attach_sheets_when_there_is_none_refuses(host: CampaignUnit) -> None:
    with pytest.raises(SheetMissing):
        attach_sheets(make_open_class(host), files=[], by=SYSTEM, at=AT)


def test_attach_sheets_when_it_is_a_list_refuses(host: CampaignUnit) -> None:
    with pytest.raises(SheetUnreadable, match="dùng Nhập Excel"):
        attach_sheets(make_open_class(host), files=[make_sheet("a.csv", media_type="text/csv")], by=SYSTEM, at=AT)


def test_record_held_class_with_sheets_keeps_them_all(host: CampaignUnit) -> None:
    entries = _entries(host)

    made = hold_class(host, make_held(host.campaign, entries, sheets=[make_sheet(), make_sheet("trang-2.jpg")]))

    assert set(_facts(host).values()) == {(Source.SHEET, "ky.jpg")}
    assert [file.name for file in evidence_of(made)] == ["ky.jpg", "trang-2.jpg"]


@pytest.mark.parametrize(
    ("where", "role", "may"),
    [
        ("own", Role.RAPPORTEUR, True),
        ("above", Role.OFFICER, True),
        ("beside", Role.SECRETARY, False),
        ("own", Role.INSPECTOR, False),
    ],
)
def test_attach_sheets_by_reach(host: CampaignUnit, where: str, role: Role, may: bool) -> None:
    above = host.unit.parent
    units = {"own": host.unit, "above": above, "beside": make_unit(above)}
    person = make_person(units[where])
    make_grant(person, units[where], role)
    study_class = make_open_class(host)

    if may:
        assert attach_sheets(study_class, files=[make_sheet()], by=person, at=AT) == 0
    else:
        with pytest.raises(NotAllowed):
            attach_sheets(study_class, files=[make_sheet()], by=person, at=AT)
