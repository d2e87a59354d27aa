"""One spelling for every set of facts."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.audit.canonical import canonical_json, instant_text, plain
from thongsuot.foundation.audit.models import ActorKind

facts = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abđ", max_size=3), inner, max_size=3),
    max_leaves=8,
)


def test_canonical_json_when_keys_come_unsorted_then_is_sorted_bare_utf8() -> None:
    spelled = canonical_json({"b": [1, None], "a": "Nghị quyết", "đ": True})

    assert spelled == '{"a":"Nghị quyết","b":[1,null],"đ":true}'.encode()


@given(facts)
def test_canonical_json_when_read_back_then_spells_the_same(value: object) -> None:
    spelled = canonical_json(plain(value))

    assert canonical_json(json.loads(spelled)) == spelled


def test_plain_when_given_rich_values_then_writes_them_as_text_or_numbers() -> None:
    hanoi = timezone(timedelta(hours=7))

    made = plain(
        {
            ActorKind.SYSTEM: (date(2021, 4, 1), Decimal("97.87"), UUID(int=1)),
            "at": datetime(2021, 4, 1, 8, 30, tzinfo=hanoi),
        }
    )

    assert made == {
        "SYSTEM": ["2021-04-01", "97.87", "00000000-0000-0000-0000-000000000001"],
        "at": "2021-04-01T01:30:00.000000+00:00",
    }
    assert type(next(iter(made))) is str


@pytest.mark.parametrize("value", [1.5, {1}, object(), {1: "one"}, [b""]])
def test_plain_when_the_database_would_not_give_it_back_then_is_a_defect(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)


@pytest.mark.parametrize("make", [lambda text: text, lambda text: {text: 1}, lambda text: [text]])
def test_plain_when_text_holds_nul_then_is_a_defect(make: Callable[[str], object]) -> None:
    with pytest.raises(ValueError, match="NUL"):
        plain(make("a\0b"))


def test_instant_text_when_zones_differ_then_the_same_instant_is_spelled_alike() -> None:
    hanoi = datetime(2021, 4, 1, 8, 30, 0, 5, tzinfo=timezone(timedelta(hours=7)))

    assert instant_text(hanoi) == instant_text(hanoi.astimezone(UTC)) == "2021-04-01T01:30:00.000005+00:00"


def test_instant_text_when_naive_then_is_a_defect() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2021, 4, 1))
