"""Forms of giving work, ending it and delegating it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Reach, Role
from thongsuot.foundation.core.errors import Refusal
from thongsuot.interfaces.web.access.words import ROLES
from thongsuot.interfaces.web.site.fields import day_field, say_refusal

# Where in a form a refusal belongs; any other stands above it.
_FIELD_OF = {"grant_days_wrong": "last_day", "role_already_held": "role"}
_LONGEST_BASIS = 200


def place_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Say a refusal at the field it is about, or above the form."""
    say_refusal(form, refusal, _FIELD_OF)


def first_day_without(last_day: date | None) -> date | None:
    """Return the first day something holds no longer, from its last day."""
    return None if last_day is None else last_day + timedelta(days=1)


class GivingForm(forms.Form):
    """A role over a unit: how far, from when, until when, on which decision."""

    role = forms.ChoiceField(
        label=_("Giao việc gì"), widget=forms.RadioSelect, error_messages={"required": _("Chọn một việc.")}
    )
    reach = forms.ChoiceField(
        label=_("Ở đâu"),
        widget=forms.RadioSelect,
        choices=[(Reach.SUBTREE.value, Reach.SUBTREE.label), (Reach.OWN_UNIT.value, Reach.OWN_UNIT.label)],
        initial=Reach.SUBTREE.value,
    )
    valid_from = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"), required=False, help_text=_("Bỏ trống: đến khi thu hồi."))
    is_acting = forms.BooleanField(
        label=_("Tạm thời phụ trách (phụ trách, quyền bí thư): cần ngày kết thúc"), required=False
    )
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=_LONGEST_BASIS, required=False, help_text=_("Ví dụ: Quyết định số 12-QĐ/ĐU.")
    )

    def __init__(self, roles: Sequence[Role], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, format_html("<span><b>{}</b><br>{}</span>", role.label, ROLES[role])) for role in roles
        ]

    def told(self) -> dict[str, Any]:
        """Return what the action asks for."""
        told = self.cleaned_data
        role = Role(told["role"])
        reaches = REACHES_OF_ROLE[role]
        return {
            "role": role,
            "reaches": reaches.narrowed() if told["reach"] == Reach.OWN_UNIT else reaches,
            "valid_from": told["valid_from"],
            "valid_until": first_day_without(told["last_day"]),
            "is_acting": told["is_acting"],
            "basis": told["basis"],
        }


class EndingForm(forms.Form):
    """When a role ends, and what was seen of it."""

    last_day = day_field(_("Ngày cuối cùng được làm"), required=False, help_text=_("Bỏ trống: thu hồi ngay bây giờ."))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class StewardForm(forms.Form):
    """Until when somebody keeps the door of a class."""

    last_day = day_field(_("Đến hết ngày"))


class DelegatingForm(forms.Form):
    """From when until when somebody holds one's own role too."""

    valid_from = day_field(_("Từ ngày"))
    last_day = day_field(_("Đến hết ngày"))
    basis = forms.CharField(
        label=_("Căn cứ"), max_length=_LONGEST_BASIS, required=False, help_text=_("Ví dụ: Giấy ủy quyền số 3-GUQ/ĐU.")
    )

    def told(self) -> dict[str, Any]:
        """Return what the action asks for."""
        told = self.cleaned_data
        return {
            "valid_from": told["valid_from"],
            "valid_until": first_day_without(told["last_day"]),
            "basis": told["basis"],
        }
