"""Finding what an address of study means, within what the viewer may see."""

from django.http import Http404

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.models import HeadCount, StudyClass
from thongsuot.domain.study.queries.classes import class_by_public_id, class_kept, head_counts_of
from thongsuot.domain.study.queries.registers import entry_at_door, entry_to_record
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.site.standing import campaign_or_404


def class_or_404(request: Request, slug: str, public_id: str) -> StudyClass:
    """Return the class of an address: one at whose door the viewer stands, or one they may see."""
    try:
        return class_kept(request.viewer, slug, public_id)
    except StudyClass.DoesNotExist:
        pass
    try:
        return class_by_public_id(request.viewer, campaign_or_404(request, slug), public_id)
    except StudyClass.DoesNotExist:
        raise Http404 from None


def entry_or_404(request: Request, slug: str, public_id: str) -> RollEntry:
    """Return the person of an address, whose attendance the viewer may record."""
    try:
        return entry_to_record(request.viewer, campaign_or_404(request, slug), public_id)
    except RollEntry.DoesNotExist:
        raise Http404 from None


def entry_at_door_or_404(request: Request, study_class: StudyClass, public_id: str) -> RollEntry:
    """Return the person of an address, whom the viewer may mark at a class."""
    try:
        return entry_at_door(request.viewer, study_class, public_id)
    except RollEntry.DoesNotExist:
        raise Http404 from None


def count_or_404(study_class: StudyClass, code: str, audience: str) -> HeadCount:
    """Return the count of a unit and audience that stands at a class."""
    for count in head_counts_of(study_class):
        if (count.campaign_unit.code, count.audience.code) == (code, audience):
            return count
    raise Http404
