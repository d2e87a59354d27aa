"""The four figures at the head of a page: members, key cadres, non-members, programmes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.domain.figures.coverage import AudienceCoverage, Coverage
from thongsuot.domain.figures.queries.classes import ClassCounts
from thongsuot.domain.figures.queries.obligations import Fulfilment
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind, Strength
from thongsuot.domain.programmes.queries import ProgrammeCounts
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.figures.answers import people_text
from thongsuot.interfaces.web.site.pictures.bars import Segment


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure with the page it is made of."""

    label: str
    rate: Rate
    href: str
    is_duty: bool
    people: str
    note: str
    counted: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """Classes of one form, and the members who studied in it."""

    label: str
    classes: int
    people: int

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The bar of its classes."""
        return (Segment(self.label, self.classes, "s2"),)


def key_figures(
    unit: CampaignUnit, coverage: Coverage, fulfilments: Sequence[Fulfilment], programmes: ProgrammeCounts
) -> list[KeyFigure]:
    """Return the figures of a unit that has the audience; programmes where units owe them."""
    figures = [_of_audience(unit, a) for a in coverage.audiences if a.rate.denominator != 0 or a.rate.numerator]
    owed = next((f for f in fulfilments if f.obligation.kind == ObligationKind.ISSUE_PROGRAMME and f.units), None)
    return [*figures, _of_programmes(unit, owed, programmes)] if owed else figures


def form_rows(classes: ClassCounts, members: AudienceCoverage) -> list[FormRow]:
    """Return the classes held by form, most first."""
    words = {form.value: str(form.label) for form in Form} | {"elsewhere": _("Học ở nơi khác")}
    codes = {*classes.by_form, *members.by_form}
    rows = [FormRow(words[code], classes.by_form.get(code, 0), members.by_form.get(code, 0)) for code in codes]
    return sorted(rows, key=lambda row: (-row.classes, -row.people))


def _of_audience(unit: CampaignUnit, audience: AudienceCoverage) -> KeyFigure:
    is_members = audience.code != AudienceRule.NON_MEMBERS
    page = reverse("figures:not_studied", args=[unit.campaign.slug]) + f"?doi-tuong={audience.code}&goc={unit.code}"
    return KeyFigure(
        label=_label(audience.code),
        rate=audience.rate,
        href=page,
        is_duty=audience.strength == Strength.DUTY,
        people="members" if is_members else "people",
        note=_note(audience),
        counted=_("người đã học"),
    )


def _label(code: str) -> str:
    return {
        AudienceRule.MEMBERS: _("Đảng viên đã học"),
        AudienceRule.KEY_CADRES: _("Cán bộ chủ chốt"),
        AudienceRule.NON_MEMBERS: _("Quần chúng"),
    }[AudienceRule(code)]


def _note(audience: AudienceCoverage) -> str:
    if audience.undeclared_units:
        return _("%(n)s đơn vị chưa khai tổng số quần chúng") % {"n": count_text(audience.undeclared_units)}
    left = audience.rate.remaining
    if not left:
        return _("Không còn ai chưa học")
    note = _("%(people)s chưa học") % {"people": people_text(audience.code, left)}
    made_up = _("%(n)s đã học bù") % {"n": count_text(audience.at_make_up)}
    return f"{note} · {made_up}" if audience.at_make_up else note


def _of_programmes(unit: CampaignUnit, owed: Fulfilment, programmes: ProgrammeCounts) -> KeyFigure:
    parts = [
        (programmes.received, _("%(n)s đã tiếp nhận")),
        (programmes.waiting, _("%(n)s chờ tiếp nhận")),
        (programmes.supplement_asked, _("%(n)s đề nghị bổ sung")),
    ]
    note = " · ".join(words % {"n": count_text(number)} for number, words in parts if number)
    return KeyFigure(
        label=_("Chương trình hành động"),
        rate=owed.rate,
        href=reverse("programmes:programme_list", args=[unit.campaign.slug]),
        is_duty=True,
        people="units",
        note=note if programmes.issued else _("Chưa đơn vị nào ban hành"),
    )
