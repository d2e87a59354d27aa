"""Opening a class that is to be held."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.queries.campaigns import children_of_unit
from thongsuot.domain.study.actions.classes import open_class
from thongsuot.domain.study.queries.classes import possible_hosts, units_beside
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import unit_or_404
from thongsuot.interfaces.web.study.forms import OpeningForm, place_refusal, usual_hours
from thongsuot.interfaces.web.study.usual import offered, usual_frame


def class_opening(request: Request, slug: str) -> HttpResponse:
    """Show the form of a class of the unit `goc`, and open it."""
    host = unit_or_404(request, slug, request.GET.get("goc", ""))
    if not open_class.allowed(request.viewer, host):
        raise Http404
    form = _form(request, host)
    if request.method == "POST" and form.is_valid():
        starts_at, ends_at = form.hours()
        try:
            made = open_class(
                host,
                **form.told(),
                starts_at=starts_at,
                ends_at=ends_at,
                participants=form.participants(),
                by=request.person,
                at=request.now,
            )
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Đã mở lớp. Sao chép lời mời, in danh sách ký; đến giờ thì bắt đầu điểm danh."))
            return redirect("study:study_class", slug=slug, public_id=made.public_id)
    hosts = possible_hosts(request.viewer, host)
    shown = {"campaign": host.campaign, "host": host, "hosts": hosts, "form": form}
    return render(request, "study/class_opening.html", shown)


def _form(request: Request, host: CampaignUnit) -> OpeningForm:
    choices = offered(host)
    start = usual_frame(request, host, local_day(request.now) + timedelta(days=1), **choices) | usual_hours()
    cells, beside = children_of_unit(request.viewer, host), units_beside(request.viewer, host)
    may = [unit for unit in (*cells, *beside) if open_class.allowed(request.viewer, unit)]
    return OpeningForm(
        request.POST or None,
        initial=start,
        host=host,
        cells=[unit for unit in may if unit.parent_id == host.pk],
        beside=[unit for unit in may if unit.parent_id != host.pk],
        **choices,
    )
