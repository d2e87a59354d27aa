"""What is typed at the door: a name with a birth date, six digits."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%Y-%m-%d"]
_DIGITS = re.compile(r"[0-9]{6}")


class NameForm(forms.Form):
    """A name and a birth date, typed in full: there is no list to choose from."""

    full_name = forms.CharField(
        label=_("Họ và tên"),
        max_length=100,
        help_text=_("Viết đủ họ, đệm và tên. Không cần dấu."),
        error_messages={"required": _("Viết họ và tên.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    born_on = forms.DateField(
        label=_("Ngày sinh"),
        input_formats=_DAYS,
        help_text=_("Ngày, tháng, năm. Ví dụ: 5/3/1978."),
        error_messages={
            "required": _("Viết ngày sinh."),
            "invalid": _("Viết ngày, tháng, năm sinh, ví dụ 5/3/1978."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "bday", "class": "short"}),
    )


class DigitsForm(forms.Form):
    """The six digits under the code on the wall."""

    digits = forms.CharField(
        label=_("Sáu chữ số dưới mã"),
        max_length=11,
        help_text=_("Đang hiện trên màn hình của lớp, đổi sau mỗi mười giây; số vừa đổi vẫn dùng được."),
        error_messages={"required": _("Gõ sáu chữ số đang hiện trên màn hình.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_digits(self) -> str:
        """Return the digits without the spaces between them."""
        digits = re.sub(r"[\s.-]", "", self.cleaned_data["digits"])
        if not _DIGITS.fullmatch(digits):
            raise ValidationError(_("Mã gồm đúng sáu chữ số."))
        return digits


class DigitsAndNameForm(NameForm, DigitsForm):
    """Both: whoever carries no pass says who they are together with the digits."""

    field_order = ("digits", "full_name", "born_on")
