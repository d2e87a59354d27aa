"""All that is kept about a person as a file: JSON for machines, Word for people."""

import io
import json
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.policy import processings
from thongsuot.foundation.privacy.queries.kept import KeptData
from thongsuot.interfaces.web.privacy.lines import entry_words, kept_sections, look_words
from thongsuot.interfaces.web.privacy.words import cell_words

FORMATS = {
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def kept_file(person: Person, kept: KeptData, names: dict[int, str], ending: str, at: datetime) -> HttpResponse:
    """Return the report in one of FORMATS, to be saved, never kept by a cache. `names`: those of who looked."""
    content = _json(person, kept, names, at) if ending == "json" else _word(person, kept, names, at)
    response = HttpResponse(content, content_type=FORMATS[ending])
    response["Content-Disposition"] = f'attachment; filename="du-lieu-{person.public_id}.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _json(person: Person, kept: KeptData, names: dict[int, str], at: datetime) -> bytes:
    told: dict[str, Any] = {
        "person": person.public_id,
        "made_at": at.isoformat(),
        "kept": {table.table: list(table.rows) for table in kept.tables},
        "log": [_entry(entry) for entry in kept.entries],
        "looks": [
            {"at": moment.isoformat(), "who": who, "page": page, "alone": alone}
            for moment, who, page, alone in look_words(kept.looks, names)
        ],
        "processings": [
            {"code": one.code, "name": one.name, "why": one.why, "ground": one.ground, "how_long": one.how_long}
            for one in processings()
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2, default=_plain).encode()


def _entry(entry: Any) -> dict[str, object]:
    personal = getattr(entry, "personal", None)
    return {
        "number": entry.pk,
        "at": entry.at.isoformat(),
        "event": entry.event,
        "payload": entry.payload,
        "personal": personal.payload if personal is not None else None,
    }


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _word(person: Person, kept: KeptData, names: dict[int, str], at: datetime) -> bytes:
    from docx import Document
    from docx.shared import Pt

    paper = Document()
    paper.styles["Normal"].font.name = "Times New Roman"
    paper.styles["Normal"].font.size = Pt(12)
    paper.add_heading(_("Dữ liệu cá nhân đang lưu: %(name)s") % {"name": person.full_name}, level=1)
    paper.add_paragraph(_("Lập lúc %(moment)s.") % {"moment": cell_words(at)})
    for section in kept_sections(kept):
        paper.add_heading(section.title, level=2)
        paper.add_paragraph(section.why)
        for row in section.rows:
            paper.add_paragraph("; ".join(f"{label}: {value}" for label, value in row), style="List Bullet")
    _list(paper, _("Đã làm gì với dữ liệu này"), [(at, words) for at, words in entry_words(kept.entries)])
    looked = [(moment, f"{who}: {page}") for moment, who, page, _alone in look_words(kept.looks, names)]
    _list(paper, _("Ai đã xem"), looked)
    output = io.BytesIO()
    paper.save(output)
    return output.getvalue()


def _list(paper: Any, title: str, lines: list[tuple[datetime, str]]) -> None:
    paper.add_heading(title, level=2)
    for moment, words in lines:
        paper.add_paragraph(f"{cell_words(moment)} – {words}", style="List Bullet")
    if not lines:
        paper.add_paragraph(_("Chưa có."))
