import random
import unicodedata
from pathlib import Path

import pytest

from thongsuot.foundation.files.cells import CannotRead
from thongsuot.foundation.files.encodings import DecodedText, UndecidedEncoding, decode_text
from thongsuot.foundation.files.legacy_letters import encode_tcvn3, encode_vni

SAMPLES = Path(__file__).parent / "samples"
PEOPLE = (
    "Họ và tên;Ngày sinh;Đơn vị\r\n"
    "Nguyễn Văn Thành;05/11/1980;Chi bộ Văn phòng\r\n"
    "Trần Thị Hồng Nhung;12/3/1991;Đảng bộ Sở Nông nghiệp\r\n"
    "Lê Đức Thắng;01/01/1975;Chi bộ Văn phòng\r\n"
    "PHẠM QUỐC VIỆT;30/04/1985;Đảng bộ Sở Nông nghiệp\r\n"
)
REPORT = (
    "C\u1ed9ng {republic} xã hội chủ nghĩa Việt Nam\t\r\n"
    "Độc lập - Tự do - Hạnh phúc\t\r\n"
    "Nội dung\tSố lượng\r\n"
    "Báo cáo kết quả học tập nghị quyết\t12\r\n"
    "{u}u điểm của nước ta\t7\r\n"
    "Khắc phục khuyết điểm\t4\r\n"
)
FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLES = "văn thị đức hữu quốc minh thu ngọc".title().split()
GIVEN = [
    "Hà",
    "Thắng",
    "Nhung",
    "Việt",
    "Ngọc",
    "Quỳnh",
    "Hiền",
    "Tuấn",
    "Phượng",
    "Sơn",
    "Bình",
    "Thủy",
    "Cường",
    "Tâm",
    "Mỹ",
]


def as_windows_1258(text):
    """The bytes of a Vietnamese Windows: a letter of the code page, then its tone as a combining mark."""
    content = b""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in "\u0300\u0309\u0303\u0301\u0323")
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        content += base.encode("cp1258") + tones.encode("cp1258")
    return content


ENCODERS = {"tcvn3": encode_tcvn3, "vni": encode_vni, "windows-1258": as_windows_1258}


@pytest.mark.parametrize(
    ("file", "encoding", "text"),
    [
        ("tcvn3_people.csv", "tcvn3", PEOPLE),
        ("tcvn3_report.txt", "tcvn3", REPORT.format(republic="hoà", u="ư")),
        ("vni_people.csv", "vni", PEOPLE),
        ("vni_report.txt", "vni", REPORT.format(republic="hòa", u="Ư")),
    ],
)
def test_decode_text_when_a_real_file_is_in_an_old_encoding_reads_it(file, encoding, text):
    content = (SAMPLES / file).read_bytes()

    assert decode_text(content) == DecodedText(text, encoding)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_decode_text_when_the_file_is_in_unicode_reads_it(codec):
    assert decode_text(PEOPLE.encode(codec)) == DecodedText(PEOPLE, codec.removesuffix("-sig"))


def test_decode_text_when_utf_16_is_big_endian_reads_it():
    assert decode_text(b"\xfe\xff" + PEOPLE.encode("utf-16-be")) == DecodedText(PEOPLE, "utf-16")


@pytest.mark.parametrize("encoding", sorted(ENCODERS))
@pytest.mark.parametrize("count", [1, 2, 5, 30])
def test_decode_text_when_names_are_few_is_right_or_asks_but_never_wrong(encoding, count):
    chance = random.Random(f"{encoding} {count}")
    for _ in range(60):
        names = [" ".join(map(chance.choice, (FAMILIES, MIDDLES, GIVEN))) for _ in range(count)]
        decided = decode_text(ENCODERS[encoding]("\n".join(names)))

        if isinstance(decided, UndecidedEncoding):
            assert encoding in dict(decided.samples)
            assert count < 10, "thirty names tell the encoding"
        else:
            assert decided.encoding == encoding
            assert unicodedata.normalize("NFC", decided.text) == "\n".join(names)


def test_decode_text_when_two_encodings_are_equally_plausible_asks_with_samples():
    decided = decode_text(b"T\xe2n; 1\r\nL\xea; 2")

    assert isinstance(decided, UndecidedEncoding)
    assert dict(decided.samples) == {"windows-1258": "Tân; 1", "tcvn3": "Tõn; 1"}


def test_decode_text_when_the_question_is_answered_uses_the_answer():
    assert decode_text(b"T\xe2n", "tcvn3") == DecodedText("Tõn", "tcvn3")
    assert decode_text(b"T\xe2n", "windows-1258") == DecodedText("Tân", "windows-1258")
    assert isinstance(decode_text(b"T\xe2n", "klingon"), UndecidedEncoding)


def test_decode_text_when_nothing_reads_as_vietnamese_also_offers_western_letters():
    decided = decode_text("Fran\xe7ois Andr\xe9 \xff".encode("latin-1"))

    assert isinstance(decided, UndecidedEncoding)
    assert dict(decided.samples)["windows-1252"] == "François André ÿ"


def test_decode_text_when_unicode_is_damaged_names_the_line():
    content = (PEOPLE * 3).encode()
    damaged = content.replace("Lê".encode(), b"L\xc3", 1)

    with pytest.raises(CannotRead) as refusal:
        decode_text(damaged)

    assert (refusal.value.code, refusal.value.particulars) == ("damaged_text", {"row": 4})


def test_decode_text_when_letters_became_question_marks_names_the_line():
    with pytest.raises(CannotRead) as refusal:
        decode_text(b"Ho ten;Don vi\nNguy?n V?n An;Chi b?\nTr?n Th? B;S? N?ng\n")

    assert (refusal.value.code, refusal.value.particulars) == ("letters_are_lost", {"row": 2})


def test_decode_text_when_questions_are_asked_in_vietnamese_keeps_them():
    text = "Ai?Đâu?Gì?Sao?Vì?Ai?\n"

    assert decode_text(text.encode()) == DecodedText(text, "utf-8")
