"""Merging two rows that are one person, here because what both have studied decides whether it may be done."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.models import Attendance
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.action import NotAllowed, action
from thongsuot.foundation.access.actions import refuse_beyond_giver
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import may, not_over
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.merging import give_back, take_over
from thongsuot.foundation.organisations.models import Person, PersonMerge, TwoPeople


class MergedAlready(Refusal):
    """One of the two was merged before, or they are one row."""


class AttendedTheSameClass(Refusal):
    """Both were in one class: they are two people, or one list is wrong."""


class BothOnOneRoll(Refusal):
    """Both are counted on the frozen roll of a running campaign: that is to be put right in its ledger first."""


class MergeUndone(Refusal):
    """The merge was undone before."""


@action(Permission.MANAGE_ORGANISATION)
def merge_people(kept: Person, *, merged: Person, by: Actor, at: datetime) -> PersonMerge:
    """Hold two rows to be one person: the one kept takes over posts, roles and what it lacks. Can be undone.

    Refuses whoever may not change the roster at both, or does not hold the roles that change hands; a row merged before; two
    who attended the same class; two on the roll of a campaign that runs.
    """
    if not may(by, Permission.MANAGE_ORGANISATION, merged.path, on=local_day(at)):
        raise NotAllowed(_("Đồng chí chưa được giao việc này ở đơn vị của người thứ hai. Liên hệ cán bộ cấp trên."))
    locked = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=(kept.pk, merged.pk)).order_by("pk")}
    if len(locked) != 2 or any(p.merged_into_id for p in locked.values()):
        raise MergedAlready(_("Một trong hai dòng đã được gộp trước đó. Tải lại trang."))
    for grant in not_over(local_day(at)).filter(person_id=merged.pk):
        refuse_beyond_giver(grant, by=by, at=at)  # what changes hands is given
    _refuse_two_in_one_class(kept, merged)
    _refuse_two_on_one_roll(kept, merged, local_day(at))
    moved = take_over(locked[kept.pk], locked[merged.pk], local_day(at))
    merge = PersonMerge.objects.create(
        kept=locked[kept.pk], merged=locked[merged.pk], moved=moved, merged_at=at, merged_by=by.actor_label
    )
    told = {"merged": merged.pk, "moved": {name: len(keys) for name, keys in moved.items()}}
    record("person.merged", by=by, at=at, subject=merge, unit_path=kept.path, payload=told)
    return merge


@action(Permission.MANAGE_ORGANISATION)
def undo_merge(merge: PersonMerge, *, by: Actor, at: datetime) -> PersonMerge:
    """Hold the two to be two people again: what is still as the merge left it goes back. Refuses a second time."""
    people = Person.objects.select_for_update().filter(pk__in=(merge.kept_id, merge.merged_id)).in_bulk()
    locked = PersonMerge.objects.select_for_update().get(pk=merge.pk)
    if locked.undone_at is not None:
        raise MergeUndone(_("Lần gộp này đã được hoàn tác."))
    kept, merged = people[locked.kept_id], people[locked.merged_id]
    give_back(kept, merged, locked.moved)
    locked.undone_at, locked.undone_by = at, by.actor_label
    locked.save(update_fields=["undone_at", "undone_by"])
    record("person.merge_undone", by=by, at=at, subject=locked, unit_path=kept.path, payload={"merged": merged.pk})
    return locked


@action(Permission.MANAGE_ORGANISATION)
def hold_to_be_two(first: Person, *, second: Person, by: Actor, at: datetime) -> TwoPeople:
    """Say that two who look alike are two people: they are not proposed again. Refuses one row, and a pair said before."""
    low, high = sorted((first.pk, second.pk))
    try:
        with transaction.atomic():
            said = TwoPeople.objects.create(first_id=low, second_id=high, said_at=at, said_by=by.actor_label)
    except IntegrityError:
        raise MergedAlready(_("Hai dòng này đã được xác nhận là hai người.")) from None
    record("person.two_people", by=by, at=at, subject=first, unit_path=first.path, payload={"second": second.pk})
    return said


def _refuse_two_in_one_class(kept: Person, merged: Person) -> None:
    present = Attendance.objects.filter(presence=Presence.PRESENT)
    ours = present.filter(entry__person=kept).values("session__study_class")
    both = present.filter(entry__person=merged, session__study_class__in=ours).select_related("session__study_class")
    first = both.first()
    if first is not None:
        raise AttendedTheSameClass(
            _(
                "Cả hai đều có mặt ở lớp “%(name)s”: đây là hai người, hoặc danh sách lớp ghi hai lần. "
                "Sửa điểm danh của lớp trước khi gộp."
            )
            % {"name": first.session.study_class.name}
        )


def _refuse_two_on_one_roll(kept: Person, merged: Person, day: date) -> None:
    """Refuse while the campaign runs: its roll has no line yet for a person who was on it twice."""
    editions = RollEntry.objects.filter(person=kept, edition__campaign__ends_on__gte=day).values("edition")
    both = RollEntry.objects.filter(person=merged, edition__in=editions).select_related("edition__campaign").first()
    if both is not None:
        raise BothOnOneRoll(
            _(
                "Cả hai có tên trong danh sách đã chốt của đợt “%(name)s” đang diễn ra, và danh sách đã chốt không sửa lặng lẽ. "
                "Gộp sau khi đợt kết thúc, hoặc chọn “Là hai người”."
            )
            % {"name": both.edition.campaign.name}
        )
