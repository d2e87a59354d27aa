"""Forms of classes: one to be opened, one that was held, counts, study elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.study.actions.attendance import Held
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.interfaces.web.site.fields import day_field, say_refusal
from thongsuot.interfaces.web.study.uploads import ACCEPTED, SheetsField

# Where in a form a refusal belongs; any other stands above it.
_FIELD_OF = {
    "class_hours_reversed": "ends",
    "class_before_directive": "happened_on",
    "held_in_future": "happened_on",
    "class_teaches_nothing": "directives",
    "unit_of_another": "joined",
    "sheet_missing": "sheets",
    "sheet_unreadable": "sheets",
    "elsewhere_in_future": "happened_on",
    "elsewhere_before_directive": "happened_on",
    "place_missing": "where",
}


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def place_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Say a refusal at the field it is about, or above the form."""
    say_refusal(form, refusal, _FIELD_OF)


class ClassFrame(forms.Form):
    """What every class has: day, form, place, speaker, what it teaches, whom it counts for."""

    happened_on = day_field(_("Ngày học"))
    form = forms.ChoiceField(label=_("Hình thức"), choices=Form)
    name = forms.CharField(
        label=_("Tên lớp"), max_length=200, required=False, help_text=_("Bỏ trống thì đặt theo số thứ tự: Lớp 1, Lớp 2")
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    speaker = forms.CharField(label=_("Báo cáo viên"), max_length=200, required=False)
    audiences = forms.MultipleChoiceField(label=_("Tính cho đối tượng"), widget=forms.CheckboxSelectMultiple)
    directives = forms.MultipleChoiceField(label=_("Văn bản"), widget=forms.CheckboxSelectMultiple)
    is_make_up = forms.BooleanField(label=_("Lớp học bù, chỉ dành cho người chưa học"), required=False)

    def __init__(
        self, *args: Any, audiences: Sequence[Audience], directives: Sequence[Directive], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.all_audiences = {audience.code: audience for audience in audiences}
        self.all_directives = {directive.public_id: directive for directive in directives}
        self.fields["audiences"].choices = [(a.code, a.name) for a in audiences]  # type: ignore[attr-defined]
        self.fields["directives"].choices = [(d.public_id, d.title) for d in directives]  # type: ignore[attr-defined]

    def chosen_audiences(self) -> list[Audience]:
        """Return whom the class counts for."""
        return [self.all_audiences[code] for code in self.cleaned_data["audiences"]]

    def chosen_directives(self) -> list[Directive]:
        """Return what it teaches."""
        return [self.all_directives[key] for key in self.cleaned_data["directives"]]

    def told(self) -> dict[str, Any]:
        """Return what actions want to know of the frame."""
        return {
            "name": self.cleaned_data["name"],
            "form": Form(self.cleaned_data["form"]),
            "place": self.cleaned_data["place"],
            "speaker": self.cleaned_data["speaker"],
            "is_make_up": self.cleaned_data["is_make_up"],
            "directives": self.chosen_directives(),
            "audiences": self.chosen_audiences(),
        }


class OpeningForm(ClassFrame):
    """A class to be held. Units: cells of the host of which none ticked means all, and units beside it that join."""

    starts = _time(_("Từ giờ"))
    ends = _time(_("Đến giờ"))
    cells = forms.MultipleChoiceField(
        label=_("Đơn vị trực thuộc dự lớp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    joined = forms.MultipleChoiceField(label=_("Học ghép với"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, host: CampaignUnit, cells: Sequence[CampaignUnit], beside: Sequence[CampaignUnit], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.host = host
        self.units = {unit.code: unit for unit in (*cells, *beside)}
        self.fields["cells"].choices = [(unit.code, unit.name) for unit in cells]  # type: ignore[attr-defined]
        self.fields["joined"].choices = [(unit.code, unit.name) for unit in beside]  # type: ignore[attr-defined]

    def hours(self) -> tuple[datetime, datetime]:
        """Return when it begins and ends."""
        day, told = self.cleaned_data["happened_on"], self.cleaned_data
        starts, ends = (timezone.make_aware(datetime.combine(day, told[key])) for key in ("starts", "ends"))
        return starts, ends

    def participants(self) -> list[CampaignUnit]:
        """Return all units the class is for."""
        cells = [self.units[code] for code in self.cleaned_data["cells"]] or [self.host]
        return cells + [self.units[code] for code in self.cleaned_data["joined"]]


class HeldForm(ClassFrame):
    """A class that was held; `sheets` are the pages of the signed register."""

    sheets = SheetsField(
        label=_("Danh sách ký"),
        required=False,
        help_text=_("Ảnh chụp hoặc PDF, nhiều trang chọn cùng lúc. Là chứng cứ của những người có mặt."),
    )

    def held(self, *, participants: Sequence[CampaignUnit] = (), sheets: Sequence[StoredFile] = (), **who: Any) -> Held:
        """Return the class as actions take it."""
        day: date = self.cleaned_data["happened_on"]
        return Held(happened_on=day, participants=participants, sheets=sheets, **self.told(), **who)


class CountedForm(HeldForm):
    """A class that was held, known by how many came of each audience that may be counted without names."""

    def __init__(self, *args: Any, audiences: Sequence[Audience], **more: Any) -> None:
        counted = [audience for audience in audiences if audience.code != AudienceRule.KEY_CADRES]
        super().__init__(*args, audiences=counted, **more)
        self.fields["sheets"].required = True
        del self.fields["audiences"]
        for audience in counted:
            label = _("Số %(who)s có mặt") % {"who": audience.name.lower()}
            self.fields[f"people_{audience.code}"] = forms.IntegerField(label=label, min_value=0, required=False)

    @property
    def numbers(self) -> list[forms.BoundField]:
        """Return the fields of numbers."""
        return [self[name] for name in self.fields if name.startswith("people_")]

    def chosen_audiences(self) -> list[Audience]:
        """Return the audiences of which a number is told."""
        return list(self.people())

    def people(self) -> dict[Audience, int]:
        """Return how many came, by audience."""
        told = {audience: self.cleaned_data.get(f"people_{code}") for code, audience in self.all_audiences.items()}
        return {audience: n for audience, n in told.items() if n}


class CountForm(forms.Form):
    """How many of a unit's audience were at a class, with the signed sheet."""

    unit = forms.ChoiceField(label=_("Đơn vị"))
    audience = forms.ChoiceField(label=_("Đối tượng"))
    people = forms.IntegerField(
        label=_("Số người có mặt"), min_value=0, help_text=_("Số mới thay số cũ của đơn vị ở lớp này; ghi 0 để rút số.")
    )
    sheets = forms.FileField(
        label=_("Danh sách ký"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Ảnh chụp hoặc PDF. Bắt buộc khi ghi số."),
    )

    def __init__(
        self, *args: Any, units: Sequence[CampaignUnit], audiences: Sequence[Audience], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.units = {unit.code: unit for unit in units}
        self.audiences = {audience.code: audience for audience in audiences}
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]  # type: ignore[attr-defined]
        self.fields["audience"].choices = [(a.code, a.name) for a in audiences]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a number without the signed sheet."""
        told = super().clean() or {}
        if told.get("people") and not told.get("sheets"):
            self.add_error("sheets", _("Đính ảnh hoặc PDF của danh sách ký."))
        return told


class ElsewhereForm(forms.Form):
    """Where and when somebody studied with another organisation."""

    where = forms.CharField(
        label=_("Học ở đâu"), max_length=300, required=False, help_text=_("Lớp nào, của tổ chức nào mở")
    )
    happened_on = day_field(_("Ngày học"))
    sheets = forms.FileField(
        label=_("Giấy xác nhận"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Ảnh chụp hoặc PDF"),
    )


def usual_hours() -> dict[str, time]:
    """Return the hours a form of opening begins with: a morning."""
    return {"starts": time(8, 0), "ends": time(11, 30)}
