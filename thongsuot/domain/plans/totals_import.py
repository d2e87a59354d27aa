"""Declared totals of non-members from the sheet units fill in: a blank is not declared, 0 is 0, the sum is no unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, DeclaredTotal
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.roll_totals import count_roll
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.files import values
from thongsuot.foundation.files.headers import Column
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.sheets import Question, read_workbook
from thongsuot.foundation.files.table_rows import IgnoredRow, TableRow
from thongsuot.foundation.files.tables import HeaderNotFound, RequiredColumnMissing, Table, find_table
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen
from thongsuot.foundation.organisations.roster.faults import Fault

_COLUMNS = (
    Column("code", "Mã đơn vị", ("Mã",), required=True),
    Column("people", "Tổng số quần chúng", ("Tổng số", "Số quần chúng"), required=True),
    Column("declared_by", "Người khai", ("Người lập",)),
    Column("declared_on", "Ngày khai", ("Ngày",)),
)


class NotATotalsSheet(Refusal):
    """No sheet of the file has unit codes and totals."""


@dataclass(slots=True)
class TotalsImport:
    """What became of the rows: `accepted` were declared anew, `unchanged` as before, `blank` not declared."""

    rows: int = 0
    accepted: int = 0
    unchanged: int = 0
    blank: int = 0
    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@action(Permission.RUN_CAMPAIGN)
def import_totals(
    campaign: Campaign, *, file: StoredFile, answers: Mapping[str, str] | None = None, by: Actor, at: datetime
) -> TotalsImport:
    """Declare the totals of a sheet, a new version only where one differs. The roll is recounted once.

    Refuses a file without unit codes and totals (NotATotalsSheet), open questions, and what `read_workbook` refuses.
    """
    table = _table(file, answers or {})
    sheet = _Declaring(campaign, at)
    told = TotalsImport(rows=len(table.rows))
    for row in table.rows:
        try:
            sheet.read(row, told)
        except Refusal as refusal:
            told.errors.append(Fault(row.number, refusal.code, str(refusal)))
    DeclaredTotal.objects.bulk_create(sheet.fresh)
    told.accepted = len(sheet.fresh)
    _compare_sum(table, told)
    count_roll(campaign)
    counts = {"accepted": told.accepted, "unchanged": told.unchanged, "blank": told.blank}
    record("totals.imported", by=by, at=at, subject=campaign, unit_path=campaign.of_unit.path, payload=counts)
    return told


class UnitNotInCampaign(Refusal):
    """The campaign has no grassroots organisation of this code."""


class DuplicateInFile(Refusal):
    """Two rows speak of one unit: which of them is right is not guessed, the first stands."""


def _table(file: StoredFile, answers: Mapping[str, str]) -> Table:
    book = read_workbook(file.path, answers=answers, name=file.name)
    questions: list[Question] = list(book.questions)
    for sheet in book.sheets if not questions else ():
        try:
            table = find_table(sheet, _COLUMNS, answers=answers)
        except (HeaderNotFound, RequiredColumnMissing):
            continue
        if not table.questions:
            return table
        questions += table.questions
    if questions:
        raise QuestionsOpen(_("Cần trả lời câu hỏi trước khi nhập."), questions)
    raise NotATotalsSheet(_("Tệp không có trang nào gồm cột Mã đơn vị và Tổng số quần chúng."))


class _Declaring:
    """The rows of a sheet beside what is declared already; `fresh` are the declarations to be made."""

    def __init__(self, campaign: Campaign, at: datetime) -> None:
        self.at = at
        self.units = {u.code: u for u in CampaignUnit.objects.filter(campaign=campaign, kind__is_base=True)}
        self.audience = Audience.objects.get(campaign=campaign, code=AudienceRule.NON_MEMBERS)
        declared = DeclaredTotal.objects.filter(audience=self.audience).order_by("version")
        self.last = {total.campaign_unit_id: total for total in declared}
        self.seen: dict[str, int] = {}
        self.fresh: list[DeclaredTotal] = []

    def read(self, row: TableRow, told: TotalsImport) -> None:
        """Declare what a row says, or count it as blank or unchanged. Refuses what it says wrongly."""
        people = values.as_count(row.values.get("people"))
        unit = self._unit(row)
        before = self.last.get(unit.pk)
        if people is None:
            told.blank += 1
        elif before and before.people == people:
            told.unchanged += 1
        else:
            self.fresh.append(self._declared(unit, people, row, before.version + 1 if before else 1))

    def _unit(self, row: TableRow) -> CampaignUnit:
        code = nfc(values.as_text(row.values.get("code")) or "")
        if code not in self.units:
            raise UnitNotInCampaign(_("Đợt không có tổ chức cơ sở đảng mã “%(code)s”.") % {"code": code})
        if code in self.seen:
            raise DuplicateInFile(_("Trùng mã đơn vị với dòng %(row)s trong tệp.") % {"row": self.seen[code]})
        self.seen[code] = row.number
        return self.units[code]

    def _declared(self, unit: CampaignUnit, people: int, row: TableRow, version: int) -> DeclaredTotal:
        return DeclaredTotal(
            campaign_unit=unit,
            audience=self.audience,
            version=version,
            people=people,
            declared_on=values.as_date(row.values.get("declared_on")) or local_day(self.at),
            declared_by=nfc(values.as_text(row.values.get("declared_by")) or ""),
            recorded_at=self.at,
        )


def _compare_sum(table: Table, told: TotalsImport) -> None:
    """Warn when the sheet's own total row says another sum than its rows. With rows in error there is no sum to compare."""
    if told.errors:
        return
    own = sum(values.as_count(row.values.get("people")) or 0 for row in table.rows)
    for row in table.ignored:
        said = _largest_count(row)
        if row.why == "total" and said is not None and said != own:
            words = {"said": count_text(said), "own": count_text(own)}
            told.warnings.append(
                Fault(row.number, "total_differs", _("Dòng cộng ghi %(said)s, các dòng cộng lại là %(own)s.") % words)
            )


def _largest_count(row: IgnoredRow) -> int | None:
    counts = [int(word) for word in row.text.replace(".", "").split() if word.isdecimal()]
    return max(counts, default=None)
