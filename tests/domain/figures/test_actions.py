"""Confirming a reorganisation in the middle of a running campaign, as in 2025: a bloc ends, two new organisations receive its units."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.reorganisations import close, confirm, make_draft, move
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.domain.figures.actions import DutiesOpen
from thongsuot.domain.figures.fold import fold
from thongsuot.domain.figures.queries.coverage import coverage_of, coverage_of_children
from thongsuot.domain.figures.queries.obligations import fulfilments_of
from thongsuot.domain.figures.queries.reorganising import campaigns_touched
from thongsuot.domain.figures.recount import differing_rolls, differing_totals
from thongsuot.domain.plans.models import Campaign, CampaignUnit
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.organisations.actions.reorganising import undo_reorganisation
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.organisations.reorganising.checking import examined
from thongsuot.foundation.organisations.tree import tree_on

pytestmark = pytest.mark.django_db
AT = datetime(2021, 6, 10, 2, 0, tzinfo=UTC)
DAY = date(2021, 6, 10)
EVERYTHING = viewer_for(SystemActor("tests"), DAY)


@dataclass
class Province:
    """A province, its bloc with two bases that run a campaign, the two organisations that receive them."""

    top: Unit
    bloc: Unit
    bases: list[Unit]
    receiving: list[Unit]
    campaign: Campaign
    officer: Person

    def figures(self) -> list[Any]:
        """Every figure of the campaign at its top and the bases."""
        host = campaign_unit_of(self.campaign, self.bloc)
        at = AT + timedelta(days=1)
        told = [coverage_of(EVERYTHING, host), coverage_of_children(EVERYTHING, host)]
        duties = [(f.obligation.kind, f.units, f.fulfilled) for f in fulfilments_of(EVERYTHING, host, as_of=at)]
        tree = list(CampaignUnit.objects.order_by("path").values_list("path", "name", "unit", "parent"))
        return [told, duties, tree]


@pytest.fixture
def province() -> Province:
    top = make_unit(kind="PROVINCE", name="Tỉnh")
    bloc = make_unit(top, name="Khối")
    bases = [make_unit(bloc, name=name) for name in ("Sở Y tế", "Công ty Điện lực")]
    cells = [make_unit(base) for base in bases]
    people = [make_person(cell) for cell in cells for _ in range(2)]
    officer = make_person(bloc)
    make_grant(officer, bloc)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    place = campaign_unit_of(campaign, cells[0])
    hold_class(place, make_held(campaign, [entry_of(campaign, people[0])], happened_on=date(2021, 5, 4)))
    fold()
    receiving = [make_unit(top, name=name, opened_on=date(2021, 6, 1)) for name in ("Các cơ quan Đảng", "UBND tỉnh")]
    return Province(top, bloc, bases, receiving, campaign, officer)


def test_bloc_that_ends_in_a_running_campaign_leaves_every_figure_as_it_was(province: Province) -> None:
    before = province.figures()
    steps = [move(base, to) for base, to in zip(province.bases, province.receiving, strict=True)]
    draft = make_draft(province.top, *steps, close(province.bloc, province.receiving[0]), on=DAY, at=AT)
    touched = campaigns_touched(examined(draft), today=DAY)

    made = confirm(draft, at=AT)

    assert [(t.campaign, t.units, t.is_host_ended) for t in touched] == [(province.campaign, 5, True)]
    assert province.figures() == before
    assert (differing_totals(), differing_rolls()) == ([], [])
    assert [Unit.objects.get(pk=b.pk).parent for b in province.bases] == province.receiving
    assert province.bloc.pk not in {v.unit_id for v in tree_on(DAY)}
    assert Grant.objects.get(person_id=province.officer.pk).valid_until == province.campaign.ends_on + timedelta(days=1)
    undo_reorganisation(made, by=SystemActor("tests"), at=AT)
    assert province.figures() == before
    assert [Unit.objects.get(pk=b.pk).parent for b in province.bases] == [province.bloc, province.bloc]
    assert Grant.objects.get(person_id=province.officer.pk).valid_until is None


def test_base_that_still_owes_something_does_not_end(province: Province) -> None:
    draft = make_draft(province.top, close(province.bases[1], province.bases[0]), on=DAY, at=AT)

    with pytest.raises(DutiesOpen, match="Công ty Điện lực: Tổ chức học tập"):
        confirm(draft, at=AT)


def test_base_ends_when_the_campaign_is_over(province: Province) -> None:
    after = datetime(2021, 7, 2, 2, 0, tzinfo=UTC)

    confirm(
        make_draft(province.top, close(province.bases[1], province.bases[0]), on=date(2021, 7, 1), at=after), at=after
    )

    assert Unit.objects.get(pk=province.bases[1].pk).closed_on == date(2021, 7, 1)
