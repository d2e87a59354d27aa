"""Counts without names: how many attended, with the signed sheet as evidence. Counts never create people."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.documents import ConfirmedByWhoTyped, NothingToConfirm, is_on_behalf
from thongsuot.domain.plans.models import Audience, CampaignUnit, RollTotal
from thongsuot.domain.study.models import HeadCount, Standing, StudyClass
from thongsuot.domain.study.models.attendance import Grade
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.trees import is_within, subtree_range
from thongsuot.foundation.files.models import StoredFile


class CountBesideNames(Refusal):
    """For one unit and audience it is names or counts, never both."""


class CountAboveTotal(Refusal):
    """More people attended than there are."""


class CountUnchanged(Refusal):
    """This very count is recorded already."""


class UnitNotInClass(Refusal):
    """The class is not for this unit."""


class AudienceNotInClass(Refusal):
    """The class does not count for this audience."""


@action(Permission.RECORD_ATTENDANCE)
def record_count(
    study_class: StudyClass,
    *,
    campaign_unit: CampaignUnit,
    audience: Audience,
    people: int,
    evidence: StoredFile | None = None,
    by: Actor,
    at: datetime,
) -> HeadCount:
    """Record how many people of a unit's audience attended a class; a later count replaces an earlier one (0 withdraws it).

    Marked as entered on behalf when the actor comes from above. Refuses a unit or audience the class is not for, names
    beside counts, more people than there are, and the count that stands already.
    """
    _refuse_misplaced(study_class, campaign_unit, audience)
    CampaignUnit.objects.select_for_update().get(pk=campaign_unit.pk)
    of_unit = HeadCount.objects.filter(study_class=study_class, campaign_unit=campaign_unit, audience=audience)
    last = of_unit.order_by("version").last()
    if (last.people if last else 0) == people:
        raise CountUnchanged(_("Số này đã được ghi cho lớp."))
    _refuse_impossible(study_class, campaign_unit, audience, people, last)
    session = study_class.sessions.get()
    count = HeadCount.objects.create(
        study_class=study_class,
        campaign_unit=campaign_unit,
        audience=audience,
        path=campaign_unit.path,
        version=last.version + 1 if last else 1,
        people=people,
        evidence=evidence,
        entered_on_behalf=is_on_behalf(campaign_unit.unit, by, at),
        happened_on=local_day(session.starts_at),
        recorded_at=at,
        recorded_by=by.actor_label,
    )
    if last:
        _write(last, -1, count, at)
    _write(count, 1, count, at)
    record(
        "count.recorded",
        by=by,
        at=at,
        subject=count,
        unit_path=campaign_unit.unit.path,
        payload={"audience": audience.code, "people": people, "on_behalf": count.entered_on_behalf},
    )
    return count


@action(Permission.CONFIRM_COUNTS)
def confirm_count(count: HeadCount, *, by: Actor, at: datetime) -> None:
    """Confirm a count that was entered on the unit's behalf. Who types and who confirms are two people."""
    if not count.entered_on_behalf or count.confirmed_at:
        raise NothingToConfirm(_("Số này không chờ xác nhận."))
    if count.recorded_by == by.actor_label:
        raise ConfirmedByWhoTyped(_("Người nhập không tự xác nhận. Đề nghị một đồng chí khác của đơn vị xác nhận."))
    count.confirmed_at, count.confirmed_by = at, by.actor_label
    count.save(update_fields=["confirmed_at", "confirmed_by"])
    record("count.confirmed", by=by, at=at, subject=count, unit_path=count.campaign_unit.unit.path)


def _refuse_misplaced(study_class: StudyClass, campaign_unit: CampaignUnit, audience: Audience) -> None:
    tops = study_class.participants.values_list("path", flat=True)
    if not any(is_within(campaign_unit.path, top) for top in tops):
        raise UnitNotInClass(_("%(unit)s không dự lớp này. Thêm đơn vị vào lớp trước.") % {"unit": campaign_unit.name})
    if not study_class.audiences.filter(pk=audience.pk).exists():
        raise AudienceNotInClass(_("Lớp này không tính cho đối tượng “%(name)s”.") % {"name": audience.name})


def _refuse_impossible(
    study_class: StudyClass, campaign_unit: CampaignUnit, audience: Audience, people: int, last: HeadCount | None
) -> None:
    low, high = subtree_range(campaign_unit.path)
    named = Standing.objects.filter(entry__path__gte=low, entry__path__lt=high, audience=audience, studied=True)
    if people and named.exists():
        raise CountBesideNames(_("Đơn vị đã điểm danh theo tên cho đối tượng này, nên không ghi số lượng."))
    total = RollTotal.objects.filter(campaign_unit=campaign_unit, audience=audience).first()
    counted = sum(_standing_counts(campaign_unit, audience).values()) - (last.people if last else 0) + people
    if total and not total.undeclared_units and counted > total.people:
        raise CountAboveTotal(
            _("Cộng các lớp là %(counted)s người, nhiều hơn tổng số %(total)s đã khai. Kiểm tra lại số hoặc tổng số.")
            % {"counted": count_text(counted), "total": count_text(total.people)}
        )


def _standing_counts(campaign_unit: CampaignUnit, audience: Audience) -> dict[int, int]:
    counts = HeadCount.objects.filter(campaign_unit=campaign_unit, audience=audience).order_by("version")
    return {count.study_class_id: count.people for count in counts}


def _write(told: HeadCount, sign: int, because: HeadCount, at: datetime) -> None:
    """Add a count to the ledger, or take it out again: once a directive of the class, once for all of the campaign's."""
    if not told.people:
        return
    grade = Grade.C if told.evidence_id else Grade.D
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH directive AS (
                SELECT directive_id FROM study_studyclass_directives WHERE studyclass_id = %(class)s
                UNION ALL
                SELECT NULL WHERE NOT EXISTS (
                    SELECT FROM plans_campaign_directives k WHERE k.campaign_id = %(campaign)s AND k.directive_id NOT IN (
                        SELECT directive_id FROM study_studyclass_directives WHERE studyclass_id = %(class)s))
            ), written AS (
                INSERT INTO study_learningledger (key, campaign_unit_id, path, audience_id, directive_id, head_count_id,
                       study_class_id, form, grade, is_make_up, quantity, happened_on, recorded_at)
                SELECT %(key)s || coalesce(d.directive_id::text, '*'), %(unit)s, %(path)s, %(audience)s, d.directive_id,
                       %(count)s, %(class)s, %(form)s, %(grade)s, %(make_up)s, %(quantity)s, %(day)s, %(at)s
                FROM directive d RETURNING id, path
            )
            INSERT INTO study_unfoldedlearning (learning_id, path) SELECT id, path FROM written
            """,
            {
                "class": told.study_class_id,
                "campaign": told.study_class.campaign_id,
                "key": f"h{because.pk}.{told.version}{'+' if sign > 0 else '-'}",
                "unit": told.campaign_unit_id,
                "path": told.path,
                "audience": told.audience_id,
                "count": told.pk,
                "form": told.study_class.form,
                "grade": grade,
                "make_up": told.study_class.is_make_up,
                "quantity": sign * told.people,
                "day": told.happened_on,
                "at": at,
            },
        )
