"""How a report begins: what it rests on, the unit's situation, what its committee led and directed."""

from thongsuot.domain.figures.queries.obligations import Fulfilment
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.reports.documents.content import Paragraph, Run
from thongsuot.domain.reports.documents.wording import instant, listing, people, short_date
from thongsuot.domain.reports.drafting.documents_above import about, about_title, cited
from thongsuot.domain.reports.drafting.gathered import Gathered
from thongsuot.domain.reports.drafting.names import (
    BASE,
    MEMBER,
    PERSON,
    STRENGTH_WORDS,
    UNIT,
    issuer_of,
    studied_documents,
)
from thongsuot.domain.reports.drafting.passages import PART, PLAIN, Passage, point_of, prose, sentence
from thongsuot.domain.reports.drafting.remarks import Place, Remarks
from thongsuot.domain.reports.drafting.tally import Tally
from thongsuot.foundation.core.numbers import share_text
from thongsuot.foundation.core.rates import Rate

_TARGET_WORDS: dict[str, str] = {
    AudienceRule.MEMBERS: "{share} đảng viên trở lên tham gia học tập",
    AudienceRule.NON_MEMBERS: "{share} quần chúng trở lên tham gia học tập",
    ObligationKind.HOLD_STUDY: "{share} tổ chức đảng tổ chức học tập",
    ObligationKind.ISSUE_STUDY_PLAN: "{share} tổ chức đảng ban hành kế hoạch học tập",
    ObligationKind.ISSUE_PROGRAMME: "{share} tổ chức đảng ban hành chương trình hành động hoặc kế hoạch thực hiện",
}


def opening(gathered: Gathered) -> Passage:
    """Return the first paragraph: the documents carried out, the time, the cut-off of the figures."""
    campaign = gathered.campaign
    followed = [cited(document) for document in gathered.followed]
    basis = f"Thực hiện {'; '.join(followed)}, " if followed else ""
    issuer = issuer_of(gathered)
    text = (
        f"{basis}{issuer} đã tổ chức học tập, quán triệt {studied_documents(gathered)} "
        f"từ ngày {short_date(campaign.starts_on)} đến ngày {short_date(campaign.ends_on)}. "
        f"{issuer} báo cáo kết quả như sau (số liệu tính đến {instant(gathered.at)}):"
    )
    return Passage("", (sentence(text),), PLAIN)


def situation(gathered: Gathered, remarks: Remarks, tally: Tally) -> Passage:
    """Return how many units and people there are, and what marked the time of study."""
    paragraphs = [_people_there_are(gathered, tally), *_non_members_there_are(gathered, tally)]
    paragraphs += [
        sentence(
            f"Trong đợt học tập có thời gian {event.name[0].lower()}{event.name[1:]} "
            f"(từ ngày {short_date(event.from_day)} đến ngày {short_date(event.to_day)})."
        )
        for event in gathered.events
    ]
    return Passage("ĐẶC ĐIỂM TÌNH HÌNH", (*paragraphs, *prose(remarks, Place.SITUATION)), PART)


def direction(gathered: Gathered, remarks: Remarks, tally: Tally) -> list[Passage]:
    """Return the committee's own documents and the plans of the units, the targets, then what only the office can tell."""
    paragraphs = [*_own_plan(gathered), *plans_issued(gathered, tally), *_targets(gathered)]
    return [
        Passage("CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", (*paragraphs, *prose(remarks, Place.DIRECTION)), PART),
        *point_of(remarks, Place.PROPAGANDA, "Công tác tuyên truyền"),
        *point_of(remarks, Place.OVERSIGHT, "Công tác kiểm tra, giám sát"),
    ]


def in_time(tally: Tally, code: str, label: str, fulfilment: Fulfilment) -> list[str | Run]:
    """Return how many units were in time, to go on with after how many did what they owe."""
    if not fulfilment.fulfilled:
        return ["."]
    on_time = tally.count(code, label, fulfilment.on_time, UNIT)
    return ["; trong đó ", on_time, f" đúng thời hạn (đến ngày {short_date(fulfilment.obligation.due_on)})."]


def plans_issued(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    """Return how many units have issued their study plan, and in time."""
    owed = gathered.fulfilment(ObligationKind.ISSUE_STUDY_PLAN)
    if owed is None or not gathered.is_above_base:
        return []
    issued = tally.rate("study_plans.issued", "Đơn vị đã ban hành kế hoạch học tập", owed.rate, BASE)
    told = in_time(tally, "study_plans.on_time", "Kế hoạch học tập ban hành đúng hạn", owed)
    return [
        sentence(
            "Chỉ đạo các đơn vị trực thuộc xây dựng kế hoạch; có ", issued, ", đã ban hành kế hoạch học tập", *told
        )
    ]


def _people_there_are(gathered: Gathered, tally: Tally) -> Paragraph:
    members, key = gathered.of(AudienceRule.MEMBERS).rate, gathered.of(AudienceRule.KEY_CADRES).rate
    parts: list[str | Run] = [f"{gathered.unit.name} có "]
    kinds = gathered.kinds_below()
    if kinds:
        units = BASE if gathered.is_above_base else "chi bộ trực thuộc"
        parts.append(tally.count("units.all", "Đơn vị trực thuộc", sum(number for _, number in kinds), units))
        if len(kinds) > 1:
            split = [people(number, name[0].lower() + name[1:]) for name, number in kinds]
            parts.append(f" (gồm {listing(split)})")
        parts.append(" với ")
    parts.append(tally.count("members.all", "Đảng viên trong danh sách", members.denominator or 0, "đảng viên"))
    if gathered.roll_day:
        parts.append(f" theo danh sách chốt ngày {short_date(gathered.roll_day)}")
    if key.denominator:
        parts += [", trong đó có ", tally.count("key_cadres.all", "Cán bộ chủ chốt", key.denominator, MEMBER)]
        parts.append(" là cán bộ chủ chốt")
    return sentence(*parts, ".")


def _non_members_there_are(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    non_members = gathered.of(AudienceRule.NON_MEMBERS)
    if not gathered.is_above_base:
        if not non_members.rate.denominator:
            return []
        whole = tally.count("non_members.all", "Quần chúng", non_members.rate.denominator, PERSON)
        return [sentence("Quần chúng do đơn vị quản lý: ", whole, ".")]
    bases = len(gathered.bases)
    declared = tally.rate(
        "non_members.declared",
        "Đơn vị đã khai tổng số quần chúng",
        Rate(bases - non_members.undeclared_units, bases),
        BASE,
    )
    if not non_members.rate.denominator:
        return [sentence("Có ", declared, ", đã khai tổng số quần chúng.")]
    whole = tally.count("non_members.all", "Quần chúng", non_members.rate.denominator, PERSON)
    return [sentence("Có ", declared, ", đã khai tổng số quần chúng, cộng ", whole, ".")]


def _own_plan(gathered: Gathered) -> list[Paragraph]:
    campaign, plan = gathered.campaign, gathered.plan
    number, day, on = campaign.plan_number, campaign.plan_issued_on, ""
    if plan is not None:
        number, day, on = plan.number, plan.issued_on, about_title(plan.title, "Kế hoạch")
    elif gathered.unit.parent_id is not None or not number or day is None:
        return []
    elif gathered.own_plan is not None:
        on = about(gathered.own_plan)
    told = f"{issuer_of(gathered)} đã ban hành Kế hoạch số\u00a0{number}, ngày\u00a0{short_date(day)} {on}".rstrip()
    return [sentence(f"{told}.")]


def _targets(gathered: Gathered) -> list[Paragraph]:
    words = [
        f"{STRENGTH_WORDS[strength]} {listing(shares)}"
        for strength in STRENGTH_WORDS
        if (
            shares := [
                _TARGET_WORDS[target.subject].format(share=share_text(target.share))
                for target in gathered.targets
                if target.strength == strength and target.subject in _TARGET_WORDS
            ]
        )
    ]
    return [sentence(f"Chỉ tiêu theo {gathered.campaign.scheme.name}: {'; '.join(words)}.")] if words else []
