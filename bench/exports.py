"""The Excel file of names against bare XlsxWriter writing the same cells."""

import tempfile
import time
from io import BytesIO
from pathlib import Path

from django.test import Client
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from bench.crowd import BASES, Crowd
from bench.ground import Scale
from bench.table import Row, in_turns

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def rows_of_exports(crowd: Crowd, scale: Scale) -> list[Row]:
    """Measure the list of who has not studied in the last organisation, by name, asked in this process."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(crowd.account, backend=_BACKEND)
    path = f"/dot/{crowd.campaign.slug}/chua-hoc/?goc={crowd.campaign.of_unit.code}.{BASES}&dang=xlsx"
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(path).content))
    cells = book.get_sheet_by_index(0).to_python()

    def ours() -> float:
        began = time.perf_counter()
        client.get(path)
        return len(cells) / (time.perf_counter() - began)

    def theirs() -> float:
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            with Workbook(str(Path(folder) / "bare.xlsx"), {"constant_memory": True, "strings_to_urls": False}) as bare:
                sheet = bare.add_worksheet()
                for row, values in enumerate(cells):
                    sheet.write_row(row, 0, values)
            return len(cells) / (time.perf_counter() - began)

    mine, bare = in_turns(scale.rounds, ours, theirs)
    return [
        Row(f"Excel file of {len(cells):,} rows of names against bare XlsxWriter", "rows a second", 0.8, mine, bare)
    ]
