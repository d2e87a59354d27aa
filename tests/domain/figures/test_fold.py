"""Folding and recounting: whatever the order and the size of the batches, stored totals are what the facts say."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.builders.organisations import make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import audience, entry_of, hold_class, make_held
from thongsuot.domain.figures.fold import fold, fold_all
from thongsuot.domain.figures.models import DailyTotal, StoredTotal
from thongsuot.domain.figures.queries.studied import studied_at
from thongsuot.domain.figures.recount import Difference, differing_rolls, differing_totals
from thongsuot.domain.plans.models import Campaign, CampaignUnit, RollTotal
from thongsuot.domain.study.models import UnfoldedLearning

pytestmark = pytest.mark.django_db


def _campaign(people: int = 3) -> tuple[Campaign, CampaignUnit, CampaignUnit]:
    """Return a campaign of a bloc with one base, its top and its base; all of the base's people studied on 4 May."""
    bloc = make_unit()
    base = make_unit(bloc, name="Đảng bộ A")
    members = [make_person(base) for _ in range(people)]
    campaign = make_campaign(bloc, slug=f"f{bloc.pk}")
    make_roll(campaign)
    here = campaign_unit_of(campaign, base)
    hold_class(here, make_held(campaign, [entry_of(campaign, person) for person in members]))
    return campaign, campaign_unit_of(campaign, bloc), here


def _stored(unit: CampaignUnit) -> int:
    totals = StoredTotal.objects.filter(campaign_unit=unit, audience__code="members", directive=None)
    return sum(totals.values_list("people", flat=True))


def test_fold_adds_to_every_node_and_empties_the_queue() -> None:
    _, top, base = _campaign()
    queued = UnfoldedLearning.objects.count()

    folded = fold_all()

    assert (folded, UnfoldedLearning.objects.count()) == (queued, 0)
    assert (_stored(top), _stored(base)) == (3, 3)
    days = DailyTotal.objects.filter(audience__code="members").values_list("campaign_unit", "day", "people")
    assert set(days) == {(top.pk, date(2021, 5, 4), 3), (base.pk, date(2021, 5, 4), 3)}


def test_fold_of_nothing_is_nought() -> None:
    assert (fold(), fold_all()) == (0, 0)


def test_fold_takes_no_more_than_a_batch_and_leaves_the_sum_the_same() -> None:
    campaign, top, _base = _campaign()
    members = audience(campaign).pk

    def studied() -> int:
        return sum(part.people for part in studied_at([top.pk])[top.pk, members])

    before = studied()
    folded = fold(batch=1)

    assert (folded, before, studied()) == (1, 3, 3)
    assert _stored(top) < 3


def test_differing_totals_names_the_unit_and_both_numbers() -> None:
    _, _top, base = _campaign()
    fold_all()
    clean = differing_totals()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE figures_storedtotal SET people = people + 2 WHERE campaign_unit_id = %s AND directive_id IS NULL"
            " AND audience_id = (SELECT id FROM plans_audience WHERE code = 'members' AND campaign_id = %s)",
            [base.pk, base.campaign_id],
        )

    assert clean == []
    assert differing_totals() == [Difference("Đảng bộ A", "members", 5, 3)]


def test_differing_totals_when_a_stored_row_is_gone_counts_it_as_nought() -> None:
    _, top, _base = _campaign(1)
    fold_all()
    StoredTotal.objects.filter(campaign_unit=top, audience__code="members", directive=None).delete()

    assert differing_totals() == [Difference(top.name, "members", 0, 1)]


def test_differing_rolls_names_the_unit_and_both_numbers() -> None:
    _, _top, base = _campaign()
    clean = differing_rolls()
    RollTotal.objects.filter(campaign_unit=base, audience__code="members").update(people=9)

    assert clean == []
    assert differing_rolls() == [Difference("Đảng bộ A", "members", 9, 3)]


_HISTORY = st.lists(
    st.tuples(st.sets(st.integers(0, 4), min_size=1), st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=5
)


@settings(max_examples=6, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)
@given(history=_HISTORY)
def test_fold_in_any_batches_equals_the_recount_and_the_days_add_up(history: list[tuple[set[int], int, int]]) -> None:
    with transaction.atomic():
        _play(history)
        transaction.set_rollback(True)


def _play(history: list[tuple[set[int], int, int]]) -> None:
    """Hold a class for each step of (who, days later, batch), folding in between; then compare every node."""
    bloc = make_unit()
    bases = [make_unit(bloc), make_unit(bloc)]
    members = [make_person(bases[n % 2]) for n in range(5)]
    campaign = make_campaign(bloc, slug=f"f{bloc.pk}")
    make_roll(campaign)
    host, entries = campaign_unit_of(campaign, bloc), [entry_of(campaign, person) for person in members]
    for who, later, batch in history:
        day = date(2021, 5, 4) + timedelta(days=later)
        hold_class(host, make_held(campaign, [entries[n] for n in sorted(who)], happened_on=day))
        if batch:
            fold(batch=batch)
        assert differing_totals() == []
    fold_all()
    assert differing_totals() == []
    studied = set().union(*(who for who, _, _ in history))
    for unit in CampaignUnit.objects.filter(campaign=campaign):
        here = sum(entries[n].path.startswith(unit.path) for n in studied)
        days = DailyTotal.objects.filter(campaign_unit=unit, audience__code="members").values_list("people", flat=True)
        assert (_stored(unit), sum(days)) == (here, here)
