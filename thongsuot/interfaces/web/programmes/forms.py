"""The form of a programme, and its table of tasks."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.programmes.actions import TaskLine
from thongsuot.domain.programmes.models import ActionProgramme, ProgrammeKind
from thongsuot.interfaces.web.site.documents import ROWS, IssueForm

_MOST_TASKS = 200
# Kinds of unit that are a single cell and issue a resolution, not a programme.
_CELLS = frozenset({"BASE_CELL", "SUBORDINATE_CELL"})


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


def first_words(here: CampaignUnit, newest: ActionProgramme | None, today: date) -> dict[str, object]:
    """Return what the form begins with: the version before, or the kind of document such a unit usually issues."""
    if newest is not None:
        return {"of_kind": newest.kind, "number": newest.number, "issued_on": today, "title": newest.title}
    directive = here.campaign.directives.first()
    title = _("Thực hiện %(title)s") % {"title": directive.title} if directive else ""
    kind = ProgrammeKind.CELL_RESOLUTION if here.kind.code in _CELLS else ProgrammeKind.PROGRAMME
    return {"of_kind": kind, "issued_on": today, "title": title}


def last_tasks(newest: ActionProgramme | None) -> list[TaskLine]:
    """Return the tasks of the version before, as lines to go on with."""
    if newest is None:
        return []
    return [TaskLine(task.content, task.owner, task.due_on, task.result) for task in newest.tasks.all()]


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
