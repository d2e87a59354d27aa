"""Pages of reports."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.reports.actions import (
    SignedIssue,
    freeze_report,
    open_report_draft,
    record_signed_copy,
    write_remarks,
)
from thongsuot.domain.reports.documents.content import ReportContent
from thongsuot.domain.reports.documents.fingerprint import short_code
from thongsuot.domain.reports.drafting.remarks import Remarks
from thongsuot.domain.reports.drafting.telling import document_of
from thongsuot.domain.reports.files import FileFormat, report_file
from thongsuot.domain.reports.models import IssuedReport, ReportDraft, ReportKind
from thongsuot.domain.reports.queries import (
    differences,
    draft_by_public_id,
    draft_of_unit,
    drafts_of,
    frozen_report,
    frozen_reports_of,
    kinds_of_report,
    printed_checkpoint_now,
    report_now,
    reportable_units,
    signed_copy_of,
    signed_of,
    versions_frozen,
)
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.queries import names_by_label
from thongsuot.interfaces.web.reports.forms import (
    DraftForm,
    ReasonForm,
    RemarksForm,
    SignedForm,
    places_of,
    usual_head,
)
from thongsuot.interfaces.web.reports.links import figure_links
from thongsuot.interfaces.web.reports.preview import check_of, preview_of
from thongsuot.interfaces.web.site.files import file_response, upload_of
from thongsuot.interfaces.web.site.middleware import sees_one_snapshot
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404, unit_or_404

PAGE = 50


def report_list(request: Request, slug: str) -> HttpResponse:
    """Show the kinds of report of where the viewer stands, what is being drafted, what was frozen and issued."""
    stand = unit_or_404(request, slug)
    campaign = stand.campaign
    units = list(reportable_units(request.viewer, campaign))
    drafts = list(drafts_of(request.viewer, campaign))
    mine = {draft.kind: draft for draft in drafts if draft.campaign_unit_id == stand.pk}
    shown = {
        "campaign": campaign,
        "stand": stand,
        "kinds": [(kind, mine.get(kind)) for kind in kinds_of_report(stand)] if stand in units else [],
        "form": DraftForm(units=units, initial={"unit": stand.code}) if len(units) > 1 else None,
        "drafts": [draft for draft in drafts if not draft.is_frozen],  # type: ignore[attr-defined]
        "page": Paginator(frozen_reports_of(request.viewer, campaign).defer("content"), PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return render(request, "reports/report_list.html", shown)


@require_POST
def open_draft(request: Request, slug: str) -> HttpResponse:
    """Open a unit's draft, or the one that is open already."""
    campaign = campaign_or_404(request, slug)
    units = list(reportable_units(request.viewer, campaign))
    form = DraftForm(request.POST, units=units)
    if not form.is_valid():
        raise Http404
    unit = unit_or_404(request, slug, form.cleaned_data["unit"])
    kind = ReportKind(form.cleaned_data["kind"])
    opened = draft_of_unit(request.viewer, unit, kind)
    if opened is None:
        opened = open_report_draft(unit, kind=kind, by=request.person, at=request.now)
    return redirect("reports:draft", slug=slug, public_id=opened.public_id)


def draft(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show what a report says now, in the Party's form, and let the office write its own words."""
    opened = _draft_or_404(request, slug, public_id)
    document = _document_now(request, opened)
    start = {**usual_head(document), **opened.remarks, "seen_at": opened.changed_at.isoformat()}
    form = RemarksForm(request.POST or None, initial=start, places=places_of(opened.kind))
    if request.method == "POST" and form.is_valid():
        try:
            write_remarks(opened, remarks=form.words(), seen_at=form.when_read(), by=request.person, at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi nội dung vào dự thảo."))
            return redirect("reports:draft", slug=slug, public_id=public_id)
    shown = {
        "campaign": opened.campaign,
        "draft": opened,
        "paper": preview_of(document, figure_links(opened.campaign_unit)),
        "check": check_of(document),
        "form": form,
        "versions": (versions := versions_frozen(request.viewer, opened.campaign_unit, opened.kind)),
        "reason": ReasonForm() if versions else None,
    }
    return render(request, "reports/draft.html", shown)


@sees_one_snapshot
@require_POST
def freeze(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Freeze what a draft says now, then show the frozen version with its Word file."""
    opened = _draft_or_404(request, slug, public_id)
    report = freeze_report(opened, reason=request.POST.get("reason", ""), by=request.person, at=request.now)
    messages.success(request, _("Đã chốt bản %(n)d. Tải bản Word để trình ký.") % {"n": report.version})
    return redirect("reports:frozen", slug=slug, public_id=report.public_id)


def draft_file(request: Request, slug: str, public_id: str, ending: str) -> HttpResponse:
    """Send a draft as it is now, with its mark."""
    opened = _draft_or_404(request, slug, public_id)
    return _file(_document_now(request, opened), opened, ending, "du-thao")


def frozen(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show a frozen report, where it differs from today, and, while it is not signed, where the signed copy is recorded."""
    report = _frozen_or_404(request, slug, public_id)
    document = _frozen_document(report)
    start = {
        "issued_on": local_day(request.now),
        "signer_post": document.signer_post,
        "signer_name": document.signer_name,
    }
    form = SignedForm(request.POST or None, request.FILES or None, initial=start)
    if request.method == "POST" and form.is_valid() and _is_recorded(request, report, form):
        messages.success(request, _("Đã ghi nhận bản ký số %(n)s.") % {"n": form.cleaned_data["number"]})
        return redirect("reports:frozen", slug=slug, public_id=public_id)
    return render(request, "reports/frozen.html", _shown_frozen(request, report, document, form))


def frozen_file(request: Request, slug: str, public_id: str, ending: str) -> HttpResponse:
    """Send a frozen report: a draft to be signed, or, once it was issued, with its number, day and signer."""
    report = _frozen_or_404(request, slug, public_id)
    return _file(_frozen_document(report), report, ending, f"ban-{report.version}")


def signed_file(request: Request, slug: str, public_id: str) -> FileResponse:
    """Send the signed paper."""
    copy = signed_copy_of(_frozen_or_404(request, slug, public_id))
    if copy is None:
        raise Http404
    return file_response(copy.file)


def _shown_frozen(
    request: Request, report: IssuedReport, document: ReportContent, form: SignedForm
) -> dict[str, object]:
    unit, kind, copy = report.campaign_unit, ReportKind(report.kind), signed_copy_of(report)
    is_waiting = copy is None and not report.is_superseded  # type: ignore[attr-defined]
    may_sign = is_waiting and record_signed_copy.allowed(request.viewer, report)
    names = names_by_label(request.viewer, [report.frozen_by, copy.attached_by if copy else ""])
    return {
        "campaign": report.campaign,
        "report": report,
        "copy": copy,
        "frozen_by": names.get(report.frozen_by, ""),
        "attached_by": names.get(copy.attached_by, "") if copy else "",
        "paper": preview_of(document, figure_links(unit)),
        "figures_code": short_code(report.fingerprint),
        "differences": differences(report.content, report_now(request.viewer, unit, kind, Remarks({}), at=request.now)),
        "versions": versions_frozen(request.viewer, unit, kind),
        "draft": draft_of_unit(request.viewer, unit, kind),
        "form": form if may_sign else None,
    }


def _is_recorded(request: Request, report: IssuedReport, form: SignedForm) -> bool:
    told = {name: form.cleaned_data[name] for name in ("number", "issued_on", "signer_post", "signer_name")}
    try:
        with upload_of(request, "file", "signed_report") as file:
            assert file is not None  # the form requires it
            record_signed_copy(report, issue=SignedIssue(**told, file=file), by=request.person, at=request.now)
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _draft_or_404(request: Request, slug: str, public_id: str) -> ReportDraft:
    try:
        return draft_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except ReportDraft.DoesNotExist:
        raise Http404 from None


def _frozen_or_404(request: Request, slug: str, public_id: str) -> IssuedReport:
    try:
        return frozen_report(request.viewer, campaign_or_404(request, slug), public_id)
    except IssuedReport.DoesNotExist:
        raise Http404 from None


def _document_now(request: Request, opened: ReportDraft) -> ReportContent:
    kind, remarks = ReportKind(opened.kind), Remarks(opened.remarks)
    data = report_now(request.viewer, opened.campaign_unit, kind, remarks, at=request.now)
    return document_of(data, checkpoint=printed_checkpoint_now())


def _frozen_document(report: IssuedReport) -> ReportContent:
    return document_of(report.content, checkpoint=report.checkpoint, signed=signed_of(report))


def _file(document: ReportContent, of: ReportDraft | IssuedReport, ending: str, version: str) -> HttpResponse:
    if ending not in set(FileFormat):
        raise Http404
    file_format = FileFormat(ending)
    response = HttpResponse(report_file(document, file_format), content_type=file_format.media_type)
    word = "bao-cao" if of.kind == ReportKind.RESULT else "bieu-tong-hop"
    name = f"{word}-{of.campaign.slug}-{of.campaign_unit.code}-{version}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
