"""One text under examination."""

from fractions import Fraction

from thongsuot.domain.claims.examination import derived, examination_of


def test_examination_of_when_sentences_follow_one_another_gives_neighbours() -> None:
    examination = examination_of("Một. Hai. Ba. Bốn.")

    third = examination.statements[2]

    assert [statement.text.strip() for statement in examination.preceding(third, 2)] == ["hai.", "một."]
    assert [statement.text.strip() for statement in examination.following(third, 5)] == ["bốn."]


def test_derived_when_a_percentage_is_exact_prints_two_decimals_half_up() -> None:
    assert str(derived(Fraction(450200, 4600))) == "97.87"
    assert str(derived(Fraction(78299, 800))) == "97.87"
