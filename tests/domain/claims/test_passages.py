"""The normal form remembers where every character stood."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from thongsuot.domain.claims.passages import passage_of

TEXT = "Đảng bộ có 4.502/4.600 đảng viên, đạt 97,87%."
letters = st.text(alphabet="aĐđảắữy9 .,%/-\n\u00a0\u200b\u202f\u0301\u0302\ufeffİ０", max_size=60)


def test_passage_of_when_decomposed_is_composed_and_keeps_places() -> None:
    source = unicodedata.normalize("NFD", TEXT)

    passage = passage_of(source)

    assert passage.cased == TEXT
    start = passage.cased.index("đảng viên")
    first, last = passage.place(start, start + len("đảng viên"))
    assert unicodedata.normalize("NFC", source[first:last]) == "đảng viên"


def test_passage_of_when_signs_vary_makes_them_one() -> None:
    assert passage_of("1\u200b0\u2009000 \u2013 ９７\uff05 5\u20446").cased == "10\u00a0000 - 97% 5/6"


def test_passage_of_when_spaces_say_nothing_drops_them() -> None:
    assert passage_of("số   33  \n   dòng\u00a0mới").cased == "số 33\ndòng mới"


def test_passage_of_keeps_a_hard_space_inside_a_number() -> None:
    assert passage_of("4\u00a0502\u00a0người").cased == "4\u00a0502 người"


@given(letters)
def test_passage_of_gives_every_stretch_its_place(text: str) -> None:
    passage = passage_of(text)

    assert len(passage.cased) == len(passage.lower)
    places = [passage.place(place, place + 1) for place in range(len(passage.cased))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)
