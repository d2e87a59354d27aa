"""Counts of a class: recorded with the signed sheet, confirmed by the unit they speak of."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.study.actions.counts import confirm_count as confirm
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.domain.study.queries.classes import units_counted_at
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.files import upload_of
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.forms import CountForm, place_refusal
from thongsuot.interfaces.web.study.uploads import PURPOSE
from thongsuot.interfaces.web.study.views.finding import class_or_404, count_or_404


def class_count(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show the form of a count without names, and record it."""
    here = class_or_404(request, slug, public_id)
    if not record_count.allowed(request.viewer, here):
        raise Http404
    audiences = [audience for audience in here.audiences.all() if audience.code != AudienceRule.KEY_CADRES]
    units = units_counted_at(request.viewer, here)
    start = {"audience": AudienceRule.NON_MEMBERS}
    form = CountForm(request.POST or None, request.FILES or None, initial=start, units=units, audiences=audiences)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with upload_of(request, "sheets", PURPOSE) as evidence:
                count = record_count(
                    here,
                    campaign_unit=form.units[told["unit"]],
                    audience=form.audiences[told["audience"]],
                    people=told["people"],
                    evidence=evidence,
                    by=request.person,
                    at=request.now,
                )
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            words = {"unit": count.campaign_unit.name, "n": count_text(count.people)}
            said = (
                _("Đã ghi %(unit)s: %(n)s người. Số nhập thay, chờ đơn vị xác nhận.")
                if count.entered_on_behalf
                else _("Đã ghi %(unit)s: %(n)s người.")
            )
            messages.success(request, said % words)
            return redirect("study:study_class", slug=slug, public_id=public_id)
    return render(request, "study/class_count.html", {"campaign": here.campaign, "here": here, "form": form})


@require_POST
def confirm_count(request: Request, slug: str, public_id: str, code: str, audience: str) -> HttpResponse:
    """Confirm a count that was entered on the unit's behalf, and go back to where it was seen."""
    here = class_or_404(request, slug, public_id)
    count = count_or_404(here, code, audience)
    confirm(count, by=request.person, at=request.now)
    words = {"unit": count.campaign_unit.name, "n": count_text(count.people)}
    messages.success(request, _("Đã xác nhận số của %(unit)s: %(n)s người.") % words)
    back = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect(back)
    return redirect("study:study_class", slug=slug, public_id=public_id)
