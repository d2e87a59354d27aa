"""Carrying a reorganisation out, and reading what it did backwards. Both run inside an action, in its one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max

from thongsuot.foundation.organisations.actions.units import add_unit
from thongsuot.foundation.organisations.models import Reorganisation, Unit, UnitKind, UnitVersion
from thongsuot.foundation.organisations.reorganising.checking import examined
from thongsuot.foundation.organisations.reorganising.paths import note_paths, rewrite_paths
from thongsuot.foundation.organisations.reorganising.people import (
    bring_people_back,
    end_posts,
    end_roles,
    end_roles_of_posts,
    move_people,
    resume,
)
from thongsuot.foundation.organisations.reorganising.plan import Node, Plan
from thongsuot.foundation.organisations.versions import (
    Place,
    change_version,
    end_versions,
    join_versions,
    move_versions,
    next_path,
    resume_versions,
    units_within,
)


def lock_units(reorganisation: Reorganisation) -> None:
    """Let reorganisations, openings and imports that meet wait for one another: every unit that is named, and what lies below."""
    top = Unit.objects.select_for_update().get(pk=reorganisation.of_unit_id)
    below = Unit.objects.select_for_update().filter(path__gt=top.path, path__lt=f"{top.path}~").order_by("path")
    list(below.values_list("pk"))
    reorganisation.refresh_from_db()


def carry_out_steps(
    reorganisation: Reorganisation, *, today: date, roles_kept_until: Mapping[int, date] | None = None
) -> Plan:
    """Carry out every step and keep in `done` what that changed. Raises the first thing that is in the way.

    The units are locked (`lock_units`). Roles over units that end, end with them; over those in `roles_kept_until`, on a later day.
    """
    plan = examined(reorganisation)
    if plan.problems:
        raise plan.problems[0]
    done: dict[str, Any] = {
        "renamed": [_rename(node, plan.day) for node in plan.renamed],
        "kinds": [_change_kind(node, plan.day) for node in plan.of_other_kind],
    }
    done["opened"] = [_open(node, plan.day) for node in plan.opened]
    done["closed"] = [node.unit.pk for node in plan.ended if node.unit]
    end_versions(done["closed"], plan.day)
    note_paths(node.path for node in plan.moved)
    done["moved"] = [_move(node, plan.day) for node in plan.moved]
    rewrite_paths()
    _settle_people(plan, done, today, roles_kept_until or {})
    reorganisation.done = done
    return plan


def take_steps_back(reorganisation: Reorganisation) -> None:
    """Read what was done backwards. What rests on it was asked before (`resting.resting_on_steps`)."""
    done, day = reorganisation.done, reorganisation.takes_effect_on
    resume("access_grant", done["roles"])
    resume("organisations_appointment", done["posts"])
    for moved in reversed(done["people"]):
        bring_people_back(moved, day)
    note_paths(moved["to"]["path"] for moved in done["moved"])
    for moved in reversed(done["moved"]):
        unit = Unit.objects.get(pk=moved["unit"])
        move_versions(
            unit, Place(unit.parent_id, unit.path), Place(moved["from"]["parent"], moved["from"]["path"]), day
        )
        Unit.objects.filter(pk=unit.pk).update(order=moved["from"]["order"])
        join_versions(units_within(moved["from"]["path"]), day)
    rewrite_paths()
    resume_versions(done["closed"], day)
    UnitVersion.objects.filter(unit__in=done["opened"]).delete()
    Unit.objects.filter(pk__in=done["opened"]).delete()
    for changed in reversed(done["kinds"]):
        change_version(Unit.objects.get(pk=changed["unit"]), day, kind=UnitKind.objects.get(pk=changed["from"]))
    for changed in reversed(done["renamed"]):
        change_version(Unit.objects.get(pk=changed["unit"]), day, name=changed["from"])


def _unit(node: Node) -> Unit:
    """Return a node's unit as it is at this moment."""
    assert node.unit is not None
    return Unit.objects.select_related("kind", "issuer").get(pk=node.unit.pk)


def _rename(node: Node, day: date) -> dict[str, Any]:
    unit = _unit(node)
    former = unit.name
    change_version(unit, day, name=node.name)
    return {"unit": unit.pk, "from": former, "to": unit.name}


def _change_kind(node: Node, day: date) -> dict[str, Any]:
    unit = _unit(node)
    former = unit.kind_id
    change_version(unit, day, kind=node.kind)
    return {"unit": unit.pk, "from": former, "to": unit.kind_id}


def _open(node: Node, day: date) -> int:
    above = _unit(node.parent) if node.parent else None
    node.unit = add_unit(above, code=node.code, name=node.name, kind=node.kind.code, opened_on=day)
    return node.unit.pk


def _move(node: Node, day: date) -> dict[str, Any]:
    unit = _unit(node)
    above = _unit(node.parent) if node.parent else None
    was = {"parent": unit.parent_id, "path": unit.path, "order": unit.order}
    now = Place(above.pk if above else None, next_path(above.path if above else ""))
    last = Unit.objects.filter(parent=above).aggregate(order=Max("order"))["order"] or 0
    move_versions(unit, Place(unit.parent_id, unit.path), now, day)
    Unit.objects.filter(pk=unit.pk).update(order=last + 1)
    return {"unit": unit.pk, "from": was, "to": {"parent": now.parent_id, "path": now.path}}


def _settle_people(plan: Plan, done: dict[str, Any], today: date, kept_until: Mapping[int, date]) -> None:
    named = sorted(
        plan.shifts, key=lambda shift: shift.people is None
    )  # those named first, the rest of a unit after them
    done["people"], done["posts"], done["roles"] = [], [], []
    for shift in named:
        of, to = _unit(shift.of), _unit(shift.to)
        done["people"].append(move_people(of, to, plan.day, people=shift.people).told())
        if not shift.of.ends:
            ended = end_posts([of.pk], plan.day, people=shift.people)
            done["posts"] += ended
            done["roles"] += end_roles_of_posts([key for key, _until in ended], today)
    done["posts"] += end_posts(done["closed"], plan.day)
    done["roles"] += end_roles(done["closed"], today, kept_until=kept_until)
