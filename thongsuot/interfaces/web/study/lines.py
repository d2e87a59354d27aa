"""The lines of a class page: who is not there yet, who has come, and how."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.queries.registers import Register, RegisterLine
from thongsuot.foundation.core.text import folded
from thongsuot.foundation.core.trees import is_within
from thongsuot.interfaces.web.site.pictures.bars import Segment

WORDS = {"co-mat": Presence.PRESENT, "vang": Presence.ABSENT, "bo": Presence.NOT_RECORDED}
REASONS = (
    gettext_lazy("Trực ca"),
    gettext_lazy("Đi công tác"),
    gettext_lazy("Điều trị bệnh"),
    gettext_lazy("Nghỉ thai sản"),
    gettext_lazy("Cách ly y tế"),
)
_KINDS = {Source.QR: "s1", Source.SHEET: "s2", Source.LIST: "s3", Source.EXCEL: "s4", Source.HOST: "s4"}
# How it is known, in a word or two beside a name.
_METHODS = {
    Source.QR: gettext_lazy("Quét mã"),
    Source.SHEET: gettext_lazy("Ký tên"),
    Source.LIST: gettext_lazy("Tích tên"),
    Source.EXCEL: gettext_lazy("Excel"),
    Source.HOST: gettext_lazy("Chủ trì xác nhận"),
}
# Taken down at once, so that the time of recording is the time of coming.
_AT_ONCE = (Source.QR, Source.LIST, Source.HOST)


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the page of a class: what is known, and where the buttons post."""

    key: str
    number: int
    name: str
    about: str
    state: str = ""
    is_absent: bool = False
    reason: str = ""
    present_url: str = ""
    absent_url: str = ""
    clear_url: str = ""
    elsewhere_url: str = ""
    method: str = ""
    time: str = ""
    is_new: bool = False


def waiting_lines(register: Register, study_class: StudyClass, asked: str) -> list[Line]:
    """Return who is not there yet, those whose name holds what was asked for, with the buttons to mark them."""
    found = [line for line in register.waiting() if _is_asked(line, asked)]
    return [line_of(line, study_class, number=n) for n, line in enumerate(found, start=1)]


def arrived_lines(
    register: Register, study_class: StudyClass, asked: str = "", *, since: int | None = None
) -> list[Line]:
    """Return who has come, the newest first, with how and when; those recorded after the fact `since` are marked as new."""
    found = [line for line in register.arrived() if _is_asked(line, asked)]
    return [line_of(line, study_class, number=line.seat or 0, since=since) for line in found]


def line_of(line: RegisterLine, study_class: StudyClass, *, number: int, since: int | None = None) -> Line:
    """Return one person of a register as a line."""
    key, fact = line.entry.public_id, line.attendance
    address = [study_class.campaign.slug, study_class.public_id, key]
    is_there = line.presence == Presence.PRESENT
    is_absent = line.presence in (Presence.ABSENT, Presence.EXCUSED)
    is_timed = fact is not None and is_there and fact.source in _AT_ONCE
    return Line(
        key,
        number,
        line.entry.person.full_name,
        place_of(line.entry, study_class),
        state=str(Presence(line.presence).label) if is_absent else "",
        is_absent=is_absent,
        reason=fact.reason if fact else "",
        present_url=reverse("study:mark", args=[*address, "co-mat"]),
        absent_url=reverse("study:mark", args=[*address, "vang"]),
        clear_url=reverse("study:mark", args=[*address, "bo"]) if is_there or is_absent else "",
        elsewhere_url=reverse("study:study_elsewhere", args=[study_class.campaign.slug, key]),
        method=str(_METHODS.get(Source(fact.source), "")) if fact and is_there else "",
        time=time_format(localtime(fact.recorded_at), "TIME_FORMAT") if fact and is_timed else "",
        is_new=since is not None and fact is not None and fact.pk > since,
    )


def place_of(entry: RollEntry, study_class: StudyClass) -> str:
    """Return where somebody belongs, as the host of a class knows it: a cell of another unit is named with that unit."""
    unit, host = entry.campaign_unit, study_class.host
    if unit.parent is None or host.pk in (unit.pk, unit.parent_id) or is_within(host.path, unit.parent.path):
        return unit.name
    return f"{unit.name}, {unit.parent.name}"


def newest_fact(register: Register) -> int:
    """Return the key of the newest fact of a register, from which a page asks for what came after; 0 before the first."""
    return max((line.attendance.pk for line in register.lines if line.attendance), default=0)


def segments_of(register: Register) -> list[Segment]:
    """Return the present by source."""
    counted = register.by_source
    return [Segment(str(s.label), counted[s], _KINDS.get(s, "s4")) for s in Source if counted.get(s)]


def marked_text(name: str, presence: Presence) -> str:
    """Return what was just recorded of somebody, in a sentence."""
    return _("Đã ghi %(name)s: %(what)s.") % {"name": name, "what": str(presence.label).lower()}


def _is_asked(line: RegisterLine, asked: str) -> bool:
    return folded(asked) in folded(line.entry.person.full_name)
