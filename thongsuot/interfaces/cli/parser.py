"""Reading the words after a command, in the reader's language.

Python's own reader of command lines takes its few words (usage, options, what is missing) from a catalogue of the standard
library's kind: locale/vi/LC_MESSAGES/argparse.po. English is what it speaks without one.
"""

import argparse
import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_DOMAIN = "argparse"
_LOCALE = Path(__file__).parents[2] / "locale"


def parse_words(
    words: Sequence[str],
    *,
    add_arguments: Callable[[argparse.ArgumentParser], None],
    name: str,
    about: str,
    example: str,
    language: str,
) -> argparse.Namespace:
    """Return what the words say; wrong ones, and `--help`, print and leave with 2 and 0, as is the custom."""
    with _speaking(language):
        parser = argparse.ArgumentParser(
            prog=f"thongsuot {name}",
            description=about,
            epilog=("Example: " if language == "en" else "Ví dụ: ") + example,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        add_arguments(parser)
        return parser.parse_args(words)


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """Let the standard library speak a language for a while; the environment of child processes stays as it was."""
    domain, asked = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, _LOCALE)
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if asked is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = asked
