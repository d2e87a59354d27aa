"""Whom and what an address names. What is absent and what is foreign get the same answer."""

from django.http import Http404

from thongsuot.foundation.organisations.models import Person, PersonMerge, Transfer, Unit
from thongsuot.foundation.organisations.people_lists import merge_by_public_id, transfer_by_public_id
from thongsuot.foundation.organisations.queries import person_by_public_id, top_units, unit_by_public_id
from thongsuot.interfaces.web.site.request import Request


def person_or_404(request: Request, public_id: str) -> Person:
    """Return the person of an address."""
    try:
        return person_by_public_id(request.viewer, public_id)
    except Person.DoesNotExist:
        raise Http404 from None


def unit_or_404(request: Request, public_id: str) -> Unit:
    """Return the unit a page is about; without one, the first of the highest units the viewer may see."""
    try:
        return unit_by_public_id(request.viewer, public_id) if public_id else top_units(request.viewer)[0]
    except (Unit.DoesNotExist, IndexError):
        raise Http404 from None


def transfer_or_404(request: Request, public_id: str) -> Transfer:
    """Return the transfer of an address."""
    try:
        return transfer_by_public_id(request.viewer, public_id)
    except Transfer.DoesNotExist:
        raise Http404 from None


def merge_or_404(request: Request, public_id: str) -> PersonMerge:
    """Return the merge of an address."""
    try:
        return merge_by_public_id(request.viewer, public_id)
    except PersonMerge.DoesNotExist:
        raise Http404 from None
