"""Forms of plans: a scheme, the roll's day, a declared total, a period."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.actions.campaigns import Event
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind, Strength
from thongsuot.foundation.organisations.models import Unit
from thongsuot.interfaces.web.site.fields import DayInput

_USUAL: dict[AudienceRule | ObligationKind, tuple[Strength, int | None]] = {
    AudienceRule.MEMBERS: (Strength.AIM, 98),
    AudienceRule.KEY_CADRES: (Strength.AIM, None),
    AudienceRule.NON_MEMBERS: (Strength.AIM, 90),
    **dict.fromkeys(ObligationKind, (Strength.DUTY, 100)),
}


class DayField(forms.DateField):
    """A day, chosen from the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        widget = DayInput()
        super().__init__(**{"widget": widget, **options})


class PercentField(forms.DecimalField):
    """A target as people write it: 98 or 97,5; empty where none is set."""

    default_error_messages: ClassVar = {
        "invalid": _("Ghi số phần trăm, ví dụ 98 hoặc 97,5."),
        "min_value": _("Tỷ lệ phải lớn hơn 0%%."),
        "max_value": _("Tỷ lệ không quá 100%%."),
        "max_decimal_places": _("Tỷ lệ có nhiều nhất hai chữ số sau dấu phẩy."),
    }

    def __init__(self, **options: Any) -> None:
        limits = {"min_value": Decimal("0.01"), "max_value": 100, "decimal_places": 2}
        super().__init__(**{"required": False, "localize": True, **limits, **options})


class SchemeForm(forms.Form):
    """A standing scheme with a target for each audience and each duty; the usual ones are filled in."""

    unit = forms.ChoiceField(label=_("Cấp ủy ban hành"))
    name = forms.CharField(label=_("Tên đề án hoặc quy chế"), max_length=300)
    in_force_from = DayField(label=_("Có hiệu lực từ ngày"))
    directive = forms.ChoiceField(
        label=_("Văn bản ban hành đề án"), required=False, help_text=_("Chọn trong văn bản đã đăng ký.")
    )

    def __init__(self, *args: Any, places: Sequence[Unit], library: Sequence[Directive], **options: Any) -> None:
        super().__init__(*args, **options)
        self._places = {unit.public_id: unit for unit in places}
        self._library = {directive.public_id: directive for directive in library}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self._places.items()]  # type: ignore[attr-defined]
        self.fields["directive"].choices = [  # type: ignore[attr-defined]
            ("", _("Không chọn")),
            *((key, d.in_one_line) for key, d in self._library.items()),
        ]
        if len(places) == 1:
            del self.fields["unit"]
        for subject, (strength, percent) in _USUAL.items():
            self.fields[f"{subject}_strength"] = forms.ChoiceField(
                label=_("Mức độ"), choices=Strength, initial=strength.value
            )
            self.fields[f"{subject}_percent"] = PercentField(label=subject.label, initial=percent)

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return the table of targets: of whom, how strong, how much."""
        return [(str(s.label), self[f"{s}_strength"], self[f"{s}_percent"]) for s in _USUAL]

    def of_unit(self) -> Unit:
        """Return the committee's unit."""
        return self._places[self.cleaned_data["unit"]] if "unit" in self.fields else next(iter(self._places.values()))

    def told(self) -> dict[str, Any]:
        """Return what the form says, as the action of adopting takes it. An empty share sets no target."""
        told = self.cleaned_data
        return {
            "name": told["name"],
            "in_force_from": told["in_force_from"],
            "directive": self._library.get(told["directive"]),
            "targets": {
                str(s): (Strength(told[f"{s}_strength"]), told[f"{s}_percent"] / 100)
                for s in _USUAL
                if told[f"{s}_percent"]
            },
        }


class FreezeForm(forms.Form):
    """As of which day the roll is frozen."""

    as_of = DayField(label=_("Chốt theo danh sách của ngày"))


class TotalForm(forms.Form):
    """How many non-members a unit has, as it declares; which unit, where several may be chosen."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    people = forms.IntegerField(
        label=_("Tổng số quần chúng"), min_value=0, max_value=1_000_000, help_text=_("Không có ai thì ghi 0.")
    )
    declared_on = DayField(label=_("Ngày khai"))
    declared_by = forms.CharField(label=_("Người khai"), max_length=200, required=False)

    def __init__(self, *args: Any, units: Sequence[CampaignUnit] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self._units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [("", _("Chọn đơn vị")), *((u.code, u.name) for u in units)]  # type: ignore[attr-defined]
        if not units:
            del self.fields["unit"]

    def chosen(self) -> CampaignUnit:
        """Return the unit that was chosen."""
        return self._units[self.cleaned_data["unit"]]

    def told(self) -> dict[str, Any]:
        """Return what the form says, as the action of declaring takes it."""
        return {field: self.cleaned_data[field] for field in ("people", "declared_on", "declared_by")}


class EventForm(forms.Form):
    """A known period that explains the curve of progress."""

    name = forms.CharField(label=_("Tên giai đoạn"), max_length=120, help_text=_("Ví dụ: Giãn cách xã hội"))
    from_day = DayField(label=_("Từ ngày"))
    to_day = DayField(label=_("Đến hết ngày"))

    def event(self) -> Event:
        """Return what the form says."""
        return Event(**self.cleaned_data)
