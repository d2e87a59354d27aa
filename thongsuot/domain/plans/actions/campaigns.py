"""Creating a campaign: it takes its targets from the scheme and freezes the tree of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import (
    Audience,
    Campaign,
    CampaignEvent,
    Obligation,
    PlannedProgress,
    Scheme,
    SchemeTarget,
)
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.core.trees import STEP, child_path, subtree_range
from thongsuot.foundation.organisations.models import Unit, UnitKind

# Key cadres are members: the scheme's aim for members is theirs too, unless it names one of their own.
_TARGET_OF = {AudienceRule.KEY_CADRES: AudienceRule.MEMBERS}


class SlugTaken(Refusal):
    """Another campaign has this short name in its address."""


class CampaignWithoutDirective(Refusal):
    """A campaign carries out at least one directive."""


class CampaignDatesReversed(Refusal):
    """A campaign ends on or after the day it starts, and its deadlines lie within it."""


class SchemeLacksTarget(Refusal):
    """The scheme sets no target for something the campaign counts."""


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
    slug: str,
    name: str,
    scheme: Scheme,
    directives: Sequence[Directive],
    starts_on: date,
    ends_on: date,
    place: str,
    deadlines: Mapping[ObligationKind, date],
    plan_number: str = "",
    plan_issued_on: date | None = None,
    events: Sequence[Event] = (),
    planned: Mapping[date, int] | None = None,
    by: Actor,
    at: datetime,
) -> Campaign:
    """Create a campaign over a unit and everything below it as the tree stands now.

    `deadlines` says by when units owe each obligation; `planned` how many members shall have studied by the end of a day.
    Refuses a slug in use, no directive, reversed dates, and a scheme without a target for an audience or obligation.
    """
    _refuse_wrong_frame(slug, directives, starts_on, ends_on, deadlines)
    campaign = Campaign.objects.create(
        slug=slug,
        name=nfc(name),
        of_unit=unit,
        scheme=scheme,
        plan_number=nfc(plan_number),
        plan_issued_on=plan_issued_on,
        starts_on=starts_on,
        ends_on=ends_on,
        place=nfc(place),
        path=_next_path(),
        created_at=at,
    )
    campaign.directives.set(directives)
    targets = {target.subject: target for target in scheme.targets.all()}
    audiences = _add_audiences(campaign, targets)
    _add_obligations(campaign, targets, deadlines)
    _add_events_and_plan(campaign, audiences[AudienceRule.MEMBERS], events, planned or {})
    counts = {"slug": slug, "units": _freeze_tree(campaign, unit), "directives": [d.pk for d in directives]}
    record("campaign.created", by=by, at=at, subject=campaign, unit_path=unit.path, payload=counts)
    return campaign


def _refuse_wrong_frame(
    slug: str,
    directives: Sequence[Directive],
    starts_on: date,
    ends_on: date,
    deadlines: Mapping[ObligationKind, date],
) -> None:
    if Campaign.objects.filter(slug=slug).exists():
        raise SlugTaken(_("Tên ngắn “%(slug)s” đã dùng cho đợt khác. Chọn tên ngắn khác.") % {"slug": slug})
    if not directives:
        raise CampaignWithoutDirective(_("Chọn ít nhất một văn bản mà đợt học tập thực hiện."))
    if ends_on < starts_on:
        raise CampaignDatesReversed(_("Ngày kết thúc trước ngày bắt đầu. Sửa một trong hai ngày."))
    if any(not starts_on <= day for day in deadlines.values()):
        raise CampaignDatesReversed(_("Có thời hạn trước ngày bắt đầu đợt. Sửa thời hạn hoặc ngày bắt đầu."))


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
        target = _target(targets, rule, _TARGET_OF.get(rule, rule))
        made[rule.value] = Audience.objects.create(
            campaign=campaign,
            code=rule,
            name=str(rule.label),
            order=order,
            strength=target.strength,
            target=target.share,
            by_declared_totals=rule == AudienceRule.NON_MEMBERS,
        )
    return made


def _add_obligations(
    campaign: Campaign, targets: Mapping[str, SchemeTarget], deadlines: Mapping[ObligationKind, date]
) -> None:
    base_kinds = list(UnitKind.objects.filter(is_base=True))
    for kind, due_on in deadlines.items():
        target = _target(targets, kind, kind)
        obligation = Obligation.objects.create(
            campaign=campaign, kind=kind, due_on=due_on, strength=target.strength, target=target.share
        )
        obligation.owed_by.set(base_kinds)


def _target(targets: Mapping[str, SchemeTarget], *subjects: str) -> SchemeTarget:
    for subject in subjects:
        if subject in targets:
            return targets[subject]
    raise SchemeLacksTarget(
        _("Đề án chưa có chỉ tiêu cho “%(subject)s”. Bổ sung vào đề án trước.") % {"subject": subjects[0]}
    )


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
