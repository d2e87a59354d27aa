"""From a figure of a report to the page that shows what it is made of."""

from collections.abc import Callable

from django.urls import reverse

from thongsuot.domain.plans.models import CampaignUnit

# The first word of a figure's code -> the page, and what it is asked for.
_PAGES = {
    "units": ("figures:unit_list", "goc={code}"),
    "members": ("figures:unit_list", "goc={code}"),
    "left": ("figures:not_studied", "goc={code}"),
    "key_cadres": ("figures:not_studied", "goc={code}&doi-tuong=key_cadres"),
    "non_members": ("figures:not_studied", "goc={code}&doi-tuong=non_members"),
    "classes": ("study:class_list", ""),
    "study_plans": ("plans:plan", ""),
    "programmes": ("programmes:programme_list", ""),
}
_EXACT = {
    "non_members.declared": ("plans:totals", ""),
    "non_members.undeclared": ("figures:reminder", "viec=quan-chung"),
    "members.short_by": ("figures:not_studied", "goc={code}"),
}


def figure_links(unit: CampaignUnit) -> Callable[[str], str]:
    """Return how to get from the code of a figure in a unit's report to its page; a unit without units below leads to its own."""
    has_below = unit.children.exists()

    def href(code: str) -> str:
        page, query = _EXACT.get(code) or _PAGES[code.partition(".")[0]]
        if page == "figures:unit_list" and not has_below:
            return reverse("figures:unit", args=[unit.campaign.slug, unit.code])
        address = reverse(page, args=[unit.campaign.slug])
        return f"{address}?{query.format(code=unit.code)}" if query else address

    return href
