"""The child process that sets one PDF: JSON on standard input, the PDF on standard output.

Typst keeps all it has ever set in memory and gives none of it back, and a document can be made to need any amount of time:
therefore each is set in a process of its own, under limits. Run as a file, in isolation, so that it starts without the project:
it may import nothing of it.
"""

import json
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

HERE = Path(__file__).parent
MEMORY_BYTES = 1 << 30
CPU_SECONDS = 60


def main() -> None:
    """Read the document's data, write the PDF. The process holds no file open for writing and may make none."""
    _limit()
    order = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE.parent / "fonts"])
    pdf = typst.compile(
        HERE / "report.typ",
        root=HERE,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(order["data"], ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=datetime.fromtimestamp(order["made_at"], tz=UTC),
    )
    sys.stdout.buffer.write(pdf)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
