"""Carrying out the policy's terms: what is over goes, at most a thousand rows a transaction, and the log says how many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import QuerySet

from thongsuot.foundation.audit.actions import erase_personal, record
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.audit.models import AuditPersonal
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import discard_content
from thongsuot.foundation.organisations.models import RosterImport
from thongsuot.foundation.privacy.belonging import model_of
from thongsuot.foundation.privacy.policy import TablePolicy, Term, table_policies

AT_ONCE = 1_000
KEEPER = SystemActor("retention")


@dataclass(frozen=True, slots=True)
class Over:
    """How many rows of a table are over their term: deleted, or swept (emptied of what names people)."""

    table: str
    rows: int
    is_swept: bool


def over_at(at: datetime) -> list[Over]:
    """Return what would go at an instant, table by table; nothing is changed."""
    found = [(policy, _due(policy, at).count()) for policy in _with_terms()]
    return [Over(policy.table, rows, bool(policy.term and policy.term.sweep)) for policy, rows in found if rows]


def carry_out_terms(at: datetime) -> dict[str, int]:
    """Let go what is over, and record how many rows of which table; a second run at the same instant finds nothing."""
    done = {policy.table: _let_go(policy, at) for policy in _with_terms()}
    counts = {table: rows for table, rows in done.items() if rows}
    if counts:
        with transaction.atomic():
            record("retention.carried_out", by=KEEPER, at=at, payload=counts)
    return counts


def _let_go(policy: TablePolicy, at: datetime) -> int:
    rows = 0
    while True:
        with transaction.atomic():
            keys = list(_due(policy, at).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
            if not keys:
                return rows
            _way_of(policy)(policy, keys, at)
        rows += len(keys)


def _due(policy: TablePolicy, at: datetime) -> QuerySet[Any]:
    term = policy.term or Term(0)
    cutoff = at - timedelta(days=term.days)
    if term.sweep:
        return _SWEEPS[term.sweep][0](cutoff)
    model = model_of(policy.table)
    is_instant = isinstance(model._meta.get_field(term.since), models.DateTimeField)
    return model._base_manager.filter(**{f"{term.since}__lt": cutoff if is_instant else local_day(cutoff)})


def _way_of(policy: TablePolicy) -> Callable[[TablePolicy, list[Any], datetime], object]:
    return _SWEEPS[policy.term.sweep][1] if policy.term and policy.term.sweep else _delete


def _delete(policy: TablePolicy, keys: list[Any], _at: datetime) -> None:
    model_of(policy.table)._base_manager.filter(pk__in=keys).delete()


def _with_terms() -> list[TablePolicy]:
    return [policy for policy in table_policies().values() if policy.term]


def _told_rows(cutoff: datetime) -> QuerySet[Any]:
    """Return imports that still hold rows and answers of a file."""
    old = RosterImport.objects.filter(file__stored_at__lt=cutoff).exclude(imported_at=None, set_aside_at=None)
    return old.exclude(result__errors=[], result__warnings=[], answers={}).exclude(result={}, answers={})


def _empty_told_rows(_policy: TablePolicy, keys: list[Any], _at: datetime) -> None:
    for made in RosterImport.objects.filter(pk__in=keys):
        made.result = {**made.result, "errors": [], "warnings": []} if made.result else {}
        made.answers = {}
        made.save(update_fields=["result", "answers"])


def _personal_parts(cutoff: datetime) -> QuerySet[Any]:
    return AuditPersonal.objects.filter(entry__at__lt=cutoff, erasure=None)


def _erase_parts(_policy: TablePolicy, keys: list[Any], at: datetime) -> None:
    erase_personal(keys, by=KEEPER, at=at)


def _set_aside_files(cutoff: datetime) -> QuerySet[Any]:
    """Return files of imports that were set aside: nobody's evidence."""
    return StoredFile.objects.filter(pk__in=RosterImport.objects.filter(set_aside_at__lt=cutoff).values("file_id"))


def _remove_files(_policy: TablePolicy, keys: list[Any], _at: datetime) -> None:
    files = list(StoredFile.objects.filter(pk__in=keys))
    RosterImport.objects.filter(file__in=keys).delete()
    StoredFile.objects.filter(pk__in=keys).delete()

    def discard() -> None:
        for file in files:
            discard_content(file)

    transaction.on_commit(discard)


_SWEEPS: dict[str, tuple[Callable[[datetime], QuerySet[Any]], Callable[[TablePolicy, list[Any], datetime], object]]] = {
    "told_rows": (_told_rows, _empty_told_rows),
    "personal_parts": (_personal_parts, _erase_parts),
    "set_aside_files": (_set_aside_files, _remove_files),
}
SWEEPS = frozenset(_SWEEPS)
