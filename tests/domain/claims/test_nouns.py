"""Which noun a figure counts, and what may be a part of what."""

import pytest

from thongsuot.domain.claims.nouns import Family, may_be_part, noun_at, noun_before


@pytest.mark.parametrize(
    ("text", "word", "family"),
    [
        (" đồng chí dự", "đồng chí", Family.PEOPLE),
        (" tổ chức cơ sở đảng trực thuộc", "tổ chức cơ sở đảng", Family.PARTY),
        ("tổ chức, cá nhân", "tổ chức", Family.PARTY),
        (" chi, đảng bộ cơ sở", "chi đảng bộ", Family.PARTY),
        (" lượt đảng viên", "lượt đảng viên", Family.TURNS),
        (" triệu", "", None),
        (", đồng chí", "", None),
        (" đồng", "đồng", Family.MEASURES),
    ],
)
def test_noun_at_when_a_text_follows_gives_the_longest(text: str, word: str, family: Family | None) -> None:
    noun = noun_at(text, 0)

    assert (noun.word, noun.family) == (word, family)


def test_noun_before_when_the_noun_leads_finds_it() -> None:
    text = "số đảng viên đã học là 4.502"

    assert noun_before(text, 0, text.index("4")).word == "đảng viên"
    assert noun_before("đã học 4.502", 0, 7).word == ""


def test_may_be_part_when_families_differ_allows_only_known_splits() -> None:
    assert may_be_part(Family.PARTY, Family.UNITS)
    assert not may_be_part(Family.PEOPLE, Family.CLASSES)
    assert may_be_part(None, Family.CLASSES)
