"""How a report ends: what was issued after study, what is still short, what only the office can judge and propose."""

from thongsuot.domain.figures.queries.remaining import NOBODY
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.reports.documents.content import Paragraph, Run
from thongsuot.domain.reports.documents.wording import short_date
from thongsuot.domain.reports.drafting.beginning import in_time
from thongsuot.domain.reports.drafting.gathered import Gathered
from thongsuot.domain.reports.drafting.letterhead import committee_name, superior_of
from thongsuot.domain.reports.drafting.names import BASE, MEMBER, PERSON, issuer_of, subject_of
from thongsuot.domain.reports.drafting.passages import PART, PLAIN, POINT, Passage, point_of, prose, sentence
from thongsuot.domain.reports.drafting.remarks import Place, Remarks
from thongsuot.domain.reports.drafting.tally import Tally
from thongsuot.foundation.core.numbers import share_text

_DOCUMENT = "văn bản"


def implementation(gathered: Gathered, tally: Tally) -> list[Passage]:
    """Return the programmes, plans and cell resolutions issued after study."""
    owed = gathered.fulfilment(ObligationKind.ISSUE_PROGRAMME)
    heading = "TRIỂN KHAI THỰC HIỆN SAU HỌC TẬP"
    if owed is None:
        return []
    if not gathered.is_above_base:
        own = gathered.programmes.get(gathered.unit.pk)
        told = "Đơn vị chưa ban hành chương trình hành động hoặc kế hoạch thực hiện."
        if own is not None:
            tasks = tally.count("programmes.tasks", "Nhiệm vụ trong chương trình", own.tasks_count, "nhiệm vụ")  # type: ignore[attr-defined]
            head = f"{issuer_of(gathered)} đã ban hành {str(own.get_kind_display()).lower()} số\u00a0{own.number}, ngày\u00a0"
            return [Passage(heading, (sentence(f"{head}{short_date(own.issued_on)}, gồm ", tasks, "."),), PART)]
        return [Passage(heading, (sentence(told),), PART)]
    issued = tally.rate("programmes.issued", "Đơn vị đã ban hành chương trình, kế hoạch, nghị quyết", owed.rate, BASE)
    told_in_time = in_time(tally, "programmes.on_time", "Chương trình ban hành đúng hạn", owed)
    words = ", đã ban hành chương trình hành động, kế hoạch thực hiện hoặc nghị quyết chi bộ"
    return [Passage(heading, (sentence("Có ", issued, words, *told_in_time), *_received(gathered, tally)), PART)]


def judgement(gathered: Gathered, remarks: Remarks, tally: Tally) -> list[Passage]:
    """Return strengths and causes as the office wrote them, and what is short as the figures have it."""
    short = [*_short(gathered, tally), *prose(remarks, Place.LIMITS)]
    none_short = [sentence("Không còn chỉ tiêu, thời hạn nào chưa đạt theo số liệu tại thời điểm báo cáo.")]
    return [
        Passage("ĐÁNH GIÁ CHUNG", (), PART),
        *point_of(remarks, Place.STRENGTHS, "Ưu điểm", prompt="Cơ quan tham mưu ghi ưu điểm, cách làm hay"),
        Passage("Hạn chế", tuple(short or none_short), POINT),
        *point_of(remarks, Place.CAUSES, "Nguyên nhân", prompt="Cơ quan tham mưu ghi nguyên nhân"),
    ]


def proposals(gathered: Gathered, remarks: Remarks) -> list[Passage]:
    """Return what is to be done and what is asked for, left to the office, and the closing words."""
    tasks = "Cơ quan tham mưu ghi phương hướng, nhiệm vụ"
    asked = "Cơ quan tham mưu ghi kiến nghị, đề xuất với cấp trên"
    superior = committee_name(remarks.text(Place.SUPERIOR) or superior_of(gathered.unit, gathered.followed))
    closing = (
        f"Trên đây là báo cáo {subject_of(gathered)}; {issuer_of(gathered)} trân trọng báo cáo {superior}".rstrip()
    )
    return [
        *point_of(remarks, Place.TASKS, "PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI", level=PART, prompt=tasks),
        *point_of(remarks, Place.PROPOSALS, "KIẾN NGHỊ, ĐỀ XUẤT", level=PART, prompt=asked),
        Passage("", (sentence(f"{closing}."),), PLAIN),
    ]


def _received(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    states = (
        (DocumentState.RECEIVED, "received", "đã tiếp nhận"),
        (DocumentState.ISSUED, "waiting", "đang chờ tiếp nhận"),
        (DocumentState.SUPPLEMENT_ASKED, "supplement", "được đề nghị bổ sung"),
    )
    told: list[str | Run] = []
    for state, code, words in states:
        number = gathered.programmes_in(state)
        if number:
            run = tally.count(f"programmes.{code}", f"Chương trình {words}", number, _DOCUMENT)
            told += [", " if told else "Trong số đã ban hành: ", run, f" {words}"]
    return [sentence(*told, ".")] if told else []


def _short(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    return [
        *_below_target(gathered, tally),
        *_left(gathered, tally),
        *_undone(gathered, tally),
        *_undeclared(gathered, tally),
    ]


def _below_target(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    told = []
    for audience in gathered.summary.coverage.audiences:
        rate, counted = audience.rate, PERSON if audience.code == AudienceRule.NON_MEMBERS else MEMBER
        if rate.short_by and rate.target is not None:
            run = tally.count(f"{audience.code}.short_by", f"{audience.name}: còn thiếu", rate.short_by, counted)
            name = audience.name.lower()
            words = f"Tỷ lệ {name} tham gia học tập chưa đạt chỉ tiêu {share_text(rate.target)}, còn "
            told.append(sentence(words, run, "."))
    return [*told, *_units_below_target(gathered, tally)]


def _units_below_target(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    target = gathered.of(AudienceRule.MEMBERS).rate.target
    short = sum(c.of(AudienceRule.MEMBERS).rate.is_met is False for c in gathered.bases)
    if not short or target is None or not gathered.is_above_base:
        return []
    run = tally.count("units.below_target", "Đơn vị chưa đạt chỉ tiêu đảng viên", short, BASE)
    return [sentence("Có ", run, f" có tỷ lệ đảng viên tham gia học tập chưa đạt chỉ tiêu {share_text(target)}.")]


def _left(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    rate = gathered.of(AudienceRule.MEMBERS).rate
    absences = gathered.absences.get(gathered.unit.pk, NOBODY)
    if not rate.remaining:
        return []
    told: list[str | Run] = [
        "Còn ",
        tally.count("left.people", "Đảng viên chưa học", rate.remaining, MEMBER),
        " chưa học",
    ]
    states = (("excused", absences.excused, "vắng có lý do"), ("absent", absences.absent, "vắng không lý do"))
    parts = [*states, ("unrecorded", absences.unrecorded, "chưa ghi nhận")]
    if absences.people == rate.remaining:
        known = [(code, number, words) for code, number, words in parts if number]
        for place, (code, number, words) in enumerate(known):
            run = tally.count(f"left.{code}", f"Đảng viên {words}", number, MEMBER)
            told += [", " if place else ", gồm ", run, f" {words}"]
    return [sentence(*told, ".")]


def _undone(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    words = {
        ObligationKind.ISSUE_STUDY_PLAN: ("study_plans.missing", "chưa ban hành kế hoạch học tập"),
        ObligationKind.HOLD_STUDY: ("units.not_studied", "chưa tổ chức học tập"),
        ObligationKind.ISSUE_PROGRAMME: (
            "programmes.missing",
            "chưa ban hành chương trình hành động hoặc kế hoạch thực hiện",
        ),
    }
    told = []
    for kind, (code, undone) in words.items():
        owed = gathered.fulfilment(kind)
        if owed is None or owed.fulfilled == owed.units:
            continue
        if gathered.is_above_base:
            run = tally.count(code, f"Đơn vị {undone}", owed.units - owed.fulfilled, BASE)
            told.append(sentence("Còn ", run, f" {undone}."))
        else:
            told.append(sentence(f"Đơn vị {undone}."))
    return told


def _undeclared(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    undeclared = gathered.of(AudienceRule.NON_MEMBERS).undeclared_units
    if not undeclared:
        return []
    if not gathered.is_above_base:
        return [sentence("Đơn vị chưa khai tổng số quần chúng.")]
    run = tally.count("non_members.undeclared", "Đơn vị chưa khai tổng số quần chúng", undeclared, BASE)
    return [sentence("Còn ", run, " chưa khai tổng số quần chúng.")]
