import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from thongsuot.domain.reports.documents.cells import cell_text, printable
from thongsuot.domain.reports.documents.content import Cell, ColumnKind
from thongsuot.foundation.core.rates import Rate


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (4502, ColumnKind.COUNT, "4.502"),
        (0, ColumnKind.COUNT, "0"),
        (Rate(4502, 4600), ColumnKind.RATE, "97,87%"),
        (Rate(97996, 100000, Decimal("0.98")), ColumnKind.RATE, "97,99%"),
        (date(2021, 4, 5), ColumnKind.DATE, "05/04/2021"),
        ("12-CTr/ĐU", ColumnKind.TEXT, "12-CTr/ĐU"),
        ("", ColumnKind.COUNT, ""),
    ],
)
def test_cell_text_when_known_then_is_as_documents_print_it(cell: Cell, kind: ColumnKind, text: str) -> None:
    with translation.override("en"):
        assert cell_text(cell, kind) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ColumnKind.COUNT, "–"),
        (ColumnKind.RATE, "–"),
        (ColumnKind.DATE, "–"),
        (ColumnKind.DECLARED, "chưa khai"),
        (ColumnKind.TEXT, ""),
    ],
)
def test_cell_text_when_not_known_then_says_so_in_the_columns_word(kind: ColumnKind, text: str) -> None:
    assert cell_text(None, kind) == text


@pytest.mark.parametrize("denominator", [None, 0])
def test_cell_text_when_rate_has_no_denominator_then_shows_no_percentage(denominator: int | None) -> None:
    assert cell_text(Rate(45, denominator), ColumnKind.RATE) == "–"


def test_cell_text_when_truth_value_then_refuses() -> None:
    with pytest.raises(TypeError):
        cell_text(True, ColumnKind.COUNT)


@given(st.text())
def test_printable_when_any_text_then_xml_can_hold_it(text: str) -> None:
    node = etree.Element("t")

    node.text = printable(text)

    assert unicodedata.is_normalized("NFC", node.text)


def test_printable_when_signs_of_markup_then_keeps_them() -> None:
    assert printable("- #let *x* $y$ <b> & @e =1+1") == "- #let *x* $y$ <b> & @e =1+1"


def test_printable_when_writing_would_turn_round_then_takes_the_marks_out() -> None:
    assert printable("97,\u202e78\u202c%") == "97,78%"


def test_printable_when_line_ends_then_words_stay_apart() -> None:
    assert printable("Chi bộ\nVăn phòng\x00") == "Chi bộ Văn phòng"


def test_printable_when_marks_are_apart_from_their_letters_then_joins_them() -> None:
    assert printable("U\u031bo\u031b\u0303ng") == "Ưỡng"
