"""Codes on the wall and passes on phones: good in time, worthless otherwise."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.study.codes import (
    SECONDS,
    Telling,
    are_good_digits,
    is_good_code,
    is_open_still,
    make_opening,
    make_pass,
    make_telling,
    read_pass,
    read_telling,
    wall_code,
)

AT = datetime(2021, 6, 1, 2, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2021, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
CLASSES = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=10, max_size=10)
IDS = st.integers(1, 2**63 - 1)


def _shown(at: datetime) -> datetime:
    """Return the moment at which the code of this instant appeared on the wall."""
    return datetime.fromtimestamp(int(at.timestamp()) // SECONDS * SECONDS, UTC)


@given(class_id=CLASSES, at=MOMENTS, delay=st.floats(0, 26))
def test_is_good_code_for_the_time_an_honest_scan_takes(class_id: str, at: datetime, delay: float) -> None:
    shown = wall_code(class_id, _shown(at))

    assert is_good_code(class_id, shown.code, _shown(at) + timedelta(seconds=delay))
    assert are_good_digits(class_id, shown.digits, _shown(at) + timedelta(seconds=delay))


@given(class_id=CLASSES, at=MOMENTS, delay=st.floats(31, 86_400))
def test_is_good_code_when_replayed_later_is_never(class_id: str, at: datetime, delay: float) -> None:
    shown = wall_code(class_id, at)

    assert not is_good_code(class_id, shown.code, at + timedelta(seconds=delay))


@given(class_id=CLASSES, other=CLASSES, at=MOMENTS)
def test_is_good_code_of_another_class_or_of_the_future_is_never(class_id: str, other: str, at: datetime) -> None:
    later = wall_code(class_id, at + timedelta(seconds=SECONDS))

    assert not is_good_code(class_id, later.code, at)
    assert class_id == other or not is_good_code(other, wall_code(class_id, at).code, at)


def test_is_good_code_over_many_honest_and_many_replayed_scans() -> None:
    chance = random.Random(13)
    honest = replayed = 0
    for _ in range(10_000):
        at = AT + timedelta(seconds=chance.randrange(10**7))
        code = wall_code("k7m2p9q4rs", _shown(at)).code
        honest += is_good_code("k7m2p9q4rs", code, _shown(at) + timedelta(seconds=chance.uniform(1, 26)))
        replayed += is_good_code("k7m2p9q4rs", code, at + timedelta(seconds=chance.uniform(31, 86_400)))

    assert (honest, replayed) == (10_000, 0)


def test_are_good_digits_typed_with_a_space_and_nothing_else() -> None:
    digits = wall_code("k7m2p9q4rs", AT).digits

    assert are_good_digits("k7m2p9q4rs", f"{digits[:3]} {digits[3:]}", AT)
    assert not are_good_digits("k7m2p9q4rs", digits[:5], AT)
    assert not are_good_digits("k7m2p9q4rs", "", AT)
    assert not are_good_digits("k7m2p9q4rs", "١٢٣٤٥٦", AT)


def test_wall_code_has_eighty_bits_and_says_how_long_it_stays() -> None:
    shown = wall_code("k7m2p9q4rs", AT + timedelta(seconds=3))

    assert (len(shown.code), len(shown.digits), shown.seconds_left) == (16, 6, 7)


@given(entry=IDS, edition=IDS, at=MOMENTS)
def test_read_pass_gives_back_who_it_is_until_it_is_over(entry: int, edition: int, at: datetime) -> None:
    at = at.replace(microsecond=0)
    token = make_pass(entry, edition, at)
    carried = read_pass(token, at)

    assert carried is not None
    assert (carried.entry_id, carried.edition_id) == (entry, edition)
    assert read_pass(token, at + timedelta(seconds=1)) is None


# The last letter of a token holds two bits that say nothing, so it is left in peace.
@given(entry=IDS, place=st.integers(0, 41), letter=st.sampled_from("ABab01-_ đ="))
def test_read_pass_when_one_letter_is_changed_is_nobody(entry: int, place: int, letter: str) -> None:
    token = make_pass(entry, 1, AT)
    changed = token[:place] + letter + token[place + 1 :]

    assert changed == token or read_pass(changed, AT) is None


@given(token=st.text(max_size=60))
def test_read_pass_of_anything_else_is_nobody(token: str) -> None:
    assert read_pass(token, AT) is None


@pytest.mark.parametrize("seconds", [0, 120])
def test_is_open_still_for_two_minutes(seconds: int) -> None:
    opening = make_opening("k7m2p9q4rs", 7, AT)

    assert is_open_still("k7m2p9q4rs", 7, opening, AT + timedelta(seconds=seconds))


@pytest.mark.parametrize(
    ("class_id", "entry", "seconds"),
    [("k7m2p9q4rs", 7, 121), ("k7m2p9q4rs", 8, 1), ("aaaaaaaaaa", 7, 1), ("k7m2p9q4rs", 7, -1)],
)
def test_is_open_still_for_nobody_and_nothing_else(class_id: str, entry: int, seconds: int) -> None:
    opening = make_opening("k7m2p9q4rs", 7, AT)

    assert not is_open_still(class_id, entry, opening, AT + timedelta(seconds=seconds))


def test_tokens_of_one_purpose_are_worthless_for_another() -> None:
    carried = make_pass(7, 0, AT)

    assert not is_open_still("k7m2p9q4rs", 7, carried, AT)
    assert read_pass(make_opening("k7m2p9q4rs", 7, AT), AT) is None
    assert read_telling("k7m2p9q4rs", carried) is None


@given(entry=IDS, outcome=st.integers(0, 9), at=st.none() | MOMENTS)
def test_read_telling_gives_back_what_the_door_said(entry: int, outcome: int, at: datetime | None) -> None:
    at = at.replace(microsecond=0) if at else None

    told = Telling(entry, outcome, at)

    assert read_telling("k7m2p9q4rs", make_telling("k7m2p9q4rs", told)) == told
    assert read_telling("aaaaaaaaaa", make_telling("k7m2p9q4rs", told)) is None
