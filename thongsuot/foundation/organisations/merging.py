"""What a merge takes over from the row that was one too many, and how it gives it back. Runs inside an action.

Both rows stay. The merged one points at the kept one, is at home nowhere from that day on, and hands over posts, roles and what
the kept one lacks. What other rooms know of it keeps pointing at it: frozen rolls and what people studied are not rewritten.
"""

from datetime import date, timedelta
from typing import Any

from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.organisations.models import Appointment, Membership, Person

_FILLED = ("born_on", "sex", "ethnicity", "phone", "email")
_NUMBERS = ("card_number", "citizen_number")
_ONE_DAY = timedelta(days=1)


def take_over(kept: Person, merged: Person, day: date) -> dict[str, Any]:
    """Let one person take over from another; return what was moved, for `give_back`."""
    moved: dict[str, Any] = {
        "posts": _hand_over(Appointment.objects.filter(person=merged, valid_until=None), kept, ("in_unit_id", "post")),
        "grants": _hand_over(Grant.objects.filter(person_id=merged.pk, valid_until=None), kept, ("unit_id", "role")),
        "memberships": _end_memberships(merged, day),
        "fields": [name for name in _FILLED if getattr(merged, name) and not getattr(kept, name)],
        "numbers": [
            name
            for name in _NUMBERS
            if getattr(merged, f"{name}_index") is not None and getattr(kept, f"{name}_index") is None
        ],
    }
    for name in moved["fields"]:
        setattr(kept, name, getattr(merged, name))
    for name in moved["numbers"]:
        _pass_number(name, merged, kept)
    merged.merged_into = kept
    merged.save()
    kept.save()
    return moved


def give_back(kept: Person, merged: Person, moved: dict[str, Any]) -> None:
    """Undo `take_over`: everything still as it left it goes back."""
    Appointment.objects.filter(pk__in=moved["posts"]).update(person=merged)
    Grant.objects.filter(pk__in=moved["grants"]).update(person_id=merged.pk)
    Membership.objects.filter(pk__in=moved["memberships"]).update(valid_until=None)
    for name in moved["fields"]:
        if getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, None if name == "born_on" else "")
    merged.merged_into = None
    for name in moved["numbers"]:
        _pass_number(name, kept, merged)
    kept.save()
    merged.save()


def _hand_over(held: Any, kept: Person, what: tuple[str, str]) -> list[int]:
    """Give the kept person what they do not hold themselves; return the keys of the rows that changed hands."""
    own = set(held.model.objects.filter(person_id=kept.pk, valid_until=None).values_list(*what))
    keys = [row.pk for row in held if (getattr(row, what[0]), getattr(row, what[1])) not in own]
    held.model.objects.filter(pk__in=keys).update(person_id=kept.pk)
    return keys


def _end_memberships(merged: Person, day: date) -> list[int]:
    """End what the merged person belongs to; return the keys of the memberships ended. One begun that very day lasts a day."""
    present = list(Membership.objects.filter(person=merged, valid_until=None))
    for membership in present:
        membership.valid_until = max(day, membership.valid_from + _ONE_DAY)
        membership.save(update_fields=["valid_until"])
    return [membership.pk for membership in present]


def _pass_number(name: str, giver: Person, taker: Person) -> None:
    """Move a number: it is unique, so the giver is stored without it first."""
    for part in (f"{name}_encrypted", f"{name}_index"):
        setattr(taker, part, getattr(giver, part))
    setattr(giver, f"{name}_encrypted", b"")
    setattr(giver, f"{name}_index", None)
    giver.save(update_fields=[f"{name}_encrypted", f"{name}_index"])
