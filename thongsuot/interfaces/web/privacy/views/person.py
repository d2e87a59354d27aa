"""One person, for whoever protects data: all that is kept, restricting, erasing by two people."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thongsuot.domain.plans.actions.erasing import confirm_erasure
from thongsuot.foundation.privacy.actions.hiding import (
    ask_erasure,
    lift_restriction,
    restrict_person,
    turn_down_erasure,
)
from thongsuot.foundation.privacy.queries.desk import (
    erasure_by_public_id,
    erasure_of,
    requests_by,
    restriction_of,
)
from thongsuot.foundation.privacy.queries.kept import kept_about, sealed_name
from thongsuot.foundation.privacy.queries.subjects import people_names
from thongsuot.interfaces.web.privacy.forms import ReasonForm
from thongsuot.interfaces.web.privacy.lines import entry_words, kept_sections, look_words
from thongsuot.interfaces.web.privacy.report_file import FORMATS, kept_file
from thongsuot.interfaces.web.privacy.views.finding import or_404, protected_or_404
from thongsuot.interfaces.web.privacy.views.own import ROWS_SHOWN
from thongsuot.interfaces.web.site.looks import EXPORT, saw_person
from thongsuot.interfaces.web.site.request import Request


@never_cache
def person(request: Request, public_id: str) -> HttpResponse:
    """Show all that is kept about a person, and what may be done about it."""
    here = protected_or_404(request, public_id)
    saw_person(request, here)
    kept = kept_about(here, most=ROWS_SHOWN)
    names = people_names(request.viewer, [look.looker_id for look in kept.looks])
    erasure = erasure_of(here)
    shown = {
        "person": here,
        "is_own": False,
        "sections": kept_sections(kept),
        "entries": entry_words(kept.entries),
        "looks": look_words(kept.looks, names),
        "requests": requests_by(here),
        "restriction": restriction_of(here),
        "sealed_name": sealed_name(here),
        "erasure": erasure,
        "may_confirm": erasure is not None and erasure.asked_by != request.person.actor_label,
        "form": ReasonForm(),
    }
    return render(request, "privacy/person.html", shown)


def person_file(request: Request, public_id: str) -> HttpResponse:
    """Give all that is kept about a person as a file, to hand over to them."""
    here, ending = protected_or_404(request, public_id), request.GET.get("dang", "")
    if ending not in FORMATS:
        raise Http404
    saw_person(request, here, purpose=EXPORT)
    kept = kept_about(here)
    names = people_names(request.viewer, [look.looker_id for look in kept.looks])
    return kept_file(here, kept, names, ending, request.now)


@require_POST
def restrict(request: Request, public_id: str) -> HttpResponse:
    """Restrict the processing of a person's data."""
    here = protected_or_404(request, public_id)
    restrict_person(here, reason=_reason(request), by=request.person, at=request.now)
    messages.success(request, _("Đã hạn chế xử lý: tên không còn hiện ở danh sách, tìm kiếm, tệp; con số giữ nguyên."))
    return redirect("privacy:person", public_id=public_id)


@require_POST
def lift(request: Request, public_id: str) -> HttpResponse:
    """Lift the restriction of a person."""
    restriction = restriction_of(protected_or_404(request, public_id))
    if restriction is None:
        raise Http404
    lift_restriction(restriction, by=request.person, at=request.now)
    messages.success(request, _("Đã bỏ hạn chế; tên hiện lại như trước."))
    return redirect("privacy:person", public_id=public_id)


@require_POST
def ask_to_erase(request: Request, public_id: str) -> HttpResponse:
    """Ask that a person's name be erased; another confirms."""
    ask_erasure(protected_or_404(request, public_id), reason=_reason(request), by=request.person, at=request.now)
    messages.success(request, _("Đã ghi đề nghị xóa tên. Cần một đồng chí khác xác nhận."))
    return redirect("privacy:person", public_id=public_id)


@require_POST
def erase(request: Request, public_id: str) -> HttpResponse:
    """Confirm what another asked, and erase."""
    erasure = or_404(erasure_by_public_id, request.viewer, public_id)
    confirm_erasure(erasure, by=request.person, at=request.now)
    messages.success(request, _("Đã xóa tên. Mọi con số giữ nguyên, nhật ký vẫn chứng minh được."))
    return redirect("privacy:person", public_id=erasure.person.public_id)


@require_POST
def keep_name(request: Request, public_id: str) -> HttpResponse:
    """Turn down that a name be erased."""
    erasure = or_404(erasure_by_public_id, request.viewer, public_id)
    turn_down_erasure(erasure, by=request.person, at=request.now)
    messages.success(request, _("Đã bỏ đề nghị xóa tên."))
    return redirect("privacy:person", public_id=erasure.person.public_id)


def _reason(request: Request) -> str:
    return request.POST.get("reason", "")[:1_000]
