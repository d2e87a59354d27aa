"""What is wrong, in a sentence."""

import unicodedata

import pytest
from django.utils import translation

from thongsuot.foundation.audit.problems import ProblemKind, problem_of_chain, problem_of_row, problem_of_source

OF_CHAIN = {ProblemKind.MISSING, ProblemKind.CUT_OFF, ProblemKind.REWRITTEN}
OF_ROW = set(ProblemKind) - OF_CHAIN - {ProblemKind.UNREADABLE}


@pytest.mark.parametrize("kind", sorted(OF_ROW))
def test_problem_of_row_when_of_any_kind_then_the_sentence_names_row_and_link(kind: ProblemKind) -> None:
    problem = problem_of_row(kind, "attendance", 12, 7)

    assert (problem.kind, problem.source, problem.row_id, problem.sequence) == (kind, "attendance", 12, 7)
    assert "12" in problem.sentence
    assert "7" in problem.sentence
    assert unicodedata.is_normalized("NFC", problem.sentence)


@pytest.mark.parametrize("kind", sorted(OF_CHAIN))
def test_problem_of_chain_when_of_any_kind_then_the_sentence_is_filled(kind: ProblemKind) -> None:
    problem = problem_of_chain(kind, 5, first=5, last=6, kept=9, good=4)

    assert (problem.kind, problem.row_id, problem.sequence) == (kind, None, 5)
    assert "%(" not in problem.sentence


def test_problem_of_row_when_in_vietnamese_then_reads_so() -> None:
    with translation.override("vi"):
        waiting = problem_of_row(ProblemKind.DELETED, "attendance", 5).sentence
        sealed = problem_of_row(ProblemKind.EDITED, "entry", 12, 3).sentence

    assert (
        waiting == "Đã bị xoá: dòng 5 của nguồn “attendance” (chưa niêm phong). Dấu băm còn nhưng nội dung không còn."
    )
    assert sealed == "Đã bị sửa: mục nhật ký 12 (niêm phong số 3). Nội dung không còn khớp với dấu băm đã ghi."


def test_problem_of_source_when_in_vietnamese_then_names_it() -> None:
    with translation.override("vi"):
        problem = problem_of_source("attendance")

    assert problem.sentence == "Không kiểm tra được: không có cách đọc lại nội dung của nguồn “attendance”."
