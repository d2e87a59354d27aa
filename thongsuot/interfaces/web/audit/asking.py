"""What of the log an address asks for: a person and a unit by name or identifier, a kind of work, days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils.dateparse import parse_date

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.organisations.queries import (
    Hit,
    person_by_public_id,
    search_people,
    search_units,
    unit_by_public_id,
)
from thongsuot.foundation.privacy.queries.subjects import subject_of
from thongsuot.foundation.privacy.queries.trail import Asked
from thongsuot.interfaces.web.site.log_words import AREAS, EVENTS, area_words, event_words
from thongsuot.interfaces.web.site.request import Request

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, and, where a typed name fits several, whom or what it may mean (None: it fits nobody)."""

    asked: Asked
    person_text: str = ""
    people: Sequence[Hit] | None = ()
    unit_text: str = ""
    units: Sequence[Hit] | None = ()
    about: str = ""

    @property
    def is_clear(self) -> bool:
        """Whether every name fits exactly one."""
        return self.people == () and self.units == ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return self.asked != Asked() or not self.is_clear


def asking_of(request: Request) -> Asking:
    """Return what an address asks for. Persons, units and things that are absent or foreign are 404."""
    person, person_text, people = _person(request, request.GET.get("nguoi", "").strip()[:_LONGEST])
    unit, unit_text, units = _unit(request, request.GET.get("don-vi", "").strip()[:_LONGEST])
    kind, _dot, public_id = request.GET.get("ve", "").partition(".")
    subject = subject_of(kind, public_id) if kind else None
    if kind and subject is None:
        raise Http404
    events = request.GET.get("viec", "")
    asked = Asked(
        person=person,
        unit=unit,
        events=events if events in EVENTS or events in AREAS else "",
        subject=subject,
        since=day_in(request, "tu"),
        until=day_in(request, "den"),
    )
    return Asking(asked, person_text, people, unit_text, units, request.GET.get("ve", ""))


def day_in(request: Request, name: str) -> date | None:
    """Return a day of an address; None where none is meant."""
    try:
        return parse_date(request.GET.get(name, "")[:_LONGEST])
    except ValueError:
        return None


def kinds_of_work() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return (area, its words, its events with theirs) for the list to choose from, in the order of the words."""
    areas = []
    for area in AREAS:
        events = [(event, event_words(event)) for event in sorted(EVENTS) if event.partition(".")[0] == area]
        areas.append((area, area_words(area), events))
    return sorted(areas, key=lambda row: row[1])


def _person(request: Request, text: str) -> tuple[Person | None, str, Sequence[Hit] | None]:
    if not text:
        return None, "", ()
    try:
        person = person_by_public_id(request.viewer, text)
    except Person.DoesNotExist:
        hits = search_people(request.viewer, text)
        if len(hits) != 1:
            return None, text, hits or None
        person = person_by_public_id(request.viewer, hits[0].public_id)
    return person, text, ()


def _unit(request: Request, text: str) -> tuple[Unit | None, str, Sequence[Hit] | None]:
    if not text:
        return None, "", ()
    try:
        return unit_by_public_id(request.viewer, text, Permission.SEE_AUDIT), text, ()
    except Unit.DoesNotExist:
        hits = search_units(request.viewer, text)
        if len(hits) != 1:
            return None, text, hits or None
    try:
        return unit_by_public_id(request.viewer, hits[0].public_id, Permission.SEE_AUDIT), text, ()
    except Unit.DoesNotExist:
        return None, text, None
