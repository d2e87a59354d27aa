"""The form in which a document is registered."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.foundation.organisations.models import Unit
from thongsuot.interfaces.web.site.fields import DayInput


class DirectiveForm(forms.Form):
    """What stands on a document. The unit that keeps it is asked only of those who act for several."""

    unit = forms.ChoiceField(label=_("Đơn vị lưu văn bản"), help_text=_("Cấp dưới của đơn vị này đều đọc được."))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200, help_text=_("Ví dụ: Bộ Chính trị; Tỉnh ủy"))
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=DirectiveKind)
    number = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        required=False,
        help_text=_("Như trên văn bản, ví dụ 01-CT/TW. Nghị quyết đại hội có thể không có số."),
    )
    issued_on = forms.DateField(label=_("Ngày ban hành"), widget=DayInput())
    title = forms.CharField(label=_("Trích yếu"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    carries_out = forms.ChoiceField(
        label=_("Thực hiện văn bản"), required=False, help_text=_("Văn bản cấp trên mà văn bản này triển khai.")
    )
    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        help_text=_("PDF, Word hoặc ảnh, tối đa 50 MB. Không đưa vào đây văn bản mang độ mật."),
    )

    def __init__(self, *args: Any, places: Sequence[Unit], library: Sequence[Directive], **options: Any) -> None:
        super().__init__(*args, **options)
        self._places = {unit.public_id: unit for unit in places}
        self._library = {directive.public_id: directive for directive in library}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self._places.items()]  # type: ignore[attr-defined]
        self.fields["carries_out"].choices = [  # type: ignore[attr-defined]
            ("", _("Không chọn")),
            *((key, d.in_one_line) for key, d in self._library.items()),
        ]
        if len(places) == 1:
            del self.fields["unit"]

    def keeper(self) -> Unit:
        """Return the unit that is to keep the document."""
        return self._places[self.cleaned_data["unit"]] if "unit" in self.fields else next(iter(self._places.values()))

    def told(self) -> dict[str, Any]:
        """Return what the form says, as the action of registering takes it; the file is stored apart."""
        told = self.cleaned_data
        issued_on: date = told["issued_on"]
        return {
            "issuer": told["issuer"],
            "kind": DirectiveKind(told["kind"]),
            "number": told["number"],
            "issued_on": issued_on,
            "title": told["title"],
            "carries_out": self._library.get(told["carries_out"]),
        }
