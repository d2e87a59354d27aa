"""Tries at the door are counted, so that nobody can go through a million digits: by address, by class, by person.

Counted in the database, since any number of processes answer. What is counted is a keyed hash; rows go after ten minutes.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db.models import Count
from django.utils.translation import gettext as _

from thongsuot.domain.study.models import DoorTry
from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.errors import Refusal

WINDOW = timedelta(minutes=10)
# A whole hall may stand behind one address.
WRONG_DIGITS = {"address": 60, "class": 200, "person": 10}
CLAIMS = {"address": 400}


class TooManyTries(Refusal):
    """Too many tries from one address, at one class or for one person in ten minutes."""


def refuse_too_many(kind: str, limits: Mapping[str, int], tried: Mapping[str, list[str]], *, at: datetime) -> None:
    """Refuse when any of these was tried too often in the last ten minutes. `tried`: what was tried, by kind of limit."""
    most = {_bucket(kind, what, value): limits[what] for what, values in tried.items() for value in values}
    recent = DoorTry.objects.filter(bucket__in=list(most), tried_at__gt=at - WINDOW)
    counts = recent.values_list("bucket").annotate(tries=Count("pk"))
    if any(tries >= most[bytes(bucket)] for bucket, tries in counts):
        raise TooManyTries(_("Đã thử quá nhiều lần. Quét mã trên màn hình, hoặc chờ mười phút rồi thử lại."))


def count_try(kind: str, tried: Mapping[str, list[str]], *, at: datetime) -> None:
    """Count one try of each, and let go of what is too old to matter."""
    DoorTry.objects.filter(tried_at__lt=at - WINDOW).delete()
    buckets = [_bucket(kind, what, value) for what, values in tried.items() for value in values]
    DoorTry.objects.bulk_create(DoorTry(bucket=bucket, tried_at=at) for bucket in buckets)


def _bucket(kind: str, what: str, value: str) -> bytes:
    hashed = blind_index(f"{what}:{value}", purpose=f"door-try:{kind}")
    return hashed or b""
