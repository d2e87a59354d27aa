import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.reports.documents.fingerprint import fingerprint, short_code

LEAVES = st.none() | st.booleans() | st.integers() | st.text()
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8
)


def test_fingerprint_when_figures_then_is_sha256_of_sorted_compact_json() -> None:
    figures = {"studied": 4502, "expected": 4600, "unit": "Đảng bộ Khối", "declared": None}
    written = '{"declared":null,"expected":4600,"studied":4502,"unit":"Đảng bộ Khối"}'

    assert fingerprint(figures) == hashlib.sha256(written.encode()).hexdigest()


@given(st.dictionaries(st.text(), TREES, max_size=5))
def test_fingerprint_when_keys_come_in_another_order_then_is_the_same(data: dict[str, object]) -> None:
    assert fingerprint(data) == fingerprint(dict(reversed(data.items())))


@given(st.dictionaries(st.text(), st.integers(), min_size=1, max_size=5), st.integers(min_value=1))
def test_fingerprint_when_one_number_differs_then_differs(data: dict[str, int], change: int) -> None:
    key = next(iter(data))

    assert fingerprint(data) != fingerprint(data | {key: data[key] + change})


def test_fingerprint_when_same_instant_in_two_zones_then_is_the_same() -> None:
    here = datetime(2021, 6, 30, 17, tzinfo=timezone(timedelta(hours=7)))

    assert fingerprint({"as_of": here}) == fingerprint({"as_of": datetime(2021, 6, 30, 10, tzinfo=UTC)})
    assert fingerprint({"as_of": here}) != fingerprint({"as_of": date(2021, 6, 30)})


def test_fingerprint_when_equal_decimals_then_is_the_same() -> None:
    assert fingerprint({"target": Decimal("0.98")}) == fingerprint({"target": Decimal("0.980")})


@pytest.mark.parametrize("value", [0.9787, [{"share": 0.5}], b"bytes", {1: "one"}, {1, 2}, datetime(2021, 6, 30)])
def test_fingerprint_when_value_has_no_one_written_form_then_refuses(value: object) -> None:
    with pytest.raises(TypeError):
        fingerprint({"value": value})


def test_short_code_when_known_bits_then_writes_them_in_base_32() -> None:
    assert short_code("0" * 64) == "0000-0000-0000-0000"
    assert short_code("00443214c74254b635cf" + "f" * 44) == "0123-4567-89AB-CDEF"
    assert short_code("f" * 64) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@given(st.integers(0, 2**80 - 1))
def test_short_code_when_any_digest_then_holds_its_first_80_bits(bits: int) -> None:
    code = short_code(f"{bits:020x}" + "0" * 44)

    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    read = 0
    for letter in code.replace("-", ""):
        read = read * 32 + letters.index(letter)
    assert read == bits
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]


@pytest.mark.parametrize("digest", ["", "5f" * 31, "G" * 64, "5F" * 32])
def test_short_code_when_not_a_fingerprint_then_refuses(digest: str) -> None:
    with pytest.raises(ValueError, match="64 hexadecimal"):
        short_code(digest)
