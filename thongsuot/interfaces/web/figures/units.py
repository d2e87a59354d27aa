"""Putting the pages of units together: their steps, their cells, who is left."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.figures.queries.obligations import Debt
from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollEntry
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.figures.dashboard import unit_href


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a unit's work."""

    number: int
    title: str
    href: str
    note: str
    state: str
    is_next: bool = False
    action_label: str = ""
    action_href: str = ""
    state_text: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in a table."""

    unit: CampaignUnit
    href: str
    rate: Rate
    left: int


@dataclass(frozen=True, slots=True)
class LeftPerson:
    """Somebody who has not studied: the reason is for the person's own unit, above it only whether there is one."""

    entry: RollEntry
    reason: str
    has_reason: bool


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way here."""

    label: str
    url: str


def steps_of(campaign: Campaign, unit: CampaignUnit, debts: Sequence[Debt]) -> list[Step]:
    """Return what the unit owes as steps, the first open one being the next."""
    done = {debt.obligation.kind: debt for debt in debts}
    pages = {
        ObligationKind.ISSUE_STUDY_PLAN: (_("Kế hoạch của đơn vị"), ""),
        ObligationKind.HOLD_STUDY: (_("Tổ chức học tập"), "study:class_list"),
        ObligationKind.ISSUE_PROGRAMME: (_("Chương trình hành động"), "programmes:unit_programme"),
    }
    steps: list[Step] = []
    for kind, (title, page) in pages.items():
        if kind not in done:
            continue
        address = [campaign.slug] if page == "study:class_list" else [campaign.slug, unit.code]
        href = reverse(page, args=address) if page else ""
        is_next = done[kind].done_on is None and not any(step.is_next for step in steps)
        steps.append(_step(len(steps) + 1, title, href, done[kind], is_next=is_next))
    return steps


def unit_rows(children: Sequence[Coverage], *, worst_first: bool) -> list[UnitRow]:
    """Return units as rows of a table: in the committee's order, or by people missing."""
    rows = [_unit_row(c) for c in children]
    return sorted(rows, key=lambda r: (r.rate.short_by or 0, r.left), reverse=True) if worst_first else rows


def left_people(viewer: Viewer, unit: CampaignUnit, entries: Sequence[RollEntry]) -> list[LeftPerson]:
    """Return who has not studied. Reasons are told only to those whose grant lies in the unit itself."""
    inside = any(grant.unit_path.startswith(unit.unit.path) for grant in viewer.grants)
    return [_left_person(entry, inside=inside) for entry in entries]


def crumbs_of(ancestors: Sequence[CampaignUnit]) -> list[Crumb]:
    """Return the way from the top to a unit."""
    return [Crumb(unit.name, unit_href(unit)) for unit in ancestors]


def _step(number: int, title: str, href: str, debt: Debt, *, is_next: bool) -> Step:
    due = date_format(debt.obligation.due_on, "DATE_FORMAT")
    if debt.done_on is None:
        note, state = _("Hạn %(day)s") % {"day": due}, "doing" if is_next else "later"
    else:
        day = date_format(debt.done_on, "DATE_FORMAT")
        note = _("Xong ngày %(day)s") % {"day": day}
        if debt.is_late:
            note = _("Xong ngày %(day)s, sau hạn %(due)s") % {"day": day, "due": due}
        state = "done"
    return Step(number, title, href, note, state, is_next=is_next)


def _unit_row(coverage: Coverage) -> UnitRow:
    rate = coverage.of(AudienceRule.MEMBERS).rate
    return UnitRow(coverage.unit, unit_href(coverage.unit), rate, rate.remaining or 0)


def _left_person(entry: RollEntry, *, inside: bool) -> LeftPerson:
    told = getattr(entry, "reason", "") or ""
    has_reason = getattr(entry, "latest_presence", None) == Presence.EXCUSED
    return LeftPerson(entry, told if inside else "", has_reason)
