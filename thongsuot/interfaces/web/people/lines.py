"""What holds and held of a person, by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.organisations.models import Appointment, Membership


@dataclass(frozen=True, slots=True)
class SpanRow:
    """Something that holds or held: what, where, from when until when."""

    what: str
    where: str
    days: str
    is_over: bool
    post: int = 0


def stay_rows(memberships: Iterable[Membership]) -> list[SpanRow]:
    """Return where a person belongs and belonged, the latest first."""
    return [
        SpanRow(
            what=m.get_category_display() if m.is_home else _("Sinh hoạt tạm thời"),
            where=m.of_unit.name,
            days=_span(m.valid_from, m.valid_until),
            is_over=m.valid_until is not None,
        )
        for m in memberships
    ]


def post_rows(appointments: Iterable[Appointment]) -> list[SpanRow]:
    """Return the posts a person holds and held, the latest first."""
    return [
        SpanRow(
            what=a.title or a.get_post_display(),
            where=a.in_unit.name,
            days=_span(a.valid_from, a.valid_until),
            is_over=a.valid_until is not None,
            post=a.pk,
        )
        for a in appointments
    ]


def _span(begins: date, ends: date | None) -> str:
    first = date_format(begins, "SHORT_DATE_FORMAT")
    if ends is None:
        return _("từ %(first)s") % {"first": first}
    return _("%(first)s đến trước %(last)s") % {"first": first, "last": date_format(ends, "SHORT_DATE_FORMAT")}
