"""What later stands on an import, in words with names. The rooms above are not known here: the database is asked."""

from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Origin
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.organisations.models import Person, RosterImport, Unit

_NAMES_SHOWN = 5
# What the import made itself, and goes with it.
_OWN_OF_PEOPLE = {"organisations_membership", "organisations_appointment"}
_OWN_OF_UNITS = {
    "organisations_unit",
    "organisations_unitversion",
    "organisations_person",
    "organisations_membership",
    "organisations_appointment",
}


def resting_on(made: RosterImport) -> list[str]:
    """Return a sentence for each way in which something later rests on an import, naming at most five; none if nothing does."""
    people = _names_of_people(_used_people(made))
    changed = _names_of_people(_changed_people(made))
    units = _names_of_units(made)
    return [
        sentence
        for sentence in (
            people and _("Đã có trong danh sách chốt, lớp học hoặc việc khác: %(names)s.") % {"names": people},
            changed and _("Đã được sửa, chuyển hoặc giao việc sau khi nhập: %(names)s.") % {"names": changed},
            units and _("Đơn vị đã được dùng vào việc khác: %(names)s.") % {"names": units},
        )
        if sentence
    ]


def _used_people(made: RosterImport) -> list[tuple[int, str]]:
    """Return people to whom another room's table points."""
    used = pointing_at("organisations_person", without=_OWN_OF_PEOPLE, alias="p")
    return _asked(
        f"SELECT p.id, p.full_name FROM organisations_person p WHERE p.made_by_import_id = %s AND ({used})",  # noqa: S608 - quoted by format()
        made,
    )


def _changed_people(made: RosterImport) -> list[tuple[int, str]]:
    """Return people whose membership, posts, roles or record differ from what the import left."""
    people = Person.objects.filter(made_by_import=made).values("pk")
    grants = Grant.objects.filter(person_id__in=people).exclude(origin=Origin.POST)  # a post's goes with the post
    entries = AuditEntry.objects.filter(
        subject_kind="Person", subject_id__in=Person.objects.filter(made_by_import=made).values("pk")
    )
    touched = {
        *grants.values_list("person_id", flat=True),
        *(key for key in entries.values_list("subject_id", flat=True) if key is not None),
    }
    moved = _asked(
        """SELECT p.id, p.full_name FROM organisations_person p WHERE p.made_by_import_id = %s AND (
               (SELECT count(*) FROM organisations_membership m WHERE m.person_id = p.id) <> 1
               OR EXISTS (SELECT FROM organisations_membership m WHERE m.person_id = p.id
                          AND (m.valid_until IS NOT NULL OR m.of_unit_id <> p.home_id))
               OR EXISTS (SELECT FROM organisations_appointment a WHERE a.person_id = p.id
                          AND (a.made_by_import_id IS DISTINCT FROM p.made_by_import_id OR a.valid_until IS NOT NULL)))""",
        made,
    )
    return moved + list(
        Person.objects.filter(pk__in=touched - {key for key, _name in moved}).values_list("pk", "full_name")
    )


def _names_of_units(made: RosterImport) -> str:
    used = pointing_at("organisations_unit", without=_OWN_OF_UNITS, alias="u")
    units = _asked(
        f"""SELECT u.id, u.name FROM organisations_unit u WHERE u.made_by_import_id = %s AND (({used})
               OR u.closed_on IS NOT NULL
               OR EXISTS (SELECT FROM organisations_unit c WHERE c.parent_id = u.id
                          AND c.made_by_import_id IS DISTINCT FROM u.made_by_import_id)
               OR EXISTS (SELECT FROM organisations_person p WHERE p.home_id = u.id
                          AND p.made_by_import_id IS DISTINCT FROM u.made_by_import_id)
               OR EXISTS (SELECT FROM organisations_appointment a WHERE a.in_unit_id = u.id
                          AND a.made_by_import_id IS DISTINCT FROM u.made_by_import_id)
               OR (SELECT count(*) FROM organisations_unitversion v WHERE v.unit_id = u.id) <> 1)""",  # noqa: S608 - quoted by format()
        made,
    )
    granted = Unit.objects.filter(
        made_by_import=made, pk__in=Grant.objects.exclude(origin=Origin.POST).values("unit_id")
    )
    known = {key for key, _name in units}
    return listed([name for _key, name in units] + [unit.name for unit in granted if unit.pk not in known])


def _names_of_people(people: list[tuple[int, str]]) -> str:
    return listed([name for _key, name in people])


def listed(names: list[str]) -> str:
    """Return at most five names, and how many more there are."""
    shown = ", ".join(names[:_NAMES_SHOWN])
    more = len(names) - _NAMES_SHOWN
    return _("%(names)s và %(more)s nữa") % {"names": shown, "more": more} if more > 0 else shown


def _asked(statement: str, made: RosterImport) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} ORDER BY 2, 1", [made.pk])
        return [(int(key), str(name)) for key, name in cursor.fetchall()]


def pointing_at(table: str, *, without: set[str], alias: str) -> str:
    """Return a condition that is true for a row to which a foreign key of another table points."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT format('EXISTS (SELECT FROM %%s t WHERE t.%%I = %%s.id)', conrelid::regclass, attname, %s)
               FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
               JOIN pg_class ON pg_class.oid = conrelid
               WHERE contype = 'f' AND confrelid = %s::regclass AND NOT relname = ANY(%s) ORDER BY 1""",
            [alias, table, list(without)],
        )
        return " OR ".join(row[0] for row in cursor.fetchall()) or "false"
