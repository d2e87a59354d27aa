from datetime import datetime

import pytest

from tests.builders.documents import make_annex, make_provenance, make_rows, total_row


def test_annex_table_when_a_row_lacks_a_cell_then_refuses() -> None:
    with pytest.raises(ValueError, match=r"Row 2 .* 7 cells for 8 columns"):
        make_annex((make_rows(1)[0], make_rows(2)[1][:-1]))


def test_annex_table_when_the_total_lacks_a_cell_then_refuses() -> None:
    with pytest.raises(ValueError, match="Row 4 "):
        make_annex(make_rows(3), total=total_row()[:-1])


def test_annex_table_when_no_rows_then_refuses() -> None:
    with pytest.raises(ValueError, match="no rows"):
        make_annex(())


def test_all_rows_when_there_is_a_total_then_it_comes_last() -> None:
    table = make_annex(make_rows(2))

    assert table.all_rows == (*make_rows(2), total_row())


def test_provenance_when_instant_has_no_zone_then_refuses() -> None:
    with pytest.raises(ValueError, match="time zone"):
        make_provenance(as_of=datetime(2021, 6, 30, 17))
