import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.files.legacy_letters import UNREADABLE, decode_tcvn3, decode_vni, encode_tcvn3, encode_vni

VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
SMALL = VOWELS + "bcdđghklmnpqrstvx"
# Letters whose capital has a byte of its own in TCVN3.
OWN_CAPITALS = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"

small_words = st.lists(st.text(SMALL, min_size=1, max_size=7), min_size=1, max_size=8).map(" ".join)
any_words = st.lists(st.text(SMALL + SMALL.upper(), min_size=1, max_size=7), min_size=1, max_size=8).map(" ".join)


@given(st.text(SMALL + OWN_CAPITALS + " 0123456789;,.-", max_size=60))
def test_tcvn3_when_encoded_bytes_are_decoded_gives_the_same_bytes_back(text):
    content = encode_tcvn3(text)

    assert encode_tcvn3(decode_tcvn3(content)) == content


@given(small_words)
def test_decode_tcvn3_when_text_is_in_small_letters_gives_it_back(text):
    assert decode_tcvn3(encode_tcvn3(text)) == text


@given(any_words)
def test_vni_when_text_is_encoded_and_decoded_gives_it_back(text):
    content = encode_vni(text)

    assert decode_vni(content) == text
    assert encode_vni(decode_vni(content)) == content


def test_tables_when_every_marked_letter_is_asked_have_one_code_for_each():
    marked = [letter for letter in VOWELS + "đ" if not letter.isascii()]

    assert len({encode_tcvn3(letter) for letter in marked}) == len(marked) == 67
    assert len({encode_vni(letter) for letter in marked + [letter.upper() for letter in marked]}) == 2 * 67


def test_encode_vni_when_a_letter_has_a_byte_of_its_own_uses_it():
    assert encode_vni("lỵ ị ĩ ơ LỴ") == b"l\xee \xf2 \xf3 \xf4 L\xce"


def test_decode_tcvn3_when_words_are_in_capitals_raises_the_vowels_that_have_none():
    typed = "PH\xb9M QU\xe8C VI\xd6T, L\xfd V\xa1N S\xb6N".encode("latin-1")

    assert decode_tcvn3(typed) == "PHẠM QUỐC VIỆT, LÝ VĂN SẢN"


def test_decode_tcvn3_when_a_name_is_not_in_capitals_leaves_its_case():
    typed = "L\xfd V\xa8n \xb8nh, U\xfb ban".encode("latin-1")

    assert decode_tcvn3(typed) == "Lý Văn ánh, Uỷ ban"


def test_decode_vni_when_only_the_letter_was_shifted_reads_a_capital():
    assert decode_vni("A\xf9nh, A\xd9NH".encode("latin-1")) == "Ánh, ÁNH"


@pytest.mark.parametrize("decode", [decode_tcvn3, decode_vni])
def test_decoding_when_a_byte_stands_for_nothing_says_so_and_keeps_punctuation(decode):
    assert decode(b"a\xff") in ("a" + UNREADABLE, "aÿ"[:1] + UNREADABLE)
    assert decode(b"\x93a\x94\xa0\x96") == "“a”\xa0–"


@pytest.mark.parametrize("encode", [encode_tcvn3, encode_vni])
def test_encoding_when_a_letter_is_not_vietnamese_refuses(encode):
    with pytest.raises(ValueError, match="ç"):
        encode("français")
