"""Bars: from nothing to all, one scale, no part outside."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.bars import BarPicture, Segment, bar_picture, segment_picture


@pytest.mark.parametrize(
    ("rate", "bar"),
    [
        (Rate(98, 100, Decimal("0.98")), BarPicture(98.0, 98.0, "met")),
        (Rate(97, 100, Decimal("0.98")), BarPicture(97.0, 98.0, "below")),
        (Rate(1, 4), BarPicture(25.0, None, "plain")),
        (Rate(7, 5), BarPicture(100.0, None, "plain")),
        (Rate(7, None, Decimal("0.9")), BarPicture(0.0, None, "unknown")),
    ],
)
def test_bar_picture_of_a_rate_begins_at_nothing(rate: Rate, bar: BarPicture) -> None:
    assert bar_picture(rate) == bar


def test_segment_picture_of_a_class_names_its_parts_and_places_the_target() -> None:
    segments = [Segment("Quét mã", 39, "s1"), Segment("Gõ mã", 18, "s4")]

    picture = segment_picture(segments, whole=63, target=62)

    assert [(part.x, part.width, part.kind) for part in picture.parts] == [(0, 61.9, "s1"), (61.9, 28.58, "s4")]
    assert (picture.target_x, picture.alternative) == (98.41, "Quét mã 39, Gõ mã 18")


@given(st.lists(st.integers(0, 5000), max_size=8), st.integers(0, 10_000))
def test_segment_picture_of_any_counts_lies_side_by_side_within_the_bar(counts: list[int], whole: int) -> None:
    parts = segment_picture([Segment("x", count) for count in counts], whole=whole).parts

    assert all(part.width >= 0 for part in parts)
    assert all(abs(a.x + a.width - b.x) < 0.011 for a, b in pairwise(parts))
    assert not parts or parts[-1].x + parts[-1].width <= 100.01


def test_segment_picture_of_nobody_is_empty() -> None:
    assert [part.width for part in segment_picture([Segment("x", 0)], whole=0).parts] == [0]
