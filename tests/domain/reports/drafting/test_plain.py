"""Tables and sentences come back from JSON as they went in."""

import json
from decimal import Decimal

from tests.builders.documents import make_annex
from thongsuot.domain.reports.documents.content import Run
from thongsuot.domain.reports.drafting.plain import (
    figure_from,
    paragraph_from,
    plain_figure,
    plain_paragraph,
    plain_table,
    table_from,
)
from thongsuot.domain.reports.drafting.tally import Figure


def test_table_from_json_then_the_same_table() -> None:
    table = make_annex(remarks=("7 đơn vị chưa khai.",))

    assert table_from(json.loads(json.dumps(plain_table(table)))) == table


def test_table_without_total_from_json_then_the_same_table() -> None:
    table = make_annex(total=None)

    assert table_from(json.loads(json.dumps(plain_table(table)))) == table


def test_figure_from_json_then_the_same_figure() -> None:
    figures = [Figure("a", "A", 1, "đồng chí", 2, Decimal("0.98")), Figure("b", "B", 0, "lớp")]

    assert [figure_from(json.loads(json.dumps(plain_figure(figure)))) for figure in figures] == figures


def test_paragraph_from_json_then_the_same_words_and_figures() -> None:
    paragraph = (Run("Có "), Run("83 lớp", figure="classes.held"), Run("."))

    assert paragraph_from(json.loads(json.dumps(plain_paragraph(paragraph)))) == paragraph
