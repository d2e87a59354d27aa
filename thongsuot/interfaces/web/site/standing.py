"""Where in a campaign a page stands. What is absent and what is foreign get the same answer."""

from django.http import Http404
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.domain.plans.queries.campaigns import campaign_by_slug, campaign_unit, top_unit
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.queries import units_of
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


def places_of(request: Request, permission: Permission) -> list[Unit]:
    """Return the highest units over which the viewer holds a permission: where something new may begin. Refuses none."""
    scope = request.viewer.scope(permission)
    places = list(units_of(request.viewer, permission).filter(path__in=[*scope.subtrees, *scope.nodes]))
    if not places:
        raise NotAllowed(_("Đồng chí chưa được giao việc này. Liên hệ cán bộ theo dõi của cấp trên."))
    return places


def query_of(request: Request) -> str:
    """Return the filters of an address without its page, encoded, for the links of a pager."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
