"""Whether a printed percentage agrees with the exact one, and whether a disagreement looks like one slip of the pen.

Percentages are exact fractions from 0 to 100 throughout; nothing here is a float.
"""

from collections.abc import Iterator
from fractions import Fraction

from thongsuot.domain.claims.claim import Severity, Verdict
from thongsuot.domain.claims.figures import Figure, Hedge, as_decimal

Judgement = tuple[Verdict, Severity]
AGREES: Judgement = (Verdict.CONSISTENT, Severity.NONE)
ROUNDED_WRONG: Judgement = (Verdict.INCONSISTENT, Severity.ROUNDING)
WRONG: Judgement = (Verdict.INCONSISTENT, Severity.MATERIAL)
UNKNOWN: Judgement = (Verdict.UNVERIFIABLE, Severity.NONE)

# "gần 98%", "khoảng 98%": how far the true figure may lie away, and from where on it is simply wrong (percentage points).
_NEAR = Fraction(2)
_FAR = Fraction(5)
_WHOLE = Fraction(100)


def judged(exact: Fraction, stated: Figure, targets: frozenset[Fraction] = frozenset()) -> Judgement:
    """Judge a printed percentage against the exact one.

    Right is any correct rounding to the printed decimals, and a truncation where rounding up would reach a target (one of the
    text's, 100, or with two decimals any whole percent), for the house never rounds up across a target.
    """
    if stated.upper is not None:
        return AGREES if stated.value - _unit(0) / 2 <= exact <= stated.upper + _unit(0) / 2 else WRONG
    if stated.hedge is not Hedge.EXACT:
        return _hedged(exact, stated)
    readings = [stated.value, *([stated.other] if stated.other is not None else [])]
    if any(_is_rounding_of(exact, value, stated.places, targets) for value in readings):
        return AGREES
    return ROUNDED_WRONG if any(abs(value - exact) < _unit(stated.places) for value in readings) else WRONG


def agrees(exact: Fraction, stated: Figure, targets: frozenset[Fraction] = frozenset()) -> bool:
    """Tell whether a printed percentage is right."""
    return judged(exact, stated, targets) == AGREES


def is_slip(numerator: Fraction, denominator: Fraction, stated: Figure) -> bool:
    """Tell whether a wrong percentage is what wrong rounding, one wrong digit, or two digits changed over would make.

    The digit may be in any of the three figures. Numbers that merely stand near one another rarely pass, so that counts which
    the text does not tie to the percentage may be tried.
    """
    exact = 100 * numerator / denominator
    if abs(exact - stated.value) < _unit(stated.places):
        return True
    if is_misprint(_printed(exact, stated.places), _printed(stated.value, stated.places)):
        return True
    if stated.places == 0 and stated.value < _WHOLE:
        return False  # too many counts would do
    tops = (100 * value / denominator for value in _misprints(numerator))
    bottoms = (100 * numerator / value for value in _misprints(denominator))
    return any(_is_rounding_of(value, stated.value, stated.places, frozenset()) for value in (*tops, *bottoms))


def is_close(exact: Fraction, stated: Figure, points: int) -> bool:
    """Tell whether a percentage lies within so many percentage points of the exact one."""
    return abs(exact - stated.value) <= points


def is_misprint(one: str, other: str) -> bool:
    """Tell whether two numbers differ by one digit, one digit left out, or two neighbours changed over."""
    if abs(len(one) - len(other)) == 1:
        short, long = sorted((one, other), key=len)
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    if len(one) != len(other):
        return False
    places = [place for place in range(len(one)) if one[place] != other[place]]
    if len(places) == 2:
        first, second = places
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    return len(places) == 1


def _hedged(exact: Fraction, stated: Figure) -> Judgement:
    if stated.hedge is Hedge.MORE:
        return AGREES if exact >= stated.value else WRONG
    away = abs(exact - stated.value)
    if away <= _NEAR:
        return AGREES
    return WRONG if away > _FAR else UNKNOWN


def _is_rounding_of(exact: Fraction, stated: Fraction, places: int, targets: frozenset[Fraction]) -> bool:
    unit = _unit(places)
    if abs(stated - exact) <= unit / 2:
        return True
    if not stated < exact < stated + unit:
        return False
    above = stated + unit
    return above == _WHOLE or above in targets or (places >= 2 and above.denominator == 1)


def _unit(places: int) -> Fraction:
    return Fraction(1, 10**places)


def _printed(value: Fraction, places: int) -> str:
    return str(as_decimal(value, places))


def _misprints(value: Fraction) -> Iterator[Fraction]:
    """Yield every other whole number that differs from this one in one digit."""
    digits = str(int(value))
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and (changed := int(digits[:place] + other + digits[place + 1 :])):
                yield Fraction(changed)
