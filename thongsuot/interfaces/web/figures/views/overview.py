"""The campaign at a glance, and what waits for whoever looks."""

from django.http import HttpResponse
from django.shortcuts import render

from thongsuot.domain.figures.queries.classes import class_counts
from thongsuot.domain.figures.queries.obligations import fulfilments_of
from thongsuot.domain.figures.queries.waiting import work_at_hand, work_of_others
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import ancestors_of, campaigns_of, top_unit
from thongsuot.domain.programmes.queries import programme_counts
from thongsuot.domain.reports.actions import open_report_draft
from thongsuot.foundation.core.clock import local_day
from thongsuot.interfaces.web.figures.answers import days_text, inbox_answer, members_answer
from thongsuot.interfaces.web.figures.dashboard import icicle_of, left_table, overview_crumbs, progress_picture, tree_of
from thongsuot.interfaces.web.figures.key_figures import form_rows, key_figures
from thongsuot.interfaces.web.figures.titles import forms_title, left_note, tree_title
from thongsuot.interfaces.web.figures.work import work_rows
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import unit_or_404

ROWS_SHOWN = 12


def dashboard(request: Request, slug: str) -> HttpResponse:
    """Show where a campaign stands against its targets, from where the viewer stands or one level further down."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    viewer, today = request.viewer, local_day(request.now)
    tree = tree_of(viewer, stand)
    members = tree.top.of(AudienceRule.MEMBERS)
    icicle, strips = icicle_of(tree)
    left = left_table(viewer, tree, most=ROWS_SHOWN)
    owed = fulfilments_of(viewer, stand, as_of=request.now)
    classes = class_counts(viewer, stand)
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "crumbs": overview_crumbs(ancestors_of(viewer, stand)),
        "answer": members_answer(members, tree.worst_first()),
        "days": days_text(today, stand.campaign.ends_on),
        "key_figures": key_figures(stand, tree.top, owed, programme_counts(viewer, stand)),
        "icicle": icicle,
        "strips": strips,
        "tree_title": tree_title(tree.children),
        "progress": progress_picture(viewer, stand, members, today=today),
        "left": left,
        "left_note": left_note(left.people, left.units),
        "work": work_rows([*work_at_hand(viewer, stand), *work_of_others(viewer, stand, owed)], stand),
        "forms": form_rows(classes, members),
        "most_classes": max(classes.by_form.values(), default=1),
        "forms_title": forms_title(classes),
        "may_report": open_report_draft.allowed(viewer, stand),
    }
    return render(request, "figures/dashboard.html", shown)


def inbox(request: Request) -> HttpResponse:
    """Show what waits for the viewer in a campaign, the latest unless `?dot=` names another."""
    campaigns = list(campaigns_of(request.viewer))
    asked = request.GET.get("dot", "")
    campaign = next((c for c in campaigns if c.slug == asked), campaigns[0] if campaigns else None)
    own, others = [], []
    if campaign is not None:
        stand = top_unit(request.viewer, campaign)
        owed = fulfilments_of(request.viewer, stand, as_of=request.now)
        own = work_rows(work_at_hand(request.viewer, stand), stand)
        others = work_rows(work_of_others(request.viewer, stand, owed), stand)
    shown = {
        "campaign": campaign,
        "campaigns": campaigns,
        "own": own,
        "others": others,
        "answer": inbox_answer(own, others),
    }
    return render(request, "figures/inbox.html", shown)
