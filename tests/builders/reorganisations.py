"""Reorganisations, for tests: drafted by one, confirmed by another."""

from collections.abc import Sequence
from datetime import date, datetime

from tests.builders.organisations import AT, SYSTEM
from thongsuot.domain.figures.actions import confirm_reorganisation
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.actions.reorganising import StepTold, draft_reorganisation
from thongsuot.foundation.organisations.models import Reorganisation, StepKind, Unit, UnitKind
from thongsuot.foundation.organisations.reorganising.checking import examined
from thongsuot.foundation.organisations.reorganising.preview import effect_of

DRAFTER = SystemActor("drafter")
DAY = date(2021, 3, 1)


def rename(unit: Unit, name: str) -> StepTold:
    """A step that gives a unit another name."""
    return StepTold(StepKind.RENAME, unit, name=name)


def change_kind(unit: Unit, kind: str) -> StepTold:
    """A step that makes a unit one of another kind."""
    return StepTold(StepKind.CHANGE_KIND, unit, unit_kind=UnitKind.objects.get(code=kind))


def move(unit: Unit, to: Unit) -> StepTold:
    """A step that puts a unit under another."""
    return StepTold(StepKind.MOVE, unit, to)


def merge(unit: Unit, into: Unit) -> StepTold:
    """A step that merges a unit into another."""
    return StepTold(StepKind.MERGE, unit, into)


def close(unit: Unit, to: Unit | None = None) -> StepTold:
    """A step that ends a unit; its units and people go to another, where one is named."""
    return StepTold(StepKind.CLOSE, unit, to)


def split(unit: Unit, *parts: dict[str, object], goes_on: bool = False) -> StepTold:
    """A step that splits a unit into parts."""
    return StepTold(StepKind.SPLIT, unit, parts=parts, goes_on=goes_on)


def part(
    code: str, name: str, kind: str = "BASE_COMMITTEE", *, units: Sequence[Unit] = (), people: Sequence[int] = ()
) -> dict[str, object]:
    """A part of a split."""
    return {"code": code, "name": name, "kind": kind, "units": [u.pk for u in units], "people": list(people)}


def make_draft(unit: Unit, *steps: StepTold, on: date = DAY, by: Actor = DRAFTER, at: datetime = AT) -> Reorganisation:
    """Draft a reorganisation within a unit."""
    return draft_reorganisation(unit, title="Phương án thử", takes_effect_on=on, steps=steps, by=by, at=at)


def seen(draft: Reorganisation, at: datetime = AT) -> str:
    """What one sees of a draft before confirming it."""
    return effect_of(examined(draft), today=local_day(at)).seen.told()


def confirm(draft: Reorganisation, *, by: Actor = SYSTEM, at: datetime = AT) -> Reorganisation:
    """Confirm a draft as it is."""
    return confirm_reorganisation(draft, seen=seen(draft, at), by=by, at=at)


def reorganise(unit: Unit, *steps: StepTold, on: date = DAY, at: datetime = AT) -> Reorganisation:
    """Draft and confirm."""
    return confirm(make_draft(unit, *steps, on=on, at=at), at=at)
