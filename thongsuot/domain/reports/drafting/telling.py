"""What a report says, as plain data: made from what was gathered, frozen as it is, and turned into a document again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import translation

from thongsuot.domain.reports.documents.content import DocumentStatus, Provenance, ReportContent, Run, Section
from thongsuot.domain.reports.documents.fingerprint import fingerprint
from thongsuot.domain.reports.documents.wording import DOCUMENT_LANGUAGE, instant
from thongsuot.domain.reports.drafting.beginning import direction, opening, situation
from thongsuot.domain.reports.drafting.ending import implementation, judgement, proposals
from thongsuot.domain.reports.drafting.gathered import Gathered
from thongsuot.domain.reports.drafting.letterhead import authority_of, committee_name, superior_of, symbol_of
from thongsuot.domain.reports.drafting.names import issuer_of, subject_of
from thongsuot.domain.reports.drafting.passages import PART, PLAIN, Passage, sentence
from thongsuot.domain.reports.drafting.plain import (
    Data,
    paragraph_from,
    plain_figure,
    plain_paragraph,
    plain_table,
    table_from,
)
from thongsuot.domain.reports.drafting.remarks import Place, Remarks
from thongsuot.domain.reports.drafting.results import results
from thongsuot.domain.reports.drafting.tables import programmes_by_unit, results_by_unit
from thongsuot.domain.reports.drafting.tally import Tally
from thongsuot.domain.reports.models import ReportKind
from thongsuot.foundation.core.clock import local_day

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_SECRETARY = "Bí thư"


@dataclass(frozen=True, slots=True)
class Signed:
    """What the office adds when it issues a report."""

    number: str
    issued_on: date
    signer_post: str
    signer_name: str


def told(gathered: Gathered, kind: ReportKind, remarks: Remarks) -> Data:
    """Return everything a report says, figures and words, as data for JSON. Its wording is Vietnamese whoever asks."""
    with translation.override(DOCUMENT_LANGUAGE):
        tally = Tally()
        passages = _whole_report(gathered, remarks, tally) if kind == ReportKind.RESULT else _cover(gathered, tally)
        annexes = [results_by_unit(gathered)] if gathered.below else []
        programmes = programmes_by_unit(gathered) if kind == ReportKind.RESULT else None
        return {
            "campaign": gathered.campaign.slug,
            "unit": gathered.unit.code,
            "kind": kind.value,
            "as_of": gathered.at.astimezone(UTC).isoformat(),
            "head": _head(gathered, kind, remarks),
            "figures": [plain_figure(figure) for figure in tally.figures],
            "passages": [_plain_passage(passage) for passage in passages],
            "tables": [plain_table(table) for table in (*annexes, *([programmes] if programmes else []))],
        }


def document_of(data: Data, *, checkpoint: str = "", signed: Signed | None = None) -> ReportContent:
    """Return the document that data tells: a draft, or with number, day and signer as it was issued.

    A draft shows what the office has yet to write; what was issued without it does not.
    """
    head, as_of = data["head"], datetime.fromisoformat(data["as_of"])
    return ReportContent(
        superior=head["superior"],
        issuer=head["issuer"],
        symbol=signed.number.partition("-")[2] if signed and "-" in signed.number else head["symbol"],
        place=head["place"],
        cut_off=local_day(as_of),
        subject=head["subject"],
        sections=_sections(data["passages"], is_draft=signed is None),
        authority=head["authority"],
        signer_post=signed.signer_post if signed else head["signer_post"],
        recipients=tuple(head["recipients"]),
        provenance=Provenance(head["scope"], as_of, fingerprint(data), checkpoint),
        kind_name=head["kind_name"],
        number=signed.number.partition("-")[0].strip() if signed else "",
        issued_on=signed.issued_on if signed else None,
        signer_name=signed.signer_name if signed else head["signer_name"],
        status=DocumentStatus.ISSUED if signed else DocumentStatus.DRAFT,
        annexes=tuple(table_from(table) for table in data["tables"]),
    )


def _whole_report(gathered: Gathered, remarks: Remarks, tally: Tally) -> list[Passage]:
    return [
        opening(gathered),
        situation(gathered, remarks, tally),
        *direction(gathered, remarks, tally),
        *results(gathered, remarks, tally),
        *implementation(gathered, tally),
        *judgement(gathered, remarks, tally),
        *proposals(gathered, remarks),
    ]


def _cover(gathered: Gathered, tally: Tally) -> list[Passage]:
    units = tally.count("units.all", "Đơn vị trực thuộc", len(gathered.below), "đơn vị trực thuộc")
    words = f"Biểu dưới đây tổng hợp kết quả của {issuer_of(gathered)}, gồm "
    return [Passage("", (sentence(words, units, f", số liệu tính đến {instant(gathered.at)}."),), PLAIN)]


def _head(gathered: Gathered, kind: ReportKind, remarks: Remarks) -> Data:
    unit, secretary = gathered.unit, gathered.secretary
    plan = gathered.plan.number if gathered.plan else gathered.campaign.plan_number if unit.parent_id is None else ""
    superior = remarks.text(Place.SUPERIOR) or superior_of(unit, gathered.followed)
    usual = [committee_name(superior)] if superior else []
    return {
        "superior": superior,
        "issuer": issuer_of(gathered),
        "symbol": remarks.text(Place.SYMBOL).lstrip("-") or symbol_of(plan, unit),
        "place": gathered.campaign.place,
        "kind_name": "Báo cáo" if kind == ReportKind.RESULT else "Biểu tổng hợp",
        "subject": subject_of(gathered),
        "authority": remarks.text(Place.AUTHORITY) or authority_of(unit),
        "signer_post": remarks.text(Place.SIGNER_POST) or _SECRETARY,
        "signer_name": remarks.text(Place.SIGNER_NAME) or (secretary.full_name if secretary else ""),
        "recipients": remarks.lines(Place.RECIPIENTS) or [*usual, f"Lưu {issuer_of(gathered)}"],
        "scope": unit.name,
    }


def _plain_passage(passage: Passage) -> Data:
    return {
        "heading": passage.heading,
        "level": passage.level,
        "prompt": passage.prompt,
        "paragraphs": [plain_paragraph(paragraph) for paragraph in passage.paragraphs],
    }


def _sections(passages: list[Data], *, is_draft: bool) -> tuple[Section, ...]:
    """Number the passages: parts I, II, points 1, 2 within each. What waits for the office stays in a draft alone."""
    sections, part, point = [], 0, 0
    for passage in passages:
        paragraphs = tuple(paragraph_from(paragraph) for paragraph in passage["paragraphs"])
        is_blank = not paragraphs and bool(passage["prompt"])
        if is_blank:
            if not is_draft:
                continue
            paragraphs = ((Run(f"[{passage['prompt']}]"),),)
        heading = passage["heading"]
        if passage["level"] == PART:
            part, point = part + 1, 0
            heading = f"{_ROMAN[part - 1]}- {heading}"
        elif passage["level"] != PLAIN:
            point += 1
            heading = f"{point}- {heading}"
        sections.append(Section(heading, paragraphs, level=passage["level"] or PART, is_blank=is_blank))
    return tuple(sections)
