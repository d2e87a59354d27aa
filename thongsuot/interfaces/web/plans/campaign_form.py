"""The form of a new campaign."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.frame import (
    LONGEST_SLUG,
    CampaignDatesReversed,
    CampaignWithoutDirective,
    DeadlineBeforeStart,
    Frame,
    SchemeLacksTarget,
    SlugTaken,
    SlugUnfit,
)
from thongsuot.domain.plans.models import Scheme
from thongsuot.domain.plans.models.campaign import ObligationKind
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.models import Unit, UnitKind
from thongsuot.interfaces.web.plans.forms import DayField
from thongsuot.interfaces.web.plans.lines import scheme_targets

_FIELD_OF: dict[type[Refusal], str] = {
    SlugTaken: "slug",
    SlugUnfit: "slug",
    CampaignWithoutDirective: "directives",
    CampaignDatesReversed: "ends_on",
    DeadlineBeforeStart: "starts_on",
    SchemeLacksTarget: "scheme",
}


class CampaignForm(forms.Form):
    """A campaign: what is studied, under which scheme, when and where, what units owe."""

    unit = forms.ChoiceField(label=_("Đơn vị lập đợt"))
    directives = forms.MultipleChoiceField(label=_("Văn bản thực hiện"), widget=forms.CheckboxSelectMultiple)
    name = forms.CharField(label=_("Tên đợt"), max_length=300)
    slug = forms.CharField(
        label=_("Tên ngắn trên địa chỉ"),
        max_length=LONGEST_SLUG,
        required=False,
        help_text=_("Ví dụ nq13. Bỏ trống thì hệ thống đề xuất từ tên đợt, đồng chí xem lại ở bước sau."),
    )
    starts_on = DayField(label=_("Bắt đầu"))
    ends_on = DayField(label=_("Kết thúc"))
    place = forms.CharField(
        label=_("Địa danh trên văn bản"), max_length=80, help_text=_("Đứng trước ngày tháng, ví dụ Sơn Giang")
    )
    plan_number = forms.CharField(
        label=_("Số kế hoạch của cấp mình"), max_length=60, required=False, help_text=_("Ví dụ 12-KH/ĐUK")
    )
    plan_issued_on = DayField(label=_("Ngày ban hành kế hoạch"), required=False)
    scheme = forms.ChoiceField(label=_("Chỉ tiêu theo đề án"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        places: Sequence[Unit],
        library: Sequence[Directive],
        schemes: Sequence[Scheme],
        kinds: Sequence[UnitKind],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._places = {unit.public_id: unit for unit in places}
        self._library = {directive.public_id: directive for directive in library}
        self._schemes = {scheme.public_id: scheme for scheme in schemes}
        self._kinds = {kind.code: kind for kind in kinds}
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = [(key, unit.name) for key, unit in self._places.items()]
        fields["directives"].choices = [(key, d.in_one_line) for key, d in self._library.items()]
        fields["scheme"].choices = [(key, _scheme_words(scheme)) for key, scheme in self._schemes.items()]
        if len(places) == 1:
            del self.fields["unit"]
        for kind in ObligationKind:
            self.fields[f"{kind}_due"] = DayField(label=_("Thời hạn"), required=False)
            self.fields[f"{kind}_kinds"] = forms.MultipleChoiceField(
                label=_("Loại hình đơn vị phải làm"),
                choices=[(code, kind_of_unit.name) for code, kind_of_unit in self._kinds.items()],
                initial=[code for code, kind_of_unit in self._kinds.items() if kind_of_unit.is_base],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Ask who owes what has a deadline."""
        told: dict[str, Any] = super().clean() or {}
        for kind in ObligationKind:
            if told.get(f"{kind}_due") and not told.get(f"{kind}_kinds"):
                self.add_error(f"{kind}_kinds", _("Chọn loại hình đơn vị phải làm, hoặc bỏ thời hạn."))
        return told

    def obligations(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return what units may owe: in words, the deadline, the kinds of unit."""
        return [(str(kind.label), self[f"{kind}_due"], self[f"{kind}_kinds"]) for kind in ObligationKind]

    def of_unit(self) -> Unit:
        """Return the unit that is to run the campaign; before the form is valid, the first that may."""
        chosen = getattr(self, "cleaned_data", {}).get("unit", "")
        return self._places.get(chosen, next(iter(self._places.values())))

    def frame(self) -> Frame:
        """Return the campaign the form describes."""
        told = self.cleaned_data
        owed = [kind for kind in ObligationKind if told[f"{kind}_due"]]
        return Frame(
            slug=told["slug"],
            name=told["name"],
            scheme=self._schemes[told["scheme"]],
            directives=[self._library[key] for key in told["directives"]],
            starts_on=told["starts_on"],
            ends_on=told["ends_on"],
            place=told["place"],
            deadlines={kind: told[f"{kind}_due"] for kind in owed},
            owed_by={kind: [self._kinds[code] for code in told[f"{kind}_kinds"]] for kind in owed},
            plan_number=told["plan_number"],
            plan_issued_on=told["plan_issued_on"],
        )

    def place_refusal(self, refusal: Refusal) -> None:
        """Put a refusal beside the field it speaks of."""
        self.add_error(_FIELD_OF.get(type(refusal)), str(refusal))


def _scheme_words(scheme: Scheme) -> SafeString:
    targets = "; ".join(f"{line.label.lower()} {line.words}" for line in scheme_targets(scheme))
    return format_html('<span>{}<span class="hint block">{}</span></span>', scheme.name, targets)
