"""Words in cells: only where they fit."""

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.interfaces.web.site.pictures.labels import cell_labels, root_labels
from thongsuot.interfaces.web.site.pictures.shapes import text_width
from thongsuot.interfaces.web.site.pictures.units import UnitNode

HOSPITAL = UnitNode("Đảng bộ Bệnh viện Đa khoa", "", 193, 214, "90,19%", "193/214", "BV Đa khoa")


def test_cell_labels_of_a_wide_cell_lie_with_the_figure_below() -> None:
    labels = cell_labels(HOSPITAL, x=0, y=0, width=150, height=64)

    assert [label.text for label in labels] == ["Đảng bộ Bệnh viện", "Đa khoa", "90,19%"]
    assert not any(label.turned for label in labels)


def test_cell_labels_of_a_narrow_tall_cell_stand() -> None:
    labels = cell_labels(HOSPITAL, x=0, y=0, width=36, height=132)

    assert [(label.text, label.turned) for label in labels] == [("BV Đa khoa", True), ("90,19%", True)]


def test_cell_labels_of_a_cell_with_no_room_are_none() -> None:
    assert cell_labels(HOSPITAL, x=0, y=0, width=12, height=132) == ()
    assert cell_labels(HOSPITAL, x=0, y=0, width=60, height=24) == ()


@given(st.floats(1, 400), st.sampled_from([24.0, 64.0, 132.0]), st.text("aăâbcđ ", max_size=60))
def test_cell_labels_of_any_name_stay_inside_the_cell(width: float, height: float, name: str) -> None:
    node = UnitNode(name, "", 1, 2, "50%", "1/2")

    for label in cell_labels(node, x=0, y=0, width=width, height=height):
        length = text_width(label.text, 12.5)
        assert 0 <= label.x <= width
        assert label.y <= height
        assert label.y - length >= 0 if label.turned else label.x + length <= width


def test_root_labels_of_a_name_too_long_keep_the_figure() -> None:
    labels = root_labels(HOSPITAL, x=0, y=0, width=120, height=30)

    assert [label.text for label in labels] == ["193/214 · 90,19%"]
