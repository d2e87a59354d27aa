"""What looks like a figure and is none is covered; what is one stays."""

import pytest

from thongsuot.domain.claims.passages import passage_of
from thongsuot.domain.claims.traps import covered


def left(text: str) -> str:
    passage = passage_of(text)
    return "".join(
        letter for letter in covered(passage.cased, passage.lower) if letter.isdigit() or letter in "/%,."
    ).strip(",.")


@pytest.mark.parametrize(
    "text",
    [
        "ngày 03/4/2012", "ngày 9/3/2021", "27-28/3", "từ 27 - 28/3/2021", "ngày 05 tháng 02 năm 2026", "đến hết 30 - 6",
        "Sáng 20/10", "tháng 3/2021", "quý I/2013", "quý 2", "năm 2009", "so với 2011", "nhiệm kỳ 2020 - 2025", "9-3-2021",
        "13/3/2021", "các ngày 5 và 7/10", "7 giờ 30", "7h30", "17:00", "trong 2 ngày", "6 tháng đầu năm", "20 năm tuổi Đảng",
        "Kế hoạch số 29-KH/TU", "Chỉ thị số 37/CT-TW", "Kế hoạch số 100 - KH/TU", "01 - CT/TW", "Nghị định số 30/2020/NĐ-CP",
        "Luật số 91/2025/QH15", "1267-QĐ/TU", "65-HD/BTGTW", "Nghị quyết 35", "Trung ương 7", "Hội nghị lần thứ 7 Ban Chấp hành",
        "quận 9", "Phường 5", "Điều 3", "số 12/4 đường Trần Phú", "Hội trường số 2", "0255.382.1234", "0905 123 456",
        "(0255) 3822 999", "+84 905 123 456", "COVID - 19", "NQ-13", "https://a.vn/2012/34", "a1@b.vn", "[12]", "1. Công tác",
        "2.1. Kết quả", "lớp 2 học buổi sáng", "6 rõ", "nhiệm kỳ 2020/2025", "đứng thứ 2/15 huyện",
    ],
)  # fmt: skip
def test_covered_when_it_is_no_figure_leaves_nothing(text: str) -> None:
    assert not any(letter.isdigit() for letter in left(text)), left(text)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("cho 232/240 đồng chí", "232/240"),
        ("có 9/10 chi bộ", "9/10"),
        ("chiều nay 25/30 đồng chí dự", "25/30"),
        ("đạt 8/10, chiếm 80%", "8/10,80%"),
        ("13 phường", "13"),
        ("lớp 230 đồng chí", "230"),
        ("tổng số 230", "230"),
        ("số lớp 24", "24"),
        ("Tỷ lệ đạt 97,27%", "97,27%"),
        ("có 2012 đảng viên", "2012"),
        ("1.900 đại biểu/75 điểm cầu", "1.900/75"),
        ("gửi qua Zalo 4.502/4.600 đảng viên", "4.502/4.600"),
        ("từ 776 năm 2011 lên 787", "776787"),
    ],
)
def test_covered_when_it_is_a_figure_leaves_it(text: str, figures: str) -> None:
    assert left(text) == figures


def test_covered_keeps_the_length() -> None:
    passage = passage_of("Ngày 03/4/2012, Kế hoạch số 29-KH/TU, điện thoại 0905 123 456: có 12/13 chi bộ.")

    assert len(covered(passage.cased, passage.lower)) == len(passage.lower)
