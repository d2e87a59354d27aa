"""Paths of a tree, asked by range."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.trees import STEP, ancestor_paths, child_path, depth_of, is_within, subtree_range

NUMBERS = st.integers(0, 36**STEP - 1)


@st.composite
def paths(draw: st.DrawFn) -> str:
    path = ""
    for number in draw(st.lists(st.sampled_from([0, 1, 35, 36, 36**STEP - 1]), min_size=1, max_size=4)):
        path = child_path(path, number)
    return path


@given(st.lists(NUMBERS, min_size=2, max_size=20, unique=True))
def test_child_path_keeps_the_order_of_numbers(numbers: list[int]) -> None:
    assert sorted(child_path("0001", n) for n in numbers) == [child_path("0001", n) for n in sorted(numbers)]


@given(paths(), paths())
def test_subtree_range_holds_what_is_within_and_nothing_else(path: str, top: str) -> None:
    low, high = subtree_range(top)

    assert (low <= path < high) == is_within(path, top) == (top in ancestor_paths(path))


@given(paths())
def test_ancestor_paths_go_from_the_root_to_the_path(path: str) -> None:
    above = ancestor_paths(path)

    assert above[-1] == path
    assert [depth_of(one) for one in above] == list(range(1, depth_of(path) + 1))


@pytest.mark.parametrize("number", [-1, 36**STEP])
def test_child_path_outside_a_nodes_room_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        child_path("0001", number)
