"""Strips for the telephone: the unit itself, then those with most people left."""

from decimal import Decimal

from thongsuot.interfaces.web.site.pictures.strip import strip_pictures
from thongsuot.interfaces.web.site.pictures.units import UnitNode


def unit(name: str, studied: int, expected: int, *children: UnitNode, confirmed: bool = True) -> UnitNode:
    return UnitNode(name, f"/{name}/", studied, expected, is_confirmed=confirmed, children=children)


def test_strip_pictures_of_a_unit_lead_with_itself_and_leave_out_those_that_are_done() -> None:
    worst = unit("Kém", 80, 100, unit("a", 30, 50), unit("b", 50, 50))
    root = unit(
        "Gốc", 369, 400, unit("Đủ", 100, 100), unit("Gần", 97, 100), worst, unit("Mờ", 92, 100, confirmed=False)
    )

    strips = strip_pictures(root, target=Decimal("0.98"))

    assert [(strip.name, strip.missing, strip.remaining) for strip in strips] == [
        ("Gốc", 23, 31),
        ("Kém", 18, 20),
        ("Gần", 1, 3),
    ]
    assert [cell.title[:1] for cell in strips[1].cells] == ["a", "b"]
    assert len(strips[2].cells) == 1
    assert len({strip.key for strip in strips}) == 3


def test_strip_pictures_of_many_units_stop_at_the_number_asked_for() -> None:
    root = unit("Gốc", 0, 1000, *(unit(f"U{n}", 0, 100) for n in range(10)))

    assert len(strip_pictures(root, target=Decimal("0.98"), most=4)) == 5
