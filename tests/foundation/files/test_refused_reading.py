import pytest

from thongsuot.foundation.files.archives import FileIsBroken
from thongsuot.foundation.files.refused_reading import refusal_of, refusal_of_broken_jail

ABOUT = {"sheet": "Đảng viên", "row": 7, "columns": 300, "cells": 9, "cell": "XFD7"}


@pytest.mark.parametrize(
    ("code", "name", "said"),
    [
        ("has_password", "file_has_password", "mật khẩu"),
        ("too_many_rows", "too_many_rows", "200.000 dòng"),
        ("too_many_columns", "too_many_columns", "300 cột"),
        ("too_many_cells", "too_many_cells", "9 ô"),
        ("cell_far_outside", "cell_far_outside", "XFD7"),
        ("damaged_text", "text_is_damaged", "dòng 7"),
        ("letters_are_lost", "letters_are_lost", "dòng 7"),
        ("broken_quotes", "quotes_do_not_close", "dòng 7"),
    ],
)
def test_refusal_of_when_the_child_gives_a_code_says_what_and_where(code, name, said):
    refusal = refusal_of(code, ABOUT)

    assert refusal.code == name
    assert said in str(refusal)


def test_refusal_of_when_the_code_is_unknown_calls_the_file_broken():
    assert isinstance(refusal_of("unreadable", {}), FileIsBroken)


@pytest.mark.parametrize(
    ("cause", "name"),
    [
        ("memory", "file_needs_too_much_memory"),
        ("answer_too_long", "file_needs_too_much_memory"),
        ("time", "file_takes_too_long"),
        ("crash", "file_is_broken"),
    ],
)
def test_refusal_of_broken_jail_when_a_limit_ended_it_says_which(cause, name):
    assert refusal_of_broken_jail(cause).code == name
