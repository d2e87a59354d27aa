"""Reorganisations in words: their steps, what they will do, where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thongsuot.domain.figures.queries.reorganising import Touched
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.organisations.models import Reorganisation, ReorganisationStep, StepKind
from thongsuot.foundation.organisations.reorganising.plan import Plan
from thongsuot.foundation.organisations.reorganising.preview import Effect

STEP_WORDS = (
    (StepKind.RENAME.value, gettext_lazy("Đổi tên theo phương án")),
    (StepKind.CHANGE_KIND.value, gettext_lazy("Đổi loại hình")),
    (StepKind.MOVE.value, gettext_lazy("Chuyển sang cấp trên khác")),
    (StepKind.MERGE.value, gettext_lazy("Sáp nhập vào đơn vị khác")),
    (StepKind.SPLIT.value, gettext_lazy("Chia, tách")),
    (StepKind.CLOSE.value, gettext_lazy("Kết thúc hoạt động")),
)
BULK_WORDS = (
    (StepKind.MOVE.value, gettext_lazy("Chuyển")),
    (StepKind.CHANGE_KIND.value, gettext_lazy("Đổi loại hình")),
    (StepKind.CLOSE.value, gettext_lazy("Kết thúc")),
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with its sentence, and who added it."""

    step: ReorganisationStep
    sentence: str
    by: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A reorganisation in a list."""

    reorganisation: Reorganisation
    state: str
    kind: str


def step_lines(steps: Iterable[ReorganisationStep], names: Mapping[str, str]) -> list[StepLine]:
    """Return steps in sentences."""
    return [StepLine(step, step_sentence(step), names.get(step.added_by, "")) for step in steps]


def step_sentence(step: ReorganisationStep) -> str:
    """Return what a step does, in one sentence."""
    words = {
        "unit": step.of_unit.name,
        "to": step.to_unit.name if step.to_unit else "",
        "name": step.name,
        "kind": step.unit_kind.name if step.unit_kind else "",
        "parts": ", ".join(f"“{part['name']}”" for part in step.parts),
    }
    if step.kind == StepKind.CLOSE:
        if step.to_unit:
            return _("“%(unit)s” kết thúc hoạt động; đơn vị trực thuộc và người chuyển về “%(to)s”.") % words
        return _("“%(unit)s” kết thúc hoạt động.") % words
    if step.kind == StepKind.SPLIT:
        if step.goes_on:
            return _("Tách từ “%(unit)s”: %(parts)s; “%(unit)s” vẫn hoạt động.") % words
        return _("Chia “%(unit)s” thành %(parts)s.") % words
    sentences = {
        StepKind.RENAME: _("“%(unit)s” đổi tên thành “%(name)s”."),
        StepKind.CHANGE_KIND: _("“%(unit)s” chuyển thành %(kind)s."),
        StepKind.MOVE: _("“%(unit)s” chuyển về trực thuộc “%(to)s”."),
        StepKind.MERGE: _("“%(unit)s” sáp nhập vào “%(to)s”."),
    }
    return sentences[StepKind(step.kind)] % words


def draft_lines(reorganisations: Iterable[Reorganisation]) -> list[DraftLine]:
    """Return reorganisations with the word for where each stands."""
    return [DraftLine(made, *state_of(made)) for made in reorganisations]


def state_of(made: Reorganisation) -> tuple[str, str]:
    """Return the word for where a reorganisation stands, and the kind of its tag."""
    if made.undone_at:
        return _("Đã hoàn tác"), ""
    if made.confirmed_at:
        return _("Đã thực hiện"), "ok"
    return (_("Đã bỏ"), "") if made.set_aside_at else (_("Dự thảo"), "todo")


def draft_answer(made: Reorganisation, plan: Plan | None) -> SafeString:
    """Return where a reorganisation stands and what comes next."""
    day = date_format(made.takes_effect_on, "DATE_FORMAT")
    if made.undone_at:
        return format_html(_("Đã hoàn tác: cây tổ chức trở lại như trước phương án này."))
    if made.confirmed_at:
        return format_html(_("Đã thực hiện, có hiệu lực từ <b>{}</b>."), day)
    if made.set_aside_at:
        return format_html(_("Đã bỏ, không có gì thay đổi."))
    steps = len(plan.steps) if plan else 0
    if plan and plan.problems and steps:
        return format_html(
            _("<b>{} bước</b>, có hiệu lực từ {}. Còn <b>{} điều</b> cần xử lý trước khi xác nhận."),
            count_text(steps),
            day,
            len(plan.problems),
        )
    return format_html(
        _("<b>{} bước</b>, có hiệu lực từ {}. Chưa có gì thay đổi cho đến khi một đồng chí khác xác nhận."),
        count_text(steps),
        day,
    )


def effect_lines(effect: Effect, plan: Plan) -> list[str]:
    """Return what will change, in sentences; only what will."""
    told = []
    if effect.units_moved:
        told.append(
            _("%(units)s đơn vị chuyển chỗ trong cây, cùng %(people)s người sinh hoạt ở đó.")
            % {"units": count_text(effect.units_moved), "people": count_text(effect.people_below)}
        )
    if effect.people_moved:
        told.append(_("%(n)s người chuyển sang đơn vị khác.") % {"n": count_text(effect.people_moved)})
    if plan.opened:
        names = ", ".join(f"“{node.name}”" for node in plan.opened)
        told.append(_("Mở đơn vị mới: %(names)s.") % {"names": names})
    if plan.ended:
        n = len(plan.ended)
        told.append(ngettext("%(n)s đơn vị kết thúc hoạt động.", "%(n)s đơn vị kết thúc hoạt động.", n) % {"n": n})
    if effect.posts:
        told.append(_("%(n)s chức vụ kết thúc ở đơn vị cũ; bổ nhiệm lại ở đơn vị mới.") % {"n": len(effect.posts)})
    if effect.roles:
        told.append(_("%(n)s vai trò ở đơn vị kết thúc sẽ hết hiệu lực.") % {"n": len(effect.roles)})
    return told


def touched_lines(touched: Iterable[Touched]) -> list[str]:
    """Return which running campaigns know the units, and that they stay as frozen."""
    lines = []
    for one in touched:
        words = {"name": one.campaign.name, "n": count_text(one.units)}
        kept = _(
            "Cây và danh sách của đợt giữ như đã chốt, số liệu không đổi; danh sách chỉ đổi bằng biến động ghi trong đợt."
        )
        lines.append(_("%(name)s: %(n)s đơn vị.") % words + " " + kept)
        if one.is_host_ended:
            lines.append(
                _(
                    "Đơn vị chủ trì đợt kết thúc: vai trò ở đó giữ đến hết đợt (%(day)s) để hoàn thành đợt; sau đó cấp trên theo dõi."
                )
                % {"day": date_format(one.campaign.ends_on, "DATE_FORMAT")}
            )
    return lines
