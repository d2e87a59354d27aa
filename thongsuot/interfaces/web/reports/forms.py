"""Forms of reports: the office's own words, why a report is frozen again, what stands on the signed paper."""

from datetime import datetime

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.reports.documents.content import ReportContent
from thongsuot.domain.reports.drafting.remarks import HEAD_PLACES, LONGEST_REMARK, PROSE_PLACES, Place
from thongsuot.domain.reports.models import ReportKind
from thongsuot.interfaces.web.site.fields import DayInput

_LABELS = {
    Place.SITUATION: _("Tình hình cần nói thêm"),
    Place.DIRECTION: _("Lãnh đạo, chỉ đạo: văn bản, cuộc họp khác"),
    Place.PROPAGANDA: _("Công tác tuyên truyền"),
    Place.OVERSIGHT: _("Công tác kiểm tra, giám sát"),
    Place.QUALITY: _("Chất lượng học tập; đối thoại, giải đáp"),
    Place.STRENGTHS: _("Ưu điểm, cách làm hay"),
    Place.LIMITS: _("Hạn chế khác"),
    Place.CAUSES: _("Nguyên nhân"),
    Place.TASKS: _("Phương hướng, nhiệm vụ"),
    Place.PROPOSALS: _("Kiến nghị, đề xuất"),
    Place.SUPERIOR: _("Cấp trên (góc trái, dòng đầu)"),
    Place.SYMBOL: _("Ký hiệu sau số"),
    Place.AUTHORITY: _("Quyền hạn ký"),
    Place.SIGNER_POST: _("Chức vụ người ký"),
    Place.SIGNER_NAME: _("Họ tên người ký"),
    Place.RECIPIENTS: _("Nơi nhận, mỗi dòng một nơi"),
}


class RemarksForm(forms.Form):
    """A box for each place an office may write in; `seen_at` is when the draft had been changed last as it was read."""

    seen_at = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, places: tuple[Place, ...] = tuple(Place), **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self._places = places
        for place in places:
            rows = 3 if place in PROSE_PLACES or place == Place.RECIPIENTS else 1
            box = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
            self.fields[place.value] = forms.CharField(
                label=_LABELS[place], required=False, max_length=LONGEST_REMARK, widget=box
            )

    def words(self) -> dict[Place, str]:
        """Return what was changed, by place: what the draft proposes by itself is not made the office's own word."""
        changed = set(self.changed_data).intersection(self.data)  # a box that was not sent says nothing
        return {place: self.cleaned_data[place.value] for place in self._places if place.value in changed}

    def when_read(self) -> datetime | None:
        """Return when the draft had been changed last as it was read; None for a text that is no instant."""
        try:
            return parse_datetime(self.cleaned_data["seen_at"])
        except ValueError:
            return None

    def prose(self) -> list[forms.BoundField]:
        """Return the boxes of the body."""
        return [self[place.value] for place in PROSE_PLACES if place in self._places]

    def head(self) -> list[forms.BoundField]:
        """Return the boxes of head and foot."""
        return [self[place.value] for place in HEAD_PLACES if place in self._places]


def places_of(kind: str) -> tuple[Place, ...]:
    """Return where an office may write in a kind of report: a table has no body of its own."""
    return tuple(Place) if kind == ReportKind.RESULT else HEAD_PLACES


def usual_head(document: ReportContent) -> dict[str, object]:
    """Return the head and foot as the draft has them now, so that the office changes words and not empty boxes."""
    return {
        Place.SUPERIOR.value: document.superior,
        Place.SYMBOL.value: document.symbol,
        Place.AUTHORITY.value: document.authority,
        Place.SIGNER_POST.value: document.signer_post,
        Place.SIGNER_NAME.value: document.signer_name,
        Place.RECIPIENTS.value: "\n".join(document.recipients),
    }


class DraftForm(forms.Form):
    """Which report of which unit."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    kind = forms.ChoiceField(label=_("Loại báo cáo"), choices=ReportKind)

    def __init__(self, *args: object, units: list[CampaignUnit], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a report is frozen again."""

    reason = forms.CharField(label=_("Lý do chốt lại"), max_length=400)


class SignedForm(forms.Form):
    """What stands on the signed paper, and the paper."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Như trên văn bản, ví dụ 45-BC/ĐUK"))
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DayInput())
    signer_post = forms.CharField(label=_("Chức vụ người ký"), max_length=120)
    signer_name = forms.CharField(label=_("Họ tên người ký"), max_length=120)
    file = forms.FileField(
        label=_("Bản đã ký"), help_text=_("Tệp PDF, hoặc ảnh chụp văn bản đã ký, đóng dấu; tối đa 50 MB")
    )
