"""When each class of the base was held, in which form, by whom, and for whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from thongsuot.interfaces.cli.demonstration.calibration import CLASSES_OF, FORMS, JOINS
from thongsuot.interfaces.cli.demonstration.units import BaseUnit

TODAY = date(2021, 6, 30)
DISTANCING = (date(2021, 5, 6), date(2021, 5, 24))
LIVE_HOST = "K08"
# Forms that gather nobody in one room.
_APART = ("online", "in_parts", "folded")


@dataclass(frozen=True, slots=True)
class Planned:
    """One class of the base: the n-th of its host, with the units that join it."""

    host: str
    number: int
    of_host: int
    joined: tuple[str, ...]
    form: str
    day: date

    @property
    def is_make_up(self) -> bool:
        """The last of a host's several classes is for those who missed the others."""
        return self.number > 1 and self.number == self.of_host

    @property
    def is_live(self) -> bool:
        """Whether it is under way at the pinned instant."""
        return self.host == LIVE_HOST and self.is_make_up

    @property
    def checks_in_by_code(self) -> bool:
        """Whether people checked themselves in at the door."""
        return self.is_live or (self.form == "in_person" and self.host in ("K01", "K09"))


def planned_classes(units: list[BaseUnit]) -> list[Planned]:
    """Return the 82 classes, each host's in order of days."""
    hosts = [unit.code for unit in units if unit.code not in JOINS]
    slots = [(host, n) for n in (1, 2, 3) for host in hosts if CLASSES_OF.get(host, 1) >= n]
    days = _days(len(slots))
    forms = _forms(days)
    found = []
    for (host, n), day, form in zip(slots, days, forms, strict=True):
        joined = tuple(unit for unit, other in JOINS.items() if other == host) if n == 1 else ()
        planned = Planned(host, n, CLASSES_OF.get(host, 1), joined, form, day)
        found.append(_live(planned) if planned.is_live else planned)
    return found


def planned_progress(members: int) -> dict[date, int]:
    """Return how many members the plan wants to have studied by each week's end: everybody a little before the last day."""
    first, last = date(2021, 4, 7), date(2021, 6, 20)
    weeks = (last - first).days // 7
    shares = [(n / weeks) ** 0.9 for n in range(weeks + 1)]
    return {first + timedelta(days=7 * n): round(members * share) for n, share in enumerate(shares)}


def _live(planned: Planned) -> Planned:
    return Planned(planned.host, planned.number, planned.of_host, planned.joined, planned.form, TODAY)


def _days(classes: int) -> list[date]:
    """Return one working day for each class: many before the distancing, few during it, the rest after."""
    before, during = classes * 53 // 100, classes * 18 // 100
    return [
        *_spread(before, date(2021, 4, 12), date(2021, 5, 5)),
        *_spread(during, *DISTANCING),
        *_spread(classes - before - during, date(2021, 5, 26), date(2021, 6, 24)),
    ]


def _spread(classes: int, first: date, last: date) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    working = [day for day in days if day.weekday() < 6]
    return [working[n * len(working) // classes] for n in range(classes)]


def _forms(days: list[date]) -> list[str]:
    """Give the days of distancing the forms that gather nobody; share the others out evenly."""
    left = dict(FORMS)
    given: dict[int, str] = {}
    apart = [n for n, day in enumerate(days) if DISTANCING[0] <= day <= DISTANCING[1]]
    for n, place in enumerate(apart):
        form = next(f for f in _APART[n % 3 :] + _APART if left[f])
        left[form] -= 1
        given[place] = form
    rest = list(chain.from_iterable([form] * count for form, count in left.items()))
    rest = [rest[(n * 31) % len(rest)] for n in range(len(rest))] if len(rest) % 31 else rest
    free = [n for n in range(len(days)) if n not in given]
    given |= dict(zip(free, rest, strict=True))
    return [given[n] for n in range(len(days))]
