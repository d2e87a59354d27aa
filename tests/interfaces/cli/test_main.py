"""The command line: two languages, exit codes, help that needs no database."""

import argparse
import re
from importlib import import_module

import pytest
from django.utils import translation

from thongsuot.interfaces.cli import main as command_line
from thongsuot.interfaces.cli.main import COMMANDS, main

_VIETNAMESE = re.compile("[ăâđêôơư\u1ea0-\u1ef9àáãèéìíòóõùúý]", re.IGNORECASE)


def _without_examples(text: str) -> str:
    return text.split("Example:")[0]


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        msg = "The database is not needed for this."
        raise AssertionError(msg)

    monkeypatch.setattr(command_line, "start_unless_external", refuse)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"demo"}))
def test_help_of_a_command_in_english_needs_no_database_and_says_nothing_in_vietnamese(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help", "--lang", "en"])

    assert left.value.code == 0
    assert _VIETNAMESE.findall(_without_examples(capsys.readouterr().out)) == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_arguments_of_a_command_are_told_in_both_languages(name: str) -> None:
    module = import_module(f"thongsuot.interfaces.cli.{COMMANDS[name][0]}")

    def words(language: str) -> str:
        with translation.override(language):
            parser = argparse.ArgumentParser(prog=name)
            module.add_arguments(parser)
            return parser.format_help()

    assert _VIETNAMESE.findall(words("en")) == []
    assert (words("vi") != words("en")) == bool(_VIETNAMESE.findall(words("vi")))


def test_main_without_words_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--lang=en"])

    told = capsys.readouterr().out
    assert code == 0
    assert _VIETNAMESE.findall(told) == []
    assert [line.split()[0] for line in told.splitlines() if line.startswith("  ")] == list(COMMANDS)


@pytest.mark.parametrize("words", [["--lang", "fr", "doctor"], ["dance"], ["--dance"]])
def test_main_asked_wrongly_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err


def test_main_given_a_file_that_is_not_there_says_so_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "/nowhere/a.txt", "--lang", "en"]) == 2
    assert capsys.readouterr().err == "Cannot open the file: /nowhere/a.txt\n"


def test_main_interrupted_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_args: object, **_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_ready", interrupted)

    assert main(["doctor"]) == 130
    assert capsys.readouterr().err == ""
