"""What every step of the building shares: who acts, when, and what exists so far."""

import sys
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO

from django.utils import timezone

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.store import store
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.interfaces.cli.demonstration.members import Member, NonMember
from thongsuot.interfaces.cli.demonstration.units import BaseUnit

BUILDER = SystemActor("thongsuot demo")


@dataclass
class Stage:
    """The bloc as invented, and as it has been built."""

    units: list[BaseUnit]
    members: list[Member]
    non_members: list[NonMember]
    root: Unit = field(init=False)
    officer: Person = field(init=False)
    secretaries: dict[str, Person] = field(default_factory=dict)
    campaign: Campaign = field(init=False)
    campaign_units: dict[str, CampaignUnit] = field(default_factory=dict)

    @property
    def viewer(self) -> Viewer:
        """The installation itself, looking."""
        return viewer_for(BUILDER, date(2021, 6, 30))


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """Return an instant of the demonstration, local time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def keep(content: bytes, name: str, purpose: str, when: datetime) -> StoredFile:
    """Keep a file as if it had been uploaded then."""
    return store(BytesIO(content), name=name, purpose=purpose, by=BUILDER.actor_label, at=when)


def say(sentence: str) -> None:
    """Tell how far the building is."""
    print(sentence, file=sys.stderr, flush=True)
