"""Importing a roster in two steps: the file is sent and looked at, then its right rows are imported; undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.imports import undo_import
from thongsuot.foundation.organisations.actions.pending_imports import (
    ImportNotPending,
    RosterAlreadyWaiting,
    answer_roster,
    import_submitted,
    set_aside_import,
    submit_roster,
)
from thongsuot.foundation.organisations.models import RosterImport, Unit
from thongsuot.foundation.organisations.queries import (
    import_by_public_id,
    imports_of,
    senders_of,
    top_units,
    unit_by_public_id,
)
from thongsuot.foundation.organisations.roster.proposal import RosterProposal, check_roster
from thongsuot.foundation.organisations.roster.rejected import rejected_rows
from thongsuot.interfaces.web.organisations.checks import (
    cause_lines,
    kept_faults,
    people_samples,
    sheet_lines,
    unit_samples,
)
from thongsuot.interfaces.web.organisations.forms import AnswerForm, UploadForm, changed_columns
from thongsuot.interfaces.web.organisations.lines import import_lines
from thongsuot.interfaces.web.organisations.sentences import check_answer, outcome_answer
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import query_of

PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def import_list(request: Request) -> HttpResponse:
    """Take in a file, and show the files that were sent before. Refused files leave their sentence in the form."""
    units = _units_to_import_into(request)
    form = UploadForm(units, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content, name = form.content()
        try:
            sent = submit_roster(form.chosen_unit(), content=content, name=name, by=request.person, at=request.now)
        except RosterAlreadyWaiting as again:
            return redirect("organisations:roster_import", public_id=again.waiting.public_id)
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("organisations:roster_import", public_id=sent.public_id)
    page = Paginator(imports_of(request.viewer), PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "into": units[0] if len(units) == 1 else None,
        "page": page,
        "query": query_of(request),
        "imports": import_lines(page, senders_of(request.viewer, page)),
    }
    return render(request, "organisations/import_list.html", shown)


def roster_import(request: Request, public_id: str) -> HttpResponse:
    """Show a file: while it is pending its check, with the questions it leaves open; afterwards what came of it."""
    here = _import_or_404(request, public_id)
    shown = {"here": here, "sender": senders_of(request.viewer, [here]).get(here.file.stored_by, "")}
    if not here.is_pending:
        return render(request, "organisations/roster_import.html", shown | _outcome(here))
    try:
        proposal = check_roster(here, on=local_day(request.now))
    except Refusal as refusal:
        return render(request, "organisations/roster_import.html", shown | {"answer": str(refusal), "is_refused": True})
    form = AnswerForm(proposal.questions, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer_roster(here, answers=form.answers(), by=request.person, at=request.now)
        return redirect("organisations:roster_import", public_id=public_id)
    return render(request, "organisations/roster_import.html", shown | _check(proposal, form))


@require_POST
def choose_columns(request: Request, public_id: str) -> HttpResponse:
    """Read the file by other columns than were found."""
    here = _import_or_404(request, public_id)
    changed = changed_columns(check_roster(here, on=local_day(request.now)), request.POST.dict())
    if changed:
        answer_roster(here, answers=changed, by=request.person, at=request.now)
    return redirect("organisations:roster_import", public_id=public_id)


@require_POST
def answer_anew(request: Request, public_id: str) -> HttpResponse:
    """Take back every answer."""
    here = _import_or_404(request, public_id)
    answer_roster(here, answers=dict.fromkeys(here.answers, ""), by=request.person, at=request.now)
    return redirect("organisations:roster_import", public_id=public_id)


@require_POST
def carry_out(request: Request, public_id: str) -> HttpResponse:
    """Import the right rows. A second press finds the work done and shows it."""
    here = _import_or_404(request, public_id)
    seen = request.POST.get("seen", "")
    try:
        seen_rows = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
        import_submitted(here, seen_rows=seen_rows, by=request.person, at=request.now)
    except ImportNotPending:
        pass
    return redirect("organisations:roster_import", public_id=public_id)


@require_POST
def set_aside(request: Request, public_id: str) -> HttpResponse:
    """Give up a pending file."""
    here = _import_or_404(request, public_id)
    set_aside_import(here, by=request.person, at=request.now)
    messages.success(request, _("Đã bỏ tệp %(name)s. Chưa có gì được nhập.") % {"name": here.file.name})
    return redirect("organisations:import_list")


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    """Take back a whole import."""
    undo_import(_import_or_404(request, public_id), by=request.person, at=request.now)
    return redirect("organisations:roster_import", public_id=public_id)


def rows_to_correct(request: Request, public_id: str) -> HttpResponse:
    """Download the rows that were not accepted, each with its reasons, to be corrected and sent again."""
    here = _import_or_404(request, public_id)
    proposal = check_roster(here, on=local_day(request.now))
    if not proposal.rows_wrong:
        raise Http404
    response = HttpResponse(rejected_rows(proposal), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="can-sua-{public_id}.xlsx"'
    return response


def _check(proposal: RosterProposal, form: AnswerForm) -> dict[str, object]:
    return {
        "answer": check_answer(proposal),
        "proposal": proposal,
        "seen": str(proposal.rows_to_write),
        "there": proposal.people.unchanged + proposal.units.unchanged,
        "form": form,
        "sheets": sheet_lines(proposal),
        "errors": cause_lines(proposal.errors),
        "warnings": cause_lines(proposal.warnings),
        "units": unit_samples(proposal),
        "people": people_samples(proposal),
    }


def _outcome(here: RosterImport) -> dict[str, object]:
    return {
        "answer": outcome_answer(here),
        "errors": cause_lines(kept_faults(here, "errors")),
        "warnings": cause_lines(kept_faults(here, "warnings")),
    }


def _units_to_import_into(request: Request) -> list[Unit]:
    """Return the unit that was asked for, else the highest the viewer manages. What is foreign is as absent."""
    asked = request.POST.get("unit") or request.GET.get("vao")
    try:
        if asked:
            return [unit_by_public_id(request.viewer, asked, Permission.MANAGE_ORGANISATION)]
    except Unit.DoesNotExist:
        raise Http404 from None
    tops = top_units(request.viewer, Permission.MANAGE_ORGANISATION)
    if not tops:
        raise Http404
    return tops


def _import_or_404(request: Request, public_id: str) -> RosterImport:
    try:
        return import_by_public_id(request.viewer, public_id)
    except RosterImport.DoesNotExist:
        raise Http404 from None
