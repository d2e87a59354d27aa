"""Vietnamese text: one form, one folding, one order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.core.text import (
    folded,
    initials,
    nfc,
    person_sort_key,
    sort_key,
    split_name,
    without_marks,
)

VIETNAMESE = st.text(
    alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵĐÂ ",
    max_size=30,
)


@given(VIETNAMESE)
def test_nfc_of_both_spellings_is_one(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)

    assert nfc(apart) == nfc(text) == nfc(nfc(text))


@given(VIETNAMESE)
def test_folded_is_ascii_and_stays_as_it_is(text: str) -> None:
    plain = folded(text)

    assert plain.isascii()
    assert folded(plain) == plain == folded(text.upper()) == folded(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hoà", "Hòa"), ("Thuý", "Thúy"), ("Lý", "Lí"), ("Kỹ thuật", "Kĩ thuật"), ("ĐẢNG BỘ", "đảng  bộ"), ("Quy", "Qui")],
)
def test_folded_of_two_spellings_of_a_word_is_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Đà", "Đã Nẵng"), ("Huy", "Hu"), ("Tây", "Tai")])
def test_folded_of_different_words_differs(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_without_marks_keeps_case() -> None:
    assert without_marks("Đặng Hữu Lượng") == "Dang Huu Luong"


def test_sort_key_puts_words_into_the_dictionarys_order() -> None:
    ordered = [
        "An",
        "Ăn",
        "Ân",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Bảo",
        "Dung",
        "Đan",
        "Em",
        "Ê",
        "Nga",
        "Ngà",
        "Ngọc",
        "Ơn",
        "Ưng",
    ]

    assert sorted(set(ordered), key=sort_key) == ordered


def test_person_sort_key_goes_by_given_name_then_family_name() -> None:
    people = [("Trần", "Thị", "An"), ("Lê", "Văn", "Ánh"), ("Đỗ", "Minh", "Bình"), ("Vũ", "Minh", "Bình")]

    assert sorted(set(people), key=lambda name: person_sort_key(*name)) == people


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Nguyễn Thị Minh Khai", ("Nguyễn", "Thị Minh", "Khai")),
        ("Lò  Thắng ", ("Lò", "", "Thắng")),
        ("Páo", ("", "", "Páo")),
    ],
)
def test_split_name_proposes_three_parts(full: str, parts: tuple[str, str, str]) -> None:
    assert split_name(full) == parts


@given(st.lists(st.sampled_from(["Nguyễn", "Văn", "An", "H'Hen", "Niê"]), min_size=1, max_size=5))
def test_split_name_loses_no_word(words: list[str]) -> None:
    assert " ".join(part for part in split_name(" ".join(words)) if part) == " ".join(words)


def test_initials_are_of_the_first_and_the_last_word() -> None:
    assert (initials("Trần Thu Hà"), initials("Hà"), initials("Đặng Hữu Lượng")) == ("TH", "HÀ", "ĐL")
