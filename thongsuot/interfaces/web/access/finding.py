"""Finding the person to whom work is given: by name or card number, then by the one chosen."""

from django.http import Http404

from thongsuot.foundation.organisations.entrusting import Candidate, people_to_entrust, person_to_entrust
from thongsuot.foundation.organisations.models import Person
from thongsuot.interfaces.web.site.looks import saw_people
from thongsuot.interfaces.web.site.request import Request

_LONGEST = 100


def asked_of(request: Request) -> str:
    """Return the name or number that was asked for."""
    return request.GET.get("q", "").strip()[:_LONGEST]


def candidates_of(request: Request, unit_path: str) -> list[Candidate]:
    """Return who was found; nobody before anything was asked."""
    asked = asked_of(request)
    found = people_to_entrust(request.viewer, asked) if asked else []
    if found:
        saw_people(request, unit_path, len(found))
    return found


def candidate_or_404(request: Request) -> Candidate | None:
    """Return the person who was chosen; None before. A stranger is as one who is not there."""
    chosen = request.POST.get("nguoi") or request.GET.get("nguoi", "")
    if not chosen:
        return None
    try:
        return person_to_entrust(request.viewer, chosen)
    except Person.DoesNotExist:
        raise Http404 from None
