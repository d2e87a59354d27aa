"""Importing a roster, with reading and every check, against COPY of the same rows into tables with the same indexes."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from django.db import connections, transaction
from django.utils import timezone

from bench.crowd import BUILDER
from bench.ground import Scale
from bench.table import Row
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.actions.imports import NothingToImport, import_roster
from thongsuot.foundation.organisations.actions.units import open_root
from thongsuot.interfaces.cli.demonstration.members import Member, members_of
from thongsuot.interfaces.cli.demonstration.office_files import roster_file
from thongsuot.interfaces.cli.demonstration.units import ROOT_NAME, base_units

_AT = timezone.make_aware(datetime(2021, 3, 1, 9))
_BLOCK = 1 << 16
_TABLES = ("organisations_person", "organisations_membership", "organisations_appointment")
_ROWS_OF = {
    "organisations_person": "SELECT * FROM organisations_person WHERE made_by_import_id = {made}",
    "organisations_membership": "SELECT m.* FROM organisations_membership m JOIN organisations_person p ON p.id = m.person_id"
    " WHERE p.made_by_import_id = {made}",
    "organisations_appointment": "SELECT * FROM organisations_appointment WHERE made_by_import_id = {made}",
}


@dataclass(frozen=True, slots=True)
class _Taken:
    """Seconds of one round: the import, the same file again, COPY of the same rows."""

    imported: float
    again: float
    copied: float
    people: int


def rows_of_imports(scale: Scale) -> list[Row]:
    """Import files of new people round by round, each into an organisation of its own."""
    taken = [_round(n, scale.imported) for n in range(min(scale.rounds, 3) + 1)][1:]
    copied = tuple(t.people / t.copied for t in taken)
    size = f"{taken[0].people:,} people"
    first = Row(
        f"import of {size} from Excel against indexed COPY",
        "people a second",
        0.4,
        tuple(t.people / t.imported for t in taken),
        copied,
        note="from the stored file to the commit: the jailed reader, checks, matching, encryption, units, audit; "
        "COPY gets the finished rows of people, memberships and posts, with the same indexes and no foreign keys",
    )
    again = tuple(t.people / t.again for t in taken)
    return [
        first,
        Row(
            f"the same file again ({size}, nothing changed) against indexed COPY", "people a second", 1.5, again, copied
        ),
    ]


def _round(number: int, people: int) -> _Taken:
    root = open_root(code=f"N{number}", name=ROOT_NAME, kind="ABOVE_BASE", by=BUILDER, at=_AT)
    file = _file(number, people)
    began = time.perf_counter()
    made = import_roster(root, file=file, answers={}, by=BUILDER, at=_AT)
    imported = time.perf_counter() - began
    if made.result["rejected"]:
        raise RuntimeError(f"the list of the measurement is not clean: {made.result['errors'][:3]}")
    began = time.perf_counter()
    try:
        import_roster(root, file=file, answers={}, by=BUILDER, at=_AT)
    except NothingToImport:
        again = time.perf_counter() - began
    else:
        raise RuntimeError("the same file twice changed something")
    return _Taken(imported, again, _copy(made.pk), int(made.result["accepted"]))


def _file(number: int, people: int) -> StoredFile:
    """Return the demonstration's list, repeated with other cards and names until it is long enough."""
    units = base_units()
    members = members_of(units)
    many = [_again(member, number, copy) for copy in range(people // len(members)) for member in members]
    content = roster_file(units, many)
    return store(BytesIO(content), name="danh-sach.xlsx", purpose="roster", by=BUILDER.actor_label, at=_AT)


def _again(member: Member, number: int, copy: int) -> Member:
    card = f"{50 + number}{copy:02}{int(member.card) % 10_000:04}" if member.card else ""
    person = replace(member.person, name=f"{member.person.name} {_LETTERS[copy % len(_LETTERS)]}")
    return replace(member, card=card, person=person, email="", phone="", posts=member.posts if copy == 0 else "")


_LETTERS: Sequence[str] = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Phương", "Quang")


def _copy(made: int) -> float:
    """Take the imported rows out, and time COPY of them into empty tables of the same shape and indexes."""
    taken = {}
    with connections["owner"].cursor() as cursor:
        for table in _TABLES:
            with cursor.copy(f"COPY ({_ROWS_OF[table].format(made=made)}) TO STDOUT (FORMAT binary)") as out:
                taken[table] = b"".join(bytes(block) for block in out)
            cursor.execute(f"DROP TABLE IF EXISTS bench_{table}")
            cursor.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING ALL)")
        began = time.perf_counter()
        with transaction.atomic(using="owner"):
            for table, rows in taken.items():
                with cursor.copy(f"COPY bench_{table} FROM STDIN (FORMAT binary)") as into:
                    for place in range(0, len(rows), _BLOCK):
                        into.write(rows[place : place + _BLOCK])
        return time.perf_counter() - began
