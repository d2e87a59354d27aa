"""The list of programmes: which are asked for, and how long each has waited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict

from thongsuot.domain.plans.models.documents import DocumentState
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.foundation.core.text import folded
from thongsuot.interfaces.web.programmes.reading import days_waiting

WAITING, ASKED, RECEIVED, NONE = "cho", "bo-sung", "da-nhan", "chua"
_STATES = {WAITING: DocumentState.ISSUED, ASKED: DocumentState.SUPPLEMENT_ASKED, RECEIVED: DocumentState.RECEIVED}


@dataclass(frozen=True, slots=True)
class Filter:
    """A state, or units that have issued nothing, and words of a unit's name."""

    state: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Filter":
        """Return the filter of an address; a word that is not known asks for all."""
        state = query.get("trang-thai", "")
        return cls(state if state in {*_STATES, NONE} else "", query.get("tim", "").strip()[:100])

    def applied(self, programmes: QuerySet[ActionProgramme]) -> QuerySet[ActionProgramme]:
        """Return the programmes asked for; those that wait with the oldest first."""
        if self.state == NONE:
            return programmes.none()
        for word in folded(self.text).split():
            programmes = programmes.filter(campaign_unit__unit__name_folded__contains=word)
        if self.state:
            programmes = programmes.filter(state=_STATES[self.state])
        return programmes.order_by("recorded_at", "pk") if self.state == WAITING else programmes


@dataclass(frozen=True, slots=True)
class Line:
    """A programme in a list; `days` since it was issued to the level above, while it waits."""

    programme: ActionProgramme
    days: int | None


def programme_lines(programmes: Sequence[ActionProgramme], now: datetime) -> list[Line]:
    """Return programmes with the days each that waits has waited."""
    return [Line(p, days_waiting(p, now) if p.state == DocumentState.ISSUED else None) for p in programmes]
