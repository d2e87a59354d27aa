"""Where sentences end, and where a line end is only wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.sentences import sentences_of


def told(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở 82 lớp. Có 4.502 người dự.", ["Mở 82 lớp.", "Có 4.502 người dự."]),
        ("Tại TP. Cao Lãnh mở 2 lớp.", ["Tại TP. Cao Lãnh mở 2 lớp."]),
        ("Đoàn thể... đảm bảo thiết thực.", ["Đoàn thể... đảm bảo thiết thực."]),
        ("Tiêu đề\nNội dung đầu", ["Tiêu đề", "Nội dung đầu"]),
        ("Mở 3 lớp, gồm:\n- 1 lớp huyện;\n- 2 lớp xã.\nHết", ["Mở 3 lớp, gồm:\n- 1 lớp huyện;\n- 2 lớp xã.", "Hết"]),
        ("Đơn vị\t12\t97,87%", ["Đơn vị", "12", "97,87%"]),
    ],
)
def test_sentences_of_when_told_gives(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_sentences_of_when_lines_are_wrapped_joins_them() -> None:
    text = (
        "Toàn Đảng bộ đã tổ chức học tập cho 4.502/4.600 đảng viên\n"
        "chiếm 97,87%; đạt kết quả tốt, được cấp trên ghi nhận và\nĐảng ủy khen."
    )

    assert told(text) == [text]


@given(st.text(alphabet="ab Đ.\n\t1;:-", max_size=5000))
def test_sentences_of_keeps_order_and_bounds(text: str) -> None:
    places = sentences_of(text)

    assert all(0 < end - start <= 2000 for start, end in places)
    assert [place for pair in places for place in pair] == sorted(place for pair in places for place in pair)


def test_sentences_of_when_nothing_ends_cuts_every_two_thousand_characters() -> None:
    assert [end - start for start, end in sentences_of("a" * 4500)] == [2000, 2000, 500]
