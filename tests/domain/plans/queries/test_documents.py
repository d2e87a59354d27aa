"""Study plans of units: who owes one, how they stand, who may see them."""

from datetime import date

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, campaign_unit_of, make_campaign
from thongsuot.domain.plans.actions.documents import Issue, Receiver
from thongsuot.domain.plans.actions.study_plans import issue_study_plan, receive_study_plan
from thongsuot.domain.plans.models import Campaign, StudyPlan
from thongsuot.domain.plans.queries.documents import (
    PlanCounts,
    plan_counts,
    stands_above,
    study_plan_by_public_id,
    unit_plans_of,
)
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


def _viewer(unit: Unit, role: Role = Role.OFFICER) -> Viewer:
    person = make_person(unit)
    make_grant(person, unit, role)
    return viewer_for(person, date(2021, 4, 1))


def _issue(campaign: Campaign, unit: Unit, reason: str = "") -> StudyPlan:
    issue = Issue("08-KH/ĐU", date(2021, 3, 30), "Kế hoạch", reason=reason)
    return issue_study_plan(campaign_unit_of(campaign, unit), issue=issue, by=SYSTEM, at=AT)


def test_unit_plans_of_holds_the_newest_plan_of_each_unit_that_owes_one() -> None:
    bloc = make_unit()
    first, second, third = (make_unit(bloc, name=f"Cơ sở {n}") for n in (1, 2, 3))
    make_unit(first, name="Chi bộ không phải ban hành")
    campaign = make_campaign(bloc)
    _issue(campaign, first)
    newest = _issue(campaign, first, "Bổ sung")
    received = _issue(campaign, second)
    receive_study_plan(Receiver(received.campaign_unit), plan=received, by=SYSTEM, at=AT)

    units = unit_plans_of(_viewer(bloc), campaign)

    assert [(u.campaign_unit.unit, u.plan) for u in units] == [(first, newest), (second, received), (third, None)]
    assert plan_counts(units) == PlanCounts(units=3, without=1, waiting=1, received=1, supplement_asked=0)
    assert plan_counts(units).issued == 2


def test_unit_plans_of_a_secretary_are_those_of_the_own_unit() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    campaign = make_campaign(bloc)
    _issue(campaign, own)
    foreign = _issue(campaign, beside)
    viewer = _viewer(own, Role.SECRETARY)

    assert [u.campaign_unit.unit for u in unit_plans_of(viewer, campaign)] == [own]
    with pytest.raises(StudyPlan.DoesNotExist):
        study_plan_by_public_id(viewer, campaign, foreign.public_id)


def test_stands_above_whoever_has_no_grant_in_the_unit() -> None:
    bloc = make_unit()
    base = make_unit(bloc)

    assert stands_above(_viewer(bloc), base)
    assert not stands_above(_viewer(base, Role.SECRETARY), base)
    assert stands_above(_viewer(base, Role.INSPECTOR), base)
