"""Putting the dashboard together: one question to each room, joined by identifier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.coverage import coverage_of_levels
from thongsuot.domain.figures.queries.progress import Day, planned_progress, progress_of
from thongsuot.domain.figures.queries.remaining import Remaining, remaining_by_unit
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import events_of
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.numbers import share_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.foundation.core.trees import STEP
from thongsuot.interfaces.web.figures.titles import curve_note, curve_title
from thongsuot.interfaces.web.site.crumbs import Crumb
from thongsuot.interfaces.web.site.pictures.bars import Segment
from thongsuot.interfaces.web.site.pictures.curve import CurveEvent, CurvePicture, curve_picture
from thongsuot.interfaces.web.site.pictures.frame import CurvePoint
from thongsuot.interfaces.web.site.pictures.icicle import IciclePicture, icicle_picture
from thongsuot.interfaces.web.site.pictures.labels import short_name
from thongsuot.interfaces.web.site.pictures.strip import StripPicture, strip_pictures
from thongsuot.interfaces.web.site.pictures.units import UnitNode

LEVELS_BELOW = 2


@dataclass(frozen=True, slots=True)
class Tree:
    """A unit and the levels below it, with coverage, ready to be drawn and ranked."""

    top: Coverage
    below: list[Coverage]

    @property
    def children(self) -> list[Coverage]:
        """The units directly below."""
        return [c for c in self.below if c.unit.parent_id == self.top.unit.pk]

    def worst_first(self) -> list[Coverage]:
        """The children in the order of people missing to the target, then of people left."""
        return sorted(self.children, key=_missing, reverse=True)


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A unit of the table «who has not studied, where»."""

    unit: CampaignUnit
    href: str
    rate: Rate
    left: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class LeftTable:
    """The units with most people left, and all that are left in how many units."""

    rows: list[LeftRow]
    people: int
    units: int

    @property
    def more(self) -> int:
        """Units that the table does not show."""
        return self.units - len(self.rows)

    @property
    def widest(self) -> int:
        """The people of the longest bar."""
        return max((row.left for row in self.rows), default=1)


@dataclass(frozen=True, slots=True)
class Progress:
    """The curve and what it says."""

    title: str
    note: str
    picture: CurvePicture | None


def tree_of(viewer: Viewer, unit: CampaignUnit) -> Tree:
    """Return a unit's coverage with two levels below it."""
    near = coverage_of_levels(viewer, unit, levels=LEVELS_BELOW)
    return Tree(near[0], near[1:])


def icicle_of(tree: Tree, code: str = AudienceRule.MEMBERS) -> tuple[IciclePicture, tuple[StripPicture, ...]]:
    """Return the tree as an icicle, and as strips for a telephone."""
    root = _node(tree.top, [_node(c, _nodes_below(tree, c, code), code) for c in tree.children], code)
    target = tree.top.of(code).rate.target
    if target is None:
        msg = "An audience without a target cannot be drawn against it."
        raise ValueError(msg)
    return icicle_picture(root, target=target), strip_pictures(root, target=target)


def progress_picture(viewer: Viewer, unit: CampaignUnit, members: AudienceCoverage, *, today: date) -> Progress:
    """Return the curve of a unit's members against the campaign's plan; without a roll there is nothing to draw."""
    campaign = unit.campaign
    rate = members.rate
    plan = planned_progress(members.audience) if unit.parent_id is None else []
    actual = [day for day in progress_of(viewer, unit, members.audience) if day.day <= today]
    title, note = curve_title(actual, plan), curve_note(plan, today)
    if not rate.denominator or rate.target is None:
        return Progress(title, note, None)
    picture = curve_picture(
        _points(actual),
        _points(plan),
        first_day=campaign.starts_on,
        last_day=max(campaign.ends_on, today),
        expected=rate.denominator,
        target_count=rate.needed,
        target_text=share_text(rate.target),
        events=[CurveEvent(e.from_day, e.to_day, e.name) for e in events_of(campaign)],
    )
    return Progress(title, note, picture)


def left_table(viewer: Viewer, tree: Tree, *, most: int) -> LeftTable:
    """Return the units with people left, most people missing first; only those shown are asked for their reasons."""
    members = tree.top.of(AudienceRule.MEMBERS)
    left = [c for c in tree.worst_first() if c.of(members.code).rate.remaining]
    remaining = remaining_by_unit(viewer, [c.unit for c in left[:most]], members.audience)
    rows = [_left_row(c, remaining.get(c.unit.pk)) for c in left[:most]]
    return LeftTable(rows, members.rate.remaining or 0, len(left))


def overview_crumbs(ancestors: Sequence[CampaignUnit]) -> list[Crumb]:
    """Return the way from the top to where the overview stands, each step the overview of its level."""
    return [Crumb(unit.name, _overview(unit)) for unit in ancestors]


def unit_href(unit: CampaignUnit) -> str:
    """Return the address of a unit's page."""
    return reverse("figures:unit", args=[unit.campaign.slug, unit.code])


def _left_row(coverage: Coverage, remaining: Remaining | None) -> LeftRow:
    rate = coverage.of(AudienceRule.MEMBERS).rate
    left = rate.remaining or 0
    summoned, excused = (remaining.summoned, remaining.excused) if remaining else (0, 0)
    segments = (
        Segment(_("Có lịch học bù"), summoned, "s2"),
        Segment(_("Có lý do"), excused, "s3"),
        Segment(_("Chưa rõ lý do"), max(left - summoned - excused, 0), "s4"),
    )
    return LeftRow(coverage.unit, unit_href(coverage.unit), rate, left, segments)


def _missing(coverage: Coverage) -> tuple[int, int]:
    rate = coverage.of(AudienceRule.MEMBERS).rate
    return rate.short_by or 0, rate.remaining or 0


def _nodes_below(tree: Tree, parent: Coverage, code: str) -> list[UnitNode]:
    depth = len(parent.unit.path) + STEP
    return [
        _node(c, [], code) for c in tree.below if len(c.unit.path) == depth and c.unit.path.startswith(parent.unit.path)
    ]


def _node(coverage: Coverage, children: Sequence[UnitNode], code: str) -> UnitNode:
    """Return a unit for the picture: pressing it descends where there is a level below, else opens the unit."""
    unit = coverage.unit
    return UnitNode.of_rate(
        coverage.of(code).rate,
        name=unit.name,
        short_name=short_name(unit.name),
        href=unit_href(unit),
        down=_overview(unit) if children else "",
        children=children,
    )


def _overview(unit: CampaignUnit) -> str:
    return f"{reverse('figures:dashboard', args=[unit.campaign.slug])}?goc={unit.code}"


def _points(days: Sequence[Day]) -> list[CurvePoint]:
    return [CurvePoint(day.day, day.people) for day in days]
