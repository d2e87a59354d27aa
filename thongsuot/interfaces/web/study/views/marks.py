"""Marking people at a class: one by one, all who are left, back again; and the pages they signed."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from thongsuot.domain.study.actions.attendance import mark_people, undo_marks
from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.domain.study.actions.marks import Mark, Written
from thongsuot.domain.study.actions.sheets import attach_sheets
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.foundation.core.numbers import count_text
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.lines import REASONS, WORDS, line_of, marked_text
from thongsuot.interfaces.web.study.register import changes_since, counter_of, main_part, shown_register, whole_register
from thongsuot.interfaces.web.study.standing import class_answer
from thongsuot.interfaces.web.study.uploads import sheets_of
from thongsuot.interfaces.web.study.views.finding import class_or_404, entry_at_door_or_404

LONGEST_REASON = 200


@require_POST
def mark(request: Request, slug: str, public_id: str, entry: str, presence: str) -> HttpResponse:
    """Mark one person present or absent, with a reason or without, or take it back. With htmx only what changed is drawn."""
    here = class_or_404(request, slug, public_id)
    person = entry_at_door_or_404(request, here, entry)
    if presence not in WORDS:
        raise Http404
    reason = request.POST.get("ly-do", "")[:LONGEST_REASON] if presence == "vang" else ""
    what = Presence.EXCUSED if reason.strip() else WORDS[presence]
    written = mark_people(here, marks=[Mark(person.pk, what, reason)], by=request.person, at=request.now)
    said = marked_text(person.person.full_name, what)
    undo = _undo_url(here, written)
    if request.htmx:
        return _changes(request, here, marked=person.pk, said=said, undo=undo)
    messages.success(request, said, extra_tags=undo)
    return _back(request, here)


@require_POST
def mark_rest(request: Request, slug: str, public_id: str, presence: str) -> HttpResponse:
    """Mark everybody of whom nothing is known as present, or as absent."""
    here = class_or_404(request, slug, public_id)
    if presence not in ("co-mat", "vang"):
        raise Http404
    register = whole_register(request, here).part(non_members=request.POST.get("xem") == "quan-chung")
    marks = [Mark(line.entry.pk, WORDS[presence]) for line in register.not_recorded()]
    written = mark_people(here, marks=marks, by=request.person, at=request.now)
    words = {"n": count_text(len(marks)), "what": str(WORDS[presence].label).lower()}
    messages.success(request, _("Đã ghi %(n)s người: %(what)s.") % words, extra_tags=_undo_url(here, written))
    return _back(request, here)


@require_POST
def undo(request: Request, slug: str, public_id: str, first: int, last: int) -> HttpResponse:
    """Put back what was known before the viewer's own act."""
    here = class_or_404(request, slug, public_id)
    people = undo_marks(here, written=Written(first, last), by=request.person, at=request.now)
    messages.success(request, _("Đã hoàn tác %(n)s người.") % {"n": count_text(people)})
    return _back(request, here)


@require_GET
@never_cache
def changes(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Show who has come since the fact `tu`, for a page that is open."""
    return _changes(request, class_or_404(request, slug, public_id))


@require_POST
def attach(request: Request, slug: str, public_id: str) -> HttpResponse:
    """Attach pages of the signed sheet, before or after people are marked."""
    here = class_or_404(request, slug, public_id)
    with sheets_of(request) as files:
        people = attach_sheets(here, files=files, by=request.person, at=request.now)
    words = {"pages": count_text(len(files)), "n": count_text(people)}
    said = (
        _("Đã đính %(pages)s tệp. %(n)s người đã tích nay lấy danh sách ký làm nguồn.")
        if people
        else _("Đã đính %(pages)s tệp.")
    )
    messages.success(request, said % words)
    return redirect("study:study_class", slug=slug, public_id=public_id)


def _changes(
    request: Request, here: StudyClass, *, marked: int | None = None, said: str = "", undo: str = ""
) -> HttpResponse:
    """Answer with the counter, those who came since, the row that was marked, and the way back."""
    since = request.GET.get("tu") or request.POST.get("tu") or "0"
    if not since.isdigit():
        return HttpResponseBadRequest()
    register = whole_register(request, here)
    row = next((line for line in register.lines if line.entry.pk == marked), None)
    is_there = row is None or row.presence == Presence.PRESENT
    shown = {
        "here": here,
        "campaign": here.campaign,
        "answer": class_answer(here, main_part(register), []),
        "register": shown_register(here, register, request.GET),
        "counter": counter_of(here, register, list(here.audiences.all()), request),
        "arrivals": changes_since(here, register, int(since)),
        "row": None if row is None or is_there else line_of(row, here, number=0),
        "reasons": REASONS,
        "may_mark": True,
        "may_record": record_study_elsewhere.allowed(request.viewer, here),
        "said": said,
        "undo": undo,
    }
    return render(request, "study/parts/changes.html", shown)


def _undo_url(here: StudyClass, written: Written) -> str:
    return reverse("study:undo", args=[here.campaign.slug, here.public_id, written.first, written.last])


def _back(request: Request, here: StudyClass) -> HttpResponse:
    """Return to the view of the register the form stood in."""
    of = request.POST.get("xem", "")
    query = f"?xem={of}" if of in ("da-den", "quan-chung") else ""
    return redirect(reverse("study:study_class", args=[here.campaign.slug, here.public_id]) + query)
