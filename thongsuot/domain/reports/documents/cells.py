"""The text of a cell, and text made safe to print."""

import unicodedata
from datetime import date

from django.utils import translation

from thongsuot.domain.reports.documents.content import Cell, ColumnKind
from thongsuot.domain.reports.documents.wording import DOCUMENT_LANGUAGE, table_date
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.rates import Rate

# Marks that turn the direction of writing: they let a printed figure read otherwise than it is stored.
_TURNING = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"}
_LINE_ENDS = {*"\t\n\r\u000b\u000c\u0085\u2028\u2029"}


def printable(text: str) -> str:
    """Return the text in NFC, line ends as spaces, without characters that no document may hold.

    Control characters, lone surrogates and non-characters break the XML of Word and Excel.
    """
    spaced = "".join(" " if character in _LINE_ENDS else character for character in text)
    return unicodedata.normalize("NFC", "".join(filter(_may_be_printed, spaced)))


def cell_text(cell: Cell, kind: ColumnKind) -> str:
    """Return a cell as documents print it: 4.502, 97,87%, 05/04/2021; what is not known in the column's own word."""
    with translation.override(DOCUMENT_LANGUAGE):
        match cell:
            case None:
                return kind.unknown
            case Rate():
                return cell.text() or kind.unknown
            case str():
                return printable(cell)
            case date():
                return table_date(cell)
            case bool():
                raise TypeError("A cell holds a number, a date, a rate or a text, not a truth value.")
        return count_text(cell)


def _may_be_printed(character: str) -> bool:
    if character in _TURNING or ord(character) & 0xFFFE == 0xFFFE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs")
