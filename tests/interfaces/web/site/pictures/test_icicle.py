"""The icicle: cells tile their parents, the worst stand first, nothing below the target disappears."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.icicle import Cell, icicle_picture
from thongsuot.interfaces.web.site.pictures.units import UnitNode

TARGET = Decimal("0.98")


def unit(
    name: str = "Chi bộ A", studied: int = 10, expected: int | None = 10, *children: UnitNode, confirmed: bool = True
) -> UnitNode:
    fraction = str(studied) if expected is None else f"{studied}/{expected}"
    return UnitNode(name, f"/{name}/", studied, expected, "", fraction, "", confirmed, children)


@st.composite
def units(draw: st.DrawFn) -> UnitNode:
    """Any tree of up to twenty units: each row says its parent, its own people, the share that studied, and its state."""
    row = st.tuples(st.integers(0, 19), st.integers(0, 300), st.integers(0, 100), st.sampled_from("cccun"))
    rows = draw(st.lists(row, min_size=1, max_size=20))
    children: dict[int, list[UnitNode]] = {n: [] for n in range(len(rows))}
    node = unit()
    for number in reversed(range(len(rows))):
        parent, own, share, state = rows[number]
        expected = own + sum(child.expected or 0 for child in children[number])
        node = unit(
            f"U{number}",
            expected * share // 100,
            None if state == "n" else expected,
            *children[number],
            confirmed=state != "u",
        )
        if number:
            children[parent % number].append(node)
    return node


def bottom(cell: Cell) -> float:
    return cell.y + cell.height


@settings(max_examples=60)
@given(units())
def test_icicle_picture_of_any_tree_keeps_every_cell_inside_the_picture(root: UnitNode) -> None:
    picture = icicle_picture(root, target=TARGET)

    assert picture.cells[0].width == picture.width
    for cell in picture.cells:
        assert cell.width > 0
        assert 0 <= cell.x <= cell.x + cell.width <= picture.width + 0.01
        assert 0 <= cell.y < bottom(cell) <= picture.height


@settings(max_examples=60)
@given(units())
def test_icicle_picture_of_any_tree_lays_cells_inside_one_cell_above_without_overlap(root: UnitNode) -> None:
    picture = icicle_picture(root, target=TARGET)
    for level in range(1, 4):
        row = [cell for cell in picture.cells if cell.level == level]
        above = [cell for cell in picture.cells if cell.level == level - 1]

        for left, right in pairwise(row):
            assert left.x + left.width <= right.x + 0.001
        for cell in row:
            assert any(p.x <= cell.x and cell.x + cell.width <= p.x + p.width + 0.01 for p in above)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 400)), min_size=1, max_size=120))
def test_icicle_picture_of_a_full_roll_fills_the_width_worst_first(rolls: list[tuple[int, int]]) -> None:
    children = [unit(f"U{n}", min(s, e), e) for n, (e, s) in enumerate(rolls)]
    root = unit("Gốc", sum(c.studied for c in children), sum(e for e, _s in rolls), *children)

    row = [cell for cell in icicle_picture(root, target=TARGET).cells if cell.level == 1]

    assert abs(sum(cell.width for cell in row) - 804) < 0.01 * len(row) + 0.01
    assert [cell.missing for cell in row] == sorted((cell.missing for cell in row), reverse=True)
    assert any(cell.is_below for cell in row) == any(child.missing(TARGET) for child in children)


def test_icicle_picture_of_cells_under_three_wide_gathers_them_by_state() -> None:
    small = [unit(f"Nhỏ {n}", 9 if n < 4 else 10, 10) for n in range(20)]
    root = unit("Gốc", 9996, 10200, unit("Lớn", 9800, 10000), *small)

    row = [cell for cell in icicle_picture(root, target=TARGET).cells if cell.level == 1]

    assert [cell.title for cell in row] == [
        "4 đơn vị nhỏ: 36/40, còn 4 đồng chí để đạt 98%",
        "Lớn: 9800/10000",
        "16 đơn vị nhỏ: 160/160",
    ]
    assert [cell.href for cell in row] == ["/Gốc/", "/Lớn/", "/Gốc/"]


def test_icicle_picture_of_a_rate_says_what_is_left_and_marks_the_worst() -> None:
    hospital = UnitNode.of_rate(Rate(193, 214, TARGET), name="Đảng bộ Bệnh viện", href="/bv/", short_name="BV")
    school = UnitNode.of_rate(Rate(100, 100, TARGET), name="Đảng bộ Trường", href="/tr/")
    root = UnitNode.of_rate(Rate(293, 314, TARGET), name="Khối", href="/k/", children=[school, hospital])

    picture = icicle_picture(root, target=TARGET)

    assert picture.worst is not None
    assert picture.worst.title == "Đảng bộ Bệnh viện: 193/214 (90,19%), còn 17 đồng chí để đạt 98%"
    assert picture.cells[1] == picture.worst
    assert [label.text for label in picture.cells[0].labels] == ["Khối", "293/314 · 93,31%"]
    assert "1 trên 2 đơn vị dưới chỉ tiêu 98%" in picture.alternative


def test_icicle_picture_of_non_members_does_not_call_them_comrades() -> None:
    picture = icicle_picture(unit("Gốc", 1, 10), target=TARGET, is_members=False)

    assert picture.cells[0].title == "Gốc: 1/10, còn 9 người để đạt 98%"


def test_icicle_picture_of_an_unconfirmed_unit_is_hatched_and_not_counted_below() -> None:
    root = unit("Gốc", 95, 100, unit("Chưa", 45, 50, confirmed=False), unit("Không", 0, None), unit("Đủ", 50, 50))

    picture = icicle_picture(root, target=TARGET)

    hatched = [cell for cell in picture.cells if cell.step == "hatch"]
    assert [cell.title for cell in hatched] == ["Chưa: 45/50, còn 4 đồng chí để đạt 98%, chưa xác nhận số liệu"]
    assert not hatched[0].is_below
    assert picture.legend[-1].step == "hatch"
    assert "0 trên 3" in picture.alternative


def test_icicle_picture_of_units_without_rolls_shares_the_width_equally() -> None:
    root = unit("Gốc", 0, None, unit("A", 0, None), unit("B", 0, None))

    assert [cell.width for cell in icicle_picture(root, target=TARGET).cells] == [804, 402, 402]


def test_icicle_picture_of_many_units_gives_them_the_tall_row() -> None:
    many = [unit(f"U{n}", 10, 10, unit("c", 10, 10)) for n in range(13)]
    few = many[:12]

    tall = icicle_picture(unit("Gốc", 130, 130, *many), target=TARGET)
    wide = icicle_picture(unit("Gốc", 120, 120, *few), target=TARGET)

    assert next(cell.height for cell in tall.cells if cell.level == 1) == 148
    assert next(cell.height for cell in wide.cells if cell.level == 1) == 64
