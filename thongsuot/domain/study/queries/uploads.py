"""Files on their way into a class: sent in one step of a form, used in the next."""

from collections.abc import Sequence

from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.files.models import StoredFile


def own_uploads(viewer: Viewer, public_ids: Sequence[str], purpose: str) -> list[StoredFile]:
    """Return the files of these ids that the viewer sent for this purpose, the earliest first; what others sent is not there."""
    own = StoredFile.objects.filter(stored_by=viewer.actor.actor_label, purpose=purpose)
    return list(own.filter(public_id__in=public_ids).order_by("stored_at", "pk"))
