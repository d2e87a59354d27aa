import pytest

from thongsuot.foundation.files.syllables import is_syllable


@pytest.mark.parametrize(
    "word",
    [
        "nguyễn",
        "Quỳnh",
        "gì",
        "giếng",
        "hoà",
        "hòa",
        "yến",
        "được",
        "ngoằn",
        "khuyết",
        "thuở",
        "Uỷ",
        "quốc",
        "ỷ",
        "xoong",
        "hỷ",
    ],
)
def test_is_syllable_when_the_word_is_vietnamese_says_yes(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "Nguyeãn", "brễu", "tôt", "họ̣c", "ngàt", "wà", "fà", "đ", "§", "", "ưởi̛"])
def test_is_syllable_when_the_spelling_is_impossible_says_no(word):
    assert not is_syllable(word)
