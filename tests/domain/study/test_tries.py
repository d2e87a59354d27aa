"""Tries at the door are counted and end in a refusal, for a while."""

from datetime import UTC, datetime, timedelta

import pytest

from thongsuot.domain.study.models import DoorTry
from thongsuot.domain.study.tries import WINDOW, TooManyTries, count_try, refuse_too_many

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 1, tzinfo=UTC)
LIMITS = {"address": 3, "person": 2}


def test_refuse_too_many_once_any_limit_is_reached() -> None:
    count_try("digits", {"address": ["10.0.0.1"], "person": ["7"]}, at=AT)
    refuse_too_many("digits", LIMITS, {"address": ["10.0.0.1"], "person": ["7"]}, at=AT)
    count_try("digits", {"address": ["10.0.0.1"], "person": ["7"]}, at=AT)

    refuse_too_many("digits", LIMITS, {"address": ["10.0.0.1"], "person": ["8"]}, at=AT)
    with pytest.raises(TooManyTries, match="quá nhiều lần"):
        refuse_too_many("digits", LIMITS, {"address": ["10.0.0.2"], "person": ["7"]}, at=AT)


def test_refuse_too_many_keeps_kinds_and_values_apart() -> None:
    for _ in range(3):
        count_try("digits", {"address": ["10.0.0.1"]}, at=AT)

    refuse_too_many("claim", LIMITS, {"address": ["10.0.0.1"]}, at=AT)
    refuse_too_many("digits", LIMITS, {"person": ["10.0.0.1"]}, at=AT)
    with pytest.raises(TooManyTries):
        refuse_too_many("digits", LIMITS, {"address": ["10.0.0.1"]}, at=AT)


def test_tries_are_forgotten_after_their_time_and_their_rows_go() -> None:
    for _ in range(3):
        count_try("digits", {"address": ["10.0.0.1"]}, at=AT)
    later = AT + WINDOW + timedelta(seconds=1)

    refuse_too_many("digits", LIMITS, {"address": ["10.0.0.1"]}, at=later)
    count_try("digits", {"address": ["10.0.0.2"]}, at=later)

    assert DoorTry.objects.count() == 1


def test_count_try_keeps_no_address() -> None:
    count_try("digits", {"address": ["10.0.0.1"]}, at=AT)

    assert b"10.0.0.1" not in bytes(DoorTry.objects.get().bucket)
