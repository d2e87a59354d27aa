"""Everything kept about a person, from every room, by the policy."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Field, Model

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.audit.models import AuditEntry, Look
from thongsuot.foundation.core.encryption import decrypted
from thongsuot.foundation.core.trees import ancestor_paths
from thongsuot.foundation.database.bounds import EVERYTHING, within_bounds
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.belonging import model_of, rows_about
from thongsuot.foundation.privacy.models import Restriction
from thongsuot.foundation.privacy.policy import TablePolicy, table_policies

_ENCRYPTED, _INDEX = "_encrypted", "_index"
Cell = str | int | bool | date | datetime | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class KeptTable:
    """The rows of one table about a person: column -> value as people read it. `total` may be more than are shown."""

    table: str
    rows: Sequence[dict[str, Cell]]
    total: int


@dataclass(frozen=True, slots=True)
class KeptData:
    """What is kept about a person: rows of tables, what the log says of them (its personal parts too), and who looked."""

    tables: list[KeptTable]
    entries: list[AuditEntry]
    looks: list[Look]


def may_see_kept(viewer: Viewer, person: Person) -> bool:
    """Tell whether a viewer may see all that is kept about a person: the person, and whoever protects data in their unit."""
    return viewer.actor.actor_id == person.pk or viewer.may(Permission.PROTECT_DATA, person.path)


def kept_about(person: Person, *, most: int | None = None) -> KeptData:
    """Return all that is kept about a person: at most `most` rows of a table, everything without. The caller has checked who asks.

    It reaches rows of other units too (a class elsewhere): bounds are widened here, and every question asks for this person alone.
    """
    with within_bounds(EVERYTHING):
        tables = [_kept(person, policy, most) for policy in table_policies().values() if policy.whose]
        return KeptData([kept for kept in tables if kept.total], _entries(person, most), _looks(person, most))


def sealed_name(person: Person) -> str:
    """Return the name of a person whose processing is restricted, for those who may lift it; empty for others."""
    found = Restriction.objects.filter(person=person, lifted_at=None).first()
    return "" if found is None else str(unsealed(found)["full_name"])


def unsealed(restriction: Restriction) -> dict[str, Any]:
    """Return what a restriction has sealed away: column -> value as text."""

    return dict(json.loads(decrypted(bytes(restriction.sealed))))


def _kept(person: Person, policy: TablePolicy, most: int | None) -> KeptTable:
    named = _named_links(model_of(policy.table))
    rows = rows_about(person, policy).select_related(*named)
    shown = rows if most is None else rows[: most + 1]
    found = [_row(row, policy) for row in shown]
    total = len(found) if most is None or len(found) <= most else rows.count()
    return KeptTable(policy.table, found[:most], total)


def _row(row: Model, policy: TablePolicy) -> dict[str, Cell]:
    told: dict[str, Cell] = {}
    for field in row._meta.local_concrete_fields:
        column = str(field.column)
        if field.primary_key or column == "path" or column.endswith(_INDEX) or _points_at_person(field):
            continue
        told[column.removesuffix(_ENCRYPTED)] = _cell(row, field, policy)
    return told


def _cell(row: Model, field: "Field[Any, Any]", policy: TablePolicy) -> Cell:
    if field.is_relation and field.name in _named_links(type(row)):
        return str(getattr(row, field.name) or "")
    value = getattr(row, field.attname)
    if policy.columns.get(str(field.column)) == "secret":
        return bool(value)
    if str(field.column).endswith(_ENCRYPTED):
        return decrypted(bytes(value)) if value else ""
    if field.choices and value:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value  # type: ignore[no-any-return]


def _named_links(model: type[Model]) -> list[str]:
    """Return the links of a table to things that people know by a name."""
    return [
        field.name
        for field in model._meta.local_concrete_fields
        if field.related_model not in (None, Person) and hasattr(field.related_model, "name")
    ]


def _points_at_person(field: "Field[Any, Any]") -> bool:
    return field.related_model is Person or field.column in {"person_id", "entry_id"}


def _entries(person: Person, most: int | None) -> list[AuditEntry]:
    about = AuditEntry.objects.filter(subject_kind="Person", subject_id=person.pk)
    return list(about.select_related("personal").order_by("-pk")[:most])


def _looks(person: Person, most: int | None) -> list[Look]:
    """Return who opened the person's own page, and who opened a list of a unit the person stands in or below; not the person."""
    by_name = Look.objects.filter(person_id=person.pk)
    in_lists = Look.objects.filter(person_id=None, unit_path__in=ancestor_paths(person.path))
    return list((by_name | in_lists).exclude(looker_id=person.pk).order_by("-pk")[: most or 1_000])
