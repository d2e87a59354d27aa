"""The classes: one of the bloc for key cadres, 82 of the base in five forms; and those who studied elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.campaigns import audiences_of
from thongsuot.domain.plans.queries.roll import roll_of_unit
from thongsuot.domain.study.actions.attendance import Held, record_held_class
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.actions.classes import close_class, open_class, start_class
from thongsuot.domain.study.actions.counts import confirm_count, record_count
from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Source
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Person
from thongsuot.interfaces.cli.demonstration.calibration import NOT_STUDIED
from thongsuot.interfaces.cli.demonstration.evidence import sheet_picture
from thongsuot.interfaces.cli.demonstration.non_members import NAMED_AND_ABSENT, counted_non_members
from thongsuot.interfaces.cli.demonstration.schedule import Planned, planned_classes
from thongsuot.interfaces.cli.demonstration.stage import Stage, at, keep, say

KEY_CLASS_DAY = date(2021, 4, 8)
ABSENT_KEY, UNRECORDED_KEY = 6, 2
REASONS = ("Nghỉ thai sản", "Điều trị bệnh", "Đi công tác", "Cách ly y tế", "Trực ca")
_ELSEWHERE = ("K01", "K15", "K32")
_ENTERED_FOR = ("K48", "K50", "K64", "K68", "K72")
_NOT_CONFIRMED = ("K68", "K72")
_SOURCES = {
    "in_person": Source.SHEET,
    "hybrid": Source.SHEET,
    "online": Source.EXCEL,
    "in_parts": Source.LIST,
    "folded": Source.LIST,
}


@dataclass
class Roll:
    """Who is to study in each unit, and who will have."""

    audiences: dict[str, Audience]
    key: list[RollEntry]
    to_study: dict[str, list[RollEntry]]
    left_out: dict[str, list[RollEntry]]
    named: dict[str, list[RollEntry]]


def hold_classes(stage: Stage) -> None:
    """Hold every class, in the order of days."""
    roll = _roll(stage)
    _key_class(stage, roll)
    counts = counted_non_members(stage.units)
    for n, planned in enumerate(planned_classes(stage.units)):
        if n % 20 == 0:
            say(_("Lớp ở cơ sở: %(n)d/82…") % {"n": n})
        study_class = _live(stage, roll, planned) if planned.checks_in_by_code else _held(stage, roll, planned)
        if planned.number == 1:
            for code in (planned.host, *planned.joined):
                _count(stage, roll, study_class, code, counts.get(code, 0), planned.day)


def _roll(stage: Stage) -> Roll:
    audiences = {a.code: a for a in audiences_of(stage.campaign)}
    top = stage.campaign_units["KHOI"]
    key = list(roll_of_unit(stage.viewer, top, audiences["key_cadres"]))
    key_ids = {entry.pk for entry in key}
    missed = {entry.pk for entry in key[5 :: len(key) // 8][: ABSENT_KEY + UNRECORDED_KEY]}
    members: dict[str, list[RollEntry]] = {unit.code: [] for unit in stage.units}
    for entry in roll_of_unit(stage.viewer, top, audiences["members"]):
        if entry.pk not in key_ids or entry.pk in missed:
            members[entry.campaign_unit.code.split(".")[0]].append(entry)
    left_out, to_study = {}, {}
    for code, entries in members.items():
        plain = [entry for entry in entries if entry.pk not in missed]
        left_out[code] = plain[: NOT_STUDIED.get(code, 0)]
        out = {entry.pk for entry in left_out[code]}
        to_study[code] = [entry for entry in entries if entry.pk not in out]
    named = {
        code: list(roll_of_unit(stage.viewer, stage.campaign_units[code], audiences["non_members"]))[absent:]
        for code, absent in NAMED_AND_ABSENT.items()
    }
    return Roll(
        audiences,
        [*(e for e in key if e.pk not in missed), *(e for e in key if e.pk in missed)],
        to_study,
        left_out,
        named,
    )


def _key_class(stage: Stage, roll: Roll) -> None:
    say(_("Lớp cán bộ chủ chốt: 232/240…"))
    when = at(KEY_CLASS_DAY, 17)
    absent = roll.key[-ABSENT_KEY - UNRECORDED_KEY : -UNRECORDED_KEY]
    present = roll.key[: -ABSENT_KEY - UNRECORDED_KEY]
    held = Held(
        name="Lớp cán bộ chủ chốt, báo cáo viên",
        form=Form.IN_PERSON,
        happened_on=KEY_CLASS_DAY,
        directives=list(stage.campaign.directives.all()),
        audiences=[roll.audiences["members"], roll.audiences["key_cadres"]],
        present=[entry.pk for entry in present],
        absent=[entry.pk for entry in absent],
        reasons={entry.pk: REASONS[n] for n, entry in enumerate(absent[:4])},
        place="Hội trường Khối",
        speaker="Trưởng Ban Tuyên giáo Tỉnh ủy",
        source=Source.SHEET,
        sheets=[keep(sheet_picture("lớp chủ chốt", 34), "danh-sach-ky-lop-chu-chot.jpg", "evidence", when)],
    )
    record_held_class(stage.campaign_units["KHOI"], held=held, by=stage.officer, at=when)


def _share(entries: Sequence[RollEntry], planned: Planned) -> list[RollEntry]:
    """Return the part of a unit's people that goes to the n-th of its classes: the last is small, a make-up."""
    if planned.of_host == 1:
        return list(entries)
    make_up = max(2, len(entries) // 12)
    before = entries[: len(entries) - make_up]
    if planned.is_make_up:
        return list(entries[len(entries) - make_up :])
    parts = planned.of_host - 1
    size = -(-len(before) // parts)
    return list(before[(planned.number - 1) * size : planned.number * size])


def _held(stage: Stage, roll: Roll, planned: Planned) -> StudyClass:
    present = _share(roll.to_study[planned.host], planned)
    out = roll.left_out[planned.host] if planned.number == 1 else []
    for code in planned.joined:
        present += roll.to_study[code]
    if planned.number == 1:
        present += roll.named.get(planned.host, [])
    when = at(planned.day, 17)
    source = _SOURCES[planned.form]
    told = out[: -(-len(out) * 2 // 3)]
    held = Held(
        name="Học bù" if planned.is_make_up else "",
        form=Form(planned.form),
        happened_on=planned.day,
        directives=list(stage.campaign.directives.all()),
        audiences=[roll.audiences["members"], roll.audiences["non_members"]],
        present=[entry.pk for entry in present],
        absent=[entry.pk for entry in told],
        reasons={entry.pk: REASONS[n % len(REASONS)] for n, entry in enumerate(told) if n % 4 != 3},
        participants=_participants(stage, planned),
        place="" if planned.form == "online" else "Hội trường đơn vị",
        is_make_up=planned.is_make_up,
        source=source,
        sheets=[_sheet(planned, len(present))] if source == Source.SHEET else [],
    )
    return record_held_class(stage.campaign_units[planned.host], held=held, by=_who_opens(stage, planned), at=when)


def _live(stage: Stage, roll: Roll, planned: Planned) -> StudyClass:
    """Hold a class at whose door people check themselves in; today's is still open."""
    secretary, begins = _who_opens(stage, planned), at(planned.day, 13, 30)
    study_class = open_class(
        stage.campaign_units[planned.host],
        name="Học bù" if planned.is_make_up else "",
        form=Form(planned.form),
        starts_at=begins,
        ends_at=begins + timedelta(hours=4),
        directives=list(stage.campaign.directives.all()),
        audiences=[roll.audiences["members"], roll.audiences["non_members"]],
        participants=_participants(stage, planned),
        place="Hội trường tầng 3",
        speaker="Báo cáo viên Đảng ủy Khối",
        is_make_up=planned.is_make_up,
        by=secretary,
        at=begins - timedelta(days=5),
    )
    start_class(study_class, by=secretary, at=begins)
    coming = _share(roll.to_study[planned.host], planned)
    coming += [entry for code in planned.joined for entry in roll.to_study[code]]
    for n in range(0, len(coming), 12):
        rows = [CheckIn(study_class.public_id, entry.pk) for entry in coming[n : n + 12]]
        record_check_ins(rows, at=begins + timedelta(minutes=1 + n // 12, seconds=20))
    if not planned.is_live:
        close_class(study_class, by=secretary, at=begins + timedelta(hours=4))
    return study_class


def _participants(stage: Stage, planned: Planned) -> list[CampaignUnit]:
    return [stage.campaign_units[code] for code in (planned.host, *planned.joined)]


def _who_opens(stage: Stage, planned: Planned) -> Person:
    """Return the host's secretary; a joint class is opened by the level above its units."""
    return stage.officer if planned.joined else stage.secretaries[planned.host]


def _count(stage: Stage, roll: Roll, study_class: StudyClass, code: str, people: int, day: date) -> None:
    if not people:
        return
    # A class's own secretary counts everybody in it; what is counted for another unit, that unit confirms.
    by = stage.officer if code in _ENTERED_FOR else stage.secretaries[study_class.host.code]
    count = record_count(
        study_class,
        campaign_unit=stage.campaign_units[code],
        audience=roll.audiences["non_members"],
        people=people,
        evidence=keep(sheet_picture(f"quần chúng {code}", 30), f"danh-sach-ky-{code}.jpg", "evidence", at(day, 17)),
        by=by,
        at=at(day, 17, 30),
    )
    if count.entered_on_behalf and code not in _NOT_CONFIRMED:
        confirm_count(count, by=stage.secretaries[code], at=at(day + timedelta(days=1), 9))


def record_elsewhere(stage: Stage) -> None:
    """Three people bring a certificate of a class of another organisation, though they had studied at home too."""
    roll = _roll(stage)
    for code in _ELSEWHERE:
        record_study_elsewhere(
            roll.to_study[code][-1],
            where="Lớp của Đảng ủy Quân sự tỉnh",
            happened_on=date(2021, 4, 20),
            by=stage.secretaries[code],
            at=at(date(2021, 6, 25)),
        )


def _sheet(planned: Planned, signatures: int) -> StoredFile:
    name = f"danh-sach-ky-{planned.host}-{planned.number}.jpg"
    return keep(sheet_picture(name, signatures), name, "evidence", at(planned.day, 17))
