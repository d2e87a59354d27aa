"""The filtered log as a file."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.sheet_rows import WrittenValue
from thongsuot.foundation.files.spreadsheets import ColumnKind, WrittenColumn, write_csv, write_xlsx
from thongsuot.interfaces.web.audit.lines import entry_lines, facts_of
from thongsuot.interfaces.web.site.looks import EXPORT, saw_people
from thongsuot.interfaces.web.site.request import Request

FORMATS = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
MOST_ENTRIES = 20_000


class LogTooLongForFile(Refusal):
    """The filtered log has more entries than one file takes."""


def log_file(request: Request, entries: QuerySet[AuditEntry]) -> HttpResponse:
    """Return the filtered log as .xlsx or .csv, newest first. Refuses more than MOST_ENTRIES entries: narrow by days."""
    found = list(entries[: MOST_ENTRIES + 1])
    if len(found) > MOST_ENTRIES:
        raise LogTooLongForFile(
            _("Nhật ký đã lọc dài hơn %(most)s mục. Chọn khoảng ngày ngắn hơn rồi lấy từng tệp.")
            % {"most": count_text(MOST_ENTRIES)}
        )
    columns = [
        WrittenColumn(_("Mục số"), ColumnKind.COUNT, 10),
        WrittenColumn(_("Lúc"), ColumnKind.INSTANT),
        WrittenColumn(_("Ai"), width=28),
        WrittenColumn(_("Việc"), width=40),
        WrittenColumn(_("Về"), width=32),
        WrittenColumn(_("Đơn vị"), width=32),
        WrittenColumn(_("Nội dung"), width=60),
    ]
    rows: list[Sequence[WrittenValue]] = [
        [line.number, line.at, line.who, line.what, line.subject, line.unit, _told(entry)]
        for line, entry in zip(entry_lines(request.viewer, found), found, strict=True)
    ]
    saw_people(request, _highest(request), len({entry.actor_id for entry in found}), purpose=EXPORT)
    ending = "csv" if request.GET["dang"] == "csv" else "xlsx"
    content = write_csv(columns, rows) if ending == "csv" else write_xlsx(columns, rows, sheet_name=_("Nhật ký"))
    response = HttpResponse(content, content_type=FORMATS[ending])
    response["Content-Disposition"] = f'attachment; filename="nhat-ky.{ending}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _told(entry: AuditEntry) -> str:
    facts = facts_of(entry.payload)
    return "; ".join(
        f"{fact.label}: {fact.before} → {fact.value}" if fact.is_change else f"{fact.label}: {fact.value}"
        for fact in facts
    )[:32_000]


def _highest(request: Request) -> str:
    grants = request.viewer.grants
    return grants[0].unit_path if grants else ""
