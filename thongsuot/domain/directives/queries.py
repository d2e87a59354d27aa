"""The library of a viewer."""

from django.db.models import Q, QuerySet

from thongsuot.domain.directives.models import Directive
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import ancestor_paths


def directives_of(viewer: Viewer) -> QuerySet[Directive]:
    """Return the documents kept by units in the viewer's scope or above it: what a committee registers, all below may read."""
    above = Q(path__in=[path for grant in viewer.grants for path in ancestor_paths(grant.unit_path)])
    return (
        Directive.objects.filter(viewer.scope().as_filter() | above)
        .select_related("carries_out", "file", "keeper")
        .order_by("-issued_on", "pk")
    )


def directive_by_public_id(viewer: Viewer, public_id: str) -> Directive:
    """Return one document. Absent and foreign alike raise Directive.DoesNotExist."""
    return directives_of(viewer).get(public_id=public_id)
