"""The `thongsuot` command: reads the words, starts the database, runs one command.

A command is a module with NAME, HELP, EXAMPLE, `add_arguments(parser)` and `run(options) -> exit code`.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from thongsuot.foundation.core.early_words import speak
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.database.embedded import start_unless_external
from thongsuot.interfaces.cli.parser import parse_words

# name: module, what it does in Vietnamese and in English. The modules are imported only when asked for: most need Django.
COMMANDS: dict[str, tuple[str, str, str]] = {
    "demo": ("demo", "dựng đợt học tập mẫu rồi mở trang", "build the demonstration campaign and serve it"),
    "init": ("init", "tạo đơn vị đầu tiên và cán bộ đầu tiên", "make the first unit and the first officer"),
    "serve": ("serve", "mở trang (kèm việc nền)", "serve the pages, with the background work"),
    "work": ("work", "chạy riêng việc nền", "run the background work alone"),
    "migrate": ("migrate", "dựng hoặc nâng cấp bảng dữ liệu", "make or upgrade the tables"),
    "import": ("import_", "nhập danh sách, tổng số quần chúng, điểm danh", "import a roster, totals, attendance"),
    "figures": ("figures", "in số liệu của một đợt", "print a campaign's figures"),
    "report": ("report", "lập dự thảo báo cáo ra tệp Word, PDF, Excel", "draw up a report as Word, PDF or Excel"),
    "check": ("check", "kiểm tra số liệu trong một văn bản", "check the figures of a text"),
    "verify": ("verify", "đối chiếu nhật ký, số liệu và báo cáo đã chốt", "verify log, figures and frozen reports"),
    "checkpoint": ("checkpoint", "in hoặc đối chiếu mốc kiểm tra", "print or compare the log's checkpoint"),
    "retention": ("retention", "xóa dữ liệu đã hết thời hạn lưu giữ", "let go what is over its term of keeping"),
    "stop": ("stop", "dừng cơ sở dữ liệu đi kèm", "stop the database that comes with it"),
    "doctor": ("doctor", "cho biết điều gì chưa ổn", "say what is wrong"),
}
NEEDS_NO_DATABASE = {"check", "doctor", "stop"}
MAKES_TABLES = {"demo", "migrate"}
LANGUAGES = ("vi", "en")
ASKED_WRONGLY = 2
INTERRUPTED = 130  # as shells say it


class Command(Protocol):
    """What a command's module offers."""

    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 in order, 1 not in order, 2 asked wrongly, 130 interrupted."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = _take_language(words)
    if language not in LANGUAGES:
        print(f"--lang {' | '.join(LANGUAGES)}", file=sys.stderr)
        return ASKED_WRONGLY
    speak(language)
    name = next((word for word in words if not word.startswith("-")), "")
    if name not in COMMANDS:
        is_asked_for = set(words) <= {"-h", "--help"}
        print(_overview(language), file=sys.stdout if is_asked_for else sys.stderr)
        return 0 if is_asked_for else ASKED_WRONGLY
    words.remove(name)
    return _tried(name, words, language)


def _tried(name: str, words: list[str], language: str) -> int:
    """Run it, and turn what an operator can mend into a sentence."""
    try:
        return _run(name, words, language)
    except Refusal as refusal:
        print(str(refusal), file=sys.stderr)
        return 1
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        word = "Cannot open the file" if language == "en" else "Không mở được tệp"
        print(f"{word}: {error.filename}", file=sys.stderr)
        return ASKED_WRONGLY
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return 1
    except Exception as error:
        from thongsuot.interfaces.cli.running import trouble_of  # needs Django

        sentence = trouble_of(error)
        if not sentence:
            raise
        print(sentence, file=sys.stderr)
        return 1


def _run(name: str, words: list[str], language: str) -> int:
    needs_database = name not in NEEDS_NO_DATABASE and {"-h", "--help"}.isdisjoint(words)
    command = _ready(name, language, needs_database=needs_database)
    options = _parsed(command, name, words, language)
    if name not in NEEDS_NO_DATABASE | MAKES_TABLES:
        from thongsuot.interfaces.cli.running import refuse_old_tables  # needs Django to be ready

        refuse_old_tables()
    return command.run(options)


def _ready(name: str, language: str, *, needs_database: bool) -> Command:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.settings")
    command_module = f"thongsuot.interfaces.cli.{COMMANDS[name][0]}"
    if name == "demo":  # the demonstration chooses its own data folder before anything reads the environment
        from thongsuot.interfaces.cli.demonstration.home import choose_home

        choose_home()
    if needs_database:
        start_unless_external()
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language)
    from thongsuot.foundation.database.bounds import this_process_is_the_installation  # needs Django to be ready

    this_process_is_the_installation()
    return cast("Command", import_module(command_module))


def _parsed(command: Command, name: str, words: list[str], language: str) -> argparse.Namespace:
    return parse_words(
        words,
        add_arguments=command.add_arguments,
        name=name,
        about=COMMANDS[name][2 if language == "en" else 1],
        example=command.EXAMPLE,
        language=language,
    )


def _take_language(words: list[str]) -> str:
    """Take `--lang en` or `--lang=en` out of the words wherever it stands."""
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            del words[place]
            return words.pop(place)
        if word.startswith("--lang="):
            return words.pop(place).removeprefix("--lang=")
    return LANGUAGES[0]


def _overview(language: str) -> str:
    column = 2 if language == "en" else 1
    head = (
        "thongsuot COMMAND [--help] [--lang vi|en]\n\nCommands:"
        if language == "en"
        else "thongsuot LỆNH [--help] [--lang vi|en]\n\nCác lệnh:"
    )
    return "\n".join([head, *(f"  {name:<10} {words[column]}" for name, words in COMMANDS.items())])
