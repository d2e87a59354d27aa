import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.documents import make_annex, make_rows
from thongsuot.domain.reports.documents.content import AnnexTable, Column, ColumnGroup, ColumnKind
from thongsuot.domain.reports.documents.fitting import (
    FONTS,
    LANDSCAPE_WIDTH_MM,
    AnnexTooWide,
    breakable,
    column_needs,
    fit,
    wanted_widths_mm,
    width_em,
)

NAMES = st.text(alphabet="Đảngbộcơsở ", min_size=1, max_size=60)


def _table(counts: int, name: str) -> AnnexTable:
    columns = tuple(Column("Đã học") for _ in range(counts))
    groups = (ColumnGroup("", (Column("Đơn vị", ColumnKind.TEXT),)), ColumnGroup("Đảng viên", columns))
    return AnnexTable("Kết quả", groups, ((name, *([4502] * counts)),))


@given(st.integers(1, 20), NAMES)
def test_fit_when_any_table_then_fills_the_sheet_and_breaks_no_number(counts: int, name: str) -> None:
    table = _table(counts, name)

    fitted = fit(table)

    assert sum(fitted.widths_mm) == pytest.approx(LANDSCAPE_WIDTH_MM, abs=0.05)
    number_mm = width_em("4.502", bold=True) * fitted.font_pt * 25.4 / 72
    assert all(width - 2 * fitted.padding_mm >= number_mm - 0.05 for width in fitted.widths_mm[1:])


@given(st.integers(1, 12))
def test_fit_when_columns_are_added_then_letters_never_grow(counts: int) -> None:
    assert fit(_table(counts + 6, "Chi bộ")).font_pt <= fit(_table(counts, "Chi bộ")).font_pt <= 11


def test_fit_when_too_many_columns_then_refuses_with_what_to_do() -> None:
    with pytest.raises(AnnexTooWide, match="61 cột"):
        fit(_table(60, "Chi bộ"))


def test_fit_when_texts_are_short_and_long_then_short_ones_stay_on_one_line() -> None:
    groups = tuple(ColumnGroup("", (Column(title, ColumnKind.TEXT),)) for title in ("Đơn vị", "Lý do", "Tình trạng"))
    long = "Đảng viên đi công tác dài ngày ở nước ngoài và điều trị " * 3
    table = AnnexTable("Danh sách", groups, ((long, long, "Đã tiếp nhận"),))

    fitted = fit(table)

    assert fitted.widths_mm[0] == pytest.approx(fitted.widths_mm[1], abs=0.2)
    assert fitted.widths_mm[2] < 30
    assert fitted.widths_mm[2] > width_em("Đã tiếp nhận", bold=True) * fitted.font_pt * 25.4 / 72


def test_fit_when_a_name_holds_an_endless_word_then_still_fits() -> None:
    table = make_annex((("1", "https://" + "a" * 300, *make_rows(1)[0][2:]),))

    assert sum(fit(table).widths_mm) == pytest.approx(LANDSCAPE_WIDTH_MM, abs=0.05)


def test_wanted_widths_mm_when_letters_shrink_then_shrink_with_them() -> None:
    table = make_annex()

    assert all(
        small < large for small, large in zip(wanted_widths_mm(table, 7), wanted_widths_mm(table, 11), strict=True)
    )


def test_column_needs_when_a_number_is_wide_then_its_column_is_as_wide() -> None:
    needs = column_needs(_table(1, "Chi bộ"))

    assert needs[1].least >= width_em("4.502", bold=True)


def test_breakable_when_word_is_too_long_then_can_break_and_reads_the_same() -> None:
    text = "xem https://" + "a" * 60

    assert breakable(text) != text
    assert breakable(text).replace("\u200b", "") == text
    assert breakable("Đảng bộ Công ty Cổ phần") == "Đảng bộ Công ty Cổ phần"


def test_fonts_when_vendored_then_are_those_whose_sums_are_written_down() -> None:
    written = dict(re.findall(r"\| (Tinos-\w+\.ttf) \| ([0-9a-f]{64}) \|", (FONTS / "VENDORED.md").read_text()))

    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.ttf")}

    assert found == written
    assert len(found) == 4


def test_fonts_when_any_vietnamese_letter_then_have_a_sign_for_it() -> None:
    letters = "ẰẲẴẮẶẦẨẪẤẬỀỂỄẾỆỒỔỖỐỘỜỞỠỚỢỪỬỮỨỰỲỶỸÝỴĐằẳẵắặầẩẫấậềểễếệồổỗốộờởỡớợừửữứựỳỷỹýỵđ"
    missing = width_em("\U000f0000")

    assert [letter for letter in letters if width_em(letter) in (0, missing)] == []
