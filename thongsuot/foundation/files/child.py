"""What runs in the jail: read one spreadsheet, answer in JSON lines.

Lines, in order: `{"encoding": …}`, any `{"notice": …}` and `{"question": …}`, for each sheet `{"sheet": …}` followed by one list per
column, and `{"end": true}`. A file that cannot be read is one line `{"refused": …}`. Called as main([path, kind, answers in JSON]).
"""

import codecs
import datetime as dt
import gc
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from thongsuot.foundation.files.cells import CannotRead, CellError, to_wire
from thongsuot.foundation.files.csv_reading import read_csv
from thongsuot.foundation.files.jail import close_the_doors
from thongsuot.foundation.files.reading import RawReading, RawSheet
from thongsuot.foundation.files.workbook_reading import read_spreadsheet

# Codecs are imported on first use; once the doors are closed they could not be.
_CODECS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258", "cp1252", "latin-1", "ascii", "cp437")
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def main(arguments: Sequence[str]) -> None:
    """Read the file and write the answer to standard output."""
    path, kind, answers = arguments
    gc.disable()  # millions of cells, no circles, and the process ends soon
    for name in _CODECS:
        codecs.lookup(name)
    with Path(path).open("rb") as file:
        close_the_doors()
        try:
            content = file.read()
            reading = (
                read_csv(content, json.loads(answers))
                if kind == "csv"
                else read_spreadsheet(content, kind, json.loads(answers))
            )
            _write_reading(reading)
        except CannotRead as refusal:
            _write({"refused": refusal.code, "about": refusal.particulars})
        except MemoryError:
            raise
        except Exception as error:  # the border of the jail: whatever a foreign file provokes is "cannot be read"
            _write({"refused": "unreadable", "about": {"cause": type(error).__name__}})
    sys.stdout.flush()


def _write_reading(reading: RawReading) -> None:
    _write({"encoding": reading.encoding})
    for code, particulars in reading.notices:
        _write({"notice": code, "about": particulars})
    for code, particulars, options in reading.questions:
        _write({"question": code, "about": particulars, "options": options})
    for sheet in reading.sheets:
        _write_sheet(sheet)
    _write({"end": True})


def _write_sheet(sheet: RawSheet) -> None:
    # By columns: a column of texts or numbers is one call of the encoder, and days are told apart once.
    columns = list(zip(*sheet.rows, strict=True))
    head = {"sheet": sheet.name, "first": sheet.first_row_number, "rows": len(sheet.rows), "columns": len(columns)}
    _write({**head, "hidden": sheet.hidden, "merged": sheet.merged})
    for column in columns:
        special = {cell: to_wire(cell) for cell in set(column) if isinstance(cell, dt.date | CellError)}
        _write(list(map(special.get, column, column)) if special else column)


def _write(line: Mapping[str, object] | Sequence[object]) -> None:
    sys.stdout.write(_as_json(line) + "\n")
