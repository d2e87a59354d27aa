from thongsuot.foundation.files.mojibake import font_suspicions, may_be_font_text, with_unicode_letters

TCVN3 = ["Hä vµ tªn", "NguyÔn V¨n Thµnh", "TrÇn ThÞ Hång Nhung", "Lª §øc Th¾ng"]
VNI = ["Hoï vaø teân", "Nguyeãn Vaên Thaønh", "Traàn Thò Hoàng Nhung", "Leâ Ñöùc Thaéng"]
UNICODE = ["Họ và tên", "Nguyễn Văn Thành", "Trần Thị Hồng Nhung", "Lê Đức Thắng", "Hà", "Trí"]


def test_font_suspicions_when_text_is_unicode_has_none():
    assert font_suspicions([UNICODE, ["Hà", "Trí", "Lê Thành", "Café"], ["K'Brễu", "Niê Kđăm"], []]) == []


def test_font_suspicions_when_columns_are_in_abc_font_names_them_and_shows_one():
    found = font_suspicions([["1", "2"], TCVN3, UNICODE])

    assert [(suspicion.encoding, suspicion.columns) for suspicion in found] == [("tcvn3", frozenset({1}))]
    assert (found[0].before, found[0].after) == ("TrÇn ThÞ Hång Nhung", "Trần Thị Hồng Nhung")


def test_font_suspicions_when_columns_are_in_vni_font_puts_vni_first():
    assert font_suspicions([VNI, ["Ñaûng boä Sôû"]])[0].encoding == "vni"


def test_with_unicode_letters_when_the_cell_was_typed_in_unicode_leaves_it():
    assert [with_unicode_letters(text, "tcvn3") for text in UNICODE[:4]] == UNICODE[:4]


def test_with_unicode_letters_when_the_cell_reads_well_and_the_font_would_spoil_it_leaves_it():
    assert with_unicode_letters("Bách", "tcvn3") == "Bách"
    assert with_unicode_letters("Hà", "tcvn3") == "Hà"


def test_with_unicode_letters_when_the_font_hides_letters_behind_invisible_ones_reads_them():
    assert with_unicode_letters("n\u00ad\u00edc", "tcvn3") == "nước"


def test_may_be_font_text_when_a_letter_is_only_in_unicode_or_none_is_marked_says_no():
    assert [may_be_font_text(text) for text in ("NguyÔn", "n\u00ad\u00edc", "Hà", "Nguyễn", "Đảng", "An 1")] == [
        True
    ] * 3 + [False] * 3
