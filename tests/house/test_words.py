"""What people read is marked for translation, and the English catalogue is whole."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[2] / "thongsuot"
CODE = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((PACKAGE / "interfaces" / "web" / "templates").rglob("*.html"))
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
VIETNAMESE = re.compile("[ăâđêôơưàáãèéìíòóõùúý\u1ea0-\u1ef9\u0129\u0169]", re.IGNORECASE)
MARKS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
}
NAMES = ("Thông Suốt", "Tiếng Việt")
# Vietnamese that is not spoken to the reader in the reader's language.
NOT_WORDS_OF_PAGES = {
    "domain/claims": "the grammar of the texts that are checked",
    "domain/directives/secrecy.py": "the marks of secrecy looked for",
    "domain/plans/totals_import.py": "headers of the office's own files",
    "domain/reports/documents": "documents in the Party's form are Vietnamese",
    "domain/reports/drafting": "documents in the Party's form are Vietnamese",
    "domain/study/attendance_file.py": "headers of the office's own files",
    "foundation/core/installation_key.py": "said in both languages, before any is chosen",
    "foundation/core/text.py": "letters",
    "foundation/database/cluster.py": "comments in both languages in the server's own configuration",
    "foundation/files/cells.py": "letters",
    "foundation/files/legacy_letters.py": "letters",
    "foundation/files/syllables.py": "letters",
    "foundation/organisations/roster": "headers and values of the office's own files",
    "interfaces/cli/demonstration": "the invented data",
    "interfaces/cli/init.py": "an example",
    "interfaces/cli/main.py": "said in both languages, before Django is there",
    "interfaces/cli/parser.py": "said in both languages",
    "interfaces/web/site/pictures/labels.py": "how names of units are shortened",
}


def _unmarked(path: Path) -> list[str]:
    """Return the literals of a module that hold Vietnamese and are neither marked nor documentation."""
    tree = ast.parse(path.read_text())
    told: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) or (
            isinstance(node, ast.keyword) and node.arg == "help_text" and "models" in str(path)
        ):
            told.add(id(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            told.update(id(part) for part in ast.walk(node))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
        if VIETNAMESE.search(node.value) and node.value not in NAMES
    ]


def _is_excused(path: Path) -> bool:
    place = path.relative_to(PACKAGE).as_posix()
    return any(place == excused or place.startswith(excused + "/") for excused in NOT_WORDS_OF_PAGES)


def test_code_marks_every_word_people_read() -> None:
    found = {path.relative_to(PACKAGE).as_posix(): _unmarked(path) for path in CODE if not _is_excused(path)}

    assert {place: words for place, words in found.items() if words} == {}


def test_every_excuse_is_still_needed() -> None:
    needed = {
        excuse
        for excuse in NOT_WORDS_OF_PAGES
        for path in CODE
        if (path == PACKAGE / excuse or PACKAGE / excuse in path.parents) and _unmarked(path)
    }

    assert needed == set(NOT_WORDS_OF_PAGES)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_template_marks_every_word_people_read(path: Path) -> None:
    text = path.read_text()
    for marked in (
        r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}",
        r"\{% blocktranslate\b.*?\{% endblocktranslate %\}",
        r"\{% translate .*?%\}",
        r"""_\((?:"[^"]*"|'[^']*')\)""",
        *NAMES,
    ):
        text = re.sub(marked, "", text, flags=re.DOTALL)

    assert [line.strip() for line in text.splitlines() if VIETNAMESE.search(line)] == []


def _messages() -> list[Message]:
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def _texts(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def test_every_message_has_certain_english() -> None:
    without = [_texts(m.id)[0] for m in _messages() if m.fuzzy or not all(_texts(m.string or ""))]

    assert without == []


def test_english_keeps_the_values_and_the_marks_of_every_message() -> None:
    """A plural says every value too; the singular may leave the one out."""
    kept = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+")

    def values(text: str) -> list[str]:
        return sorted("{}" if re.fullmatch(r"\{\d+\}", value) else value for value in kept.findall(text))

    lost = [_texts(m.id)[-1] for m in _messages() if values(_texts(m.id)[-1]) != values(_texts(m.string)[-1])]

    assert lost == []


def test_english_begins_and_ends_as_the_message_does() -> None:
    def edges(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    assert [m.id for m in _messages() if edges(_texts(m.id)[0]) != edges(_texts(m.string)[0])] == []


def test_english_says_nothing_in_vietnamese_but_examples() -> None:
    examples = re.compile(r"Thông Suốt|Sơn Giang|\d\d-(?:KH|BC)/ĐU\w*|“ánh”")

    found = [text for m in _messages() for text in _texts(m.string) if VIETNAMESE.search(examples.sub("", text))]

    assert found == []


def test_compiled_catalogue_is_the_one_people_edit() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)

    stale = [
        m.id for m in _messages() if not m.pluralizable and compiled.gettext(str(m.id)) != m.string and not m.context
    ]

    assert stale == []
