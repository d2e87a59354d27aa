"""A unit's page as a list of tasks: what is done, by whom and when, what is next, with one button on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import Coverage
from thongsuot.domain.figures.queries.obligations import Debt
from thongsuot.domain.plans.actions.roll import declare_total
from thongsuot.domain.plans.actions.study_plans import issue_study_plan
from thongsuot.domain.plans.models import CampaignUnit, RollEdition, StudyPlan
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.domain.plans.models.documents import DocumentState, UnitDocument
from thongsuot.domain.plans.queries.documents import versions_of
from thongsuot.domain.plans.queries.roll import roll_in_force
from thongsuot.domain.programmes.actions import issue_programme
from thongsuot.domain.programmes.models import ActionProgramme
from thongsuot.domain.programmes.queries import programme_versions
from thongsuot.domain.study.actions.classes import open_class
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import ClassState
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.queries import names_by_label


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a unit's work; `state` is done, doing, fix or later."""

    title: str
    note: str
    state: str
    href: str = ""
    state_text: str = ""
    action_label: str = ""
    action_href: str = ""
    number: int = 0
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """What a unit has issued, the roll it is measured by, and the names of who recorded it."""

    plan: StudyPlan | None
    programme: ActionProgramme | None
    roll: RollEdition | None
    names: dict[str, str]


def papers_of(viewer: Viewer, here: CampaignUnit) -> Papers:
    """Return what a unit has issued."""
    plan = next(iter(versions_of(StudyPlan, viewer, here)), None)
    programme = next(iter(programme_versions(viewer, here)), None)
    labels = [paper.recorded_by for paper in (plan, programme) if paper is not None]
    return Papers(plan, programme, roll_in_force(here.campaign), names_by_label(viewer, labels))


def dues_of(debts: Sequence[Debt]) -> date | None:
    """Return the next deadline of what is not done."""
    return min((debt.obligation.due_on for debt in debts if debt.done_on is None), default=None)


def steps_of(
    viewer: Viewer,
    here: CampaignUnit,
    coverage: Coverage,
    debts: Sequence[Debt],
    papers: Papers,
    classes: Sequence[StudyClass],
) -> list[Step]:
    """Return the steps of a unit, in order; the first open one is the next and keeps its button."""
    owed = {debt.obligation.kind: debt for debt in debts}
    steps: list[Step] = []
    if ObligationKind.ISSUE_STUDY_PLAN in owed:
        debt = owed[ObligationKind.ISSUE_STUDY_PLAN]
        step = _paper_step(_("Kế hoạch của đơn vị"), papers.plan, debt, papers)
        steps.append(_with_page(step, "plans:unit_plan", here, papers.plan, may=issue_study_plan.allowed(viewer, here)))
    steps.append(_roll_step(viewer, here, coverage, papers.roll))
    if ObligationKind.HOLD_STUDY in owed:
        steps.append(_classes_step(viewer, here, owed[ObligationKind.HOLD_STUDY], classes))
        steps.append(_recording_step(here, coverage, classes))
    if ObligationKind.ISSUE_PROGRAMME in owed:
        debt = owed[ObligationKind.ISSUE_PROGRAMME]
        step = _paper_step(_("Chương trình hành động"), papers.programme, debt, papers)
        may = issue_programme.allowed(viewer, here)
        steps.append(_with_page(step, "programmes:unit_programme", here, papers.programme, may=may))
    following = next((n for n, step in enumerate(steps) if step.state != "done"), -1)
    return [_numbered(step, n, is_next=n == following) for n, step in enumerate(steps)]


def _numbered(step: Step, n: int, *, is_next: bool) -> Step:
    state = "doing" if is_next and step.state == "later" else step.state
    keeps = is_next or step.state == "fix"
    label, href = (step.action_label, step.action_href) if keeps else ("", "")
    return replace(step, number=n + 1, is_next=is_next, state=state, action_label=label, action_href=href)


def _roll_step(viewer: Viewer, here: CampaignUnit, coverage: Coverage, roll: RollEdition | None) -> Step:
    title = _("Danh sách đảng viên và quần chúng")
    if roll is None:
        return Step(title, _("Cấp trên chưa chốt danh sách của đợt"), "later")
    members = coverage.of(AudienceRule.MEMBERS).rate
    others = coverage.of(AudienceRule.NON_MEMBERS)
    words = {
        "members": count_text(members.denominator or 0),
        "others": count_text(others.rate.denominator or 0),
        "day": _day(roll.as_of),
    }
    if others.undeclared_units:
        href = reverse("plans:unit_total", args=[here.campaign.slug, here.code])
        step = Step(title, _("%(members)s đảng viên; chưa khai tổng số quần chúng") % words, "doing")
        may_declare = declare_total.allowed(viewer, here)
        return replace(step, href=href, action_label=_("Khai"), action_href=href) if may_declare else step
    return Step(title, _("%(members)s đảng viên, %(others)s quần chúng; chốt ngày %(day)s") % words, "done")


def _paper_step(title: str, paper: UnitDocument | None, debt: Debt, papers: Papers) -> Step:
    if paper is None:
        return Step(title, _("Hạn %(day)s") % {"day": _day(debt.obligation.due_on)}, "later")
    words = {"number": paper.number, "day": _day(paper.issued_on)}
    note = _("%(number)s, ban hành %(day)s") % words
    if debt.is_late:
        note = _("%(number)s, ban hành %(day)s, sau hạn %(due)s") % {**words, "due": _day(debt.obligation.due_on)}
    who = papers.names.get(paper.recorded_by)
    if who:
        note += _("; đ/c %(name)s ghi %(day)s") % {"name": who, "day": _day(localtime(paper.recorded_at).date())}
    is_asked = paper.state == DocumentState.SUPPLEMENT_ASKED
    return Step(title, note, "fix" if is_asked else "done", state_text=paper.get_state_display())


def _with_page(step: Step, page: str, here: CampaignUnit, paper: UnitDocument | None, *, may: bool) -> Step:
    href = reverse(page, args=[here.campaign.slug, here.code])
    if not may:
        return replace(step, href=href)
    return replace(step, href=href, action_label=_("Bổ sung") if paper else _("Ghi"), action_href=href)


def _classes_step(viewer: Viewer, here: CampaignUnit, debt: Debt, classes: Sequence[StudyClass]) -> Step:
    title, href = _("Tổ chức học tập"), f"{reverse('study:class_list', args=[here.campaign.slug])}?goc={here.code}"
    if debt.done_on is None:
        step = Step(title, _("Hạn %(day)s") % {"day": _day(debt.obligation.due_on)}, "later", href)
        opening = f"{reverse('study:class_opening', args=[here.campaign.slug])}?goc={here.code}"
        may_open = open_class.allowed(viewer, here)
        return replace(step, action_label=_("Mở lớp"), action_href=opening) if may_open else step
    held = [c for c in classes if c.state != ClassState.PLANNED]
    days = ", ".join(date_format(localtime(_begins(c)), "MONTH_DAY_FORMAT") for c in reversed(held))
    note = _("%(n)d lớp: %(days)s") % {"n": len(held), "days": days}
    if debt.is_late:
        note += _("; lớp đầu sau hạn %(due)s") % {"due": _day(debt.obligation.due_on)}
    return Step(title, note, "done", href)


def _recording_step(here: CampaignUnit, coverage: Coverage, classes: Sequence[StudyClass]) -> Step:
    title, left = _("Ghi nhận người học"), coverage.of(AudienceRule.MEMBERS).rate.remaining
    slug = here.campaign.slug
    running = next((c for c in classes if c.state == ClassState.OPEN), None)
    page = f"{reverse('figures:not_studied', args=[slug])}?goc={here.code}"
    if left == 0:
        return Step(title, _("Không còn ai chưa học"), "done", page)
    if not coverage.of(AudienceRule.MEMBERS).rate.numerator:
        return Step(title, _("Mở khi lớp đầu tiên đã học"), "later")
    words = {"n": count_text(left or 0)}
    if running is None:
        return Step(title, _("Còn %(n)s đồng chí chưa học") % words, "doing", page, "", _("Xem"), page)
    address = reverse("study:study_class", args=[slug, running.public_id])
    note = _("%(class)s đang điểm danh; còn %(n)s đồng chí chưa học") % {**words, "class": running.name}
    return Step(title, note, "doing", address, "", _("Ghi tiếp"), address)


def _begins(study_class: StudyClass) -> datetime:
    begins: datetime = study_class.begins  # type: ignore[attr-defined]  # an annotation of classes_at
    return begins


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
