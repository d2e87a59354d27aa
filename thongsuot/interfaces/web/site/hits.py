"""What a search finds that has a page of its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thongsuot.domain.directives.queries import directives_found
from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.plans.queries.campaigns import units_of_campaign
from thongsuot.domain.programmes.queries import programmes_numbered
from thongsuot.domain.study.queries.search import search_classes
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.organisations.queries import search_units

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


def unit_hits(viewer: Viewer, campaign: Campaign | None, asked: str) -> list[PageHit]:
    """Return at most ten units, each with its page in the campaign where it takes part, else in the organisation."""
    found = search_units(viewer, asked)
    pages: dict[str, str] = {}
    if campaign is not None:
        taking_part = units_of_campaign(viewer, campaign).filter(unit__public_id__in=[hit.public_id for hit in found])
        pages = {unit.unit.public_id: reverse("figures:unit", args=[campaign.slug, unit.code]) for unit in taking_part}
    own = {hit.public_id: reverse("organisations:organisation", args=[hit.public_id]) for hit in found}
    return [PageHit(hit.label, hit.path, pages.get(hit.public_id, own[hit.public_id])) for hit in found]


def class_hits(viewer: Viewer, asked: str) -> list[PageHit]:
    """Return at most ten classes of the viewer's latest campaign, with their host."""
    return [
        PageHit(found.name, found.host.name, reverse("study:study_class", args=[found.campaign.slug, found.public_id]))
        for found in search_classes(viewer, asked)
    ]


def programme_hits(viewer: Viewer, campaign: Campaign | None, asked: str) -> list[PageHit]:
    """Return at most ten programmes of a campaign by their number, with the unit and the day of issue."""
    if campaign is None:
        return []
    return [
        PageHit(
            f"{found.get_kind_display()} {found.number}",
            _("%(unit)s, ban hành %(day)s")
            % {"unit": found.campaign_unit.name, "day": date_format(found.issued_on, "DATE_FORMAT")},
            reverse("programmes:programme", args=[campaign.slug, found.public_id]),
        )
        for found in programmes_numbered(viewer, campaign, asked)[:_MOST_HITS]
    ]
