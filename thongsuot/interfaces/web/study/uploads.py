"""Pages of signed sheets on their way in: several at once, and kept between the steps of a form."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, cast

from django import forms
from django.db import transaction

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import discard_content, store
from thongsuot.interfaces.web.site.request import Request

PURPOSE = "evidence"
MOST_PAGES = 20
ACCEPTED = "image/jpeg,image/png,application/pdf"


class SheetsInput(forms.ClearableFileInput):
    """A field for several photos or PDF files."""

    allow_multiple_selected = True


class SheetsField(forms.FileField):
    """The pages of a signed sheet; what is cleaned is the list of uploads."""

    widget = SheetsInput(attrs={"accept": ACCEPTED})

    def clean(self, data: object, initial: object = None) -> list[object]:
        """Return the uploads, each checked as one file."""
        many = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not many:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(SheetsField, self).clean(one, initial) for one in many[:MOST_PAGES]]


def stored_sheets(request: Request) -> list[StoredFile]:
    """Store the pages a request carries and return them. Refusals: `store`."""
    return [
        store(
            cast("BinaryIO", upload.file),
            name=upload.name or "",
            purpose=PURPOSE,
            by=request.person.actor_label,
            at=request.now,
        )
        for upload in request.FILES.getlist("sheets")[:MOST_PAGES]
        if upload.file is not None
    ]


@contextmanager
def sheets_of(request: Request) -> Iterator[Sequence[StoredFile]]:
    """Store the pages a request carries for the action in the block; when that is refused nothing of them is kept."""
    files: list[StoredFile] = []
    try:
        with transaction.atomic():
            files = stored_sheets(request)
            yield files
    except Refusal:
        for file in files:
            discard_content(file)
        raise
