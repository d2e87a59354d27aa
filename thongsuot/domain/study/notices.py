"""Wording of invitations. What may be pasted outside reveals neither membership nor names (design law 12)."""

from datetime import datetime

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.study.models import StudyClass


def invitation_text(study_class: StudyClass, begins: datetime, address: str) -> str:
    """Return a text to paste into a chat group: when, where to read more, a code; not what is studied, by whom, or where."""
    start = localtime(begins)
    return _(
        "Kính mời dự buổi họp lúc %(time)s ngày %(day)s. Xem nội dung và địa điểm sau khi đăng nhập: "
        "%(address)s. Mã: %(code)s."
    ) % {
        "time": time_format(start, "TIME_FORMAT"),
        "day": date_format(start, "DATE_FORMAT"),
        "address": address,
        "code": study_class.public_id[:6].upper(),
    }
