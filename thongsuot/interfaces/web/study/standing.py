"""How a class stands: the sentence its page opens with, and the rate of those it is for."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Audience
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.study.models import HeadCount, StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.domain.study.queries.registers import Register
from thongsuot.foundation.core.numbers import count_text, share_text
from thongsuot.foundation.core.rates import Rate

_FIRST = (AudienceRule.KEY_CADRES, AudienceRule.MEMBERS, AudienceRule.NON_MEMBERS)


def rate_of(study_class: StudyClass, register: Register, audiences: Sequence[Audience], *, as_of: datetime) -> Rate:
    """Return those present over those expected, against the target of the audience the class is first for."""
    by_code = {audience.code: audience for audience in audiences}
    first = next((by_code[code] for code in _FIRST if code in by_code), None)
    return Rate(
        register.present,
        len(register.lines),
        target=first.target if first else None,
        audience=first.name if first else "",
        unit=study_class.host.name,
        as_of=as_of,
    )


def needed_text(rate: Rate) -> str:
    """Return how many people reach the target, or that it is reached; nothing where it cannot be told."""
    if rate.needed is None or rate.target is None:
        return ""
    if rate.is_met:
        return _("đạt mức %(target)s") % {"target": share_text(rate.target)}
    return _("cần %(n)s để đạt %(target)s") % {"n": count_text(rate.needed), "target": share_text(rate.target)}


def class_answer(study_class: StudyClass, register: Register, counts: Sequence[HeadCount]) -> SafeString:
    """Return the sentence that says how far a class is: who is still to come, or who came and who did not."""
    unknown, absent = len(register.not_recorded()), register.count(Presence.ABSENT) + register.count(Presence.EXCUSED)
    if not register.lines and counts:
        return format_html(_("Lớp ghi bằng số lượng: <b>{} người</b> có mặt."), _sum(counts))
    if not register.lines:
        return format_html("{}", _("Chưa có tên nào: danh sách của đợt chưa chốt, hoặc lớp không dành cho ai ở đây."))
    if study_class.state == ClassState.PLANNED:
        return format_html(_("Lớp dành cho <b>{} người</b>, chưa bắt đầu."), count_text(len(register.lines)))
    if study_class.state == ClassState.OPEN:
        if not unknown:
            return format_html(
                _("Đã ghi đủ: <b>{}</b> có mặt, {} vắng."), count_text(register.present), count_text(absent)
            )
        return format_html(_("Còn <b>{} người</b> chưa ghi."), count_text(unknown))
    said = format_html(_("<b>{}</b> có mặt, {} vắng."), _of(register), count_text(absent))
    if not unknown:
        return said
    return format_html(_("{} {} người chưa ghi; chưa ghi không phải là vắng."), said, count_text(unknown))


def _of(register: Register) -> str:
    return f"{count_text(register.present)}/{count_text(len(register.lines))}"


def _sum(counts: Sequence[HeadCount]) -> str:
    return count_text(sum(count.people for count in counts))
