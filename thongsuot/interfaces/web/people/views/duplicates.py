"""Who may be entered twice, and what somebody decides about it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.domain.study.actions.merging import hold_to_be_two, merge_people, undo_merge
from thongsuot.foundation.organisations.actions.people import enrol_person
from thongsuot.foundation.organisations.duplicates import MOST_PAIRS, possible_duplicates
from thongsuot.foundation.organisations.models import Person
from thongsuot.interfaces.web.people.finding import merge_or_404, person_or_404, unit_or_404
from thongsuot.interfaces.web.people.sentences import duplicates_answer
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request


def duplicate_list(request: Request) -> HttpResponse:
    """Show pairs who may be one person, with what tells them apart."""
    here = unit_or_404(request, request.GET.get("vao", ""))
    if not enrol_person.allowed(request.viewer, here):
        raise Http404
    pairs = possible_duplicates(request.viewer, here)
    saw_people(request, here.path, 2 * len(pairs))
    shown = {"here": here, "pairs": pairs, "answer": duplicates_answer(len(pairs), MOST_PAIRS, here)}
    return render(request, "people/duplicate_list.html", shown)


@require_POST
def merge(request: Request) -> HttpResponse:
    """Hold two rows to be one person; the answer offers to undo it."""
    kept, merged = _two(request)
    made = merge_people(kept, merged=merged, by=request.person, at=request.now)
    said = _("Đã gộp vào %(name)s. Có thể hoàn tác ở trang của đồng chí đó.") % {"name": made.kept.full_name}
    messages.success(request, said)
    return redirect("people:person", kept.public_id)


@require_POST
def two_people(request: Request) -> HttpResponse:
    """Say that two are two people."""
    first, second = _two(request)
    hold_to_be_two(first, second=second, by=request.person, at=request.now)
    messages.success(request, _("Đã ghi là hai người; hệ thống không gợi ý cặp này nữa."))
    return redirect(reverse("people:duplicate_list") + f"?vao={request.POST.get('vao', '')}")


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    """Undo a merge."""
    undone = undo_merge(merge_or_404(request, public_id), by=request.person, at=request.now)
    messages.success(request, _("Đã hoàn tác lần gộp."))
    return redirect("people:person", undone.kept.public_id)


def _two(request: Request) -> tuple[Person, Person]:
    return (
        person_or_404(request, request.POST.get("giu", "")),
        person_or_404(request, request.POST.get("gop", "")),
    )
