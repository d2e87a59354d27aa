"""A bloc that has something to report, its drafts and frozen reports, for tests."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

from tests.builders.organisations import make_appointment, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.programmes import make_programme
from tests.builders.study import audience, entry_of, hold_class, make_held, make_open_class
from thongsuot.domain.plans.actions.roll import declare_total
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.reports.actions import (
    SignedIssue,
    freeze_report,
    open_report_draft,
    record_signed_copy,
)
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, ReportKind, SignedCopy
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.models import Person

SYSTEM = SystemActor("tests")
AT = datetime(2021, 6, 30, 10, 0, tzinfo=UTC)
EVERYTHING: Viewer = viewer_for(SYSTEM, date(2021, 6, 30))
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass
class Reported:
    """A bloc with a committee (one cell: three members, two of whom studied) and a base cell (one member, who did not)."""

    campaign: Campaign
    bloc: CampaignUnit
    committee: CampaignUnit
    cell: CampaignUnit
    base_cell: CampaignUnit
    people: list[Person]


def make_reported() -> Reported:
    """Hold one class, count six of the ten non-members whom the committee declared, issue its programme; the base cell has done nothing."""
    bloc = make_unit(code="KHOI", name="Đảng bộ Khối tỉnh Sơn Giang")
    committee = make_unit(bloc, code="K01", name="Đảng bộ Sở A")
    cell = make_unit(committee, code="K01.01", name="Chi bộ 1")
    base_cell = make_unit(bloc, code="K02", name="Chi bộ Ban B", kind="BASE_CELL")
    people = [make_person(cell) for _ in range(3)] + [make_person(base_cell)]
    make_appointment(people[0], unit=committee)
    campaign = make_campaign(bloc, directives=[make_directive(bloc)])
    make_roll(campaign)
    units = [campaign_unit_of(campaign, unit) for unit in (bloc, committee, cell, base_cell)]
    present = [entry_of(campaign, person) for person in people[:2]]
    hold_class(units[2], make_held(campaign, present, absent=[entry_of(campaign, people[2])], codes=["members"]))
    non_members = audience(campaign, "non_members")
    told = {"people": 10, "declared_on": date(2021, 4, 2), "declared_by": "Bí thư", "by": SYSTEM, "at": AT}
    declare_total(units[1], audience=non_members, **told)  # type: ignore[arg-type]
    folded = make_open_class(units[1], codes=["non_members"])
    record_count(folded, campaign_unit=units[1], audience=non_members, people=6, by=SYSTEM, at=AT)
    make_programme(units[1])
    return Reported(campaign, *units, people)


def make_draft(unit: CampaignUnit, *, kind: ReportKind = ReportKind.RESULT, by: Actor = SYSTEM) -> ReportDraft:
    """Open a unit's draft."""
    return open_report_draft(unit, kind=kind, by=by, at=AT)


def make_frozen(draft: ReportDraft, *, reason: str = "", by: Actor = SYSTEM, at: datetime = AT) -> IssuedReport:
    """Freeze a draft."""
    return freeze_report(draft, reason=reason, by=by, at=at)


def make_paper(name: str = "bao-cao-da-ky.pdf") -> StoredFile:
    """Store a signed paper; FILES_ROOT must be the test's own."""
    return store(BytesIO(_PDF), name=name, purpose="signed_report", by="tests", at=AT)


def make_signed(report: IssuedReport, *, by: Actor = SYSTEM, at: datetime = AT, **changes: object) -> SignedCopy:
    """Record the signed copy of a frozen report: number 45, signed on the day its figures were frozen."""
    told = {"number": "45-BC/ĐUK", "issued_on": date(2021, 6, 30), "signer_post": "Bí thư", "signer_name": "Lê Văn Ký"}
    more = {"file": changes.pop("file", None) or make_paper()}
    return record_signed_copy(report, issue=SignedIssue(**{**told, **more, **changes}), by=by, at=at)  # type: ignore[arg-type]
