"""Opening, renaming and ordering units. Every unit but the very first is opened under another."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor, SystemActor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.organisations.models import RosterImport, Unit, UnitKind, UnitVersion
from thongsuot.foundation.organisations.versions import change_version, in_force, next_path, placed_since


class CodeTaken(Refusal):
    """Another unit has this code from the same issuer."""


class KindUnknown(Refusal):
    """There is no such kind of unit."""


class UnitUnnamed(Refusal):
    """A unit has a code and a name."""


class KindHoldsNoUnits(Refusal):
    """A unit of this kind has no units below it."""


class KindNotAllowedThere(Refusal):
    """A unit of this kind does not stand directly below one of that."""


class OpenedBeforeParent(Refusal):
    """A unit is opened under another that was there, in its present place, on that day."""


class NameUnchanged(Refusal):
    """The unit bears this very name."""


class ChangedSince(Refusal):
    """The unit changed after this day: a change before it would contradict what is recorded."""


class DayToCome(Refusal):
    """What is done at once takes effect today or has taken effect."""


class OrderUnchanged(Refusal):
    """The unit is the first already, or the last."""


def open_root(*, code: str, name: str, kind: str, by: SystemActor, at: datetime, opened_on: date | None = None) -> Unit:
    """Open a unit that stands under none. Only the installation itself may: there is nothing over which to hold a right.

    Refuses an unknown kind, a missing code or name, a code in use.
    """
    with transaction.atomic():
        unit = add_unit(None, code=code, name=name, kind=kind, opened_on=opened_on or local_day(at))
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

    Refuses an unknown kind, a missing code or name, a code in use, a kind that does not stand below the parent's, and a day on
    which the parent was not where it is.
    """
    unit = add_unit(parent, code=code, name=name, kind=kind, order=order, opened_on=opened_on)
    record("unit.opened", by=by, at=at, subject=unit, unit_path=unit.path, payload={"code": unit.code})
    return unit


@action(Permission.MANAGE_ORGANISATION)
def rename_unit(unit: Unit, *, name: str, valid_from: date, by: Actor, at: datetime) -> Unit:
    """Give a unit another name from a day on. Its former name stays in its history.

    Refuses no name, the name it bears, a day to come, and a day before its last change.
    """
    unit = Unit.objects.select_for_update().select_related("kind").get(pk=unit.pk)
    if not nfc(name):
        raise UnitUnnamed(_("Ghi tên mới của đơn vị."))
    if nfc(name) == unit.name:
        raise NameUnchanged(_("Đơn vị đang mang đúng tên này."))
    if valid_from > local_day(at):
        raise DayToCome(
            _("Ngày có hiệu lực sau ngày hôm nay. Chọn hôm nay hoặc một ngày đã qua, hoặc ghi vào một phương án.")
        )
    last = in_force(unit)
    if last is None or valid_from < last.valid_from:
        raise ChangedSince(changed_since(unit, last))
    former = unit.name
    change_version(unit, valid_from, name=nfc(name))
    record(
        "unit.renamed",
        by=by,
        at=at,
        subject=unit,
        unit_path=unit.path,
        payload={"from": former, "to": unit.name, "valid_from": valid_from.isoformat()},
    )
    return unit


@action(Permission.MANAGE_ORGANISATION)
def order_unit(unit: Unit, *, up: bool, by: Actor, at: datetime) -> Unit:
    """Put a unit one place up or down among its siblings. The whole row of siblings is numbered anew.

    Refuses the first to go up and the last to go down.
    """
    siblings = list(
        Unit.objects.select_for_update().filter(parent=unit.parent_id, closed_on=None).order_by("order", "path")
    )
    place = siblings.index(unit)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        raise OrderUnchanged(_("Đơn vị đã đứng đầu.") if up else _("Đơn vị đã đứng cuối."))
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for number, sibling in enumerate(siblings, start=1):
        sibling.order = number
    Unit.objects.bulk_update(siblings, ["order"])
    record(
        "unit.ordered", by=by, at=at, subject=unit, unit_path=unit.path, payload={"from": place + 1, "to": other + 1}
    )
    return siblings[other]


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
        # two openings under one parent take turns for a path, and wait for a reorganisation that moves it
        parent = Unit.objects.select_for_update(of=("self",)).select_related("kind", "issuer").get(pk=parent.pk)
        refuse_kind_under(of_kind, parent.kind)
        _refuse_before_parent(parent, opened_on)
    last = Unit.objects.filter(parent=parent).aggregate(order=Max("order"))
    try:
        with transaction.atomic():
            unit = Unit.objects.create(
                code=nfc(code),
                issuer=_issuer(parent),
                kind=of_kind,
                parent=parent,
                path=next_path(parent.path if parent else ""),
                name=nfc(name),
                name_folded=folded(name),
                order=order if order is not None else (last["order"] or 0) + 1,
                opened_on=opened_on,
                made_by_import=made_by,
            )
    except IntegrityError:
        raise CodeTaken(_("Mã “%(code)s” đã dùng cho đơn vị khác. Chọn mã khác.") % {"code": nfc(code)}) from None
    UnitVersion.objects.create(
        unit=unit, name=unit.name, kind=of_kind, parent=parent, path=unit.path, valid_from=opened_on
    )
    return unit


def refuse_kind_under(kind: UnitKind, above: UnitKind) -> None:
    """Refuse a kind that does not stand directly below another, saying what does and where it may stand."""
    if kind.stands_under.filter(pk=above.pk).exists():
        return
    words = {"kind": kind.name, "above": above.name}
    if not above.may_have_units:
        raise KindHoldsNoUnits(_("%(above)s không có đơn vị trực thuộc. Đổi loại hình trước.") % words)
    allowed = ", ".join(kind.stands_under.values_list("name", flat=True))
    if not allowed:
        raise KindNotAllowedThere(_("%(kind)s không đứng dưới đơn vị nào. Chọn loại hình khác.") % words)
    raise KindNotAllowedThere(
        _(
            "%(kind)s không đứng trực tiếp dưới %(above)s, chỉ đứng dưới: %(allowed)s. Chọn loại hình hoặc cấp trên khác."
        )
        % (words | {"allowed": allowed})
    )


def changed_since(unit: Unit, last: UnitVersion | None) -> str:
    """Return the sentence that a unit has changed since a day, with the first day that may be chosen."""
    if last is None:
        return _("“%(unit)s” đã kết thúc hoạt động.") % {"unit": unit.name}
    return _("“%(unit)s” đã có thay đổi ngày %(day)s. Chọn ngày đó hoặc một ngày sau đó.") % {
        "unit": unit.name,
        "day": date_format(last.valid_from, "DATE_FORMAT"),
    }


def _refuse_before_parent(parent: Unit, opened_on: date) -> None:
    """A unit hangs in the tree on every day of its life: its parent must have been in this place since."""
    if parent.closed_on is not None:
        raise OpenedBeforeParent(_("“%(unit)s” đã kết thúc hoạt động.") % {"unit": parent.name})
    since = placed_since(parent)
    if opened_on < since:
        raise OpenedBeforeParent(
            _("“%(unit)s” đứng ở vị trí hiện nay từ ngày %(day)s. Chọn ngày đó hoặc một ngày sau đó.")
            % {"unit": parent.name, "day": date_format(since, "DATE_FORMAT")}
        )


def _issuer(parent: Unit | None) -> Unit | None:
    """Return who issued the code: the organisation at the top, so that K01.02 is unique in the whole of it."""
    return None if parent is None else parent.issuer or parent
