"""Creating a campaign: it takes its targets from the scheme and freezes the tree of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from thongsuot.domain.plans.frame import Frame, inherited_target, refuse_unfit_frame, slug_taken, targets_of
from thongsuot.domain.plans.models import (
    Audience,
    Campaign,
    CampaignEvent,
    CampaignUnit,
    Obligation,
    PlannedProgress,
    SchemeTarget,
)
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.house_language import in_house_words
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.core.trees import STEP, child_path, subtree_range
from thongsuot.foundation.database.bounds import widen_bounds
from thongsuot.foundation.organisations.models import Unit, UnitKind


class EventDatesReversed(Refusal):
    """A period ends on or after the day it begins, and has a name."""


@dataclass(frozen=True, slots=True)
class Event:
    """A known period that explains a curve."""

    name: str
    from_day: date
    to_day: date


@action(Permission.RUN_CAMPAIGN)
def create_campaign(
    unit: Unit,
    *,
    frame: Frame,
    events: Sequence[Event] = (),
    planned: Mapping[date, int] | None = None,
    by: Actor,
    at: datetime,
) -> Campaign:
    """Create a campaign over a unit and everything below it as the tree stands now.

    `planned` says how many members shall have studied by the end of a day. Refusals: `refuse_unfit_frame`.
    """
    refuse_unfit_frame(frame)
    campaign = _create(unit, frame, at)
    targets = targets_of(frame.scheme)
    audiences = _add_audiences(campaign, targets)
    units = _freeze_tree(campaign, unit)
    _add_obligations(campaign, targets, frame)
    _add_events_and_plan(campaign, audiences[AudienceRule.MEMBERS], events, planned or {})
    told = {"slug": frame.slug, "units": units, "directives": [d.pk for d in frame.directives]}
    record("campaign.created", by=by, at=at, subject=campaign, unit_path=unit.path, payload=told)
    return campaign


@action(Permission.RUN_CAMPAIGN)
def add_campaign_event(campaign: Campaign, *, event: Event, by: Actor, at: datetime) -> CampaignEvent:
    """Note a known period that explains the campaign's curves, such as distancing. Refuses one without a name or reversed."""
    if not nfc(event.name) or event.to_day < event.from_day:
        raise EventDatesReversed(_("Ghi tên giai đoạn; ngày cuối không trước ngày đầu."))
    added = CampaignEvent.objects.create(
        campaign=campaign, name=nfc(event.name), from_day=event.from_day, to_day=event.to_day
    )
    days = {"from": event.from_day.isoformat(), "to": event.to_day.isoformat()}
    record("campaign.event_added", by=by, at=at, subject=campaign, unit_path=campaign.of_unit.path, payload=days)
    return added


def _create(unit: Unit, frame: Frame, at: datetime) -> Campaign:
    path = _next_path()
    try:
        with transaction.atomic():
            campaign = Campaign.objects.create(
                slug=frame.slug,
                name=nfc(frame.name),
                of_unit=unit,
                scheme=frame.scheme,
                plan_number=nfc(frame.plan_number),
                plan_issued_on=frame.plan_issued_on,
                starts_on=frame.starts_on,
                ends_on=frame.ends_on,
                place=nfc(frame.place),
                path=path,
                created_at=at,
            )
    except IntegrityError:  # another has taken it meanwhile
        raise slug_taken(frame.slug) from None
    campaign.directives.set(frame.directives)
    widen_bounds([campaign.path])  # nobody's reach could name a tree that was not there
    return campaign


def _next_path() -> str:
    """Return the next campaign's step. The lock makes two creations take turns; the unique column guards it anyway."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE plans_campaign IN SHARE ROW EXCLUSIVE MODE")
    last = Campaign.objects.order_by("path").last()
    return child_path("", int(last.path, 36) + 1 if last else 1)


def _add_events_and_plan(
    campaign: Campaign, members: Audience, events: Sequence[Event], planned: Mapping[date, int]
) -> None:
    CampaignEvent.objects.bulk_create(
        CampaignEvent(campaign=campaign, name=nfc(e.name), from_day=e.from_day, to_day=e.to_day) for e in events
    )
    PlannedProgress.objects.bulk_create(
        PlannedProgress(campaign=campaign, audience=members, day=day, people=people) for day, people in planned.items()
    )


def _add_audiences(campaign: Campaign, targets: Mapping[str, SchemeTarget]) -> dict[str, Audience]:
    made = {}
    for order, rule in enumerate(AudienceRule, start=1):
        target = inherited_target(targets, rule)
        made[rule.value] = Audience.objects.create(
            campaign=campaign,
            code=rule,
            name=in_house_words(rule.label),
            order=order,
            strength=target.strength,
            target=target.share,
            by_declared_totals=rule == AudienceRule.NON_MEMBERS,
        )
    return made


def _add_obligations(campaign: Campaign, targets: Mapping[str, SchemeTarget], frame: Frame) -> None:
    there = CampaignUnit.objects.filter(campaign=campaign).values("kind")
    base_kinds = list(UnitKind.objects.filter(is_base=True, pk__in=there))
    for kind, due_on in frame.deadlines.items():
        target = inherited_target(targets, kind)
        obligation = Obligation.objects.create(
            campaign=campaign, kind=kind, due_on=due_on, strength=target.strength, target=target.share
        )
        obligation.owed_by.set(frame.owed_by.get(kind) or base_kinds)


def _freeze_tree(campaign: Campaign, top: Unit) -> int:
    """Copy the open units from the top down into the campaign, paths rebased, and return how many. Two statements."""
    low, high = subtree_range(top.path)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO plans_campaignunit (campaign_id, unit_id, path, code, name, kind_id, "order")
            SELECT %s, id, %s || substr(path, %s), code, name, kind_id, "order"
            FROM organisations_unit WHERE path >= %s AND path < %s AND closed_on IS NULL
            """,
            [campaign.pk, campaign.path, len(top.path) - STEP + 1, low, high],
        )
        copied = cursor.rowcount
        cursor.execute(
            """
            UPDATE plans_campaignunit child SET parent_id = parent.id FROM plans_campaignunit parent
            WHERE child.campaign_id = %s AND parent.campaign_id = %s
              AND parent.path = left(child.path, length(child.path) - %s)
            """,
            [campaign.pk, campaign.pk, STEP],
        )
    return int(copied)
