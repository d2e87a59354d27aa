"""Opening units. Every unit but the very first is opened under another."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.core.trees import STEP, child_path
from thongsuot.foundation.organisations.models import RosterImport, Unit, UnitKind, UnitVersion


class CodeTaken(Refusal):
    """Another unit has this code from the same issuer."""


class KindUnknown(Refusal):
    """There is no such kind of unit."""


class UnitUnnamed(Refusal):
    """A unit has a code and a name."""


class KindHoldsNoUnits(Refusal):
    """A unit of this kind has no units below it."""


def open_root(*, code: str, name: str, kind: str, by: SystemActor, at: datetime) -> Unit:
    """Open a unit that stands under none. Only the installation itself may: there is nothing over which to hold a right.

    Refuses an unknown kind, a missing code or name, a code in use.
    """
    with transaction.atomic():
        unit = add_unit(None, code=code, name=name, kind=kind, order=None, opened_on=local_day(at))
        record("unit.opened", by=by, at=at, subject=unit, unit_path=unit.path, payload={"code": unit.code})
    return unit


@action(Permission.MANAGE_ORGANISATION)
def open_unit(
    parent: Unit,
    *,
    code: str,
    name: str,
    kind: str,
    opened_on: date,
    order: int | None = None,
    by: Actor,
    at: datetime,
) -> Unit:
    """Open a unit under another, last in its order unless told otherwise.

    Refuses an unknown kind, a missing code or name, a code in use, a parent whose kind has no units below it.
    """
    if not parent.kind.may_have_units:
        raise KindHoldsNoUnits(
            _("%(kind)s không có đơn vị trực thuộc. Đổi loại hình trước.") % {"kind": parent.kind.name}
        )
    unit = add_unit(parent, code=code, name=name, kind=kind, order=order, opened_on=opened_on)
    record("unit.opened", by=by, at=at, subject=unit, unit_path=unit.path, payload={"code": unit.code})
    return unit


def add_unit(
    parent: Unit | None,
    *,
    code: str,
    name: str,
    kind: str,
    opened_on: date,
    order: int | None = None,
    made_by: RosterImport | None = None,
) -> Unit:
    """Add a unit with its first version, last under its parent unless told otherwise. Runs inside an action."""
    if not nfc(code) or not nfc(name):
        raise UnitUnnamed(_("Ghi mã và tên đơn vị."))
    of_kind = UnitKind.objects.filter(code=kind).first()
    if of_kind is None:
        raise KindUnknown(_("Không có loại hình “%(kind)s”.") % {"kind": kind})
    if parent is not None:
        Unit.objects.select_for_update().get(pk=parent.pk)  # two openings under one parent take turns for a path
    last = Unit.objects.filter(parent=parent).aggregate(path=Max("path"), order=Max("order"))
    number = int(last["path"][-STEP:], 36) + 1 if last["path"] else 1
    try:
        with transaction.atomic():
            unit = Unit.objects.create(
                code=nfc(code),
                issuer=_issuer(parent),
                kind=of_kind,
                parent=parent,
                path=child_path(parent.path if parent else "", number),
                name=nfc(name),
                name_folded=folded(name),
                order=order if order is not None else (last["order"] or 0) + 1,
                opened_on=opened_on,
                made_by_import=made_by,
            )
    except IntegrityError:
        raise CodeTaken(_("Mã “%(code)s” đã dùng cho đơn vị khác. Chọn mã khác.") % {"code": nfc(code)}) from None
    UnitVersion.objects.create(unit=unit, name=unit.name, kind=of_kind, parent=parent, valid_from=opened_on)
    return unit


def _issuer(parent: Unit | None) -> Unit | None:
    """Return who issued the code: the organisation at the top, so that K01.02 is unique in the whole of it."""
    return None if parent is None else parent.issuer or parent
