"""Forms of requests, of hiding, and of incidents."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.privacy.actions.incidents import Happening
from thongsuot.foundation.privacy.models.requests import RequestKind

_MOMENT = "%Y-%m-%dT%H:%M"


class RequestForm(forms.Form):
    """What somebody asks about their own data."""

    kind = forms.ChoiceField(label=_("Đồng chí yêu cầu"), choices=RequestKind.choices, widget=forms.RadioSelect)
    asks = forms.CharField(
        label=_("Nội dung"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi rõ dữ liệu nào và mong muốn gì; xem và nhận bản sao thì có thể bỏ trống"),
    )


class PaperRequestForm(RequestForm):
    """The same, filed by an officer from a signed paper."""

    file = forms.FileField(label=_("Bản chụp đơn có chữ ký"), help_text=_("PDF hoặc ảnh, tối đa 50 MB"))


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Lý do"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))


class OutcomeForm(forms.Form):
    """How a request ended."""

    is_done = forms.TypedChoiceField(
        label=_("Kết quả"),
        choices=[("1", _("Đã giải quyết")), ("0", _("Không giải quyết được, có lý do"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("Trả lời người yêu cầu"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class IncidentForm(forms.Form):
    """What is known of an incident when it is entered."""

    title = forms.CharField(label=_("Sự cố"), max_length=200, help_text=_("Một câu ngắn, không nêu tên ai"))
    unit = forms.ChoiceField(label=_("Đơn vị chịu trách nhiệm"))
    what = forms.CharField(label=_("Diễn biến"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))
    whose = forms.CharField(
        label=_("Dữ liệu của ai, loại nào"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: họ tên, ngày sinh của đảng viên Chi bộ 3; không liệt kê tên"),
    )
    people = forms.IntegerField(
        label=_("Số người bị ảnh hưởng"),
        min_value=0,
        max_value=100_000_000,
        required=False,
        help_text=_("Chưa rõ thì bỏ trống"),
    )
    happened_at = forms.DateTimeField(
        label=_("Xảy ra lúc"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    found_at = forms.DateTimeField(
        label=_("Phát hiện lúc"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    )
    is_serious = forms.BooleanField(
        label=_("Nghiêm trọng: có thể gây hại cho người có dữ liệu, phải thông báo cơ quan chuyên trách"),
        required=False,
    )
    measures = forms.CharField(
        label=_("Đã làm gì"), max_length=4_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, places: Iterable[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = cast("forms.ChoiceField", self.fields["unit"])
        unit.choices = [(place.public_id, place.name) for place in places]

    def happening(self) -> Happening:
        """Return what the form says."""
        told: dict[str, Any] = {name: value for name, value in self.cleaned_data.items() if name != "unit"}
        return Happening(**told)


class ProgressForm(forms.Form):
    """How an incident goes on."""

    measures = IncidentForm.base_fields["measures"]
    people = IncidentForm.base_fields["people"]


class NotifiedForm(forms.Form):
    """Whom the authority is, and when it was told."""

    to = forms.CharField(label=_("Đã thông báo cho"), max_length=300)
    on = forms.DateTimeField(
        label=_("Lúc"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
    )


class ConclusionForm(forms.Form):
    """How an incident ended."""

    conclusion = forms.CharField(label=_("Kết luận"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}))


def beginning(at: datetime) -> dict[str, object]:
    """Return what the form of an incident begins with."""
    return {"found_at": at}
