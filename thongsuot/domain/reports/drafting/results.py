"""The heart of a report: classes held, people who took part, how it went over time, where the figures come from."""

from collections.abc import Sequence
from datetime import date, timedelta

from thongsuot.domain.figures.coverage import AudienceCoverage
from thongsuot.domain.figures.queries.progress import Day
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.reports.documents.content import Paragraph, Run
from thongsuot.domain.reports.documents.wording import short_date
from thongsuot.domain.reports.drafting.beginning import in_time
from thongsuot.domain.reports.drafting.documents_above import cited
from thongsuot.domain.reports.drafting.gathered import Gathered
from thongsuot.domain.reports.drafting.names import (
    BASE,
    CLASS,
    MEMBER,
    PERSON,
    STRENGTH_WORDS,
    class_form,
    forms_in_order,
    issuer_of,
    study_form,
)
from thongsuot.domain.reports.drafting.passages import PART, POINT, Passage, point_of, sentence
from thongsuot.domain.reports.drafting.remarks import Place, Remarks
from thongsuot.domain.reports.drafting.tally import Tally
from thongsuot.domain.study.models.attendance import Grade
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.numbers import share_text
from thongsuot.foundation.core.rates import Rate

# Sources of figures in words: the letters of the grades stay inside.
_SOURCES = {
    Grade.A: "có chữ ký trong danh sách hoặc tự điểm danh",
    Grade.B: "do đơn vị ghi theo danh sách, biên bản",
    Grade.C: "do đơn vị báo số lượng, có hồ sơ kèm theo",
    Grade.D: "do đơn vị báo số lượng, chưa có hồ sơ kèm theo",
}


def results(gathered: Gathered, remarks: Remarks, tally: Tally) -> list[Passage]:
    """Return what was reached, point by point."""
    return [
        Passage("KẾT QUẢ HỌC TẬP, QUÁN TRIỆT", (), PART),
        Passage("Tổ chức học tập", tuple(_classes(gathered, tally)), POINT),
        Passage("Kết quả tham gia học tập", tuple(_people(gathered, tally)), POINT),
        *_over_time(gathered, tally),
        Passage("Nguồn số liệu", tuple(_sources(gathered, tally)), POINT),
        *point_of(remarks, Place.QUALITY, "Chất lượng học tập; đối thoại, giải đáp"),
    ]


def _classes(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    owed = gathered.fulfilment(ObligationKind.HOLD_STUDY)
    told = []
    if owed is not None and gathered.is_above_base:
        done = tally.rate("units.studied", "Đơn vị đã tổ chức học tập", owed.rate, BASE)
        told.append(
            sentence(
                "Có ", done, ", đã tổ chức học tập", *in_time(tally, "units.studied_on_time", "Học đúng thời hạn", owed)
            )
        )
    return [*told, *_classes_held(gathered, tally)]


def _classes_held(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    classes = gathered.summary.classes
    if not classes.held:
        if gathered.of(AudienceRule.MEMBERS).rate.numerator:
            return [sentence("Đơn vị không mở lớp riêng, học tại lớp của đơn vị khác.")]
        return [sentence("Chưa có lớp nào được ghi nhận là đã học.")]
    run = tally.count("classes.held", "Lớp đã học", classes.held, CLASS)
    held: list[str | Run] = ["Đã mở ", run, _between(gathered)]
    if classes.own and classes.below:
        own = tally.count("classes.own", "Lớp của cấp mình", classes.own, CLASS)
        below = tally.count("classes.below", "Lớp của cấp dưới", classes.below, CLASS)
        held += [", gồm ", own, f" của {issuer_of(gathered)} và ", below, " của các đơn vị trực thuộc"]
    forms = forms_in_order(classes.by_form)
    if len(forms) == 1:
        return [sentence(*held, f", hình thức {class_form(forms[0][0])}.")]
    parts = [
        (tally.count(f"classes.{form}", f"Lớp {class_form(form)}", number, CLASS), class_form(form))
        for form, number in forms
    ]
    return [sentence(*held, "."), _listed(["Theo hình thức, ", run], " gồm ", parts)]


def _between(gathered: Gathered) -> str:
    days = sorted(day for held in gathered.classes for day in (held.first_day, held.last_day) if day)
    if not days:
        return ""
    if days[0] == days[-1]:
        return f" (ngày {short_date(days[0])})"
    return f" (từ ngày {short_date(days[0])} đến ngày {short_date(days[-1])})"


def _people(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    key, members = gathered.of(AudienceRule.KEY_CADRES), gathered.of(AudienceRule.MEMBERS)
    told = []
    if key.rate.denominator:
        told.append(
            sentence("Cán bộ chủ chốt: ", tally.rate("key_cadres.studied", key.name + " đã học", key.rate, MEMBER), ".")
        )
    told.append(sentence("Đảng viên: ", *_members(members, tally)))
    if len(members.by_form) > 1:
        forms = [
            (
                tally.count(f"members.by_form.{form}", f"Đảng viên {study_form(form)}", people, MEMBER),
                study_form(form),
            )
            for form, people in forms_in_order(members.by_form)
        ]
        told.append(_listed([_who_studied(tally, members, MEMBER), " đã học"], " gồm ", forms))
    return [*told, *_each_directive(gathered, tally), *_non_members(gathered, tally)]


def _each_directive(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    """Return how many members studied each document, where there are several: the figure above counts who studied all."""
    whole = gathered.of(AudienceRule.MEMBERS).rate
    told = []
    for place, directive in enumerate(gathered.directives, start=1):
        if directive.pk in gathered.studied_each:
            rate = Rate(gathered.studied_each[directive.pk], whole.denominator, whole.target)
            run = tally.rate(f"members.directive.{place}", f"Đảng viên đã học {directive.title}", rate, MEMBER)
            told.append(sentence(f"Riêng {cited(directive)}: ", run, "."))
    return told


def _members(members: AudienceCoverage, tally: Tally) -> list[str | Run]:
    rate = members.rate
    told: list[str | Run] = [tally.rate("members.studied", "Đảng viên đã học", rate, MEMBER)]
    if members.at_make_up:
        told += [
            ", trong đó ",
            tally.count("members.made_up", "Đảng viên học bù", members.at_make_up, MEMBER),
            " học bù",
        ]
    if rate.target is None or not rate.denominator:
        return [*told, "."]
    target = f"chỉ tiêu {STRENGTH_WORDS[members.strength]} {share_text(rate.target)}"  # type: ignore[index]
    if rate.short_by:
        short = tally.count("members.short_by", "Còn thiếu so với chỉ tiêu", rate.short_by, MEMBER)
        return [*told, f". So với {target}, còn ", short, "."]
    return [*told, f"; đạt {target}."]


def _non_members(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    non_members = gathered.of(AudienceRule.NON_MEMBERS)
    if not non_members.rate.numerator and not non_members.rate.denominator:
        return []
    studied = tally.rate("non_members.studied", "Quần chúng đã học", non_members.rate, PERSON)
    if not non_members.undeclared_units:
        return [sentence("Quần chúng: ", studied, ".")]
    if not gathered.is_above_base:
        return [sentence("Quần chúng: ", studied, ". Chưa tính tỷ lệ vì đơn vị chưa khai tổng số.")]
    undeclared = tally.count(
        "non_members.undeclared", "Đơn vị chưa khai tổng số quần chúng", non_members.undeclared_units, BASE
    )
    return [sentence("Quần chúng: ", studied, ". Chưa tính tỷ lệ chung vì còn ", undeclared, " chưa khai tổng số.")]


def _over_time(gathered: Gathered, tally: Tally) -> list[Passage]:
    rate, today = gathered.of(AudienceRule.MEMBERS).rate, local_day(gathered.at)
    months = [day for day in _month_ends(gathered.campaign.starts_on, today) if day < today]
    steps = [(day, people) for day in months if 0 < (people := _by(gathered.progress, day)) < rate.numerator]
    if not rate.denominator or not steps:
        return []
    parts = [
        (
            tally.rate(
                f"members.by_{day}", f"Đảng viên đã học đến {short_date(day)}", Rate(people, rate.denominator), MEMBER
            ),
            day,
        )
        for day, people in steps
    ]
    told: list[str | Run] = []
    for run, day in parts:
        told += [f"{'; đến' if told else 'Đến'} hết ngày {short_date(day)}: ", run]
    told += [f"; đến ngày {short_date(today)}: ", tally.rate("members.studied", "Đảng viên đã học", rate, MEMBER), "."]
    return [Passage("Tiến độ học tập của đảng viên", (sentence(*told),), POINT)]


def _sources(gathered: Gathered, tally: Tally) -> list[Paragraph]:
    told = []
    for code, name, counted in (
        (AudienceRule.MEMBERS, "đảng viên", MEMBER),
        (AudienceRule.NON_MEMBERS, "quần chúng", PERSON),
    ):
        audience = gathered.of(code)
        parts = [
            (tally.count(f"{code.value}.source.{grade.lower()}", f"Số {name} {words}", number, counted), words)
            for grade, words in _SOURCES.items()
            if (number := audience.by_grade.get(grade))
        ]
        if parts:
            told.append(_listed([f"Về {name}, ", _who_studied(tally, audience, counted), " đã học"], " gồm ", parts))
    return told or [sentence("Chưa có số liệu về người học.")]


def _who_studied(tally: Tally, audience: AudienceCoverage, counted: str) -> Run:
    return tally.count(f"{audience.code}.people", f"{audience.name} đã học", audience.rate.numerator, counted)


def _listed(head: Sequence[str | Run], link: str, parts: Sequence[tuple[Run, str]]) -> Paragraph:
    """Return a whole and its parts: «83 lớp gồm 39 lớp trực tiếp, 16 lớp trực tuyến.»; one part alone is the whole."""
    if len(parts) == 1:
        return sentence(*head, f" {parts[0][1]}.")
    told = [*head, link]
    for place, (run, words) in enumerate(parts):
        told += [", " if place else "", run, f" {words}"]
    return sentence(*told, ".")


def _month_ends(first: date, last: date) -> list[date]:
    """Return the last day of each month from one day to another."""
    ends = []
    day = first.replace(day=1)
    while day <= last:
        following = (day + timedelta(days=31)).replace(day=1)
        ends.append(following - timedelta(days=1))
        day = following
    return ends


def _by(progress: Sequence[Day], day: date) -> int:
    return max((step.people for step in progress if step.day <= day), default=0)
