"""The words after a command: read in Vietnamese or English, without leaving traces in the process."""

import argparse
import gettext
import os

import pytest

from thongsuot.interfaces.cli.parser import parse_words


def _port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, required=True)


def _parse(words: list[str], language: str) -> argparse.Namespace:
    return parse_words(words, add_arguments=_port, name="serve", about="X", example="serve", language=language)


def test_parse_words_returns_what_they_say() -> None:
    assert _parse(["--port", "8000"], "vi").port == 8000


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ([], "vi", "viết chưa đúng: còn thiếu: --port"),
        ([], "en", "error: the following arguments are required: --port"),
        (["--port", "x"], "vi", "viết chưa đúng: --port: 'x' không đúng kiểu int"),
        (["--port"], "vi", "viết chưa đúng: --port: cần ghi một giá trị"),
        (["--port", "1", "--cong"], "vi", "viết chưa đúng: không hiểu: --cong"),
    ],
)
def test_parse_words_when_wrong_says_so_and_leaves(
    words: list[str], language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        _parse(words, language)

    assert left.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"thongsuot serve: {said}"


@pytest.mark.parametrize(
    ("language", "head", "example"),
    [("vi", "cách dùng: thongsuot serve", "Ví dụ: serve"), ("en", "usage: thongsuot serve", "Example: serve")],
)
def test_parse_words_asked_for_help_speaks_the_language(
    language: str, head: str, example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        _parse(["--help"], language)

    lines = capsys.readouterr().out.splitlines()
    assert (left.value.code, lines[0][: len(head)], lines[-1]) == (0, head, example)


def test_parse_words_leaves_the_process_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    domain = gettext.textdomain()

    _parse(["--port", "1"], "vi")

    assert (os.environ["LANGUAGE"], gettext.textdomain()) == ("fr", domain)
