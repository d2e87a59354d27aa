"""When the last counted fact of a campaign was recorded. Callers have checked that the viewer may see the campaign."""

from datetime import datetime
from typing import cast

from django.db import connection
from django.db.models import Max

from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.study.models import LearningLedger
from thongsuot.foundation.core.trees import subtree_range

# What is folded is told by the few totals of the campaign's top; what is not, by the rows that wait.
_NEWEST = """
SELECT greatest(
    (SELECT max(t.newest_at) FROM figures_storedtotal t JOIN plans_campaignunit u ON u.id = t.campaign_unit_id
     WHERE u.campaign_id = %(campaign)s AND u.parent_id IS NULL),
    (SELECT max(l.recorded_at) FROM study_unfoldedlearning q JOIN study_learningledger l ON l.id = q.learning_id
     WHERE q.path >= %(low)s AND q.path < %(high)s)
)
"""


def fresh_at_of(campaign: Campaign) -> datetime | None:
    """Return when the newest fact was recorded; None before the first. One statement, whatever the number of people."""
    low, high = subtree_range(campaign.path)
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {"campaign": campaign.pk, "low": low, "high": high})
        (newest,) = cursor.fetchone()
    return cast("datetime | None", newest)


def fresh_at_then(campaign: Campaign, as_of: datetime) -> datetime | None:
    """Return when the newest fact known at an instant was recorded, from the ledger."""
    low, high = subtree_range(campaign.path)
    known = LearningLedger.objects.filter(path__gte=low, path__lt=high, recorded_at__lte=as_of)
    newest: datetime | None = known.aggregate(newest=Max("recorded_at"))["newest"]
    return newest
