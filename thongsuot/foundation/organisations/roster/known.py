"""The same file again: known by its checksum and by what it was compared with, without being read.

An import whose file told nothing wrong and nothing otherwise leaves every row of it stored. While the units, people, memberships
and posts below are, row by row, what it left, the same bytes say nothing new. Whatever was edited since, and whatever else the
answer depends on, changes the fingerprint; then the file is read and compared as ever.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any

from django.db import connection
from django.utils.translation import get_language

from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.trees import ancestor_paths, subtree_range
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.foundation.organisations.roster.proposal import RosterProposal, remembered_columns

# To be raised whenever files are read, or compared, otherwise than before.
_RULES = 1


def told_before(into: Unit, file: StoredFile, answers: Mapping[str, str], *, on: date) -> dict[str, Any] | None:
    """Return what an import of the file would tell if it is known that it changes nothing; None: it must be read."""
    before = RosterImport.objects.filter(
        into=into, file__sha256=file.sha256, imported_at__isnull=False, undone_at=None
    ).exclude(left_as="")
    for made in before.order_by("-imported_at"):
        is_same_day = made.imported_at is not None and local_day(made.imported_at) <= on
        if is_same_day and (made.alike_until is None or on < made.alike_until):
            return _told_again(made) if made.left_as == _fingerprint(into, file, answers) else None
    return None


def remember_file(made: RosterImport, proposal: RosterProposal) -> None:
    """Keep how an import left what its file was compared with; nothing where a row was refused or told otherwise.

    To be called when everything is written.
    """
    if proposal.errors or proposal.units.warnings or proposal.people.warnings:
        return
    made.left_as = _fingerprint(made.into, made.file, made.answers)
    made.alike_until = proposal.file.alike_until
    made.save(update_fields=["left_as", "alike_until"])


def _told_again(made: RosterImport) -> dict[str, Any]:
    told: dict[str, Any] = made.result
    units = told["units"]
    return told | {
        "accepted": 0,
        "unchanged": told["rows"],
        "units": {"created": 0, "unchanged": units["created"] + units["unchanged"]},
    }


def _fingerprint(into: Unit, file: StoredFile, answers: Mapping[str, str]) -> str:
    """Return a checksum of everything beside the file's bytes and the day on which the answer of an import depends."""
    rests_on = [
        _RULES,
        get_language(),
        PurePath(file.name).suffix.lower(),
        dict(answers),
        remembered_columns(into),
        _stored_state(into),
    ]
    return hashlib.sha256(json.dumps(rests_on, sort_keys=True).encode()).hexdigest()


# Each row's 128 bits, whatever its columns; the sum of all does not depend on their order. Every table by its own path, none joined:
# where the server has no figures of a table yet it would compare 23,000 people with 23,000 rows each. Posts in units above count too,
# for a list of one cell names posts of its base unit.
_STATE = """
WITH hashed AS (
    SELECT hash_record_extended(k, 1) AS one, hash_record_extended(k, 2) AS two FROM organisations_unitkind k
    UNION ALL
    SELECT hash_record_extended(u, 1), hash_record_extended(u, 2) FROM organisations_unit u
    WHERE (u.path >= %(low)s AND u.path < %(high)s) OR u.path = ANY(%(above)s)
    UNION ALL
    SELECT hash_record_extended(p, 1), hash_record_extended(p, 2) FROM organisations_person p
    WHERE p.path >= %(low)s AND p.path < %(high)s
    UNION ALL
    SELECT hash_record_extended(m, 1), hash_record_extended(m, 2) FROM organisations_membership m
    WHERE m.path >= %(low)s AND m.path < %(high)s
    UNION ALL
    SELECT hash_record_extended(a, 1), hash_record_extended(a, 2) FROM organisations_appointment a
    WHERE (a.path >= %(low)s AND a.path < %(high)s) OR a.path = ANY(%(above)s)
)
SELECT count(*), sum(one)::text, sum(two)::text FROM hashed
"""


def _stored_state(into: Unit) -> list[Any]:
    low, high = subtree_range(into.path)
    with connection.cursor() as cursor:
        cursor.execute(_STATE, {"low": low, "high": high, "above": ancestor_paths(into.path)[:-1]})
        return list(cursor.fetchone())
