"""The frame of every page: organisation, person, campaign, and its tabs with counts in the viewer's scope."""

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from thongsuot.domain.figures.queries.tabs import TabCounts, tab_counts
from thongsuot.domain.figures.queries.waiting import work_at_hand
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import campaign_by_slug, campaigns_of, top_unit
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.core.text import initials
from thongsuot.foundation.organisations.queries import role_words
from thongsuot.foundation.privacy.queries.desk import may_protect
from thongsuot.foundation.privacy.queries.trail import may_see_trail
from thongsuot.interfaces.web.site.request import Request


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with the number of things behind it."""

    label: str
    url: str
    count: int | None
    active: bool
    icon: str = ""
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class CampaignLink:
    """The campaign one stands in."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Chrome:
    """What base.html needs."""

    organisation: str = ""
    person_name: str = ""
    person_role: str = ""
    initials: str = ""
    campaign: CampaignLink | None = None
    tabs: tuple[Tab, ...] = ()
    phone_tabs: tuple[Tab, ...] = ()
    waiting: int = 0
    may_see_log: bool = False
    may_protect: bool = False


# name of the page, its word, its drawing on a telephone, which count stands beside it
_PAGES = (
    ("figures:dashboard", "overview", "home", ""),
    ("figures:unit_list", "units", "sitemap", "units"),
    ("study:class_list", "classes", "school", "classes"),
    ("figures:not_studied", "left", "user-x", "left"),
    ("plans:plan", "plan", "clipboard-list", "plans"),
    ("programmes:programme_list", "programmes", "file-text", "programmes"),
    ("reports:report_list", "reports", "report", ""),
)
_ON_TELEPHONE = 4
_INBOX = "figures:inbox"


def chrome(request: HttpRequest) -> dict[str, object]:
    """Give templates their frame; it asks the database only when a page shows it."""
    return {"chrome": SimpleLazyObject(partial(_chrome, cast("Request", request)))}


def _chrome(request: Request) -> Chrome:
    if not request.user.is_authenticated or request.person is None:
        return Chrome()
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    frame: dict[str, Any] = {
        "person_name": request.person.full_name,
        "person_role": role_words(request.person, request.viewer),
        "initials": initials(request.person.full_name),
        "organisation": request.person.home.name,
        "may_see_log": may_see_trail(request.viewer),
        "may_protect": may_protect(request.viewer),
    }
    try:
        campaign = campaign_by_slug(request.viewer, slug) if slug else _latest_campaign(request.viewer)
        stand = top_unit(request.viewer, campaign)
    except (Campaign.DoesNotExist, CampaignUnit.DoesNotExist):
        return Chrome(**frame)
    frame["organisation"] = campaign.of_unit.name
    here = match.view_name if match else ""
    tabs = _tabs(campaign, tab_counts(request.viewer, stand), here)
    link = CampaignLink(campaign.name, reverse("plans:campaign_list"))
    waiting = sum(work.count for work in work_at_hand(request.viewer, stand))
    inbox = Tab(pgettext("many", "Việc"), reverse(_INBOX), None, here == _INBOX, "inbox", waiting)
    return Chrome(**frame, campaign=link, tabs=tabs, phone_tabs=(*tabs[:_ON_TELEPHONE], inbox), waiting=waiting)


def _latest_campaign(viewer: Viewer) -> Campaign:
    """Return the campaign shown beside pages of none: the latest; nothing for members without a role."""
    latest = campaigns_of(viewer).first() if viewer.grants else None
    if latest is None:
        raise Campaign.DoesNotExist
    return latest


def _tabs(campaign: Campaign, counts: TabCounts, here: str) -> tuple[Tab, ...]:
    words = {
        "overview": _("Tổng quan"),
        "units": pgettext("many", "Đơn vị"),
        "classes": _("Lớp học"),
        "left": _("Chưa học"),
        "plan": pgettext("many", "Kế hoạch"),
        "programmes": pgettext("many", "Chương trình hành động"),
        "reports": _("Báo cáo"),
    }
    return tuple(
        Tab(
            label=words[word],
            url=reverse(page, args=[campaign.slug]),
            count=getattr(counts, count) if count else None,
            active=here == page or here in _BELONGS.get(page, ()),
            icon=icon,
        )
        for page, word, icon, count in _PAGES
    )


# Pages below a tab that have no tab of their own.
_BELONGS = {
    "figures:unit_list": ("figures:unit", "programmes:unit_programme"),
    "study:class_list": (
        "study:study_class",
        "study:class_opening",
        "study:own_recording",
        "study:class_recording",
        "study:class_counting",
        "study:listed_class",
        "study:list_into_class",
        "study:class_count",
        "access:stewards",
    ),
    "figures:not_studied": ("study:study_elsewhere",),
    "plans:plan": ("plans:freeze", "plans:totals", "plans:new_event", "plans:unit_plan", "plans:unit_total"),
    "programmes:programme_list": ("programmes:programme",),
    "reports:report_list": ("reports:draft", "reports:frozen"),
}
