"""Invented names of several peoples of the north-west and the highlands; no list of real persons was used."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


_FAMILY = _words("""
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đào Lương Mai Trịnh Tạ Hà Cao
    Quách Chu
""")
_FAMILY_WEIGHTS = [38, 11, 9, 7, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1]
_MIDDLE_WOMEN = _words("""
    Thị Thị Thị Thị Thu Thanh Ngọc Minh Hồng Phương Bích Kim Thúy Mỹ Diệu
""")
_MIDDLE_MEN = _words("""
    Văn Văn Văn Đức Hữu Quang Minh Xuân Công Đình Mạnh Tiến Ngọc Thanh Trọng Anh Tuấn
""")
_WOMEN = _words("""
    Anh Bình Chi Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hòa Hồng Huệ Hương Hường Khánh Lan Liên Linh Loan Lý Mai
    Nga Ngân Nguyệt Nhung Oanh Phượng Quyên Quỳnh Sương Tâm Thảo Thoa Thơm Thu Thủy Thúy Trang Trinh Tuyết Tươi
    Uyên Vân Xuân Yến
""")
_MEN = _words("""
    An Bách Bảo Bằng Bình Chiến Chính Cường Danh Dũng Duy Đạt Điệp Đông Đức Giang Hà Hải Hiếu Hiệp Hoàng Hùng Huy
    Hưng Khang Khánh Khoa Kiên Lâm Long Lộc Luân Lượng Mạnh Minh Nam Nghĩa Phong Phú Phúc Quang Quân Quốc Sơn Tài
    Tân Thái Thành Thắng Thịnh Thuận Tiến Toàn Trí Trung Trường Tuấn Tùng Tuyên Việt Vinh Vượng
""")
_MONG_WOMEN, _MONG_MEN = ["Mỷ", "Sua", "Dợ", "Chu", "Pà", "Mo"], ["Páo", "Vừ", "Chứ", "Lử", "Sình", "Dơ"]
_THAI_WOMEN, _THAI_MEN = ["Ín", "Ánh", "Xuân", "Biên", "Thim"], ["Thoan", "Ún", "Thắng", "Inh", "Pâng"]


@dataclass(frozen=True, slots=True)
class Invented:
    """A person as a list shows them."""

    name: str
    born_on: date
    is_woman: bool
    people: str


class People:
    """A source of invented people, no two with the same name and birth date."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - an invented name needs no secrecy, it needs to be the same every time
        self._given: set[tuple[str, date]] = set()

    def next(self, *, oldest: int = 1955, youngest: int = 1998) -> Invented:
        """Return one more person, born between the two years."""
        while True:
            person = self._invented(oldest, youngest)
            if (person.name, person.born_on) not in self._given:
                self._given.add((person.name, person.born_on))
                return person

    def _invented(self, oldest: int, youngest: int) -> Invented:
        choose = self._random
        is_woman = choose.random() < 0.38
        days = (date(youngest, 12, 31) - date(oldest, 1, 1)).days
        born_on = date(oldest, 1, 1) + timedelta(days=choose.randrange(days))
        kind = choose.random()
        if kind < 0.72:
            return Invented(self._kinh(is_woman), born_on, is_woman, "Kinh")
        if kind < 0.82:
            family = choose.choice(["Giàng", "Vàng", "Sùng", "Thào", "Lầu", "Hờ"])
            middle = choose.choice(["Thị"]) if is_woman else choose.choice(["A", "A", "Seo"])
            return Invented(
                f"{family} {middle} {choose.choice(_MONG_WOMEN if is_woman else _MONG_MEN)}", born_on, is_woman, "Mông"
            )
        if kind < 0.92:
            family = choose.choice(["Lò", "Quàng", "Cà", "Tòng", "Lường"])
            middle = "Thị" if is_woman else "Văn"
            return Invented(
                f"{family} {middle} {choose.choice(_THAI_WOMEN if is_woman else _THAI_MEN)}", born_on, is_woman, "Thái"
            )
        if kind < 0.97:
            return Invented(self._kinh(is_woman), born_on, is_woman, choose.choice(["Tày", "Mường", "Nùng"]))
        return Invented(
            choose.choice(["H'Liên Niê", "H'Mai Ayun"] if is_woman else ["Y Phúc Êban", "K'Brơi", "A Nhật"]),
            born_on,
            is_woman,
            "Ê Đê",
        )

    def _kinh(self, is_woman: bool) -> str:
        choose = self._random
        family = choose.choices(_FAMILY, _FAMILY_WEIGHTS)[0]
        middle = choose.choice(_MIDDLE_WOMEN if is_woman else _MIDDLE_MEN)
        given = choose.choice(_WOMEN if is_woman else _MEN)
        second = choose.choice(["", "", "", " " + choose.choice(_WOMEN if is_woman else _MEN)])
        return f"{family} {middle}{second} {given}"
