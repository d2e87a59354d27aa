"""Entries and looks as pages and files show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.audit.models import ActorKind, AuditEntry, Look
from thongsuot.foundation.privacy.queries.subjects import names_of_units, people_names, subject_names
from thongsuot.interfaces.web.site.log_words import event_words, fact_words, page_words, value_words

_BEFORE, _AFTER = "before", "after"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry: its number, when, who, what in words, about what, and where."""

    number: int
    at: datetime
    who: str
    what: str
    subject: str
    unit: str


@dataclass(frozen=True, slots=True)
class LookLine:
    """One look: when, who, at whom (or at how many of which unit), on which page, and whether it was taken away as a file."""

    at: datetime
    who: str
    whom: str
    people: int
    unit: str
    page: str
    is_export: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """Something kept with an entry: a value, or what it was and what it became."""

    label: str
    value: str
    before: str = ""
    is_change: bool = False


def entry_lines(viewer: Viewer, entries: Sequence[AuditEntry]) -> list[EntryLine]:
    """Return entries as lines. As many statements as there are kinds of subjects among them, and two."""
    actors = people_names(viewer, [entry.actor_id for entry in entries])
    units = names_of_units(entry.unit_path for entry in entries)
    subjects = subject_names(viewer, entries)
    return [
        EntryLine(
            number=entry.pk,
            at=entry.at,
            who=who_words(entry, actors),
            what=event_words(entry.event),
            subject=subjects.get((entry.subject_kind, entry.subject_id or 0), ""),
            unit=units.get(entry.unit_path, ""),
        )
        for entry in entries
    ]


def look_lines(viewer: Viewer, looks: Sequence[Look]) -> list[LookLine]:
    """Return looks as lines, in two statements."""
    names = people_names(viewer, [key for look in looks for key in (look.looker_id, look.person_id)])
    units = names_of_units(look.unit_path for look in looks)
    return [
        LookLine(
            at=look.at,
            who=names.get(look.looker_id, look.looker_label),
            whom="" if look.person_id is None else names.get(look.person_id, _("một người")),
            people=look.people,
            unit=units.get(look.unit_path, ""),
            page=page_words(look.page),
            is_export=bool(look.purpose),
        )
        for look in looks
    ]


def who_words(entry: AuditEntry, names: Mapping[int, str]) -> str:
    """Return who acted: a name where it may be seen, else the label that reveals nothing, or the installation itself."""
    if entry.actor_kind == ActorKind.SYSTEM:
        return _("Hệ thống (%(name)s)") % {"name": entry.actor_label}
    return names.get(entry.actor_id or 0, entry.actor_label)


def facts_of(payload: object) -> list[Fact]:
    """Return what an entry keeps: values, and changes where it says what was before and after."""
    if not isinstance(payload, dict):
        return [Fact("", value_words("", payload))]
    before, after = payload.get(_BEFORE), payload.get(_AFTER)
    facts = []
    if isinstance(before, dict) and isinstance(after, dict):
        facts = [_change(key, before.get(key), after.get(key)) for key in _keys(before, after)]
    return facts + [_fact(key, value) for key, value in payload.items() if not (facts and key in (_BEFORE, _AFTER))]


def _fact(key: str, value: object) -> Fact:
    if isinstance(value, dict) and set(value) == {_BEFORE, _AFTER}:
        return _change(key, value[_BEFORE], value[_AFTER])
    return Fact(fact_words(key), value_words(key, value))


def _change(key: str, before: object, after: object) -> Fact:
    return Fact(fact_words(key), value_words(key, after), before=value_words(key, before), is_change=True)


def _keys(before: Mapping[str, object], after: Mapping[str, object]) -> Iterable[str]:
    return [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
