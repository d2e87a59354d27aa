"""The frame of every page: organisation, person, campaign and its tabs."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with the number of things behind it, in the viewer's scope."""

    label: str
    url: str
    count: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class Chrome:
    """What base.html needs."""

    organisation: str = ""
    person_name: str = ""
    person_role: str = ""
    initials: str = ""
    campaign_name: str = ""
    campaign_url: str = ""
    tabs: tuple[Tab, ...] = ()


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """Give templates their frame."""
    return {"chrome": Chrome()}
