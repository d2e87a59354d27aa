"""The annex tables that go with a report on study: results by unit, programmes issued, units that have not finished.

Rows come in the committee's own fixed order and stay in it. Totals are added up here from the rows, never handed in; every
percentage is derived. A column for which no unit has anything is left out. (Forms 6.1, 6.3 and 6.8 of the trade.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thongsuot.domain.reports.documents.columns import (
    NOT_APPLICABLE,
    UNKNOWN,
    ColumnRule,
    Turnout,
    all_of,
    annex_of,
    bases,
    counts,
    days,
    rates,
    words,
)
from thongsuot.domain.reports.documents.content import AnnexTable
from thongsuot.domain.reports.documents.wording import people

NOT_REPORTED = "Chưa báo cáo"
NOT_ISSUED = "Chưa ban hành"
_MEMBERS, _NON_MEMBERS, _REFLECTIONS = "Đảng viên", "Quần chúng", "Bài thu hoạch"


@dataclass(frozen=True, slots=True)
class StudyRow:
    """A unit's results. None is not known and is shown so; a unit that has not reported is `reported=False`, never 0.

    `classes` counts classes by form, in the order of the forms given to study_annex. `members` are those who studied of those
    obliged to; they fall apart into `excused`, `unexcused` and `unrecorded` beside the ones who studied; `made_up` is a part of
    the latter. `sittings` counts attendances (lượt), not people. Refuses (ValueError) parts that do not add up.
    """

    unit: str
    kind: str = ""
    classes: tuple[int, ...] | None = None
    first_day: date | None = None
    last_day: date | None = None
    key_cadres: Turnout = UNKNOWN
    rapporteurs: Turnout = UNKNOWN
    members: Turnout = UNKNOWN
    members_in_all: int | None = None
    exempt: int | None = None
    made_up: int | None = None
    excused: int | None = None
    unexcused: int | None = None
    unrecorded: int | None = None
    non_members: Turnout = UNKNOWN
    sittings: int | None = None
    reflections: Turnout = UNKNOWN
    reflections_passed: int | None = None
    reported: bool = True
    note: str = ""

    def __post_init__(self) -> None:
        obliged, attended = self.members.expected, self.members.attended
        self._must_add_up("obliged", obliged, (attended, self.excused, self.unexcused, self.unrecorded))
        self._must_add_up("in all", self.members_in_all, (obliged, self.exempt))
        if self.made_up is not None and attended is not None and self.made_up > attended:
            raise ValueError(f"{self.unit}: {self.made_up} made up what only {attended} studied.")

    def _must_add_up(self, name: str, whole: int | None, among: tuple[int | None, ...]) -> None:
        known = [part for part in among if part is not None]
        if whole is not None and len(known) == len(among) and sum(known) != whole:
            raise ValueError(f"{self.unit}: members {name} are {whole}, their parts are {known}.")


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """What a unit issued after study; without `issued_on` it has not.

    `below` counts its cells with a plan of all its cells; a unit that has no cells under it has None.
    `standing` says how the level above has received it, in words.
    """

    unit: str
    document_kind: str = ""
    symbol: str = ""
    issued_on: date | None = None
    on_time: bool | None = None
    tasks: int | None = None
    indicators: int | None = None
    below: Turnout | None = None
    standing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IncompleteRow:
    """A unit that has not finished: what is left, how many members, why, and the new day."""

    unit: str
    matter: str
    people_left: int | None = None
    reason: str = ""
    new_day: date | None = None


def study_annex(
    rows: Sequence[StudyRow], *, class_forms: Sequence[str], title: str = "Kết quả học tập, quán triệt theo từng đơn vị"
) -> AnnexTable:
    """Return the results by unit, with remarks on units that have not reported or not declared their non-members."""
    rules: list[ColumnRule[StudyRow]] = [
        words("Loại hình", lambda row: row.kind),
        *_class_rules(class_forms),
        days("Bắt đầu", lambda row: row.first_day, group="Thời gian học"),
        days("Kết thúc", lambda row: row.last_day, group="Thời gian học"),
        bases("Triệu tập", lambda row: row.key_cadres.expected, group="Cán bộ chủ chốt"),
        counts("Tham gia", lambda row: row.key_cadres.attended, group="Cán bộ chủ chốt"),
        rates("Tỷ lệ", lambda row: row.key_cadres, group="Cán bộ chủ chốt"),
        bases("Triệu tập", lambda row: row.rapporteurs.expected, group="Báo cáo viên"),
        counts("Tham gia", lambda row: row.rapporteurs.attended, group="Báo cáo viên"),
        rates("Tỷ lệ", lambda row: row.rapporteurs, group="Báo cáo viên"),
        *_member_rules(),
        bases("Tổng số", lambda row: row.non_members.expected, group=_NON_MEMBERS, declared=True),
        counts("Đã học", lambda row: row.non_members.attended, group=_NON_MEMBERS),
        rates("Tỷ lệ", lambda row: row.non_members, group=_NON_MEMBERS),
        counts("Đoàn viên, hội viên (lượt)", lambda row: row.sittings),
        bases("Phải nộp", lambda row: row.reflections.expected, group=_REFLECTIONS),
        counts("Đã nộp", lambda row: row.reflections.attended, group=_REFLECTIONS),
        rates("Tỷ lệ", lambda row: row.reflections, group=_REFLECTIONS),
        counts("Đạt yêu cầu", lambda row: row.reflections_passed, group=_REFLECTIONS),
        words("Ghi chú", _study_note),
    ]
    return annex_of(title, rules, rows, names=lambda row: row.unit, remarks=_study_remarks(rows))


def programme_annex(
    rows: Sequence[ProgrammeRow], *, title: str = "Kế hoạch, chương trình hành động đã ban hành"
) -> AnnexTable:
    """Return what each unit issued; the total says how many of the units have."""
    rules: list[ColumnRule[ProgrammeRow]] = [
        words("Loại văn bản", lambda row: row.document_kind),
        words("Số, ký hiệu", lambda row: row.symbol if row.issued_on else NOT_ISSUED, total=_issued),
        days("Ngày ban hành", lambda row: row.issued_on),
        words("Đúng hạn", _on_time, total=_issued_on_time),
        counts("Số nhiệm vụ", lambda row: row.tasks),
        counts("Số chỉ tiêu", lambda row: row.indicators),
        bases("Tổng số", lambda row: row.below.expected if row.below else NOT_APPLICABLE, group="Chi bộ trực thuộc"),
        counts(
            "Đã có kế hoạch", lambda row: row.below.attended if row.below else NOT_APPLICABLE, group="Chi bộ trực thuộc"
        ),
        words("Tình trạng", lambda row: row.standing),
        words("Ghi chú", lambda row: row.note),
    ]
    return annex_of(title, rules, rows, names=lambda row: row.unit)


def incomplete_annex(rows: Sequence[IncompleteRow], *, title: str = "Danh sách đơn vị chưa hoàn thành") -> AnnexTable:
    """Return the units that have not finished, in the committee's order: the list informs, it does not rank."""
    rules: list[ColumnRule[IncompleteRow]] = [
        words("Nội dung chưa hoàn thành", lambda row: row.matter),
        counts("Còn (đồng chí)", lambda row: row.people_left),
        words("Lý do", lambda row: row.reason),
        days("Thời hạn mới", lambda row: row.new_day),
    ]
    return annex_of(title, rules, rows, names=lambda row: row.unit)


def _class_rules(forms: Sequence[str]) -> list[ColumnRule[StudyRow]]:
    def held(row: StudyRow) -> int | None:
        return None if row.classes is None else sum(row.classes)

    def of_form(place: int, title: str) -> ColumnRule[StudyRow]:
        return counts(title, lambda row: None if row.classes is None else row.classes[place], group="Số lớp")

    return [counts("Tổng số", held, group="Số lớp"), *(of_form(place, title) for place, title in enumerate(forms))]


def _member_rules() -> list[ColumnRule[StudyRow]]:
    def of_all_members(row: StudyRow) -> Turnout:
        return Turnout(row.members.attended, row.members_in_all, row.members.target)

    return [
        bases("Tổng số", lambda row: row.members_in_all, group=_MEMBERS),
        counts("Miễn sinh hoạt", lambda row: row.exempt, group=_MEMBERS),
        bases("Phải học", lambda row: row.members.expected, group=_MEMBERS),
        counts("Đã học", lambda row: row.members.attended, group=_MEMBERS),
        counts("Trong đó học bù", lambda row: row.made_up, group=_MEMBERS),
        counts("Vắng có lý do", lambda row: row.excused, group=_MEMBERS),
        counts("Vắng không lý do", lambda row: row.unexcused, group=_MEMBERS),
        counts("Chưa ghi nhận", lambda row: row.unrecorded, group=_MEMBERS),
        rates("Tỷ lệ trên phải học", lambda row: row.members, group=_MEMBERS),
        rates("Tỷ lệ trên tổng số", of_all_members, group=_MEMBERS),
    ]


def _study_note(row: StudyRow) -> str:
    return ". ".join(part for part in ("" if row.reported else NOT_REPORTED, row.note) if part)


def _study_remarks(rows: Sequence[StudyRow]) -> list[str]:
    silent = sum(not row.reported for row in rows)
    undeclared = sum(row.non_members.expected is None for row in rows)
    remarks = []
    if silent:
        remarks.append(f"Số tổng cộng chưa gồm kết quả của {people(silent, 'đơn vị')} chưa báo cáo.")
    if undeclared and all_of([row.non_members for row in rows]).attended is not None:
        remarks.append(
            f"{people(undeclared, 'đơn vị')} chưa khai tổng số quần chúng, nên không tính tỷ lệ chung của quần chúng."
        )
    return remarks


def _on_time(row: ProgrammeRow) -> str | None:
    return None if row.on_time is None else "Có" if row.on_time else "Không"


def _issued(rows: Sequence[ProgrammeRow]) -> str:
    return f"{sum(row.issued_on is not None for row in rows)}/{people(len(rows), 'đơn vị')} đã ban hành"


def _issued_on_time(rows: Sequence[ProgrammeRow]) -> str:
    return f"{sum(row.on_time is True for row in rows)}/{len(rows)}"
