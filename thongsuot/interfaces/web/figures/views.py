"""Pages of figures."""

from django.http import HttpResponse
from django.shortcuts import render

from thongsuot.domain.figures.queries.classes import class_counts
from thongsuot.domain.figures.queries.obligations import fulfilments_of
from thongsuot.domain.figures.queries.waiting import waiting_work
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.programmes.queries import programme_counts
from thongsuot.foundation.core.clock import local_day
from thongsuot.interfaces.web.figures.answers import days_text, members_answer
from thongsuot.interfaces.web.figures.dashboard import icicle_of, left_rows, progress_picture, tree_of
from thongsuot.interfaces.web.figures.key_figures import form_rows, key_figures
from thongsuot.interfaces.web.figures.titles import forms_title, tree_title
from thongsuot.interfaces.web.figures.work import work_rows
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import unit_or_404

ROWS_SHOWN = 12


def dashboard(request: Request, slug: str) -> HttpResponse:
    """Show where a campaign stands against its targets, from where the viewer stands."""
    stand = unit_or_404(request, slug, request.GET.get("goc", ""))
    today = local_day(request.now)
    tree = tree_of(request.viewer, stand)
    members = tree.top.of(AudienceRule.MEMBERS)
    icicle, strips = icicle_of(tree)
    progress = progress_picture(request.viewer, stand, members, today=today)
    rows = left_rows(request.viewer, tree)
    owed = fulfilments_of(request.viewer, stand, as_of=request.now)
    classes = class_counts(request.viewer, stand)
    shown = {
        "campaign": stand.campaign,
        "stand": stand,
        "answer": members_answer(members, tree.worst_first()),
        "days": days_text(today, stand.campaign.ends_on),
        "key_figures": key_figures(stand, tree.top, owed, programme_counts(request.viewer, stand.campaign)),
        "icicle": icicle,
        "strips": strips,
        "tree_title": tree_title(tree.children),
        "curve": progress.picture,
        "curve_title": progress.title,
        "rows": rows[:ROWS_SHOWN],
        "rows_left": len(rows) - ROWS_SHOWN,
        "widest": max((row.left for row in rows), default=1),
        "work": work_rows(waiting_work(request.viewer, stand, as_of=request.now), stand.campaign),
        "forms": form_rows(classes, members),
        "forms_title": forms_title(classes),
    }
    return render(request, "figures/dashboard.html", shown)
