"""Stored files on their way in and out, for every room: an upload that stays only with its action, and the one download.

A room's own view finds the file through what it belongs to (a document, a class, a report), within the viewer's scope, and
answers with `file_response`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.http import FileResponse

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.recognition import Kind
from thongsuot.foundation.files.store import discard_content, open_stored
from thongsuot.interfaces.web.site.documents import stored_upload
from thongsuot.interfaces.web.site.request import Request

_SENT_AS = frozenset(kind.media_type for kind in Kind)
_UNKNOWN = "application/octet-stream"


def file_response(file: StoredFile) -> FileResponse:
    """Return a stored file to be saved, never to be shown as a page of ours. Refuses content that is missing.

    Its type is one of those we accept, by its bytes; the name is the one it was uploaded under.
    """
    media_type = file.media_type if file.media_type in _SENT_AS else _UNKNOWN
    response = FileResponse(open_stored(file), as_attachment=True, filename=file.name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@contextmanager
def upload_of(request: Request, field: str, purpose: str) -> Iterator[StoredFile | None]:
    """Store the upload of a field for the action in the block; when that is refused nothing of it is kept. None: none was sent."""
    file = None
    try:
        with transaction.atomic():
            file = stored_upload(request, field, purpose)
            yield file
    except Refusal:
        if file is not None:
            discard_content(file)
        raise
