import pytest

from thongsuot.foundation.files.cells import CannotRead, CellError, clean_text
from thongsuot.foundation.files.csv_reading import DELIMITERS, likely_delimiters, read_csv


def rows_of(text, **answers):
    reading = read_csv(text.encode(), answers)
    assert not reading.questions
    return reading.sheets[0].rows


@pytest.mark.parametrize("mark", DELIMITERS.values())
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_read_csv_when_fields_are_quoted_keeps_them_whole(mark, end):
    text = end.join([f"Họ tên{mark}Chức vụ", f'An{mark}"Bí thư{mark} ""trưởng""\nđoàn"', f"Bình{mark}"])

    wanted = clean_text(f'Bí thư{mark} "trưởng" đoàn')
    assert rows_of(text) == [["Họ tên", "Chức vụ"], ["An", wanted], ["Bình", None]]


def test_read_csv_when_rows_are_blank_keeps_the_numbers_of_the_file():
    sheet = read_csv(b"a;b\n\n;\nc;d\n\n", {}).sheets[0]

    assert (sheet.first_row_number, sheet.rows) == (1, [["a", "b"], [None, None], [None, None], ["c", "d"]])


def test_read_csv_when_a_number_has_leading_zeros_keeps_them_as_text():
    assert rows_of("Số thẻ;Ghi chú\n00012345;x") == [["Số thẻ", "Ghi chú"], ["00012345", "x"]]


def test_read_csv_when_text_looks_like_a_formula_is_text_and_one_apostrophe_is_taken_off():
    assert rows_of("a;b\n=1+1;'=1+1\n'+84 9;''-5\n'a;@b") == [
        ["a", "b"],
        ["=1+1", "=1+1"],
        ["+84 9", "'-5"],
        ["'a", "@b"],
    ]


def test_read_csv_when_excel_states_the_delimiter_obeys_and_drops_the_statement():
    assert rows_of("sep=,\r\na,b;c\r\n1,2;3\r\n")[1:] == [["a", "b;c"], ["1", "2;3"]]


def test_read_csv_when_there_is_one_column_splits_nothing():
    assert rows_of("Họ và tên\nNguyễn Văn A\n") == [["Họ và tên"], ["Nguyễn Văn A"]]


def test_likely_delimiters_when_commas_are_only_decimal_prefers_the_other():
    assert likely_delimiters("1;97,87;98,12\n2;96,67;90,00\n") == ["semicolon"]


def test_likely_delimiters_when_two_do_equally_well_names_both():
    assert sorted(likely_delimiters("a, b; c\nd, e; f\n")) == ["comma", "semicolon"]


def test_read_csv_when_two_delimiters_do_equally_well_asks_and_then_obeys():
    asked = read_csv(b"a, b; c\nd, e; f\n", {})
    read = read_csv(b"a, b; c\nd, e; f\n", {"delimiter": "semicolon"})

    assert [(code, sorted(option for option, _ in options)) for code, _, options in asked.questions] == [
        ("delimiter", ["comma", "semicolon"])
    ]
    assert asked.sheets == []
    assert read.sheets[0].rows == [["a, b", "c"], ["d, e", "f"]]


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        ('a;b\nc;"d\ne;f\n', "broken_quotes", 2),
        ('"a"b;c\n', "broken_quotes", 1),
        ("a;b\n" + "x" * 40_000 + ";c\n", "broken_quotes", 2),
    ],
)
def test_read_csv_when_it_cannot_be_split_names_the_row(text, code, row):
    with pytest.raises(CannotRead) as refusal:
        read_csv(text.encode(), {})

    assert (refusal.value.code, refusal.value.particulars["row"]) == (code, row)


def test_read_csv_when_a_row_has_too_many_columns_refuses():
    with pytest.raises(CannotRead) as refusal:
        read_csv(b"a;b\n" + b";".join([b"x"] * 201), {})

    assert (refusal.value.code, refusal.value.particulars["columns"]) == ("too_many_columns", 201)


def test_read_csv_when_a_byte_stands_for_nothing_puts_that_cell_in_error():
    content = "NguyÔn V¨n Thµnh;TrÇn ThÞ Hång\nLª §øc Th¾ng;ÿ\n".encode("latin-1")

    reading = read_csv(content, {})

    assert reading.encoding == "tcvn3"
    assert reading.sheets[0].rows == [
        ["Nguyễn Văn Thành", "Trần Thị Hồng"],
        ["Lê Đức Thắng", CellError("unreadable_text", "\ufffd")],
    ]
    assert reading.notices == [("converted", {"encoding": "tcvn3"}), ("no_capitals", {})]
