"""The pass a telephone carries to the door: signed, for one person, never shown to scripts."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.codes import Pass, make_pass, read_pass

COOKIE = "pass"
_LONGER = timedelta(days=90)


def give_pass(response: HttpResponse, entry: RollEntry, until: date) -> HttpResponse:
    """Put a person's pass on the telephone that gets this answer."""
    ends = timezone.make_aware(datetime.combine(until, time.max)) + _LONGER
    response.set_cookie(
        COOKIE,
        make_pass(entry.pk, entry.edition_id, ends),
        max_age=int(_LONGER.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def carried_pass(request: HttpRequest, at: datetime) -> Pass | None:
    """Return the pass of a telephone; None when it has none, or one that is forged or over."""
    return read_pass(request.COOKIES.get(COOKIE, ""), at)
