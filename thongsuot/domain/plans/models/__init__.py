"""Tables of plans, by topic."""

from thongsuot.domain.plans.models.campaign import (
    Audience,
    Campaign,
    CampaignEvent,
    CampaignUnit,
    Obligation,
    PlannedProgress,
    Scheme,
    SchemeTarget,
)
from thongsuot.domain.plans.models.documents import StudyPlan
from thongsuot.domain.plans.models.roll import DeclaredTotal, RollEdition, RollEntry, RollMembership, RollTotal

__all__ = [
    "Audience",
    "Campaign",
    "CampaignEvent",
    "CampaignUnit",
    "DeclaredTotal",
    "Obligation",
    "PlannedProgress",
    "RollEdition",
    "RollEntry",
    "RollMembership",
    "RollTotal",
    "Scheme",
    "SchemeTarget",
    "StudyPlan",
]
