from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.trees import child_path, is_within
from thongsuot.foundation.database.bounds import (
    NOBODY,
    WHOLE_TREE,
    Bounds,
    PathRange,
    as_statement,
    isolation_statement,
    present_bounds,
    set_bounds,
    widen_bounds,
    within_bounds,
)

paths = st.lists(st.integers(0, 40), min_size=1, max_size=5).map(
    lambda numbers: "".join(child_path("", number) for number in numbers)
)


def _holds(reach: PathRange, path: str) -> bool:
    return reach.low <= path < reach.high


@given(tops=st.lists(paths, min_size=1, max_size=4), path=paths)
def test_covering_when_a_path_lies_below_a_top_then_it_is_held(tops: list[str], path: str) -> None:
    assert all(_holds(PathRange.covering(tops), top) for top in tops)
    assert _holds(PathRange.covering(tops), tops[0] + path)


@given(top=paths, path=paths)
def test_covering_one_top_holds_exactly_its_subtree(top: str, path: str) -> None:
    assert _holds(PathRange.covering([top]), path) == is_within(path, top)


@given(node=paths, path=paths)
def test_covering_one_node_holds_nothing_else(node: str, path: str) -> None:
    assert _holds(PathRange.covering([], [node]), path) == (path == node)


@given(path=paths)
def test_covering_nothing_holds_nothing_and_the_whole_tree_all(path: str) -> None:
    assert not _holds(PathRange.covering([]), path)
    assert _holds(WHOLE_TREE, path)


@given(tops=st.lists(paths, max_size=3), more=st.lists(paths, max_size=3), path=paths)
def test_with_subtrees_is_the_cover_of_both(tops: list[str], more: list[str], path: str) -> None:
    assert PathRange.covering(tops).with_subtrees(more) == PathRange.covering([*tops, *more])


def test_covering_names_what_lies_above_it() -> None:
    assert PathRange.covering(["000100020003"]).above == ("0001", "00010002")


def test_seen_from_adds_the_way_up_and_leaves_the_range() -> None:
    reach = PathRange.covering(["00010002"]).seen_from(["00010005"])

    assert (reach.low, reach.high) == ("00010002", "00010002~")
    assert reach.above == ("0001", "00010005")


def test_within_bounds_ends_with_its_block() -> None:
    mine = Bounds(live=WHOLE_TREE)

    with within_bounds(mine):
        inside = present_bounds()
        with within_bounds(NOBODY):
            further_inside = present_bounds()

    assert (inside, further_inside, present_bounds()) == (mine, NOBODY, None)


def test_widen_bounds_lasts_as_long_as_the_block_around_it() -> None:
    with within_bounds(Bounds(campaigns=PathRange.covering(["00010001"]))):
        widen_bounds(["00010003"])
        widened = present_bounds()

    assert widened == Bounds(campaigns=PathRange("00010001", "00010003~", ("0001",)))
    assert present_bounds() is None


def test_widen_bounds_outside_any_bounds_makes_none() -> None:
    widen_bounds(["00010003"])

    assert present_bounds() is None


def test_set_bounds_lasts_as_long_as_the_block_around_it() -> None:
    with within_bounds(NOBODY):
        set_bounds(Bounds(person=5))
        inside = present_bounds()

    assert inside == Bounds(person=5)
    assert present_bounds() is None


def test_as_statement_holds_for_the_transaction_unless_told_otherwise() -> None:
    bounds = Bounds(live=PathRange("a", "b", ("c", "d")), person=7, own_entries=(1, 2))

    local, session = as_statement(bounds).as_string(), as_statement(bounds, for_session=True).as_string()

    assert local.split("; ") == [
        """SET LOCAL "thongsuot"."live_low" = 'a'""",
        """SET LOCAL "thongsuot"."live_high" = 'b'""",
        """SET LOCAL "thongsuot"."live_above" = 'c d'""",
        """SET LOCAL "thongsuot"."campaign_low" = '~~'""",
        """SET LOCAL "thongsuot"."campaign_high" = '~~'""",
        """SET LOCAL "thongsuot"."campaign_above" = ''""",
        """SET LOCAL "thongsuot"."person" = '7'""",
        """SET LOCAL "thongsuot"."entries" = '{1,2}'""",
    ]
    assert session == local.replace("LOCAL", "SESSION")


def test_isolation_statement_is_said_only_where_one_snapshot_is_wanted() -> None:
    assert isolation_statement(NOBODY) is None
    assert isolation_statement(Bounds(sees_one_snapshot=True)) is not None
