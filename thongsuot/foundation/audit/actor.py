"""Who acts: a person, or the installation itself under a name."""

from dataclasses import dataclass
from typing import Protocol

from thongsuot.foundation.audit.models import ActorKind


class Actor(Protocol):
    """Whoever can stand behind an entry of the log. Rooms above give their people these three properties."""

    @property
    def actor_kind(self) -> str:
        """PERSON or SYSTEM."""

    @property
    def actor_id(self) -> int | None:
        """The person's key; none for a system actor."""

    @property
    def actor_label(self) -> str:
        """A person's public identifier or a system's name. It can never be erased, so never a person's name."""


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The installation acting by itself, under the name of the job or command."""

    label: str

    @property
    def actor_kind(self) -> str:
        """Always SYSTEM."""
        return ActorKind.SYSTEM.value

    @property
    def actor_id(self) -> None:
        """A system has no key."""
        return

    @property
    def actor_label(self) -> str:
        """The name it was given."""
        return self.label
