"""Study with another organisation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.site.files import upload_of
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.forms import ElsewhereForm, place_refusal
from thongsuot.interfaces.web.study.uploads import PURPOSE
from thongsuot.interfaces.web.study.views.finding import class_or_404, entry_or_404


def study_elsewhere(request: Request, slug: str, entry: str) -> HttpResponse:
    """Show the form for a person who studied elsewhere, record it, and go back to the list or class it was opened from."""
    person = entry_or_404(request, slug, entry)
    if not record_study_elsewhere.allowed(request.viewer, person):
        raise Http404
    form = ElsewhereForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with upload_of(request, "sheets", PURPOSE) as evidence:
                record_study_elsewhere(
                    person,
                    where=told["where"],
                    happened_on=told["happened_on"],
                    evidence=evidence,
                    by=request.person,
                    at=request.now,
                )
        except Refusal as refusal:
            place_refusal(form, refusal)
        else:
            messages.success(request, _("Đã ghi %(name)s học ở nơi khác.") % {"name": person.person.full_name})
            return redirect(_back(request, slug, person.campaign_unit.code))
    shown = {
        "campaign": person.edition.campaign,
        "entry": person,
        "form": form,
        "back": _back(request, slug, person.campaign_unit.code),
    }
    return render(request, "study/study_elsewhere.html", shown)


def _back(request: Request, slug: str, code: str) -> str:
    """Return the class the form was opened from, else the list of who has not studied in the person's unit."""
    public_id = request.GET.get("lop", "")
    if public_id:
        return reverse("study:study_class", args=[slug, class_or_404(request, slug, public_id).public_id])
    return reverse("figures:not_studied", args=[slug]) + f"?goc={code}"
