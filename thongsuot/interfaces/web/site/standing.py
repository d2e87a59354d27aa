"""Where in a campaign a page stands. What is absent and what is foreign get the same answer."""

from django.http import Http404

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import campaign_by_slug, campaign_unit, top_unit
from thongsuot.interfaces.web.site.request import Request


def campaign_or_404(request: Request, slug: str) -> Campaign:
    """Return the campaign of an address."""
    try:
        return campaign_by_slug(request.viewer, slug)
    except Campaign.DoesNotExist:
        raise Http404 from None


def unit_or_404(request: Request, slug: str, code: str = "") -> CampaignUnit:
    """Return the unit of an address; without a code, the highest one the viewer may see."""
    campaign = campaign_or_404(request, slug)
    try:
        return campaign_unit(request.viewer, campaign, code) if code else top_unit(request.viewer, campaign)
    except CampaignUnit.DoesNotExist:
        raise Http404 from None


def query_of(request: Request) -> str:
    """Return the filters of an address without its page, encoded, for the links of a pager."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
