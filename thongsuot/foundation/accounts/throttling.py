"""Guessing fails, and so does locking others out: what was tried in vain is counted by account, by device and by address.

A stranger's tries count against the account, the tries from a device on which its holder has signed in before only against that
device: so nobody is locked out by somebody else's guesses. A whole hall may stand behind one address. Counts are the same for
accounts that do not exist. Counted in the database, since any number of processes answer; rows go after a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from thongsuot.foundation.accounts.models import Attempt
from thongsuot.foundation.core.encryption import blind_index
from thongsuot.foundation.core.errors import Refusal

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries within so long."""

    tries: int
    within: timedelta


HOUR, QUARTER = timedelta(hours=1), timedelta(minutes=15)
PASSWORDS = {"account": Limit(10, HOUR), "device": Limit(10, HOUR), "address": Limit(200, HOUR)}
FACTORS = {"account": Limit(10, HOUR)}
CODES = {"address": Limit(30, QUARTER)}
LINKS = {"login": Limit(3, QUARTER), "address": Limit(60, HOUR)}


class TooManyAttempts(Refusal):
    """Too many tries for one account, from one device or from one address."""


def refuse_too_many_attempts(kind: str, limits: Mapping[str, Limit], tried: Mapping[str, str], *, at: datetime) -> None:
    """Refuse when any of these was tried too often. `tried`: what was tried, by kind of limit. One statement."""
    most = {_bucket(kind, what, value): limits[what] for what, value in tried.items()}
    since = [Q(bucket=bucket, tried_at__gt=at - limit.within) for bucket, limit in most.items()]
    counts = Attempt.objects.filter(reduce(or_, since)).values_list("bucket").annotate(tries=Count("pk"))
    if any(tries >= most[bytes(bucket)].tries for bucket, tries in counts):
        raise TooManyAttempts(
            _("Đã thử quá nhiều lần. Chờ một giờ rồi thử lại, hoặc đề nghị cán bộ theo dõi cấp mã vào mới.")
        )


def count_attempt(kind: str, tried: Mapping[str, str], *, at: datetime) -> None:
    """Count one try of each, and let go of what is too old to matter."""
    Attempt.objects.filter(tried_at__lt=at - _KEPT).delete()
    Attempt.objects.bulk_create(Attempt(bucket=_bucket(kind, what, v), tried_at=at) for what, v in tried.items())


def forget_attempts(kind: str, tried: Mapping[str, str]) -> None:
    """Forget the tries of whoever has got in; those of an address stay, or one good account would open it for guessing."""
    buckets = [_bucket(kind, what, value) for what, value in tried.items() if what != "address"]
    Attempt.objects.filter(bucket__in=buckets).delete()


def _bucket(kind: str, what: str, value: str) -> bytes:
    return blind_index(f"{what}:{value}", purpose=f"attempt:{kind}") or b""
