"""The way from the top to a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from thongsuot.foundation.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way here."""

    label: str
    url: str


def crumbs_in_tree(units: Iterable[Unit]) -> list[Crumb]:
    """Return the way over units of the live tree, from the top down."""
    return [Crumb(unit.name, reverse("organisations:organisation", args=[unit.public_id])) for unit in units]
