"""Who is in the bloc: 4,600 members with their posts, and the non-members three units name."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from thongsuot.interfaces.cli.demonstration.calibration import EXEMPT, NAMED_NON_MEMBERS, PROBATIONARY
from thongsuot.interfaces.cli.demonstration.names import Invented, People
from thongsuot.interfaces.cli.demonstration.units import BASE_COMMITTEE, BaseUnit, Cell

TWO_DEPUTIES = 20
DEPUTIES_WHO_TEACH = 8
ONLY_TEACHERS = 40
_FIRST_CARD = 41_000_000


@dataclass(frozen=True, slots=True)
class Member:
    """A member as a row of the list."""

    person: Invented
    base: BaseUnit
    cell: Cell
    card: str
    admitted_on: date
    official_on: date | None
    posts: str
    is_key: bool
    is_exempt: bool
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class NonMember:
    """A non-member a unit names."""

    person: Invented
    base: BaseUnit


def members_of(units: list[BaseUnit]) -> list[Member]:
    """Return the members unit by unit, cell by cell; the first of a unit are its leaders."""
    people, choose = People("đảng viên"), Random("thuộc tính")  # noqa: S311 - the same every time
    plain = [n for n, is_leader in enumerate(_leaders(units)) if not is_leader]
    probationary = set(plain[17 :: len(plain) // PROBATIONARY][:PROBATIONARY])
    exempt = set(plain[5 :: len(plain) // EXEMPT][:EXEMPT]) - probationary
    exempt |= set([n for n in plain[31::53] if n not in probationary | exempt][: EXEMPT - len(exempt)])
    members: list[Member] = []
    for base_place, base in enumerate(units):
        for cell_place, cell in enumerate(base.cells):
            for place in range(cell.members):
                posts, is_key = _posts(base, base_place, cell_place, place)
                n = len(members)
                kind = "probationary" if n in probationary else "exempt" if n in exempt else ""
                members.append(_member(people, choose, base, cell, n, posts, kind, is_key=is_key))
    return members


def non_members_of(units: list[BaseUnit]) -> list[NonMember]:
    """Return the non-members whom three units name."""
    people = People("quần chúng")
    by_code = {unit.code: unit for unit in units}
    return [
        NonMember(people.next(oldest=1965, youngest=2000), by_code[code])
        for code, n in NAMED_NON_MEMBERS.items()
        for _ in range(n)
    ]


def _leaders(units: list[BaseUnit]) -> list[bool]:
    return [
        bool(_posts(base, base_place, cell_place, place)[0])
        for base_place, base in enumerate(units)
        for cell_place, cell in enumerate(base.cells)
        for place in range(cell.members)
    ]


def _posts(base: BaseUnit, base_place: int, cell_place: int, place: int) -> tuple[str, bool]:
    """Return the posts of a unit's n-th person as the list writes them, and whether one of them is a key post."""
    is_committee = base.kind == BASE_COMMITTEE
    body = "Đảng ủy" if is_committee else "Chi bộ"
    if cell_place == 0:
        deputies = 2 if is_committee and base_place < TWO_DEPUTIES else 1
        if place == 0:
            return f"Bí thư {body}", True
        if place <= deputies:
            teaches = place == 1 and base_place % 5 == 0 and base_place // 5 < DEPUTIES_WHO_TEACH
            return f"Phó Bí thư {body}" + ("; Báo cáo viên" if teaches else ""), True
        if place == deputies + 1 and base_place < ONLY_TEACHERS:
            return "Báo cáo viên", True
        if place == deputies + 2 and is_committee:
            return "Bí thư Chi bộ", False
        return ("Đảng ủy viên", False) if is_committee and place == deputies + 3 else ("", False)
    return (
        ("Bí thư Chi bộ", False)
        if place == 0
        else ("Chi ủy viên", False)
        if place == 1 and base_place % 3 == 0
        else ("", False)
    )


def _member(
    people: People, choose: Random, base: BaseUnit, cell: Cell, n: int, posts: str, kind: str, *, is_key: bool
) -> Member:
    person = people.next(oldest=1940, youngest=1955) if kind == "exempt" else people.next(oldest=1961, youngest=1996)
    earliest = date(person.born_on.year + 21, 1, 1)
    admitted_on = earliest + timedelta(days=choose.randrange(max(1, (date(2019, 6, 1) - earliest).days)))
    if kind == "probationary":
        admitted_on = date(2020, 5, 19) + timedelta(days=choose.randrange(280))
    return Member(
        person=person,
        base=base,
        cell=cell,
        card="" if kind == "probationary" else f"{_FIRST_CARD + n * 7:08}",
        admitted_on=admitted_on,
        official_on=None if kind == "probationary" else admitted_on + timedelta(days=365),
        posts=posts,
        is_key=is_key,
        is_exempt=kind == "exempt",
        phone="" if n % 18 == 3 else f"09{55_000_000 + n * 37:08}",
        email="" if n % 4 == 1 else f"dv{n:04}@khoisongiang.example",
    )
