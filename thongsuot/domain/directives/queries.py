"""The library of a viewer."""

from django.db.models import Q, QuerySet

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.directives.numbers import folded_number
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import ancestor_paths


def directives_of(viewer: Viewer) -> QuerySet[Directive]:
    """Return the documents kept by units in the viewer's scope or above it: what a committee registers, all below may read."""
    readable = viewer.scope().as_filter()
    if not viewer.is_system:  # an empty condition, which holds everything, must not be joined to another by «or»
        readable |= Q(path__in=[path for grant in viewer.grants for path in ancestor_paths(grant.unit_path)])
    return (
        Directive.objects.filter(readable).select_related("carries_out", "file", "keeper").order_by("-issued_on", "pk")
    )


def directives_found(viewer: Viewer, text: str) -> QuerySet[Directive]:
    """Return the documents whose number the text begins, in any spelling, or whose title and issuer hold all its words."""
    asked = folded(text)
    if not asked:
        return directives_of(viewer)
    words = Q()
    for word in asked.split():
        words &= Q(title_folded__contains=word) | Q(issuer_folded__contains=word)
    number = folded_number(text)
    return directives_of(viewer).filter(words | Q(number_folded__startswith=number) if number else words)


def carried_out_by(viewer: Viewer, directive: Directive) -> QuerySet[Directive]:
    """Return the documents in the viewer's library that carry one out, in their usual order."""
    return directives_of(viewer).filter(carries_out=directive)


def directive_by_public_id(viewer: Viewer, public_id: str) -> Directive:
    """Return one document. Absent and foreign alike raise Directive.DoesNotExist."""
    return directives_of(viewer).get(public_id=public_id)
