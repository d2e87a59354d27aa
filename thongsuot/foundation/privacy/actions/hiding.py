"""Restricting and erasing: what identifies a person goes out of sight or for good, the rows that count stay."""

import json
from datetime import date, datetime

from django.db import connection
from django.db.models import BinaryField, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import ERASED_AT_ONCE, erase_personal, record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.audit.models import AuditPersonal
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.encryption import encrypted
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.database.bounds import EVERYTHING, within_bounds
from thongsuot.foundation.organisations.models import Appointment, Membership, Person
from thongsuot.foundation.privacy.belonging import model_of, rows_about
from thongsuot.foundation.privacy.models import DataRequest, Erasure, Restriction
from thongsuot.foundation.privacy.models.requests import RequestKind, RequestState
from thongsuot.foundation.privacy.placeholders import RESTRICTED, SEALED_COLUMNS, as_text, placeholder, value_of
from thongsuot.foundation.privacy.policy import DELETE, ENTRIES, KEEP, TablePolicy, table_policies
from thongsuot.foundation.privacy.queries.kept import unsealed


class HidingNeedsReason(Refusal):
    """Whoever hides a person says why."""


class AlreadyRestricted(Refusal):
    """The person's processing is restricted."""


class NotRestricted(Refusal):
    """There is no restriction to lift."""


class AlreadyErased(Refusal):
    """The person's identifying data is gone, or somebody has asked for that."""


class DutyToKeep(Refusal):
    """Law or duty requires that the person be known by name still."""


class ErasureDecided(Refusal):
    """Somebody has confirmed it or turned it down."""


class ErasureByOnePerson(Refusal):
    """Whoever asks and whoever confirms are two people."""


@action(Permission.PROTECT_DATA)
def restrict_person(
    person: Person, *, reason: str, request: DataRequest | None = None, by: Actor, at: datetime
) -> Restriction:
    """Seal away what identifies a person: lists, search and files show a placeholder, figures stay. Refuses twice and without a reason."""
    why = _reason(reason)
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if Restriction.objects.filter(person=locked, lifted_at=None).exists():
        raise AlreadyRestricted(_("Người này đang được hạn chế xử lý dữ liệu."))
    if Erasure.objects.filter(person=locked, confirmed_at__isnull=False).exists():
        raise AlreadyErased(_("Tên của người này đã xóa."))
    sealed = encrypted(json.dumps(as_text(locked), ensure_ascii=False))
    _overwrite(locked, placeholder(locked, RESTRICTED))
    person.refresh_from_db(fields=list(SEALED_COLUMNS))
    made = Restriction.objects.create(
        person=person,
        path=person.path,
        sealed=sealed,
        reason=why,
        request=request,
        restricted_at=at,
        restricted_by=by.actor_label,
    )
    record("person.restricted", by=by, at=at, subject=person, unit_path=person.path, personal={"reason": why})
    return made


@action(Permission.PROTECT_DATA)
def lift_restriction(restriction: Restriction, *, by: Actor, at: datetime) -> None:
    """Bring a restricted person's name back as it was. Refuses a restriction that was lifted."""
    Restriction.objects.select_for_update().get(pk=restriction.pk)
    restriction.refresh_from_db(fields=["lifted_at", "sealed"])
    if restriction.lifted_at or not restriction.sealed:
        raise NotRestricted(_("Người này không còn bị hạn chế xử lý dữ liệu."))
    _overwrite(restriction.person, unsealed(restriction))
    restriction.sealed, restriction.lifted_at, restriction.lifted_by = b"", at, by.actor_label
    restriction.save(update_fields=["sealed", "lifted_at", "lifted_by"])
    person = restriction.person
    record("person.restriction_lifted", by=by, at=at, subject=person, unit_path=person.path)


@action(Permission.PROTECT_DATA)
def ask_erasure(person: Person, *, reason: str, request: DataRequest | None = None, by: Actor, at: datetime) -> Erasure:
    """Ask that a person's identifying data be erased; another confirms. Refuses without a reason, twice, and while duty needs the name."""
    why = _reason(reason)
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    refuse_while_kept(person, on=local_day(at))
    if Erasure.objects.filter(person=person, turned_down_at=None).exists():
        raise AlreadyErased(_("Đã có đề nghị xóa tên người này."))
    made = Erasure.objects.create(
        person=person, path=person.path, reason=why, request=request, asked_at=at, asked_by=by.actor_label
    )
    record("erasure.asked", by=by, at=at, subject=made, unit_path=person.path, personal={"reason": why})
    return made


@action(Permission.PROTECT_DATA)
def turn_down_erasure(erasure: Erasure, *, by: Actor, at: datetime) -> None:
    """Turn down what another asked, or take back what one asked oneself. Refuses what was decided."""
    _lock(erasure)
    erasure.turned_down_at, erasure.turned_down_by = at, by.actor_label
    erasure.save(update_fields=["turned_down_at", "turned_down_by"])
    record("erasure.turned_down", by=by, at=at, subject=erasure, unit_path=erasure.person.path)


def carry_out_erasure(erasure: Erasure, *, by: Actor, at: datetime) -> None:
    """Overwrite and delete what the policy says of every table, and the log's personal parts. Runs inside an action of a later room.

    Rows that count stay, of nobody by name. Refuses the one who asked, what was decided, and while duty requires the name.
    """
    _lock(erasure)
    if erasure.asked_by == by.actor_label:
        raise ErasureByOnePerson(_("Người đề nghị không tự xác nhận. Cần một đồng chí khác xác nhận."))
    person = erasure.person
    refuse_while_kept(person, on=local_day(at))
    with within_bounds(EVERYTHING):
        entries = _entries_of_rows(person)
        done = {policy.table: _erase_rows(person, policy) for policy in reversed(table_policies().values())}
        for start in range(0, len(entries), ERASED_AT_ONCE):
            erase_personal(entries[start : start + ERASED_AT_ONCE], by=by, at=at)
    Restriction.objects.filter(person=person, lifted_at=None).update(lifted_at=at, lifted_by=by.actor_label)
    erasure.confirmed_at, erasure.confirmed_by = at, by.actor_label
    erasure.result = {table: rows for table, rows in done.items() if rows} | {"audit_personal": len(entries)}
    erasure.save(update_fields=["confirmed_at", "confirmed_by", "result"])
    record("person.erased", by=by, at=at, subject=person, unit_path=person.path, payload=erasure.result)


def refuse_while_kept(person: Person, *, on: date) -> None:
    """Refuse while law or duty requires the person's name: on a list today, in a post or with a role, with another request under way."""
    today = Q(valid_until=None) | Q(valid_until__gt=on)
    if (held := Membership.objects.filter(today, person=person).select_related("of_unit").first()) is not None:
        raise DutyToKeep(
            _("Người này đang có tên trong danh sách của %(unit)s. Đưa ra khỏi danh sách trước, rồi mới xóa tên.")
            % {"unit": held.of_unit.name}
        )
    if (
        Appointment.objects.filter(today, person=person).exists()
        or Grant.objects.filter(today, person_id=person.pk).exists()
    ):
        raise DutyToKeep(_("Người này đang giữ chức vụ hoặc được giao việc. Kết thúc việc đó trước, rồi mới xóa tên."))
    others = DataRequest.objects.filter(person=person, state=RequestState.OPEN).exclude(kind=RequestKind.ERASE)
    if (other := others.first()) is not None:
        raise DutyToKeep(
            _("Yêu cầu “%(kind)s” gửi ngày %(day)s còn đang giải quyết. Giải quyết xong rồi mới xóa tên.")
            % {"kind": other.get_kind_display(), "day": date_format(local_day(other.filed_at), "DATE_FORMAT")}
        )


def _erase_rows(person: Person, policy: TablePolicy) -> int:
    if policy.erased in (KEEP, ENTRIES) or not policy.whose:
        return 0
    rows = rows_about(person, policy).order_by()
    if policy.erased == DELETE:
        return rows.delete()[0]
    assert not isinstance(policy.erased, str)
    fields = {field.column: field for field in rows.model._meta.local_concrete_fields}
    values = {
        column: value_of(told, person, is_binary=isinstance(fields[column], BinaryField))
        for column, told in policy.erased.items()
    }
    _let_names_change()
    return rows.update(**values)


def _entries_of_rows(person: Person) -> list[int]:
    """Return the entries about the person's rows whose personal part is still there, before the rows are gone."""
    condition = Q(pk__in=())
    for policy in table_policies().values():
        # A row that only says who made it is not about them.
        if any("=" not in link for link in policy.whose):
            kind = model_of(policy.table).__name__
            keys = list(rows_about(person, policy).values_list("pk", flat=True))
            condition |= Q(entry__subject_kind=kind, entry__subject_id__in=keys)
    kept = AuditPersonal.objects.filter(condition, erasure=None).order_by("pk")
    return list(kept.values_list("pk", flat=True))


def _overwrite(person: Person, values: dict[str, str | None]) -> None:
    _let_names_change()
    Person.objects.filter(pk=person.pk).update(**values)
    person.refresh_from_db(fields=list(values))


def _let_names_change() -> None:
    """Say to the trigger that keeps hidden names hidden that this transaction may write them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('thongsuot.unsealing', 'on', true)")


def _lock(erasure: Erasure) -> None:
    Erasure.objects.select_for_update().get(pk=erasure.pk)
    erasure.refresh_from_db(fields=["confirmed_at", "turned_down_at"])
    if not erasure.is_waiting:
        raise ErasureDecided(_("Đề nghị này đã có quyết định."))


def _reason(text: str) -> str:
    why = nfc(text)
    if not why:
        raise HidingNeedsReason(_("Ghi lý do."))
    return why
