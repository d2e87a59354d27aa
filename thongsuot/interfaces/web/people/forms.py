"""Forms of people: what is written about one, the category, a post, a transfer, whom to ask for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.actions.details import FIELDS, Details
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.interfaces.web.site.fields import day_field, say_refusal

SEEN = "thay"  # begins the name of every field that carries what the page showed when it was opened

_FIELD_OF = {
    "person_unnamed": "full_name",
    "given_name_missing": "given_name",
    "born_in_future": "born_on",
    "number_in_use": "card_number",
    "citizen_number_in_use": "citizen_number",
    "category_already_held": "category",
    "before_membership_began": "on",
    "day_not_yet_come": "on",
    "homes_overlap": "on",
    "post_already_held": "post",
    "post_not_held": "on",
    "transfer_nowhere": "to_unit",
}


def place_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Say a refusal at the field it is about, or above the form."""
    say_refusal(form, refusal, _FIELD_OF)


class NewPersonForm(forms.Form):
    """A person to be entered in a unit."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    born_on = day_field(_("Ngày sinh"), required=False)
    category = forms.ChoiceField(label=_("Diện"), choices=Category)
    card_number = forms.CharField(
        label=_("Số thẻ đảng viên"),
        max_length=40,
        required=False,
        help_text=_("Được mã hóa, không hiện lại trên trang."),
    )
    phone = forms.CharField(label=_("Điện thoại"), max_length=40, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)


class CorrectionForm(forms.Form):
    """What is written about a person, with what was written when the page was opened, so that nobody overwrites another."""

    family_name = forms.CharField(label=_("Họ"), max_length=100, required=False)
    middle_name = forms.CharField(label=_("Tên đệm"), max_length=100, required=False)
    given_name = forms.CharField(
        label=_("Tên"), max_length=100, required=False, help_text=_("Danh sách xếp theo tên, rồi đến họ và tên đệm.")
    )
    born_on = day_field(_("Ngày sinh"), required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), required=False)
    ethnicity = forms.CharField(label=_("Dân tộc"), max_length=100, required=False)
    phone = forms.CharField(label=_("Điện thoại"), max_length=40, required=False)
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=500, required=False)

    def __init__(self, now: Details, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={name: getattr(now, name) for name in FIELDS})
        sex = self.fields["sex"]
        sex.choices = [("", _("Chưa ghi")), *Person._meta.get_field("sex").choices]  # type: ignore[attr-defined, misc]
        self.now = now
        self.asked = data or {}

    def seen(self) -> Details:
        """Return what the page showed when it was opened."""
        if not any(key.startswith(SEEN) for key in self.asked):
            return self.now
        told: dict[str, Any] = {name: self.asked.get(f"{SEEN}-{name}", "") for name in FIELDS}
        try:
            told["born_on"] = date.fromisoformat(told["born_on"]) if told["born_on"] else None
        except ValueError:
            told["born_on"] = self.now.born_on
        return Details(**told)

    def wanted(self) -> Details:
        """Return what is to be written."""
        return Details(**{name: self.cleaned_data[name] for name in FIELDS})

    def show_as(self, changed: Mapping[str, object]) -> None:
        """Go on from what another has written meanwhile: the page now shows it beside what was typed."""
        self.now = Details(**{name: changed.get(name, getattr(self.seen(), name)) for name in FIELDS})  # type: ignore[arg-type]
        self.asked = {}

    def carried(self) -> list[tuple[str, str]]:
        """Return the hidden fields: what the page shows as written now."""
        shown = self.seen()
        values = [(name, getattr(shown, name)) for name in FIELDS]
        return [
            (f"{SEEN}-{name}", value.isoformat() if isinstance(value, date) else value or "") for name, value in values
        ]


class NumbersForm(forms.Form):
    """Card and citizen number. They are never shown again."""

    card_number = forms.CharField(label=_("Số thẻ đảng viên"), max_length=40, required=False)
    citizen_number = forms.CharField(label=_("Số định danh cá nhân"), max_length=40, required=False)


class CategoryForm(forms.Form):
    """In which category a person counts, and from which day."""

    category = forms.ChoiceField(label=_("Diện mới"), choices=Category)
    on = day_field(_("Từ ngày"), help_text=_("Danh sách đã chốt của đợt đang diễn ra giữ nguyên."))


class PostForm(forms.Form):
    """A post and the day it begins."""

    post = forms.ChoiceField(label=_("Chức vụ"), choices=Post)
    title = forms.CharField(
        label=_("Ghi đúng như quyết định"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: Phó Bí thư Thường trực."),
    )
    on = day_field(_("Từ ngày"))


class EndForm(forms.Form):
    """The day from which something holds no longer."""

    on = day_field(_("Thôi từ ngày"))


class TransferForm(forms.Form):
    """Where a person goes, with the letter of introduction."""

    to_unit = forms.ChoiceField(label=_("Chuyển đến"), widget=forms.RadioSelect)
    letter_number = forms.CharField(label=_("Số giấy giới thiệu"), max_length=100, required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=500, required=False)


class AskForm(forms.Form):
    """Whom a unit asks for: named exactly, by card number or by name and birth date."""

    card_number = forms.CharField(label=_("Số thẻ đảng viên"), max_length=40, required=False)
    full_name = forms.CharField(label=_("Họ và tên"), max_length=200, required=False)
    born_on = day_field(_("Ngày sinh"), required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=500, required=False)


class ReceiveForm(forms.Form):
    """The day from which a person belongs here."""

    on = day_field(_("Sinh hoạt tại đây từ ngày"))


class AnswerForm(forms.Form):
    """Why something is refused or withdrawn."""

    answer = forms.CharField(label=_("Lý do"), max_length=500)
