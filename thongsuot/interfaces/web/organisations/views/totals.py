"""Importing the totals of non-members that units declare: tried first, then declared."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.plans.totals_import import TotalsImport, import_totals
from thongsuot.domain.study.queries.uploads import own_uploads
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.actions.imports import QuestionsOpen
from thongsuot.foundation.organisations.roster.faults import Fault, SheetFault
from thongsuot.interfaces.web.organisations.checks import CauseLine, cause_lines
from thongsuot.interfaces.web.organisations.forms import ANSWER, AnswerForm, TotalsForm, answers_in
from thongsuot.interfaces.web.site.documents import stored_upload
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404

_PURPOSE = "totals"


def totals_import(request: Request, slug: str) -> HttpResponse:
    """Show what a sheet of totals would declare, and declare it."""
    campaign = campaign_or_404(request, slug)
    if not import_totals.allowed(request.viewer, campaign):
        raise Http404
    form = TotalsForm(request.POST if request.method == "POST" else None, request.FILES or None)
    shown: dict[str, object] = {"campaign": campaign, "form": form}
    file = _sent_or_kept(request, form) if request.method == "POST" else None
    if file is None:
        return render(request, "organisations/totals_import.html", shown)
    answers = answers_in(request.POST)
    shown |= {"file": file, "answers": answers}
    try:
        told = _run(request, campaign, file, answers, keep="save" in request.POST)
    except QuestionsOpen as asked:
        return render(
            request,
            "organisations/totals_import.html",
            shown | {"questions": AnswerForm(asked.questions, prefix=ANSWER), "open": len(asked.questions)},
        )
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return render(request, "organisations/totals_import.html", {"campaign": campaign, "form": form})
    if "save" in request.POST:
        messages.success(request, _("Đã ghi tổng số của %(n)s đơn vị.") % {"n": count_text(told.accepted)})
        return redirect("plans:totals", slug=slug)
    faults = {"errors": _causes(told.errors), "warnings": _causes(told.warnings)}
    return render(request, "organisations/totals_import.html", shown | {"told": told} | faults)


def _run(
    request: Request, campaign: Campaign, file: StoredFile, answers: dict[str, str], *, keep: bool
) -> TotalsImport:
    """Import the sheet; unless it is to be kept, take all of it back: what it tells is what it would do."""
    with transaction.atomic():
        told = import_totals(campaign, file=file, answers=answers, by=request.person, at=request.now)
        transaction.set_rollback(not keep)
    return told


def _sent_or_kept(request: Request, form: TotalsForm) -> StoredFile | None:
    """Return the file sent now, or the one an earlier step kept; say where there is none."""
    try:
        sent = stored_upload(request, "file", _PURPOSE)
    except Refusal as refusal:
        form.add_error("file", str(refusal))
        return None
    found = sent or next(iter(own_uploads(request.viewer, request.POST.getlist("kept"), _PURPOSE)), None)
    if found is None:
        form.add_error("file", _("Chọn tệp tổng hợp."))
    return found


def _causes(faults: list[Fault]) -> list[CauseLine]:
    return cause_lines(SheetFault(fault.row, fault.code, fault.message, fault.column) for fault in faults)
