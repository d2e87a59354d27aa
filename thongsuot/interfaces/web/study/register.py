"""The register as the page of a class shows it, whole or only what changed since."""

from dataclasses import dataclass

from django.http import QueryDict

from thongsuot.domain.plans.models import Audience
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.queries.registers import Register, register_of
from thongsuot.foundation.core.rates import Rate
from thongsuot.interfaces.web.site.pictures.bars import Segment
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.lines import (
    Line,
    arrived_lines,
    newest_fact,
    segments_of,
    waiting_lines,
)
from thongsuot.interfaces.web.study.standing import needed_text, rate_of

ARRIVED, NON_MEMBERS = "da-den", "quan-chung"
ARRIVED_SHOWN, WAITING_SHOWN = 30, 300


@dataclass(frozen=True, slots=True)
class Counter:
    """How many are there: the figure of the page."""

    rate: Rate
    needed: str
    segments: list[Segment]
    newest: int


@dataclass(frozen=True, slots=True)
class ShownRegister:
    """One view of the register: those who are not there, those who are, or the non-members. `of` is its address parameter."""

    of: str
    asked: str
    waiting: list[Line]
    waiting_more: int
    arrived: list[Line]
    unknown: int
    waiting_all: int
    arrived_all: int
    non_members: int


def counter_of(study_class: StudyClass, register: Register, audiences: list[Audience], request: Request) -> Counter:
    """Return the counter of those the class is first for: members where there are any, else everybody."""
    main = main_part(register)
    rate = rate_of(study_class, main, audiences, as_of=request.now)
    return Counter(rate, needed_text(rate), segments_of(main), newest_fact(register))


def main_part(register: Register) -> Register:
    """Return the members of a register; all of it where there are none."""
    members = register.part(non_members=False)
    return members if members.lines else register


def shown_register(study_class: StudyClass, register: Register, asked_for: QueryDict) -> ShownRegister:
    """Return the view of a register that an address asks for."""
    of, asked = asked_for.get("xem", ""), asked_for.get("ten", "")[:60]
    main, others = main_part(register), register.part(non_members=True)
    part = others if of == NON_MEMBERS else main
    waiting = [] if of == ARRIVED else waiting_lines(part, study_class, asked)
    arrived = arrived_lines(part, study_class, asked)
    return ShownRegister(
        of=of,
        asked=asked,
        waiting=waiting[:WAITING_SHOWN],
        waiting_more=max(0, len(waiting) - WAITING_SHOWN),
        arrived=arrived if of == ARRIVED or asked else arrived[:ARRIVED_SHOWN],
        unknown=len(part.not_recorded()),
        waiting_all=len(main.lines) - main.present,
        arrived_all=main.present,
        non_members=0 if main is register else len(others.lines),
    )


def changes_since(study_class: StudyClass, register: Register, since: int) -> list[Line]:
    """Return who has come since a fact, the newest first."""
    lines = arrived_lines(main_part(register), study_class, since=since)
    return [line for line in lines if line.is_new]


def whole_register(request: Request, study_class: StudyClass) -> Register:
    """Return everybody the viewer may see at a class."""
    return register_of(request.viewer, study_class)
