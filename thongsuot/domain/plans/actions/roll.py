"""Freezing the roll, and totals declared without names."""

from datetime import date, datetime

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.domain.plans.audience_rules import audience_conditions
from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, DeclaredTotal, RollEdition
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.roll_totals import count_roll
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.identifiers import ALPHABET
from thongsuot.foundation.core.text import nfc


class RollAlreadyFrozen(Refusal):
    """The campaign's roll is frozen; what changes afterwards is a change of the roll, never a second freezing."""


class RollFromFuture(Refusal):
    """A roll is frozen as the lists are or were, never as they will be."""


class NobodyOnRoll(Refusal):
    """No member belongs to the campaign's units on that day."""


class DeclaredByUpperUnit(Refusal):
    """Totals are declared by grassroots organisations; upper units are their sum."""


class AudienceCountedByName(Refusal):
    """Only an audience that is not on the lists by name is declared as a total."""


class DeclaredInFuture(Refusal):
    """A total is declared today or was before."""


class TotalUnchanged(Refusal):
    """The unit has declared this very total already."""


@action(Permission.RUN_CAMPAIGN)
def freeze_roll(campaign: Campaign, *, as_of: date, by: Actor, at: datetime) -> RollEdition:
    """Freeze who counts, from the live lists as they were on a day: everyone at home in a unit of the campaign's tree.

    Who belongs to which audience: `audience_rules`. Refuses a day to come, a second freezing and a roll without members.
    """
    if as_of > local_day(at):
        raise RollFromFuture(_("Chỉ chốt theo danh sách của hôm nay hoặc một ngày đã qua."))
    Campaign.objects.select_for_update().get(pk=campaign.pk)
    if RollEdition.objects.filter(campaign=campaign).exists():
        raise RollAlreadyFrozen(
            _("Danh sách của đợt này đã chốt. Thay đổi về sau được ghi thành biến động, không chốt lại.")
        )
    edition = RollEdition.objects.create(
        campaign=campaign, number=1, as_of=as_of, frozen_at=at, frozen_by=by.actor_label, fingerprint=""
    )
    people = _enter_people(edition)
    counts = _count_in_audiences(edition)
    if not counts.get(AudienceRule.MEMBERS):
        raise NobodyOnRoll(
            _("Đến ngày %(day)s chưa có đảng viên nào trong danh sách. Nhập danh sách trước khi chốt.")
            % {"day": date_format(as_of, "DATE_FORMAT")}
        )
    edition.fingerprint = roll_fingerprint(edition)
    edition.save(update_fields=["fingerprint"])
    count_roll(campaign)
    record(
        "roll.frozen",
        by=by,
        at=at,
        subject=edition,
        unit_path=campaign.of_unit.path,
        payload={"as_of": as_of.isoformat(), "people": people, "fingerprint": edition.fingerprint, **counts},
    )
    return edition


@action(Permission.ISSUE_FOR_UNIT)
def declare_total(
    campaign_unit: CampaignUnit,
    *,
    audience: Audience,
    people: int,
    declared_on: date,
    declared_by: str,
    by: Actor,
    at: datetime,
) -> DeclaredTotal:
    """Declare how many people of an audience a grassroots organisation has. A later declaration is a new version.

    Refuses an upper unit (it is the sum of those below), an audience counted by name, a day to come, and the total it has
    already.
    """
    if not audience.by_declared_totals:
        raise AudienceCountedByName(
            _("%(name)s đếm theo danh sách, không khai tổng số.") % {"name": audience.get_code_display()}
        )
    if declared_on > local_day(at):
        raise DeclaredInFuture(_("Ngày khai sau ngày hôm nay. Sửa lại ngày."))
    if not campaign_unit.kind.is_base:
        raise DeclaredByUpperUnit(_("Tổng số do tổ chức cơ sở đảng khai; cấp trên cộng lại, không khai riêng."))
    CampaignUnit.objects.select_for_update().get(pk=campaign_unit.pk)
    last = DeclaredTotal.objects.filter(campaign_unit=campaign_unit, audience=audience).order_by("version").last()
    if last and last.people == people:
        raise TotalUnchanged(_("Đơn vị đã khai đúng tổng số này."))
    total = DeclaredTotal.objects.create(
        campaign_unit=campaign_unit,
        audience=audience,
        version=last.version + 1 if last else 1,
        people=people,
        declared_on=declared_on,
        declared_by=nfc(declared_by),
        recorded_at=at,
    )
    count_roll(campaign_unit.campaign)
    record(
        "total.declared",
        by=by,
        at=at,
        subject=total,
        unit_path=campaign_unit.unit.path,
        payload={"audience": audience.code, "people": people, "version": total.version},
    )
    return total


def roll_fingerprint(edition: RollEdition) -> str:
    """Return the SHA-256 (hexadecimal) over one line for each person: unit code, public id, audiences, in that order."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT encode(sha256(convert_to(coalesce(string_agg(line, chr(10) ORDER BY line COLLATE "C"), ''), 'UTF8')), 'hex')
            FROM (
                SELECT u.path || ' ' || p.public_id || ' ' || string_agg(a.code, ',' ORDER BY a."order") AS line
                FROM plans_rollentry e
                JOIN plans_campaignunit u ON u.id = e.campaign_unit_id
                JOIN organisations_person p ON p.id = e.person_id
                JOIN plans_rollmembership m ON m.entry_id = e.id
                JOIN plans_audience a ON a.id = m.audience_id
                WHERE e.edition_id = %s GROUP BY u.path, p.public_id
            ) lines
            """,
            [edition.pk],
        )
        (fingerprint,) = cursor.fetchone()
    return str(fingerprint)


def _enter_people(edition: RollEdition) -> int:
    """Enter everyone at home in a unit of the campaign on the day. Public ids are made by the database, 32^10 of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO plans_rollentry (public_id, edition_id, person_id, campaign_unit_id, path, sort_key)
            SELECT (SELECT string_agg(substr(%s, 1 + (get_byte(bytes, place) %% 32), 1), '')
                    FROM generate_series(6, 15) place),
                   %s, person_id, campaign_unit_id, path, sort_key
            FROM (
                SELECT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) AS bytes,
                       m.person_id, u.id AS campaign_unit_id, u.path, p.sort_key
                FROM organisations_membership m
                JOIN plans_campaignunit u ON u.unit_id = m.of_unit_id AND u.campaign_id = %s
                JOIN organisations_person p ON p.id = m.person_id
                WHERE m.is_home AND m.valid_from <= %s AND (m.valid_until IS NULL OR m.valid_until > %s)
            ) people
            """,
            [ALPHABET, edition.pk, edition.campaign_id, edition.as_of, edition.as_of],
        )
        return int(cursor.rowcount)


def _count_in_audiences(edition: RollEdition) -> dict[str, int]:
    """Put the entries into their audiences and return how many people each has. One statement an audience."""
    day = edition.as_of
    counts = {}
    with connection.cursor() as cursor:
        for code, (condition, parameters) in audience_conditions(day).items():
            cursor.execute(
                f"""
                INSERT INTO plans_rollmembership (entry_id, audience_id, counts_from)
                SELECT e.id, a.id, %s FROM plans_rollentry e
                JOIN plans_audience a ON a.campaign_id = %s AND a.code = %s
                WHERE e.edition_id = %s AND {condition}
                """,  # noqa: S608 - conditions are constants of `audience_rules`
                [day, edition.campaign_id, code, edition.pk, *parameters],
            )
            counts[str(code)] = cursor.rowcount
    return counts
