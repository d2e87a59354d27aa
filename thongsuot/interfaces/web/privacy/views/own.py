"""For everybody: what is kept and why, one's own data, one's own requests and consents."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.privacy.actions.consents import give_consent, withdraw_consent
from thongsuot.foundation.privacy.actions.requests import file_own_request, take_back_request
from thongsuot.foundation.privacy.clocks import clock_on
from thongsuot.foundation.privacy.models.requests import RequestKind
from thongsuot.foundation.privacy.policy import processings
from thongsuot.foundation.privacy.queries.desk import (
    consents_by,
    may_protect,
    own_consent,
    request_by_public_id,
    requests_by,
)
from thongsuot.foundation.privacy.queries.kept import kept_about
from thongsuot.foundation.privacy.queries.subjects import people_names
from thongsuot.interfaces.web.privacy.forms import RequestForm
from thongsuot.interfaces.web.privacy.lines import deadline_of, entry_words, kept_sections, look_words
from thongsuot.interfaces.web.privacy.report_file import FORMATS, kept_file
from thongsuot.interfaces.web.privacy.views.finding import or_404
from thongsuot.interfaces.web.site.request import Request

ROWS_SHOWN = 50


def policy(request: Request) -> HttpResponse:
    """Show for what data is kept, on what ground, how long, who sees it; and one's own consents and requests."""
    today = local_day(request.now)
    in_force = {c.purpose: c for c in consents_by(request.person).filter(withdrawn_at=None)}
    shown = {
        "processings": [(one, in_force.get(one.code)) for one in processings()],
        "requests": [(one, deadline_of(one, today) if one.is_open else None) for one in requests_by(request.person)],
        "clock": clock_on(today),
        "may_protect": may_protect(request.viewer),
    }
    return render(request, "privacy/policy.html", shown)


@never_cache
def own_data(request: Request) -> HttpResponse:
    """Show everything that is kept about the viewer, what was done with it, and who looked."""
    kept = kept_about(request.person, most=ROWS_SHOWN)
    names = people_names(request.viewer, [look.looker_id for look in kept.looks])
    shown = {
        "person": request.person,
        "is_own": True,
        "sections": kept_sections(kept),
        "entries": entry_words(kept.entries),
        "looks": look_words(kept.looks, names),
    }
    return render(request, "privacy/kept.html", shown)


def own_data_file(request: Request) -> HttpResponse:
    """Give the viewer all that is kept about them as a file."""
    ending = request.GET.get("dang", "")
    if ending not in FORMATS:
        raise Http404
    kept = kept_about(request.person)
    names = people_names(request.viewer, [look.looker_id for look in kept.looks])
    return kept_file(request.person, kept, names, ending, request.now)


def new_request(request: Request) -> HttpResponse:
    """Take a request about one's own data; its days are told at once."""
    form = RequestForm(request.POST or None, initial={"kind": request.GET.get("loai") or RequestKind.SEE})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = file_own_request(request.person, kind=RequestKind(told["kind"]), asks=told["asks"], at=request.now)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã gửi yêu cầu. Đồng chí theo dõi việc giải quyết ở trang này."))
            return redirect("privacy:data_request", public_id=made.public_id)
    return render(request, "privacy/new_request.html", {"form": form, "clock": clock_on(local_day(request.now))})


@require_POST
def take_back(request: Request, public_id: str) -> HttpResponse:
    """Take back one's own request."""
    here = or_404(request_by_public_id, request.viewer, public_id)
    if here.person_id != request.person.pk:
        raise Http404
    take_back_request(here, at=request.now)
    return redirect("privacy:data_request", public_id=public_id)


@require_POST
def agree(request: Request, purpose: str) -> HttpResponse:
    """Consent to a purpose."""
    give_consent(request.person, purpose=purpose, at=request.now)
    messages.success(request, _("Đã ghi sự đồng ý. Đồng chí rút lại được bất cứ lúc nào."))
    return redirect("privacy:policy")


@require_POST
def withdraw(request: Request, public_id: str) -> HttpResponse:
    """Withdraw one's consent."""
    withdraw_consent(or_404(own_consent, request.person, public_id), at=request.now)
    messages.success(request, _("Đã rút lại sự đồng ý."))
    return redirect("privacy:policy")
