"""The form of a programme, and its table of tasks."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.programmes.actions import TaskLine
from thongsuot.domain.programmes.models import ProgrammeKind
from thongsuot.interfaces.web.site.documents import ROWS, IssueForm

_MOST_TASKS = 200


class ProgrammeForm(IssueForm):
    """A programme, plan or cell resolution as it was issued."""

    of_kind = forms.ChoiceField(label=_("Loại văn bản"), choices=ProgrammeKind)
    field_order = ("of_kind", "number", "issued_on", "title", "file", "reason")

    def kind(self) -> ProgrammeKind:
        """Return which of the three it is."""
        return ProgrammeKind(self.cleaned_data["of_kind"])


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the table as it was typed, or an empty one."""

    content: str = ""
    owner: str = ""
    due_on: date | None = None
    result: str = ""


def read_tasks(posted: QueryDict) -> list[TaskLine]:
    """Return the rows of the table that say anything, at most two hundred."""
    columns = zip(
        posted.getlist("content"),
        posted.getlist("owner"),
        posted.getlist("due_on"),
        posted.getlist("result"),
        strict=False,
    )
    rows = [(content, owner, _day(due_on), result) for content, owner, due_on, result in columns]
    return [TaskLine(*row) for row in rows if any(row)][:_MOST_TASKS]


def task_rows(tasks: list[TaskLine], *, is_more: bool) -> list[TaskRow]:
    """Return the rows to show: those typed, filled up with empty ones; five more when asked for."""
    typed = [TaskRow(t.content, t.owner, t.due_on, t.result) for t in tasks]
    empty = ROWS if is_more else max(1, ROWS - len(typed))
    return typed + [TaskRow()] * empty


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
