"""Forms of an import: the file and where it goes, the questions it leaves open, the columns it is read by."""

from collections.abc import Mapping, Sequence
from typing import BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.files.sheets import Question
from thongsuot.foundation.files.tables import NO_COLUMN
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.roster.proposal import RosterProposal

ANSWER = "hoi"  # begins the name of every answer that a form carries on
_SPREADSHEETS = ".xlsx,.xls,.ods,.csv"


class UploadForm(forms.Form):
    """A file, and the unit it is to be imported into: one of those given."""

    unit = forms.ChoiceField(
        label=_("Nhập vào"), widget=forms.RadioSelect, error_messages={"required": _("Chọn đơn vị để nhập vào.")}
    )
    file = forms.FileField(
        label=_("Tệp danh sách"),
        allow_empty_file=True,  # the store says more of an empty file than the framework
        help_text=_("Excel (.xlsx, .xls), .ods hoặc .csv, tối đa 50 MB. Cứ để nguyên dòng đề mục và chữ ký."),
        error_messages={"required": _("Chọn tệp danh sách.")},
        widget=forms.FileInput(attrs={"accept": _SPREADSHEETS}),
    )

    def __init__(self, units: Sequence[Unit], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.units = {unit.public_id: unit for unit in units}
        field = cast("forms.ChoiceField", self.fields["unit"])
        field.choices = [(key, unit.name) for key, unit in self.units.items()]
        if len(units) == 1:
            field.widget = forms.HiddenInput()
            field.initial = units[0].public_id

    def chosen_unit(self) -> Unit:
        """Return the unit to import into."""
        return self.units[self.cleaned_data["unit"]]

    def content(self) -> tuple[BinaryIO, str]:
        """Return the uploaded content and its name."""
        upload: UploadedFile = self.cleaned_data["file"]
        return cast("BinaryIO", upload.file), upload.name or ""


class TotalsForm(forms.Form):
    """The sheet in which units declare how many non-members they have."""

    file = forms.FileField(
        label=_("Tệp tổng hợp"),
        required=False,
        allow_empty_file=True,
        help_text=_("Có cột Mã đơn vị và Tổng số quần chúng. Ô để trống là chưa khai; không có ai thì ghi 0."),
        widget=forms.FileInput(attrs={"accept": _SPREADSHEETS}),
    )


class AnswerForm(forms.Form):
    """The questions of a file, each with its options."""

    def __init__(self, questions: Sequence[Question], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for question in questions:
            only = len(question.options) == 1
            self.fields[question.code] = forms.ChoiceField(
                label=question.message,
                choices=[(option.code, option.message) for option in question.options],
                widget=forms.RadioSelect,
                help_text=_("Nếu không phải, hãy bỏ tệp này rồi chọn đúng đơn vị hoặc đúng tệp.") if only else "",
                error_messages={"required": _("Chọn một câu trả lời.")},
            )

    def answers(self) -> dict[str, str]:
        """Return the chosen options by question."""
        return dict(self.cleaned_data)


def answers_in(posted: Mapping[str, str]) -> dict[str, str]:
    """Return the answers that a form has carried on, by question."""
    begin = f"{ANSWER}-"
    return {key.removeprefix(begin): choice for key, choice in posted.items() if key.startswith(begin) and choice}


def changed_columns(proposal: RosterProposal, posted: Mapping[str, str]) -> dict[str, str]:
    """Return as answers the columns that were posted otherwise than the file is read now."""
    changed = {}
    for shaped in proposal.file.sheets:
        choices = {option.code for option in shaped.column_choices()}
        for column in shaped.wanted:
            code = f"{shaped.shape}.column_{column.key}"
            told = posted.get(code)
            if told is not None and told != shaped.letters_of(column.key) and told in {"", *choices}:
                changed[code] = told or NO_COLUMN
    return changed
