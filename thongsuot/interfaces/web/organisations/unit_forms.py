"""Forms about units: opening, renaming, and the steps of a reorganisation."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.trees import is_within
from thongsuot.foundation.organisations.actions.reorganising import StepTold
from thongsuot.foundation.organisations.models import Reorganisation, StepKind, Unit, UnitKind
from thongsuot.foundation.organisations.tree import units_named
from thongsuot.interfaces.web.site.fields import DayInput

NEW_DRAFT = "moi"
PARTS = 3
MOST_FOUND = 20


class OpeningForm(forms.Form):
    """A unit to be opened under another."""

    name = forms.CharField(label=gettext_lazy("Tên đơn vị"), max_length=300)
    code = forms.CharField(
        label=gettext_lazy("Mã"), max_length=40, help_text=gettext_lazy("Mỗi mã chỉ dùng cho một đơn vị.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Loại hình"))
    opened_on = forms.DateField(label=gettext_lazy("Từ ngày"), widget=DayInput())

    def __init__(self, kinds: Sequence[UnitKind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = [(kind.code, kind.name) for kind in kinds]


class RenamingForm(forms.Form):
    """A unit's other name."""

    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=300)
    valid_from = forms.DateField(label=gettext_lazy("Có hiệu lực từ ngày"), widget=DayInput())


class AmendForm(forms.Form):
    """Name and day of a reorganisation."""

    title = forms.CharField(
        label=gettext_lazy("Tên phương án"),
        max_length=300,
        help_text=gettext_lazy("Ghi như quyết định: Sắp xếp Đảng bộ Khối theo Quyết định số …"),
    )
    takes_effect_on = forms.DateField(
        label=gettext_lazy("Có hiệu lực từ ngày"),
        widget=DayInput(),
        help_text=gettext_lazy("Ngày đã qua, hôm nay, hoặc sắp tới; sắp tới thì xác nhận được từ ngày đó."),
    )


class StepForm(forms.Form):
    """One step, of one sort, for some units; and the reorganisation it goes into."""

    to = forms.CharField(
        label=gettext_lazy("Đơn vị nhận"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Gõ tên hoặc mã đơn vị."),
    )
    to_key = forms.ChoiceField(label=gettext_lazy("Chọn một đơn vị"), required=False, widget=forms.RadioSelect)
    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=300, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Loại hình mới"), required=False)
    goes_on = forms.BooleanField(label=gettext_lazy("Đơn vị cũ vẫn hoạt động"), required=False)
    draft = forms.ChoiceField(label=gettext_lazy("Ghi vào phương án"), required=False)
    title = forms.CharField(label=gettext_lazy("Tên phương án mới"), max_length=300, required=False)
    takes_effect_on = forms.DateField(
        label=gettext_lazy("Phương án mới có hiệu lực từ ngày"), widget=DayInput(), required=False
    )

    def __init__(
        self,
        *args: Any,
        step: StepKind,
        units: Sequence[Unit],
        viewer: Viewer,
        top: Unit,
        drafts: Sequence[Reorganisation],
        kinds: Sequence[UnitKind],
        people: Sequence[tuple[int, str]] = (),
        below: Sequence[Unit] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.step, self.units, self.viewer, self.top = step, units, viewer, top
        self.drafts = {draft.public_id: draft for draft in drafts}
        self.kinds = {kind.code: kind for kind in kinds}
        self.found: list[Unit] = []
        self.below, self.people = below, people
        cast("forms.ChoiceField", self.fields["kind"]).choices = [(k.code, k.name) for k in kinds]
        choices = [
            (key, f"{d.title} ({date_format(d.takes_effect_on, 'DATE_FORMAT')})") for key, d in self.drafts.items()
        ]
        cast("forms.ChoiceField", self.fields["draft"]).choices = [*choices, (NEW_DRAFT, _("Phương án mới"))]
        self._keep_asked()
        self._find_receiver()

    @property
    def parts(self) -> list[list[forms.BoundField]]:
        """The parts of a split: code, name and kind of each."""
        return [[self[f"part_{n}_{key}"] for key in ("code", "name", "kind")] for n in range(1, PARTS + 1)]

    @property
    def goers(self) -> list[tuple[str, forms.BoundField]]:
        """Who goes to which part: units first, then people."""
        return [(unit.name, self[f"unit_{unit.pk}"]) for unit in self.below] + [
            (name, self[f"person_{key}"]) for key, name in self.people
        ]

    def clean(self) -> dict[str, Any]:
        """Insist on the unit that receives and on the name and day of a new reorganisation."""
        told = super().clean() or {}
        if "to" in self.fields:
            told["receiver"] = self._receiver(told)
        if "draft" in self.fields and told.get("draft", NEW_DRAFT) == NEW_DRAFT:
            for key in ("title", "takes_effect_on"):
                if not told.get(key) and key not in self.errors:
                    self.add_error(key, _("Ghi mục này cho phương án mới."))
        return told

    def chosen_draft(self) -> Reorganisation | None:
        """Return the draft the step goes into; none: a new one."""
        return self.drafts.get(self.cleaned_data.get("draft", ""))

    def steps(self) -> list[StepTold]:
        """Return the step for each of the units."""
        told = self.cleaned_data
        return [
            StepTold(
                self.step,
                unit,
                to_unit=told.get("receiver"),
                name=told.get("name", ""),
                unit_kind=self.kinds.get(told.get("kind", "")),
                parts=self._parts() if self.step == StepKind.SPLIT else (),
                goes_on=told.get("goes_on", False),
            )
            for unit in self.units
        ]

    def _keep_asked(self) -> None:
        """Keep the fields that this sort of step asks for."""
        asked = {
            StepKind.RENAME: {"name"},
            StepKind.CHANGE_KIND: {"kind"},
            StepKind.MOVE: {"to", "to_key"},
            StepKind.MERGE: {"to", "to_key"},
            StepKind.CLOSE: {"to", "to_key"},
            StepKind.SPLIT: {"goes_on"},
        }[self.step] | {"draft", "title", "takes_effect_on"}
        for key in list(self.fields):
            if key not in asked:
                del self.fields[key]
        if self.step == StepKind.SPLIT:
            self._add_parts()

    def _add_parts(self) -> None:
        kinds = [(kind.code, kind.name) for kind in self.kinds.values()]
        own = self.units[0].kind.code
        for n in range(1, PARTS + 1):
            self.fields[f"part_{n}_code"] = forms.CharField(label=_("Mã"), max_length=40, required=False)
            self.fields[f"part_{n}_name"] = forms.CharField(label=_("Tên"), max_length=300, required=False)
            self.fields[f"part_{n}_kind"] = forms.ChoiceField(label=_("Loại hình"), choices=kinds, initial=own)
        places = [("", _("Phần còn lại")), *((str(n), _("Đơn vị mới %(n)s") % {"n": n}) for n in range(1, PARTS + 1))]
        for unit in self.below:
            self.fields[f"unit_{unit.pk}"] = forms.ChoiceField(label=unit.name, choices=places, required=False)
        for key, name in self.people:
            self.fields[f"person_{key}"] = forms.ChoiceField(label=name, choices=places, required=False)

    def _parts(self) -> list[dict[str, Any]]:
        told = self.cleaned_data
        parts = []
        for n in range(1, PARTS + 1):
            if not (told[f"part_{n}_code"] or told[f"part_{n}_name"]):
                continue
            parts.append(
                {
                    "code": told[f"part_{n}_code"],
                    "name": told[f"part_{n}_name"],
                    "kind": told[f"part_{n}_kind"],
                    "units": [unit.pk for unit in self.below if told.get(f"unit_{unit.pk}") == str(n)],
                    "people": [key for key, _name in self.people if told.get(f"person_{key}") == str(n)],
                }
            )
        return parts

    def _find_receiver(self) -> None:
        """Look for the units that the typed words may mean, so that one can be chosen."""
        text = str(self.data.get("to", "")).strip()[:200] if self.is_bound and "to" in self.fields else ""
        if text:
            own = {unit.pk for unit in self.units}
            found = units_named(self.viewer, self.top, text)[: MOST_FOUND + len(own)]
            self.found = [unit for unit in found if unit.pk not in own][:MOST_FOUND]
        if "to_key" in self.fields:
            choices = [(unit.public_id, _where(unit)) for unit in self.found]
            cast("forms.ChoiceField", self.fields["to_key"]).choices = choices

    def _receiver(self, told: dict[str, Any]) -> Unit | None:
        by_key = {unit.public_id: unit for unit in self.found}
        if told.get("to_key"):
            return by_key[told["to_key"]]
        exact = [
            u for u in self.found if told.get("to", "").strip().casefold() in (u.name.casefold(), u.code.casefold())
        ]
        if len(exact) == 1 or len(self.found) == 1:
            return (exact or self.found)[0]
        if self.found:
            self.add_error("to_key", _("Có nhiều đơn vị như vậy. Chọn một đơn vị."))
        elif told.get("to"):
            self.add_error("to", _("Không tìm thấy đơn vị này trong phạm vi đồng chí quản lý. Thử tên khác hoặc mã."))
        elif self.step != StepKind.CLOSE:
            self.add_error("to", _("Ghi tên hoặc mã của đơn vị nhận."))
        return None


def fitting_day(day: date) -> dict[str, date]:
    """Return a day as the first value of forms that ask for one."""
    return {"opened_on": day, "valid_from": day, "takes_effect_on": day}


def is_one_top(units: Sequence[Unit], top: Unit) -> bool:
    """Tell whether all units lie within one part of the tree."""
    return all(is_within(unit.path, top.path) for unit in units)


def _where(unit: Unit) -> str:
    above = f" – {unit.parent.name}" if unit.parent else ""
    return f"{unit.name} ({unit.code}){above}"
