"""Putting the table of units together: which are asked for, in which order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.figures.queries.coverage import coverage_of_children, coverage_of_named
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import programmes_of
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.figures.dashboard import unit_href
from thongsuot.interfaces.web.site.crumbs import Crumb

BELOW, LEFT, DONE = "duoi", "con", "xong"
MISSING, LOWEST = "thieu", "ty-le"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which units are asked for: words of a name, a filter, an order; unknown words of an address ask for nothing."""

    text: str = ""
    only: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Choice":
        """Return the choice that an address makes."""
        only, order = query.get("loc", ""), query.get("xep", "")
        return cls(
            text=query.get("tim", "").strip()[:100],
            only=only if only in (BELOW, LEFT, DONE) else "",
            order=order if order in (MISSING, LOWEST) else "",
        )


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a table; `below` counts the units directly under it; its programme, where one is asked for."""

    unit: CampaignUnit
    href: str
    rate: Rate
    left: int
    below: int
    programme: ActionProgramme | None = None


def units_asked(
    viewer: Viewer, stand: CampaignUnit, choice: Choice, children: Sequence[Coverage] | None = None
) -> list[UnitRow]:
    """Return the units below a unit that are asked for, as rows; those directly below unless a name is looked for."""
    if choice.text:
        found: Sequence[Coverage] = coverage_of_named(viewer, stand, choice.text)
    else:
        found = coverage_of_children(viewer, stand) if children is None else children
    rows = [row for row in map(_unit_row, found) if _is_wanted(row, choice.only)]
    if choice.order == MISSING:
        return sorted(rows, key=lambda r: (r.rate.short_by or 0, r.left), reverse=True)
    if choice.order == LOWEST:
        return sorted(rows, key=lambda r: r.rate.percent if r.rate.percent is not None else 101)
    return rows


def with_programmes(viewer: Viewer, campaign: Campaign, rows: Sequence[UnitRow]) -> list[UnitRow]:
    """Return the rows with the programme of each unit that has issued one."""
    programmes = programmes_of(viewer, campaign).filter(campaign_unit__in=[row.unit.pk for row in rows])
    of_unit = {programme.campaign_unit_id: programme for programme in programmes}
    return [replace(row, programme=of_unit.get(row.unit.pk)) for row in rows]


def units_sentence(stand: CampaignUnit, rows: Sequence[UnitRow], choice: Choice) -> SafeString:
    """Return what the table shows: how many units, and how many of them are below the target."""
    if choice.text:
        words = _("{} đơn vị có “{}” trong tên, thuộc {}.")
        return format_html(words, count_text(len(rows)), choice.text, stand.name)
    said = {
        "": _("{} đơn vị trực thuộc {}."),
        BELOW: _("{} đơn vị trực thuộc {} còn dưới chỉ tiêu."),
        LEFT: _("{} đơn vị trực thuộc {} còn đồng chí chưa học."),
        DONE: _("{} đơn vị trực thuộc {} không còn ai chưa học."),
    }[choice.only]
    sentence = format_html(said, count_text(len(rows)), stand.name)
    below = sum(bool(row.rate.short_by) for row in rows)
    if choice.only or not below:
        return sentence
    return format_html("{} {}", sentence, format_html(_("<b>{} đơn vị</b> còn dưới chỉ tiêu."), count_text(below)))


def crumbs_of(ancestors: Sequence[CampaignUnit]) -> list[Crumb]:
    """Return the way from the top to a unit."""
    return [Crumb(unit.name, unit_href(unit)) for unit in ancestors]


def _unit_row(coverage: Coverage) -> UnitRow:
    rate = coverage.of(AudienceRule.MEMBERS).rate
    below = getattr(coverage.unit, "units_below", 0)
    return UnitRow(coverage.unit, unit_href(coverage.unit), rate, rate.remaining or 0, below)


def _is_wanted(row: UnitRow, only: str) -> bool:
    if only == BELOW:
        return bool(row.rate.short_by)
    if only == LEFT:
        return row.left > 0
    return row.left == 0 if only == DONE else True
