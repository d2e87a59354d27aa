"""The first lines of uploaded documents."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document

from thongsuot.foundation.files.first_page import first_lines
from thongsuot.foundation.files.store import store

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 30, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _kept(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def _lines(content: bytes, name: str) -> list[str]:
    return first_lines(store(io.BytesIO(content), name=name, purpose="document", by="x", at=AT))


def _word_file(*paragraphs: str) -> bytes:
    document: Document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
    return (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        f"4 0 obj<</Length {len(stream)}>>stream\n{stream}\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
    ).encode()


def test_first_lines_of_a_word_file_are_its_paragraphs() -> None:
    assert _lines(_word_file("ĐẢNG ỦY KHỐI", "", "TỐI MẬT", "Kế hoạch"), "a.docx") == [
        "ĐẢNG ỦY KHỐI",
        "TỐI MẬT",
        "Kế hoạch",
    ]


def test_first_lines_of_a_pdf_are_those_of_its_first_page() -> None:
    assert _lines(_pdf("Ke hoach hoc tap"), "a.pdf") == ["Ke hoach hoc tap"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n picture"])
def test_first_lines_of_what_cannot_be_read_are_none(content: bytes) -> None:
    assert _lines(content, "a") == []
