"""Keep the catalogues: `make messages` gathers what is to be translated, `--check` fails when anything is missing.

The source language is Vietnamese, so only English has a catalogue of pages. Gathered by Babel from the code and, through the
framework's own reading of templates, from the pages: no gettext program is needed to develop or to run. The catalogue is sorted by
message and names files without lines, so that a change of code changes only what it touches.

The other catalogue is Vietnamese and written by hand: the few words of Python's own reader of command lines (`cli/parser.py`).
"""

import argparse
import io
import re
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "thongsuot"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# The framework turns a template into text with these calls in it, which is not Python between them.
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:_|n?p?gettext)\({_STRING}(?:\s*,\s*(?:{_STRING}|count))*\)")
_VALUE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
_NUMBERED = re.compile(r"\{\d+\}")
_HEADER = "# English, the language of visitors. The messages themselves are Vietnamese; docs/glossary.md has the words."
_HEADERS_OF_NO_USE = (
    '"POT-Creation',
    '"PO-Revision',
    '"Generated-By',
    '"Report-Msgid',
    '"Last-Translator',
    '"Language-Team',
    '"Project-Id',
)
_ONE, _MANY = "said without a count", "said with a count"
MessageText = str | list[str] | tuple[str, ...]
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def main() -> int:
    """Update or check the catalogues."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when the catalogue is not up to date"
    )
    options = parser.parse_args()
    gathered, known = _gathered(), _read(CATALOGUE)
    if options.check:
        return _tell([*_differences(gathered, known), *_mixed(gathered), *_faults(known), *_not_compiled()])
    for message in gathered:
        old = known.get(_text(message.id), message.context)
        if message.id and old is not None and bool(old.pluralizable) == bool(message.pluralizable):
            message.string = old.string
    mixed = _mixed(gathered)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(_as_po(gathered))
    for path in _sources():
        path.with_suffix(".mo").write_bytes(_as_mo(_read(path)))
    faults = [*mixed, *_faults(_read(CATALOGUE))]
    print("\n".join([f"{len(gathered)} messages, {len(faults)} to be seen to", *faults]))
    return 0


def _gathered() -> Catalog:
    catalogue = _empty()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            _add(catalogue, path, path.read_bytes())
    for path in sorted(PACKAGE.rglob("*.html")):
        calls = _CALL.findall(templatize(path.read_text(), origin=str(path)))
        _add(catalogue, path, "\n".join(calls).encode())
    return catalogue


def _empty() -> Catalog:
    return Catalog(locale="en", fuzzy=False, charset="utf-8", project="thongsuot", header_comment=_HEADER)


def _add(catalogue: Catalog, path: Path, source: bytes) -> None:
    place = str(path.relative_to(ROOT))
    for _line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        if message and message != ("", ""):
            kind = _ONE if isinstance(message, str) else _MANY
            catalogue.add(message, locations=[(place, 0)], context=context, auto_comments=[kind])


def _mixed(catalogue: Catalog) -> list[str]:
    """Return texts said with a count in one place and without in another: there English could not tell one from many."""
    return [f"said with a count and without: {_text(m.id)}" for m in catalogue if {_ONE, _MANY} <= {*m.auto_comments}]


def _read(path: Path) -> Catalog:
    if not path.exists():
        return _empty()
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _as_po(catalogue: Catalog) -> str:
    buffer = io.BytesIO()
    for message in catalogue:
        message.auto_comments = []
    write_po(buffer, catalogue, width=120, sort_output=True, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith(_HEADERS_OF_NO_USE)) + "\n"


def _as_mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = _NO_DAY  # so that the same words make the same bytes
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _differences(gathered: Catalog, known: Catalog) -> list[str]:
    wanted, have = ({(_text(m.id), m.context, m.pluralizable) for m in c if m.id} for c in (gathered, known))
    faults = [f"not gathered yet: {text}" for text, *_ in sorted(wanted - have, key=str)]
    return faults + [f"no longer used: {text}" for text, *_ in sorted(have - wanted, key=str)]


def _faults(catalogue: Catalog) -> list[str]:
    """Return messages without English, uncertain ones, and those that lose or invent a value."""
    faults = []
    for message in catalogue:
        strings = _all(message.string)
        if not message.id:
            continue
        if not strings or not all(strings):
            faults.append(f"no English: {_text(message.id)}")
        elif message.fuzzy:
            faults.append(f"uncertain: {_text(message.id)}")
        elif any(_values(text) != _values(_all(message.id)[-1]) for text in strings[-1:]):
            faults.append(f"other values: {_text(message.id)}")
    return faults


def _not_compiled() -> list[str]:
    late = [path for path in _sources() if not _is_compiled(path)]
    return [f"the compiled catalogue is older than {path.relative_to(ROOT)}" for path in late]


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.read_bytes() == _as_mo(_read(path))


def _sources() -> list[Path]:
    return sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/*.po"))


def _text(identifier: MessageText) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]


def _all(text: MessageText | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _values(text: str) -> list[str]:
    """Return the values a text has room for; `{}` in another order is `{1}` and still one of them."""
    return sorted(_NUMBERED.sub("{}", value) for value in _VALUE.findall(text))


def _tell(faults: list[str]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print("Run `make messages` and translate.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
