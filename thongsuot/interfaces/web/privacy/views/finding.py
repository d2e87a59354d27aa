"""What an address names. Absent and foreign alike are 404."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.queries.desk import may_protect, person_to_protect
from thongsuot.interfaces.web.site.request import Request

Found = TypeVar("Found")


def or_404(question: Callable[..., Found], *asked: object) -> Found:
    """Return what a question finds; 404 where it finds nothing."""
    try:
        return question(*asked)
    except ObjectDoesNotExist:
        raise Http404 from None


def protected_or_404(request: Request, public_id: str) -> Person:
    """Return a person of units where the viewer protects data."""
    return or_404(person_to_protect, request.viewer, public_id)


def protectors_only(request: Request) -> None:
    """Answer 404 to whoever protects data nowhere."""
    if not may_protect(request.viewer):
        raise Http404
