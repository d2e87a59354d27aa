"""Requests, incidents and what is kept, as pages show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thongsuot.foundation.audit.models import AuditEntry, Look
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.privacy.models import DataRequest, Incident
from thongsuot.foundation.privacy.policy import Processing, processing_of_table, processings
from thongsuot.foundation.privacy.queries.kept import KeptData, KeptTable
from thongsuot.interfaces.web.privacy.words import cell_words, column_words, is_shown, table_words
from thongsuot.interfaces.web.site.log_words import event_words, page_words

_SOON_DAYS = 3
_HOUR = 3_600


@dataclass(frozen=True, slots=True)
class Deadline:
    """How much time is left, in words, and how it is marked: err once it has passed, warn when it is near."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class KeptSection:
    """The rows of a table about a person: what it is called, for what it is kept, and the rows as (label, value) pairs."""

    title: str
    why: str
    rows: list[list[tuple[str, str]]]
    total: int

    @property
    def more(self) -> int:
        """How many rows are not shown."""
        return self.total - len(self.rows)


def deadline_of(request: DataRequest, today: date) -> Deadline:
    """Return what is due next of a request: telling the person, then doing it."""
    if request.answered_at is None:
        return _deadline((request.answer_by - today).days, _("trả lời"))
    return _deadline((request.due_on - today).days, _("giải quyết"))


def notify_deadline(incident: Incident, at: datetime) -> Deadline | None:
    """Return how long is left to tell the authority; None where nothing is to be told, or it was."""
    if incident.notify_by is None or incident.notified_at is not None or not incident.is_open:
        return None
    hours = int((incident.notify_by - at).total_seconds() // _HOUR)
    if hours < 0:
        return Deadline(_("quá hạn thông báo %(n)s giờ") % {"n": count_text(-hours)}, "err")
    return Deadline(_("còn %(n)s giờ để thông báo") % {"n": count_text(hours)}, "warn")


def kept_sections(kept: KeptData) -> list[KeptSection]:
    """Return what is kept as sections, in the order of the policy; derived columns and keys are left to the file."""
    known = processings()
    return [_section(table, known) for table in kept.tables]


def entry_words(entries: Iterable[AuditEntry]) -> list[tuple[datetime, str]]:
    """Return what the log says was done to a person."""
    return [(entry.at, event_words(entry.event)) for entry in entries]


def look_words(looks: Iterable[Look], names: Mapping[int, str]) -> list[tuple[datetime, str, str, bool]]:
    """Return who looked: when, who (a name where it may be seen), on which page, and whether at this person alone."""
    return [
        (look.at, names.get(look.looker_id, look.looker_label), page_words(look.page), look.person_id is not None)
        for look in looks
    ]


def _section(table: KeptTable, known: list[Processing]) -> KeptSection:
    processing = processing_of_table(table.table, known)
    rows = [
        [(column_words(c), cell_words(v)) for c, v in row.items() if is_shown(c) and v not in (None, "")]
        for row in table.rows
    ]
    return KeptSection(table_words(table.table), processing.name if processing else "", rows, table.total)


def _deadline(days: int, what: str) -> Deadline:
    if days < 0:
        text = ngettext("quá hạn %(what)s %(n)d ngày", "quá hạn %(what)s %(n)d ngày", -days)
        return Deadline(text % {"what": what, "n": -days}, "err")
    if days == 0:
        return Deadline(_("hôm nay là hạn %(what)s") % {"what": what}, "warn")
    text = ngettext("còn %(n)d ngày để %(what)s", "còn %(n)d ngày để %(what)s", days)
    return Deadline(text % {"what": what, "n": days}, "warn" if days <= _SOON_DAYS else "")
