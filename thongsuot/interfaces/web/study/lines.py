"""The lines of a class page: who is not there yet, who has come, and how."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.queries.registers import Register, RegisterLine
from thongsuot.foundation.core.text import folded
from thongsuot.interfaces.web.site.pictures.bars import Segment

WORDS = {"co-mat": Presence.PRESENT, "vang": Presence.ABSENT, "bo": Presence.NOT_RECORDED}
_KINDS = {Source.QR: "s1", Source.SHEET: "s2", Source.LIST: "s3", Source.EXCEL: "s4", Source.HOST: "s4"}


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the page of a class."""

    number: int
    name: str
    about: str
    present_url: str = ""
    absent_url: str = ""
    method: str = ""
    time: str = ""


def waiting_lines(register: Register, study_class: StudyClass, asked: str) -> list[Line]:
    """Return who is not there yet, those whose name holds what was asked for, with the buttons to mark them."""
    words = folded(asked)
    lines = [line for line in register.waiting() if words in folded(line.entry.person.full_name)]
    return [_waiting(n, line, study_class) for n, line in enumerate(lines, start=1)]


def arrived_lines(register: Register) -> list[Line]:
    """Return who has come, the newest first, with how and when."""
    return [_arrived(line) for line in register.arrived()]


def segments_of(register: Register) -> list[Segment]:
    """Return the present by source."""
    return [Segment(str(Source(s).label), n, _KINDS.get(Source(s), "s4")) for s, n in register.by_source.items()]


def _waiting(number: int, line: RegisterLine, study_class: StudyClass) -> Line:
    address = [study_class.campaign.slug, study_class.public_id, line.entry.public_id]
    told = line.attendance.get_presence_display() if line.attendance and line.presence != Presence.NOT_RECORDED else ""
    about = line.entry.campaign_unit.name
    return Line(
        number,
        line.entry.person.full_name,
        f"{about} · {told}" if told else about,
        present_url=reverse("study:mark", args=[*address, "co-mat"]),
        absent_url=reverse("study:mark", args=[*address, "vang"]),
    )


def _arrived(line: RegisterLine) -> Line:
    attendance = line.attendance
    if attendance is None:
        msg = "whoever has arrived has a fact of it"
        raise ValueError(msg)
    when = time_format(localtime(attendance.recorded_at), "TIME_FORMAT")
    method = str(attendance.get_source_display()) if attendance.source else _("Tích tên")
    return Line(line.seat or 0, line.entry.person.full_name, line.entry.campaign_unit.name, method=method, time=when)
