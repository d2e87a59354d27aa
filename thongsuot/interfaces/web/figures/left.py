"""People who have not studied, with what happens to each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import AudienceCoverage
from thongsuot.domain.figures.queries.left import LeftNames, left_names
from thongsuot.domain.figures.queries.names import may_see_left_names
from thongsuot.domain.figures.queries.remaining import MakeUpAhead, make_up_of, make_ups_ahead, remaining_by_unit
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.queries import Viewer
from thongsuot.interfaces.web.figures.titles import summoned_note

NAMES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class LeftPerson:
    """Somebody who has not studied: the reason where the viewer may read it, and what happens, as a tag."""

    entry: RollEntry
    reason: str
    tag: str
    kind: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class LeftInUnit:
    """Who is left in a unit: how many, what happens to them, the first by name (None where names stop)."""

    people: int
    note: str
    names: list[LeftPerson] | None


def named_left(viewer: Viewer, stand: CampaignUnit, audience: Audience) -> LeftNames | None:
    """Return who has not studied, cell by cell; None where the viewer may see no names or there are none."""
    if audience.by_declared_totals or not may_see_left_names(viewer, stand):
        return None
    return left_names(viewer, stand, audience)


def left_of(viewer: Viewer, here: CampaignUnit, members: AudienceCoverage) -> LeftInUnit:
    """Return who is left of a unit's members."""
    people = named_left(viewer, here, members.audience)
    names = None if people is None else left_people(viewer, here, members.audience, people[0:NAMES_SHOWN])
    note = summoned_note(remaining_by_unit(viewer, [here], members.audience).get(here.pk))
    return LeftInUnit(members.rate.remaining or 0, note, names)


def left_people(
    viewer: Viewer, stand: CampaignUnit, audience: Audience, entries: Sequence[RollEntry]
) -> list[LeftPerson]:
    """Return people with what happens to each: a make-up, a reason, or nothing that is known."""
    ahead = make_ups_ahead(viewer, stand.campaign, audience)
    return [_left_person(entry, make_up_of(entry.path, ahead)) for entry in entries]


def left_cells(viewer: Viewer, stand: CampaignUnit, audience: Audience, people: LeftNames) -> Iterator[list[str]]:
    """Yield the cells of a file: full name, unit, what happens as a tag, reason; person by person as they are fetched."""
    ahead = make_ups_ahead(viewer, stand.campaign, audience)

    @cache  # people stand unit by unit: all of one path share their make-up
    def tag_of(path: str, presence: str | None) -> str:
        return _fate(presence, make_up_of(path, ahead)).tag

    for line in people.lines():
        yield [line.full_name, line.unit, tag_of(line.path, line.presence), line.reason or ""]


def _left_person(entry: RollEntry, make_up: MakeUpAhead | None) -> LeftPerson:
    fate = _fate(getattr(entry, "latest_presence", None), make_up)
    return LeftPerson(entry, getattr(entry, "reason", "") or "", *fate)


class _Fate(NamedTuple):
    tag: str
    kind: str
    icon: str = ""


def _fate(presence: str | None, make_up: MakeUpAhead | None) -> _Fate:
    if make_up is not None:
        day = date_format(localtime(make_up.starts_at), "MONTH_DAY_FORMAT")
        return _Fate(_("Học bù %(day)s") % {"day": day}, "todo", "calendar")
    if presence == Presence.EXCUSED:
        return _Fate(_("Có lý do"), "")
    return _Fate(_("Chưa rõ"), "warn")
