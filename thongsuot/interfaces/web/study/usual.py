"""What a form of a class begins with: what the unit did last, else what is usual."""

from datetime import date
from typing import Any

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.plans.models.campaign import AudienceRule
from thongsuot.domain.plans.queries.campaigns import audiences_of
from thongsuot.domain.study.models.classes import Form
from thongsuot.domain.study.queries.classes import latest_class_of
from thongsuot.interfaces.web.site.request import Request


def offered(host: CampaignUnit) -> dict[str, Any]:
    """Return what a class of a unit may teach, and whom it may count for."""
    return {
        "audiences": audiences_of(host.campaign),
        "directives": list(host.campaign.directives.order_by("issued_on")),
    }


def usual_frame(
    request: Request, host: CampaignUnit, day: date, *, audiences: list[Audience], directives: list[Directive]
) -> dict[str, Any]:
    """Return the form, place and speaker of the unit's last class, all directives, and members with non-members."""
    last = latest_class_of(request.viewer, host)
    return {
        "happened_on": day,
        "form": last.form if last else Form.IN_PERSON.value,
        "place": last.place if last else "",
        "speaker": last.speaker if last else "",
        "audiences": [a.code for a in audiences if a.code != AudienceRule.KEY_CADRES],
        "directives": [directive.public_id for directive in directives],
    }
