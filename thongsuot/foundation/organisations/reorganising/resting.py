"""What has come to rest on a reorganisation since, in words with names: then it is not undone."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.core.trees import STEP
from thongsuot.foundation.organisations.models import Appointment, Membership, Person, Reorganisation, Unit
from thongsuot.foundation.organisations.roster.resting import listed, pointing_at

# What the reorganisation itself put under the units it opened.
_OWN = {
    "organisations_unit",
    "organisations_unitversion",
    "organisations_person",
    "organisations_membership",
    "organisations_appointment",
}


def resting_on_steps(reorganisation: Reorganisation) -> list[str]:
    """Return a sentence for each way in which something later rests on a reorganisation, naming at most five; none if nothing."""
    changed = listed(_names_of(_changed_units(reorganisation)))
    used = listed(_names_of(_used_units(reorganisation)))
    people = listed(_changed_people(reorganisation))
    return [
        sentence
        for sentence in (
            changed and _("Đơn vị đã thay đổi sau đó: %(names)s.") % {"names": changed},
            used and _("Đơn vị mới đã có việc khác: %(names)s.") % {"names": used},
            people and _("Đã chuyển nơi sinh hoạt hoặc đổi diện sau đó: %(names)s.") % {"names": people},
        )
        if sentence
    ]


def _changed_units(reorganisation: Reorganisation) -> set[int]:
    """Return units that are no longer as the reorganisation left them, or whose former place is gone."""
    done = reorganisation.done
    left = {m["unit"]: (m["to"]["parent"], m["to"]["path"]) for m in done["moved"]}
    names = {r["unit"]: r["to"] for r in done["renamed"]}
    kinds = {k["unit"]: k["to"] for k in done["kinds"]}
    homes = {m["from"]["parent"]: m["from"]["path"][:-STEP] for m in done["moved"] if m["from"]["parent"]}
    there = {u.pk: u for u in Unit.objects.filter(pk__in={*left, *names, *kinds, *homes, *done["closed"]})}
    changed = {key for key, place in left.items() if (there[key].parent_id, there[key].path) != place}
    changed |= {key for key, name in names.items() if there[key].name != name}
    changed |= {key for key, kind in kinds.items() if there[key].kind_id != kind}
    changed |= {key for key in [*left, *names, *kinds] if there[key].closed_on is not None}
    changed |= {key for key in done["closed"] if there[key].closed_on != reorganisation.takes_effect_on}
    moved = {m["from"]["path"]: m["to"]["path"] for m in done["moved"]}
    for key, path in homes.items():
        expected = _followed(path, moved)
        if there[key].path != expected or (there[key].closed_on is not None and key not in done["closed"]):
            changed.add(key)
    return changed


def _followed(path: str, moved: dict[str, str]) -> str:
    """Return where a path lies after the moves of the reorganisation itself, in their order."""
    for was, now in moved.items():
        if path.startswith(was):
            path = now + path[len(was) :]
    return path


def _used_units(reorganisation: Reorganisation) -> set[int]:
    """Return units opened by the reorganisation to which something else has come to belong."""
    done = reorganisation.done
    opened = done["opened"]
    if not opened:
        return set()
    kept = {key for m in done["people"] for key in [*m["later"], *m["whole"]]}
    homes = {key for m in done["people"] for key in m["homes"]}
    moved = {m["unit"] for m in done["moved"]}
    used = set(_pointed_at(opened))
    used |= {u.parent_id for u in Unit.objects.filter(parent__in=opened).exclude(pk__in=moved) if u.parent_id}
    used |= set(Membership.objects.filter(of_unit__in=opened).exclude(pk__in=kept).values_list("of_unit", flat=True))
    used |= set(Person.objects.filter(home__in=opened).exclude(pk__in=homes).values_list("home", flat=True))
    used |= set(Appointment.objects.filter(in_unit__in=opened).values_list("in_unit", flat=True))
    return used | set(Grant.objects.filter(unit_id__in=opened).values_list("unit_id", flat=True))


def _pointed_at(units: list[int]) -> Iterable[int]:
    used = pointing_at("organisations_unit", without=_OWN, alias="u")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT u.id FROM organisations_unit u WHERE u.id = ANY(%s) AND ({used})", [units])  # noqa: S608 - quoted by format()
        return [row[0] for row in cursor.fetchall()]


def _changed_people(reorganisation: Reorganisation) -> list[str]:
    """Return the names of people whose membership is no longer the one that the reorganisation left."""
    names: list[str] = []
    for moved in reorganisation.done["people"]:
        keys = [*moved["later"], *moved["whole"]]
        same = Membership.objects.filter(pk__in=keys, of_unit=moved["to_unit"])
        later = Membership.objects.filter(
            Q(valid_from__gt=reorganisation.takes_effect_on),
            person__in=same.filter(is_home=True, valid_until__isnull=False).values("person"),
            is_home=True,
        )
        gone = Membership.objects.filter(pk__in=keys).exclude(pk__in=same.values("pk"))
        people = Person.objects.filter(Q(memberships__in=later) | Q(memberships__in=gone)).distinct()
        names += people.order_by("sort_key").values_list("full_name", flat=True)
    return names


def _names_of(units: set[int]) -> list[str]:
    return list(Unit.objects.filter(pk__in=units).order_by("path").values_list("name", flat=True))
