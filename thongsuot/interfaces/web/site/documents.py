"""What pages of issued documents share: the form in which one is recorded, and what may be done with it."""

from datetime import date
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.actions.documents import Issue
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.interfaces.web.site.fields import DayInput
from thongsuot.interfaces.web.site.request import Request

ROWS = 5


class IssueForm(forms.Form):
    """Number, day, title and file of a document as it was issued; why, where it replaces another."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Như trên văn bản, ví dụ 08-KH/ĐU"))
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DayInput())
    title = forms.CharField(label=_("Trích yếu"), max_length=400)
    file = forms.FileField(label=_("Tệp văn bản"), required=False, help_text=_("PDF, Word hoặc ảnh, tối đa 50 MB"))
    reason = forms.CharField(label=_("Lý do thay thế"), max_length=400, required=False)

    def issue(self, request: Request) -> Issue:
        """Return what the form says, with its file stored."""
        return self.issue_with(stored_upload(request, "file", "document"))

    def issue_with(self, file: StoredFile | None) -> Issue:
        """Return what the form says, with a file that is stored already."""
        told: dict[str, Any] = self.cleaned_data
        return Issue(
            number=told["number"], issued_on=told["issued_on"], title=told["title"], file=file, reason=told["reason"]
        )


class CommentForm(forms.Form):
    """What the level above says."""

    comment = forms.CharField(
        label=_("Ý kiến"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


def stored_upload(request: Request, field: str, purpose: str) -> StoredFile | None:
    """Store an uploaded file and return it; None when none was sent. Refusals: `store`."""
    upload = request.FILES.get(field)
    if not isinstance(upload, UploadedFile) or upload.file is None:
        return None
    return store(
        cast("BinaryIO", upload.file),
        name=upload.name or "",
        purpose=purpose,
        by=request.person.actor_label,
        at=request.now,
    )


def usual_issue(today: date, title: str) -> dict[str, object]:
    """Return what a form of issue begins with."""
    return {"issued_on": today, "title": title}
