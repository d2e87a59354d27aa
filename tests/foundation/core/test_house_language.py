"""Stored words are the organisation's, not the reader's."""

from django.utils import translation
from django.utils.translation import gettext_lazy

from thongsuot.foundation.core.house_language import in_house_words


def test_in_house_words_for_an_english_reader_are_vietnamese() -> None:
    text = gettext_lazy("Đảng viên")

    with translation.override("en"):
        assert str(text) == "Members"
        assert in_house_words(text) == "Đảng viên"
        assert str(text) == "Members"
