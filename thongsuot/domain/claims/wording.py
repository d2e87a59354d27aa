"""The sentences in which verdicts are explained; pure functions of the numbers."""

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from thongsuot.domain.claims.agreement import Judgement
from thongsuot.domain.claims.claim import Quantity, Severity, Verdict
from thongsuot.domain.claims.figures import Figure, Hedge, as_decimal
from thongsuot.foundation.core.numbers import count_text, decimal_text


def quantity_text(quantity: Quantity) -> str:
    """Return a count or a decimal number as people read it."""
    return count_text(quantity) if isinstance(quantity, int) else decimal_text(quantity)


def percent_words(percent: Decimal) -> str:
    """Return a percentage as people read it, with the decimals it has."""
    return decimal_text(percent) + "%"


def stated_words(stated: Figure) -> str:
    """Return a percentage as the text prints it: 97,27%, 82–84%, gần 98%."""
    printed = decimal_text(stated.decimal)
    if stated.upper is not None:
        return f"{printed}–{decimal_text(Decimal(str(float(stated.upper))))}%"
    hedges = {Hedge.ABOUT: _("khoảng {}"), Hedge.MORE: _("trên {}"), Hedge.LESS: _("gần {}")}
    return hedges.get(stated.hedge, "{}").format(printed + "%")


def ratio_words(
    numerator: Quantity, denominator: Quantity, exact: Decimal, stated: Figure | None, judgement: Judgement
) -> str:
    """Explain a share: what the two counts give and what the text says."""
    facts = {
        "numerator": quantity_text(numerator),
        "denominator": quantity_text(denominator),
        "exact": percent_words(exact),
        "stated": stated_words(stated) if stated else "",
    }
    verdict, severity = judgement
    if stated is None:
        return _("{numerator}/{denominator} bằng {exact}; văn bản không nêu tỷ lệ.").format(**facts)
    if verdict is Verdict.CONSISTENT:
        return _("{numerator}/{denominator} bằng {exact}, khớp với {stated} trong văn bản.").format(**facts)
    if verdict is Verdict.UNVERIFIABLE:
        return _("Không đủ căn cứ để kiểm {stated}: {numerator}/{denominator} bằng {exact}.").format(**facts)
    if severity is Severity.ROUNDING:
        rounded = percent_words(as_decimal(Fraction(exact), stated.places))
        return _("{numerator}/{denominator} bằng {exact}, làm tròn là {rounded}; văn bản ghi {stated}.").format(
            rounded=rounded, **facts
        )
    return _("{numerator}/{denominator} bằng {exact}, không phải {stated}.").format(**facts)


def sum_words(parts: tuple[Quantity, ...], stated: Quantity, total: Quantity, judgement: Judgement) -> str:
    """Explain a total: what the parts add up to and what the text says."""
    facts = {
        "parts": " + ".join(map(quantity_text, parts)),
        "stated": quantity_text(stated),
        "total": quantity_text(total),
    }
    if judgement[0] is Verdict.CONSISTENT:
        return _("{parts} = {total}, khớp với tổng trong văn bản.").format(**facts)
    if judgement[0] is Verdict.UNVERIFIABLE:
        return _("{parts} = {total}, khác tổng {stated}; câu văn không nói các phần là đủ.").format(**facts)
    return _("{parts} = {total}, không phải {stated}.").format(**facts)


def percent_sum_words(parts: tuple[Quantity, ...], total: Decimal, judgement: Judgement) -> str:
    """Explain a partition of a hundred percent."""
    facts = {"parts": " + ".join(map(quantity_text, parts)), "total": percent_words(total)}
    if judgement[0] is Verdict.UNVERIFIABLE:
        return _("{parts} = {total}; có thể do các tỷ lệ được làm tròn khác nhau.").format(**facts)
    if judgement[0] is Verdict.INCONSISTENT:
        return _("{parts} = {total}, không phải 100%.").format(**facts)
    if judgement[1] is Severity.ROUNDING:
        return _("{parts} = {total}; chênh lệch do làm tròn các tỷ lệ.").format(**facts)
    return _("{parts} = 100%, các tỷ lệ cộng lại vừa đủ.").format(**facts)


def difference_words(whole: Quantity, taken: Quantity, rest: Quantity, stated: Quantity, judgement: Judgement) -> str:
    """Explain what is left: the whole less what was taken away."""
    facts = {
        "whole": quantity_text(whole),
        "taken": quantity_text(taken),
        "rest": quantity_text(rest),
        "stated": quantity_text(stated),
    }
    if judgement[0] is Verdict.CONSISTENT:
        return _("{whole} − {taken} = {rest}, khớp với văn bản.").format(**facts)
    return _("{whole} − {taken} = {rest}, không phải {stated}.").format(**facts)


def growth_words(before: Quantity, after: Quantity, exact: Decimal, stated: Figure, judgement: Judgement) -> str:
    """Explain a change between two figures, in percent or percentage points."""
    unit = "{}%" if stated.is_percent else _("{} điểm phần trăm")
    facts = {
        "before": quantity_text(before),
        "after": quantity_text(after),
        "change": _("tăng") if after >= before else _("giảm"),
        "exact": unit.format(decimal_text(exact)),
        "stated": unit.format(decimal_text(stated.decimal)),
    }
    if judgement[0] is Verdict.CONSISTENT:
        return _("Từ {before} đến {after} là {change} {exact}, khớp với {stated} trong văn bản.").format(**facts)
    if judgement[1] is Severity.ROUNDING:
        return _("Từ {before} đến {after} là {change} {exact}; văn bản làm tròn sai thành {stated}.").format(**facts)
    return _("Từ {before} đến {after} là {change} {exact}, không phải {stated}.").format(**facts)


def over_hundred_words(numerator: Quantity, denominator: Quantity) -> str:
    """Explain a part that is more than its whole."""
    facts = {"numerator": quantity_text(numerator), "denominator": quantity_text(denominator)}
    return _("Phần ({numerator}) lớn hơn tổng số ({denominator}): tỷ lệ không thể vượt 100%.").format(**facts)


def share_above_all_words(stated: Figure) -> str:
    """Explain a share of people or organisations above one hundred percent."""
    return _("{stated} là không thể: tỷ lệ trên tổng số không vượt quá 100%.").format(stated=stated_words(stated))
