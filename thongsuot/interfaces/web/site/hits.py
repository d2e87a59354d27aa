"""What a search finds that has a page of its own."""

from dataclasses import dataclass

from django.urls import reverse

from thongsuot.domain.directives.queries import directives_found
from thongsuot.foundation.access.queries import Viewer

_MOST_HITS = 10


@dataclass(frozen=True, slots=True)
class PageHit:
    """Something found: its name, what it is, and its page."""

    label: str
    path: str
    href: str


def document_hits(viewer: Viewer, asked: str) -> list[PageHit]:
    """Return at most ten documents of the viewer's library, by number in any spelling or by words."""
    return [
        PageHit(directive.heading, directive.title, reverse("directives:directive", args=[directive.public_id]))
        for directive in directives_found(viewer, asked)[:_MOST_HITS]
    ]
