"""Drafting a reorganisation step by step, setting it aside, undoing one that was confirmed. Confirming is an action of figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.organisations.models import (
    Person,
    Reorganisation,
    ReorganisationStep,
    StepKind,
    Unit,
    UnitKind,
)
from thongsuot.foundation.organisations.reorganising.carrying_out import lock_units, take_steps_back
from thongsuot.foundation.organisations.reorganising.refusals import NothingChanges, PartsIncomplete, UnitTwice
from thongsuot.foundation.organisations.reorganising.resting import resting_on_steps

_PLACING = (StepKind.MOVE, StepKind.MERGE, StepKind.SPLIT, StepKind.CLOSE)


class ReorganisationUntitled(Refusal):
    """A reorganisation has a name and a day."""


class NoLongerDraft(Refusal):
    """What was confirmed or set aside is changed no more."""


class DraftChanged(Refusal):
    """Another has changed the draft meanwhile."""


class StepIncomplete(Refusal):
    """A step names what it needs: a unit to receive, a name, a kind."""


class NotConfirmed(Refusal):
    """Only what was confirmed, and not undone, is undone."""


class SomethingRests(Refusal):
    """Something later rests on the reorganisation."""


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step as somebody tells it. A part: {"code", "name", "kind", "units": [keys], "people": [keys]}."""

    kind: StepKind
    of_unit: Unit
    to_unit: Unit | None = None
    name: str = ""
    unit_kind: UnitKind | None = None
    parts: Sequence[Mapping[str, Any]] = field(default_factory=list)
    goes_on: bool = False


@action(Permission.MANAGE_ORGANISATION)
def draft_reorganisation(
    unit: Unit, *, title: str, takes_effect_on: date, steps: Sequence[StepTold] = (), by: Actor, at: datetime
) -> Reorganisation:
    """Begin a reorganisation within a unit's part of the tree, perhaps with steps. The day may be past or to come.

    Refuses one without a name, and steps as `add_steps` does.
    """
    if not nfc(title):
        raise ReorganisationUntitled(_("Ghi tên phương án, như quyết định ghi."))
    draft = Reorganisation.objects.create(
        of_unit=unit,
        title=nfc(title),
        takes_effect_on=takes_effect_on,
        drafted_at=at,
        drafted_by=by.actor_label,
        changed_at=at,
        changed_by=by.actor_label,
    )
    _add(draft, steps, by, at)
    told = {"takes_effect_on": takes_effect_on.isoformat(), "steps": len(steps)}
    record("reorganisation.drafted", by=by, at=at, subject=draft, unit_path=unit.path, payload=told)
    return draft


@action(Permission.MANAGE_ORGANISATION)
def add_steps(
    reorganisation: Reorganisation, *, steps: Sequence[StepTold], seen: int, by: Actor, at: datetime
) -> Reorganisation:
    """Add steps to a draft; `seen` is the revision one looked at. What stands in the way of carrying them out, the preview says.

    Refuses a draft changed since, a step that names too little, and a second step of one sort for a unit.
    """

    def change(draft: Reorganisation) -> None:
        _add(draft, steps, by, at)

    return _change(reorganisation, change, {"added": [step.kind for step in steps]}, seen=seen, by=by, at=at)


@action(Permission.MANAGE_ORGANISATION)
def remove_step(reorganisation: Reorganisation, *, number: int, seen: int, by: Actor, at: datetime) -> Reorganisation:
    """Take a step out of a draft. Refuses a draft changed since."""

    def change(draft: Reorganisation) -> None:
        draft.steps.filter(number=number).delete()

    return _change(reorganisation, change, {"removed": number}, seen=seen, by=by, at=at)


@action(Permission.MANAGE_ORGANISATION)
def amend_reorganisation(
    reorganisation: Reorganisation, *, title: str, takes_effect_on: date, seen: int, by: Actor, at: datetime
) -> Reorganisation:
    """Give a draft another name or day. Refuses one without a name, and a draft changed since."""
    if not nfc(title):
        raise ReorganisationUntitled(_("Ghi tên phương án, như quyết định ghi."))

    def change(draft: Reorganisation) -> None:
        draft.title, draft.takes_effect_on = nfc(title), takes_effect_on

    told = {"takes_effect_on": takes_effect_on.isoformat()}
    return _change(reorganisation, change, told, seen=seen, by=by, at=at)


@action(Permission.MANAGE_ORGANISATION)
def set_aside_reorganisation(reorganisation: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    """Give up a draft. It stays in the list, and nothing of it is done."""
    draft = _locked_draft(reorganisation)
    draft.set_aside_at = at
    draft.save(update_fields=["set_aside_at"])
    record("reorganisation.set_aside", by=by, at=at, subject=draft, unit_path=draft.of_unit.path)
    return draft


@action(Permission.MANAGE_ORGANISATION)
def undo_reorganisation(reorganisation: Reorganisation, *, by: Actor, at: datetime) -> Reorganisation:
    """Take back everything a confirmed reorganisation did, as if it had not been; the log keeps both.

    Refuses one that is not in force, and, with names, when something later rests on it.
    """
    lock_units(reorganisation)
    if reorganisation.confirmed_at is None or reorganisation.undone_at is not None:
        raise NotConfirmed(_("Phương án này không ở trạng thái đã thực hiện."))
    resting = resting_on_steps(reorganisation)
    if resting:
        raise SomethingRests(" ".join([*resting, _("Không hoàn tác được; hãy lập phương án mới.")]))
    take_steps_back(reorganisation)
    reorganisation.undone_at, reorganisation.undone_by = at, by.actor_label
    reorganisation.save(update_fields=["undone_at", "undone_by"])
    record("reorganisation.undone", by=by, at=at, subject=reorganisation, unit_path=reorganisation.of_unit.path)
    return reorganisation


def _change(
    reorganisation: Reorganisation,
    change: Callable[[Reorganisation], None],
    told: Mapping[str, object],
    *,
    seen: int,
    by: Actor,
    at: datetime,
) -> Reorganisation:
    draft = _locked_draft(reorganisation)
    if draft.revision != seen:
        raise DraftChanged(_changed_by(draft))
    change(draft)
    draft.revision += 1
    draft.changed_at, draft.changed_by = at, by.actor_label
    draft.save(update_fields=["title", "takes_effect_on", "revision", "changed_at", "changed_by"])
    record("reorganisation.changed", by=by, at=at, subject=draft, unit_path=draft.of_unit.path, payload=told)
    return draft


def _changed_by(draft: Reorganisation) -> str:
    """Return who changed a draft and what came of it, so that the second need not look for the difference."""
    name = Person.objects.filter(public_id=draft.changed_by).values_list("full_name", flat=True).first()
    latest = draft.steps.filter(added_at=draft.changed_at).count()
    words = {
        "name": name or draft.changed_by,
        "at": date_format(localtime(draft.changed_at), "DATETIME_FORMAT"),
        "n": latest,
    }
    if latest:
        told = _(
            "%(name)s vừa thêm %(n)s bước vào phương án, lúc %(at)s. Xem lại các bước rồi ghi tiếp; phần đã nhập vẫn còn."
        )
    else:
        told = _("%(name)s vừa sửa phương án, lúc %(at)s. Xem lại các bước rồi ghi tiếp; phần đã nhập vẫn còn.")
    return told % words


def _locked_draft(reorganisation: Reorganisation) -> Reorganisation:
    draft = Reorganisation.objects.select_for_update(of=("self",)).select_related("of_unit").get(pk=reorganisation.pk)
    if not draft.is_draft:
        raise NoLongerDraft(_("Phương án này đã được xác nhận hoặc đã bỏ, không sửa được nữa."))
    return draft


def _add(draft: Reorganisation, steps: Sequence[StepTold], by: Actor, at: datetime) -> None:
    number = draft.steps.aggregate(last=Max("number"))["last"] or 0
    placed = {(s.of_unit_id, s.kind) for s in draft.steps.all()}
    for step in steps:
        _refuse_incomplete(step)
        if any(unit == step.of_unit.pk and _collide(kind, step.kind) for unit, kind in placed):
            raise UnitTwice(
                _("Phương án đã có một bước về “%(unit)s”. Bỏ bước đó trước.") % {"unit": step.of_unit.name}
            )
        placed.add((step.of_unit.pk, step.kind))
        number += 1
        ReorganisationStep.objects.create(
            reorganisation=draft,
            number=number,
            kind=step.kind,
            of_unit=step.of_unit,
            to_unit=step.to_unit,
            name=nfc(step.name),
            unit_kind=step.unit_kind,
            parts=[dict(part) for part in step.parts],
            goes_on=step.goes_on,
            added_at=at,
            added_by=by.actor_label,
        )


def _collide(one: str, other: str) -> bool:
    return one == other or (one in _PLACING and other in _PLACING)


def _refuse_incomplete(step: StepTold) -> None:
    """Refuse a step that names too little to be shown, or changes nothing."""
    if step.kind in (StepKind.MOVE, StepKind.MERGE) and step.to_unit is None:
        raise StepIncomplete(_("Chọn đơn vị nhận."))
    if step.kind == StepKind.RENAME and not nfc(step.name):
        raise StepIncomplete(_("Ghi tên mới của đơn vị."))
    if step.kind == StepKind.CHANGE_KIND and step.unit_kind is None:
        raise StepIncomplete(_("Chọn loại hình mới."))
    if step.kind == StepKind.SPLIT and not step.parts:
        raise PartsIncomplete(_("Ghi các đơn vị mới."))
    unchanged = {
        StepKind.RENAME: nfc(step.name) == step.of_unit.name,
        StepKind.CHANGE_KIND: step.unit_kind is not None and step.unit_kind.pk == step.of_unit.kind_id,
        StepKind.MOVE: step.to_unit is not None and step.to_unit.pk == step.of_unit.parent_id,
    }
    if unchanged.get(step.kind):
        raise NothingChanges(_("Bước này không thay đổi gì ở “%(unit)s”.") % {"unit": step.of_unit.name})
