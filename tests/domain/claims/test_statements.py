"""Sentences with their figures and brackets."""

from thongsuot.domain.claims.passages import passage_of
from thongsuot.domain.claims.statements import statements_of, targets_in


def test_statements_of_when_a_text_is_read_gives_sentences_with_figures() -> None:
    first, second = statements_of(passage_of("Ngày 3/4 mở 24 lớp (9 lớp huyện). Đạt 97%."))

    assert [int(figure.value) for figure in first.counts] == [24, 9]
    assert first.bracket_of(first.counts[1].start) == first.brackets[0]
    assert first.bracket_of(first.counts[0].start) is None
    assert [int(figure.value) for figure in second.percents] == [97]


def test_statements_of_when_a_sentence_is_all_figures_reads_none() -> None:
    assert [statement.figures for statement in statements_of(passage_of("1 2 3 4 5 6 7 8 9 10 " * 13))] == [()]


def test_statements_of_when_a_bracket_stays_open_reaches_to_the_end() -> None:
    (statement,) = statements_of(passage_of("24 lớp (9 lớp huyện"))

    assert statement.brackets == ((7, len("24 lớp (9 lớp huyện")),)


def test_targets_in_when_aims_are_named_collects_them() -> None:
    statements = statements_of(
        passage_of("Phấn đấu đạt 98%. Quần chúng 90% trở lên. Đã có 45/50 đồng chí học, đạt 90%.")
    )

    assert targets_in(statements) == {98, 90}
