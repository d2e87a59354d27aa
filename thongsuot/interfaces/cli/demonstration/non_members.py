"""How many non-members each unit has declared, and how many of them studied."""

from thongsuot.interfaces.cli.demonstration.calibration import (
    DECLARED_NON_MEMBERS,
    NAMED_NON_MEMBERS,
    NOBODY_BUT_MEMBERS,
    NON_MEMBERS_STUDIED,
    UNDECLARED,
)
from thongsuot.interfaces.cli.demonstration.units import BaseUnit

STUDIED_WHERE_UNDECLARED = 30
NAMED_AND_ABSENT = {"K36": 8, "K44": 4, "K52": 2}


def declared_totals(units: list[BaseUnit]) -> dict[str, int]:
    """Return the totals of the 83 units that declared theirs; they add up to the declared whole."""
    fixed = NAMED_NON_MEMBERS | {NOBODY_BUT_MEMBERS: 0}
    free = [unit.code for unit in units if unit.code not in UNDECLARED and unit.code not in fixed]
    return fixed | _shared(free, DECLARED_NON_MEMBERS - sum(fixed.values()))


def counted_non_members(units: list[BaseUnit]) -> dict[str, int]:
    """Return how many studied in each unit that reports numbers, not names."""
    totals = declared_totals(units)
    named = sum(NAMED_NON_MEMBERS.values()) - sum(NAMED_AND_ABSENT.values())
    by_unit = dict.fromkeys(UNDECLARED, STUDIED_WHERE_UNDECLARED)
    whole = NON_MEMBERS_STUDIED - named - sum(by_unit.values())
    free = {code: total for code, total in totals.items() if total and code not in NAMED_NON_MEMBERS}
    room = sum(free.values())
    studied = {code: total * whole // room for code, total in free.items()}
    short = whole - sum(studied.values())
    for code in list(studied)[:short]:
        studied[code] += 1
    return by_unit | studied


def _shared(codes: list[str], whole: int) -> dict[str, int]:
    wave = [(place * 13) % 41 - 20 for place in range(len(codes))]
    mean, over = divmod(whole - sum(wave), len(codes))
    return {code: mean + wave[n] + (1 if n < over else 0) for n, code in enumerate(codes)}
