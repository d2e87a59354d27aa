import pytest

from thongsuot.foundation.files.csv_reading import DELIMITERS
from thongsuot.foundation.files.encodings import LEGACY_ENCODINGS
from thongsuot.foundation.files.wording import notice_text, option_text, question_text


@pytest.mark.parametrize("code", [*DELIMITERS, *sorted(LEGACY_ENCODINGS), "as_is"])
def test_option_text_when_the_option_can_be_offered_has_words_for_it(code):
    assert option_text(code, "Lê").endswith(": «Lê»")
    assert option_text(code, "") + ": «Lê»" == option_text(code, "Lê")


@pytest.mark.parametrize("encoding", sorted(LEGACY_ENCODINGS))
def test_notice_text_when_a_text_was_converted_names_its_encoding(encoding):
    assert option_text(encoding, "") in notice_text("converted", {"encoding": encoding})


def test_question_text_when_a_font_is_doubtful_names_the_sheet():
    assert question_text("font_3", {"sheet": "Đảng viên"}).startswith("Trang «Đảng viên»")


@pytest.mark.parametrize("ask", [notice_text, question_text])
def test_texts_when_the_code_is_unknown_refuse(ask):
    with pytest.raises(KeyError):
        ask("nothing", {})
