"""Recording a class that was held: the names to tick, what was ticked, and how it reads before it is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Audience, CampaignUnit, RollEntry
from thongsuot.domain.plans.queries.campaigns import children_of_unit
from thongsuot.domain.study.queries.registers import people_to_record
from thongsuot.domain.study.queries.uploads import own_uploads
from thongsuot.foundation.core.numbers import count_text
from thongsuot.foundation.files.models import StoredFile
from thongsuot.interfaces.web.site.request import Request
from thongsuot.interfaces.web.study.uploads import PURPOSE

MOST_NAMES = 1_000
ABSENT, UNKNOWN = "vang", "chua-ghi"


@dataclass(frozen=True, slots=True)
class Name:
    """A person of the roll with a box: ticked means present."""

    entry: RollEntry
    key: str
    name: str
    about: str
    is_ticked: bool
    has_studied: bool
    note: str = ""
    absent_as: str = ""
    is_apart: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit below the host that can be chosen to see only its names."""

    unit: CampaignUnit
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody who may have been there. Too many: units must be chosen first."""

    all: list[Name]
    places: list[Place]
    chosen: list[CampaignUnit]
    is_too_many: bool = False

    @property
    def present(self) -> list[Name]:
        """Those ticked."""
        return [name for name in self.all if name.is_ticked]

    @property
    def unticked(self) -> list[Name]:
        """Those not ticked who had not studied before: absent, or not recorded."""
        return [name for name in self.all if not name.is_ticked and not name.has_studied]

    @property
    def expected(self) -> int:
        """How many people the class was for: all but those who had studied before and did not come again."""
        return len(self.present) + len(self.unticked)

    @property
    def due(self) -> list[Name]:
        """Those who had not studied before, in their order."""
        return [name for name in self.all if not name.has_studied]

    @property
    def studied(self) -> list[Name]:
        """Those who had studied before: they come only as guests."""
        return [name for name in self.all if name.has_studied]

    def participants(self) -> list[CampaignUnit]:
        """Return the units the class was for, none meaning the host."""
        return self.chosen

    def marks(self) -> dict[str, Any]:
        """Return who was present, who was absent, and why, as actions take it."""
        absent = [name for name in self.unticked if name.absent_as != UNKNOWN]
        return {
            "present": [name.entry.pk for name in self.present],
            "absent": [name.entry.pk for name in absent],
            "reasons": {name.entry.pk: name.reason for name in absent if name.reason.strip()},
        }


def names_of(request: Request, host: CampaignUnit, audiences: Sequence[Audience]) -> Names:
    """Return the names of a unit, or of those below it that were chosen: as posted, else all ticked who had not studied."""
    below = list(children_of_unit(request.viewer, host))
    asked = set((request.POST if request.method == "POST" else request.GET).getlist("chi-bo"))
    chosen = [unit for unit in below if unit.code in asked]
    places = [Place(unit, unit in chosen) for unit in below]
    people = people_to_record(request.viewer, chosen or [host], audiences)
    found = list(people[: MOST_NAMES + 1])
    if len(found) > MOST_NAMES:
        return Names([], places, chosen, is_too_many=True)
    ticked = set(request.POST.getlist("co-mat")) if request.method == "POST" else None
    return Names([_name(entry, request.POST, ticked) for entry in found], places, chosen)


def kept_sheets(request: Request) -> list[StoredFile]:
    """Return the pages that an earlier step of the form stored."""
    return own_uploads(request.viewer, request.POST.getlist("sheet"), PURPOSE)


def check_text(names: Names, sheets: Sequence[StoredFile]) -> SafeString:
    """Return what will be saved, to be read before it is: 21/23 present, 2 absent, 1 file."""
    absent = sum(name.absent_as != UNKNOWN for name in names.unticked)
    unknown = len(names.unticked) - absent
    parts = [
        format_html(_("<b>{}/{}</b> có mặt"), count_text(len(names.present)), count_text(names.expected)),
        format_html(_("<b>{}</b> vắng"), count_text(absent)),
    ]
    if unknown:
        parts.append(format_html(_("<b>{}</b> chưa ghi"), count_text(unknown)))
    parts.append(format_html(_("<b>{}</b> ảnh hoặc tệp danh sách ký"), count_text(len(sheets))))
    said = parts[0]
    for part in parts[1:]:
        said = format_html("{}, {}", said, part)
    return format_html("{}.", said)


def _name(entry: RollEntry, posted: QueryDict, ticked: set[str] | None) -> Name:
    key, has_studied = entry.public_id, bool(getattr(entry, "has_studied", False))
    return Name(
        entry,
        key,
        entry.person.full_name,
        entry.campaign_unit.name,
        is_ticked=not has_studied if ticked is None else key in ticked,
        has_studied=has_studied,
        note=_("Quần chúng") if getattr(entry, "is_non_member", False) else "",
        absent_as=posted.get(f"vang-{key}", posted.get("bo-tich", ABSENT)),
        is_apart=posted.get(f"vang-{key}", posted.get("bo-tich")) != posted.get("bo-tich"),
        reason=posted.get(f"ly-do-{key}", ""),
    )
