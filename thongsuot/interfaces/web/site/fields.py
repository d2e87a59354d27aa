"""What forms of several rooms share: a day, and where a refusal is said."""

from collections.abc import Mapping
from typing import Any

from django import forms

from thongsuot.foundation.core.errors import Refusal


class DayInput(forms.DateInput):
    """A day, chosen in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day; options as of any field."""
    return forms.DateField(label=label, widget=DayInput(), **options)


def say_refusal(form: forms.Form, refusal: Refusal, field_of: Mapping[str, str]) -> None:
    """Say a refusal at the field it is about (by its code), or above the form."""
    field = field_of.get(refusal.code, "")
    form.add_error(field if field in form.fields else None, str(refusal))
