"""Correcting what is written about a person. Two who correct at once are told of one another, and nothing is lost."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.encryption import blind_index, encrypted
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc, person_sort_key
from thongsuot.foundation.organisations.actions.people import CARD, CitizenNumberInUse, NumberInUse, number_in_use
from thongsuot.foundation.organisations.models import Person

CITIZEN = "citizen"
_OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Details:
    """What is written about a person. The three parts of the name can be put right apart."""

    family_name: str = ""
    middle_name: str = ""
    given_name: str = ""
    born_on: date | None = None
    sex: str = ""
    ethnicity: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""


FIELDS = tuple(field.name for field in fields(Details))
_NAME = ("family_name", "middle_name", "given_name")


class GivenNameMissing(Refusal):
    """A person has a given name."""


class BornInFuture(Refusal):
    """A birth date lies in the past, and not more than a lifetime ago."""


class NothingToCorrect(Refusal):
    """What was sent is what is written."""


class CorrectedMeanwhile(Refusal):
    """Another has corrected the same since the page was opened. `fields`: which, as they are now."""

    def __init__(self, message: object, changed: dict[str, object]) -> None:
        super().__init__(message)
        self.changed = changed


def details_of(person: Person) -> Details:
    """Return what is written about a person now."""
    return Details(**{name: getattr(person, name) for name in FIELDS})


@action(Permission.MANAGE_ORGANISATION)
def correct_details(person: Person, *, seen: Details, wanted: Details, by: Actor, at: datetime) -> Person:
    """Write what differs between what an officer saw and what they want; what they left alone stays as it is by now.

    Refuses nothing to correct, a missing given name, an impossible birth date, and a correction of what another corrected
    meanwhile (CorrectedMeanwhile, with the fields as they are now).
    """
    wanted = _in_order(wanted)
    changes = {name: getattr(wanted, name) for name in FIELDS if getattr(wanted, name) != getattr(seen, name)}
    _refuse_unfit(wanted, changes, at)
    locked = Person.objects.select_for_update().get(pk=person.pk)
    clashes = {name: getattr(locked, name) for name in changes if getattr(locked, name) != getattr(seen, name)}
    if clashes:
        raise CorrectedMeanwhile(_("Có người vừa sửa cùng mục này. Xem lại giá trị mới bên dưới rồi lưu."), clashes)
    before = {name: getattr(locked, name) for name in changes}
    for name, value in changes.items():
        setattr(locked, name, value)
    written = [*changes, *(_rename(locked) if set(changes) & set(_NAME) else [])]
    locked.save(update_fields=written)
    told = {name: {"before": _plain(before[name]), "after": _plain(changes[name])} for name in changes}
    record(
        "person.corrected",
        by=by,
        at=at,
        subject=locked,
        unit_path=locked.path,
        payload={"fields": sorted(changes)},
        personal=told,
    )
    return locked


@action(Permission.MANAGE_ORGANISATION)
def record_numbers(
    person: Person, *, card_number: str = "", citizen_number: str = "", by: Actor, at: datetime
) -> Person:
    """Write the party card number, the citizen number, or both; an empty one is left alone. They are kept encrypted.

    Refuses nothing to write, and a number that another person has.
    """
    numbers = {CARD: card_number.strip(), CITIZEN: citizen_number.strip()}
    kinds = [kind for kind, number in numbers.items() if number]
    if not kinds:
        raise NothingToCorrect(_("Chưa ghi số nào."))
    for kind in kinds:
        written = {
            f"{kind}_number_encrypted": encrypted(numbers[kind]),
            f"{kind}_number_index": blind_index(numbers[kind], purpose=kind),
        }
        try:
            with transaction.atomic():
                Person.objects.filter(pk=person.pk).update(**written)
        except IntegrityError:
            raise number_in_use(CitizenNumberInUse if kind == CITIZEN else NumberInUse) from None
    record("person.numbers_recorded", by=by, at=at, subject=person, unit_path=person.path, payload={"kinds": kinds})
    person.refresh_from_db()
    return person


def _in_order(details: Details) -> Details:
    texts = {name: nfc(value) for name in FIELDS if isinstance(value := getattr(details, name), str)}
    return Details(**texts, born_on=details.born_on)


def _refuse_unfit(wanted: Details, changes: dict[str, object], at: datetime) -> None:
    if not changes:
        raise NothingToCorrect(_("Chưa có gì thay đổi."))
    if not wanted.given_name:
        raise GivenNameMissing(_("Ghi tên (chữ cuối của họ và tên)."))
    if "born_on" in changes and wanted.born_on and not _OLDEST <= wanted.born_on < at.date():
        raise BornInFuture(_("Ngày sinh phải ở trong quá khứ, từ năm 1900."))


def _rename(person: Person) -> list[str]:
    """Derive the full name, its folded form and its place in order from the three parts; return the fields changed."""
    parts = [person.family_name, person.middle_name, person.given_name]
    person.full_name = " ".join(part for part in parts if part)
    person.name_folded = folded(person.full_name)
    person.sort_key = person_sort_key(*parts)
    return ["full_name", "name_folded", "sort_key"]


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
