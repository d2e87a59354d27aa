"""Keep the English catalogue: `make messages` gathers what is to be translated, `--check` fails when anything is missing.

The source language is Vietnamese, so only English has a catalogue. Gathered by Babel from the code and, through the framework's
own reading of templates, from the pages: no gettext program is needed to develop or to run.
"""

import argparse
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "thongsuot"
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# The framework turns a template into text with these calls in it, which is not Python between them.
_STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:_|n?p?gettext)\({_STRING}(?:\s*,\s*(?:{_STRING}|count))*\)")


def main() -> int:
    """Update or check the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when the catalogue is not up to date"
    )
    options = parser.parse_args()
    gathered = _gathered()
    known = _known()
    if options.check:
        return _check(gathered, known)
    _carry_over(known, gathered)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(_as_po(gathered))
    COMPILED.write_bytes(_as_mo(gathered))
    missing = _untranslated(gathered)
    print(f"{len(gathered)} messages, {len(missing)} without English")
    for message in missing:
        print("  " + message)
    return 0


def _gathered() -> Catalog:
    catalogue = Catalog(locale="en", fuzzy=False, charset="utf-8", project="thongsuot")
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            _add(catalogue, path, path.read_bytes())
    for path in sorted(PACKAGE.rglob("*.html")):
        calls = _CALL.findall(templatize(path.read_text(), origin=str(path)))
        _add(catalogue, path, "\n".join(calls).encode())
    return catalogue


def _add(catalogue: Catalog, path: Path, source: bytes) -> None:
    place = str(path.relative_to(ROOT))
    for _line, message, _comments, context in extract("python", io.BytesIO(source), keywords=KEYWORDS):
        if message and message != ("", ""):
            catalogue.add(message, locations=[(place, 0)], context=context, flags=_flags(message))


def _flags(message: str | tuple[str, ...]) -> set[str]:
    text = message if isinstance(message, str) else message[0]
    return {"python-format"} if "%(" in text else set()


def _known() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def _carry_over(known: Catalog, gathered: Catalog) -> None:
    for message in gathered:
        old = known.get(message.id, message.context) if message.id else None
        if old is not None and old.string:
            message.string = old.string


def _untranslated(catalogue: Catalog) -> list[str]:
    def text(identifier: str | tuple[str, ...]) -> str:
        return identifier if isinstance(identifier, str) else identifier[0]

    return [
        text(m.id) for m in catalogue if m.id and not (m.string if isinstance(m.string, str) else all(m.string or ()))
    ]


def _as_po(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    catalogue.revision_date = catalogue.creation_date = None
    write_po(buffer, catalogue, width=120, omit_header=False, sort_output=True, include_lineno=False)
    lines = [
        line
        for line in buffer.getvalue().decode().splitlines()
        if not line.startswith(('"POT-Creation', '"PO-Revision', '"Generated-By'))
    ]
    return ("\n".join(lines) + "\n").encode()


def _as_mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _check(gathered: Catalog, known: Catalog) -> int:
    wanted = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in gathered if m.id}
    have = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in known if m.id}
    faults = [f"not gathered yet: {text}" for text, _ in sorted(wanted - have, key=str)]
    faults += [f"no longer used: {text}" for text, _ in sorted(have - wanted, key=str)]
    faults += [f"no English: {text}" for text in _untranslated(known)]
    if not faults and (not COMPILED.exists() or _strings(COMPILED) != _translated(known)):
        faults.append("the compiled catalogue is older than its source")
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        print("Run `make messages` and translate.", file=sys.stderr)
    return 1 if faults else 0


def _translated(catalogue: Catalog) -> set[str]:
    found: set[str] = set()
    for message in catalogue:
        if message.id:
            found.update([message.string] if isinstance(message.string, str) else message.string)
    return found


def _strings(path: Path) -> set[str]:
    from babel.messages.mofile import read_mo

    with path.open("rb") as file:
        return _translated(read_mo(file))


if __name__ == "__main__":
    sys.exit(main())
