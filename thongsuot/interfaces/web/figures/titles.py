"""Sentences as titles of the pictures."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.figures.queries.classes import ClassCounts
from thongsuot.domain.figures.queries.progress import Day
from thongsuot.domain.figures.queries.remaining import Remaining
from thongsuot.foundation.core.numbers import count_text


def tree_title(children: Sequence[Coverage]) -> str:
    """Return what the icicle says: how many units are below the target."""
    measured = [c.of("members").rate for c in children if c.of("members").rate.denominator]
    below = sum(bool(rate.short_by) for rate in measured)
    if not measured:
        return _("Chưa chốt danh sách, chưa so được với chỉ tiêu")
    if not below:
        return _("Mọi đơn vị đã đạt mức phấn đấu")
    words = {"below": count_text(below), "all": count_text(len(measured))}
    return (
        ngettext(
            "%(below)s trên %(all)s đơn vị còn dưới chỉ tiêu", "%(below)s trên %(all)s đơn vị còn dưới chỉ tiêu", below
        )
        % words
    )


def curve_title(actual: Sequence[Day], plan: Sequence[Day]) -> str:
    """Return what the curve says: ahead of the plan, behind it, or with it."""
    if not actual:
        return _("Chưa có ngày học nào")
    if not plan:
        return _("Tiến độ học tập theo ngày")
    last = actual[-1]
    planned = max((day.people for day in plan if day.day <= last.day), default=0)
    difference = last.people - planned
    if difference == 0:
        return _("Tiến độ đúng kế hoạch")
    words = {"n": count_text(abs(difference))}
    return (
        _("Nhanh hơn kế hoạch %(n)s đồng chí") % words
        if difference > 0
        else _("Chậm hơn kế hoạch %(n)s đồng chí") % words
    )


def curve_note(plan: Sequence[Day], today: date) -> str:
    """Return what the curve is measured against."""
    planned = max((day.people for day in plan if day.day <= today), default=0)
    if not planned:
        return _("Lũy kế đảng viên đã học, theo ngày học")
    return _("Lũy kế đảng viên đã học; kế hoạch đến hôm nay: %(n)s") % {"n": count_text(planned)}


def left_note(people: int, units: int) -> str:
    """Return how many people are left in how many units, and their order."""
    words = {"people": count_text(people), "units": count_text(units)}
    return _("%(people)s đồng chí ở %(units)s đơn vị, xếp theo số người còn thiếu để đạt chỉ tiêu") % words


def summoned_note(left: Remaining | None) -> str:
    """Return what happens to those who are left: a make-up, a reason, neither."""
    if left is None:
        return ""
    parts = [
        (left.summoned, _("%(n)s đã có lịch học bù")),
        (left.excused, _("%(n)s có lý do")),
        (left.unexplained, _("%(n)s chưa rõ lý do")),
    ]
    return ", ".join(words % {"n": count_text(people)} for people, words in parts if people)


def forms_title(classes: ClassCounts) -> str:
    """Return how many classes were held, below and by the unit itself."""
    if not classes.own or not classes.below:
        return _("%(n)s lớp, theo hình thức") % {"n": count_text(classes.held)}
    words = {"below": count_text(classes.below), "own": count_text(classes.own)}
    return _("%(below)s lớp ở cơ sở, %(own)s lớp của cấp mình") % words
