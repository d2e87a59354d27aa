"""Counts without names: how many attended, with the signed sheet as evidence. Counts never create people."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from thongsuot.domain.plans.actions.documents import ConfirmedByWhoTyped, NothingToConfirm, is_on_behalf
from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, RollEntry, RollTotal
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.study.actions.attendance import Held, NobodyPresent, add_held_class
from thongsuot.domain.study.actions.sheets import SheetMissing
from thongsuot.domain.study.models import HeadCount, Standing, StudyClass
from thongsuot.domain.study.models.attendance import Grade
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.domain.study.queries.counts import counts_in_force
from thongsuot.domain.study.settling import hold_standings
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.trees import ancestor_paths, is_within, subtree_range
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


class KeyCadresAreNamed(Refusal):
    """Key cadres are known by name and counted by name."""


class CountBeforeClass(Refusal):
    """Nobody is counted at a class that has not begun."""


class CountedAboveOrBelow(Refusal):
    """A unit above or below has reported a number that these people may be part of."""


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

    Marked as entered on behalf when the actor comes from above. Refuses key cadres, a class that has not begun, a unit or
    audience the class is not for, names beside counts, counts of one line of units twice, more people than there are, and
    the count that stands already.
    """
    _refuse_misplaced(study_class, campaign_unit, audience)
    Campaign.objects.select_for_update(no_key=True).get(pk=study_class.campaign_id)  # units of one line take turns
    of_unit = HeadCount.objects.filter(study_class=study_class, campaign_unit=campaign_unit, audience=audience)
    last = of_unit.order_by("version").last()
    before = last.people if last else 0
    if before == people and (evidence is None or not people):
        raise CountUnchanged(_("Số này đã được ghi cho lớp."))
    if people:
        _refuse_names(campaign_unit, audience)
        _refuse_impossible(campaign_unit, audience, people - before)
    count = HeadCount.objects.create(
        study_class=study_class,
        campaign_unit=campaign_unit,
        audience=audience,
        path=campaign_unit.path,
        version=last.version + 1 if last else 1,
        people=people,
        evidence=evidence,
        entered_on_behalf=is_on_behalf(campaign_unit.unit, by, at),
        happened_on=local_day(study_class.sessions.get().starts_at),
        recorded_at=at,
        recorded_by=by.actor_label,
    )
    if last:
        _write(last, -1, count, at)
    _write(count, 1, count, at)
    _note(count, by, at)
    return count


@action(Permission.RECORD_ATTENDANCE)
def record_counted_class(
    host: CampaignUnit, *, held: Held, people: Mapping[Audience, int], by: Actor, at: datetime
) -> StudyClass:
    """Record a class that was held by how many of the host's people came, audience by audience, with the signed sheet.

    Refuses a class without the sheet, nobody counted, and what `add_held_class` and `record_count` refuse.
    """
    if not held.sheets:
        raise SheetMissing(_("Ghi số lượng phải đính danh sách ký: ảnh hoặc tệp PDF."))
    counted = {audience: n for audience, n in people.items() if n}
    if not counted:
        raise NobodyPresent(_("Ghi số người có mặt của ít nhất một đối tượng."))
    study_class = add_held_class(host, held, by=by, at=at)
    for audience, n in counted.items():
        record_count(
            study_class, campaign_unit=host, audience=audience, people=n, evidence=held.sheets[0], by=by, at=at
        )
    return study_class


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


def _note(count: HeadCount, by: Actor, at: datetime) -> None:
    told = {"audience": count.audience.code, "people": count.people, "on_behalf": count.entered_on_behalf}
    record("count.recorded", by=by, at=at, subject=count, unit_path=count.campaign_unit.unit.path, payload=told)


def _refuse_misplaced(study_class: StudyClass, campaign_unit: CampaignUnit, audience: Audience) -> None:
    if study_class.state == ClassState.PLANNED:
        raise CountBeforeClass(_("Lớp chưa bắt đầu, chưa ghi số lượng."))
    if audience.code == AudienceRule.KEY_CADRES:
        raise KeyCadresAreNamed(_("Cán bộ chủ chốt được điểm danh theo tên, không ghi số lượng."))
    tops = study_class.participants.values_list("path", flat=True)
    if not any(is_within(campaign_unit.path, top) for top in tops):
        raise UnitNotInClass(_("%(unit)s không dự lớp này. Thêm đơn vị vào lớp trước.") % {"unit": campaign_unit.name})
    if not study_class.audiences.filter(pk=audience.pk).exists():
        raise AudienceNotInClass(_("Lớp này không tính cho đối tượng “%(name)s”.") % {"name": audience.name})


def _refuse_names(campaign_unit: CampaignUnit, audience: Audience) -> None:
    """Refuse a count where somebody has studied by name, now or in a transaction that has not ended yet."""
    low, high = subtree_range(campaign_unit.path)
    people = RollEntry.objects.filter(path__gte=low, path__lt=high, audiences__audience=audience)
    hold_standings(list(people.values_list("pk", flat=True)))
    if Standing.objects.filter(entry__path__gte=low, entry__path__lt=high, audience=audience, studied=True).exists():
        raise CountBesideNames(_("Đơn vị đã điểm danh theo tên cho đối tượng này, nên không ghi số lượng."))


def _refuse_impossible(campaign_unit: CampaignUnit, audience: Audience, more: int) -> None:
    low, high = subtree_range(campaign_unit.path)
    others = counts_in_force(audience).exclude(campaign_unit=campaign_unit)
    other = others.filter(Q(path__in=ancestor_paths(campaign_unit.path)) | Q(path__gte=low, path__lt=high)).first()
    if other is not None:
        raise CountedAboveOrBelow(
            _("%(unit)s đã ghi số lượng cho đối tượng này, có thể gồm cả những người đang ghi. Ghi ở một cấp.")
            % {"unit": other.campaign_unit.name}
        )
    total = RollTotal.objects.filter(campaign_unit=campaign_unit, audience=audience).first()
    counted = sum(count.people for count in counts_in_force(audience).filter(campaign_unit=campaign_unit)) + more
    if total and not total.undeclared_units and counted > total.people:
        raise CountAboveTotal(
            _(
                "Cộng các lớp là %(counted)s người, nhiều hơn tổng số %(total)s của đơn vị. Kiểm tra lại số hoặc tổng số."
            )
            % {"counted": count_text(counted), "total": count_text(total.people)}
        )


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
