"""Where an office writes its own words into a report: prose under a heading, and the head and foot that only it can know.

Figures have no such place: they are derived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from thongsuot.foundation.core.text import nfc

LONGEST_REMARK = 5_000


class Place(StrEnum):
    """A place for an office's words."""

    SITUATION = "situation"
    DIRECTION = "direction"
    PROPAGANDA = "propaganda"
    OVERSIGHT = "oversight"
    QUALITY = "quality"
    STRENGTHS = "strengths"
    LIMITS = "limits"
    CAUSES = "causes"
    TASKS = "tasks"
    PROPOSALS = "proposals"
    SUPERIOR = "superior"
    SYMBOL = "symbol"
    AUTHORITY = "authority"
    SIGNER_POST = "signer_post"
    SIGNER_NAME = "signer_name"
    RECIPIENTS = "recipients"


HEAD_PLACES = (
    Place.SUPERIOR,
    Place.SYMBOL,
    Place.AUTHORITY,
    Place.SIGNER_POST,
    Place.SIGNER_NAME,
    Place.RECIPIENTS,
)
PROSE_PLACES = tuple(place for place in Place if place not in HEAD_PLACES)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What an office wrote, by place; a place it left alone is an empty text."""

    by_place: Mapping[str, str]

    def text(self, place: Place) -> str:
        """Return the words of a place in one line."""
        return nfc(self.by_place.get(place, ""))

    def lines(self, place: Place) -> list[str]:
        """Return the words of a place, one text a paragraph."""
        return [line for raw in self.by_place.get(place, "").splitlines() if (line := nfc(raw))]


NO_REMARKS = Remarks({})
