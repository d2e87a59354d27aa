"""The heart: whatever is recorded and corrected, everybody is counted once."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.builders.organisations import make_appointment, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, hold_class, make_held
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.figures.models import StoredTotal
from thongsuot.domain.figures.queries.studied import studied_at
from thongsuot.domain.figures.recount import differing_rolls, differing_totals
from thongsuot.domain.plans.models import CampaignUnit
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.elsewhere import record_study_elsewhere
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.models import LearningLedger, Standing
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.settling import settle

pytestmark = pytest.mark.django_db


def _studied(code: str = "members") -> int:
    return LearningLedger.objects.filter(audience__code=code, directive=None).aggregate(n=Sum("quantity"))["n"] or 0


def test_settle_when_studied_twice_counts_the_person_once_and_keeps_the_first() -> None:
    bloc = make_unit()
    person = make_person(bloc)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    entry, host = entry_of(campaign, person), campaign_unit_of(campaign, bloc)

    later = hold_class(host, make_held(campaign, [entry], happened_on=date(2021, 5, 20)))
    first = hold_class(host, make_held(campaign, [entry], happened_on=date(2021, 5, 4)))

    standing = Standing.objects.get(entry=entry, directive=None, audience__code="members")
    assert _studied() == 1
    assert standing.study_class == first != later


def test_settle_after_a_correction_takes_the_person_out_again() -> None:
    bloc = make_unit()
    person = make_person(bloc)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    entry, host = entry_of(campaign, person), campaign_unit_of(campaign, bloc)
    study_class = hold_class(host, make_held(campaign, [entry]))

    mark_people(study_class, marks=[Mark(entry.pk, Presence.NOT_RECORDED)], by=SYSTEM, at=AT)

    assert _studied() == 0
    assert settle([entry.pk], at=AT) == 0


def test_settle_with_two_directives_counts_the_campaign_only_when_both_are_studied() -> None:
    bloc = make_unit()
    person = make_person(bloc)
    one, two = make_directive(bloc), make_directive(bloc, number="02-NQ/ĐH")
    campaign = make_campaign(bloc, directives=[one, two])
    make_roll(campaign)
    entry, host = entry_of(campaign, person), campaign_unit_of(campaign, bloc)
    held = make_held(campaign, [entry])

    hold_class(host, type(held)(**{**_fields(held), "directives": [one]}))
    after_one = _studied()
    hold_class(host, type(held)(**{**_fields(held), "directives": [two], "happened_on": date(2021, 5, 9)}))

    assert after_one == 0
    assert _studied() == 1
    assert Standing.objects.get(entry=entry, directive=None).happened_on == date(2021, 5, 9)


def test_settle_key_cadres_count_only_where_the_class_is_for_them() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    person = make_person(base)
    make_appointment(person, unit=base)
    campaign = make_campaign(bloc)
    make_roll(campaign)
    entry, host = entry_of(campaign, person), campaign_unit_of(campaign, base)

    hold_class(host, make_held(campaign, [entry], codes=["members"]))
    before = _studied("key_cadres")
    hold_class(host, make_held(campaign, [entry], codes=["members", "key_cadres"]))

    assert (before, _studied("key_cadres"), _studied("members")) == (0, 1, 1)


def _fields(held: object) -> dict[str, object]:
    return {name: getattr(held, name) for name in held.__dataclass_fields__}  # type: ignore[attr-defined]


_STEPS = st.lists(
    st.tuples(
        st.integers(0, 5),  # person
        st.integers(0, 2),  # class
        st.sampled_from([*Presence, "ELSEWHERE"]),
        st.sampled_from([Source.LIST, Source.SHEET]),
        st.booleans(),  # fold after this step
    ),
    max_size=14,
)


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)
@given(steps=_STEPS)
def test_settle_after_any_history_every_node_equals_an_independent_count(steps: list[tuple]) -> None:
    with transaction.atomic():
        _play(steps)
        transaction.set_rollback(True)


def _play(steps: list[tuple]) -> None:
    bloc = make_unit()
    bases = [make_unit(bloc) for _ in range(2)]
    cells = [make_unit(bases[0]), make_unit(bases[0]), bases[1]]
    people = [make_person(cells[n % 3]) for n in range(6)]
    campaign = make_campaign(bloc, slug=f"h{bloc.pk}")
    make_roll(campaign)
    host = campaign_unit_of(campaign, bloc)
    entries = [entry_of(campaign, p) for p in people]
    classes = [_empty_class(host, campaign, entries[0], date(2021, 5, 4) + timedelta(days=n)) for n in range(3)]
    facts: dict[tuple[int, int], str] = {}
    elsewhere: set[int] = set()
    for person, n, what, source, is_folded in steps:
        if what == "ELSEWHERE":
            if person not in elsewhere:
                record_study_elsewhere(
                    entries[person], where="Lớp khác", happened_on=date(2021, 5, 5), by=SYSTEM, at=AT
                )
                elsewhere.add(person)
        else:
            mark_people(classes[n], marks=[Mark(entries[person].pk, what)], source=source, by=SYSTEM, at=AT)
            facts[person, n] = what
        if is_folded:
            fold_all()
    _compare(entries, facts, elsewhere, audience(campaign).pk)
    fold_all()
    _compare(entries, facts, elsewhere, audience(campaign).pk)
    assert not StoredTotal.objects.filter(people__lt=0).exists()


def _empty_class(host: CampaignUnit, campaign: object, entry: object, day: date) -> object:
    study_class = hold_class(host, make_held(campaign, [entry], happened_on=day))  # type: ignore[arg-type, list-item]
    mark_people(study_class, marks=[Mark(entry.pk, Presence.NOT_RECORDED)], by=SYSTEM, at=AT)  # type: ignore[attr-defined]
    return study_class


def _compare(entries: list, facts: dict[tuple[int, int], str], elsewhere: set[int], members: int) -> None:
    who = {p for (p, _), what in facts.items() if what == Presence.PRESENT} | elsewhere
    nodes = list(CampaignUnit.objects.filter(campaign=entries[0].edition.campaign))
    expected = Counter(node.pk for node in nodes for p in who if entries[p].path.startswith(node.path))
    found = studied_at([node.pk for node in nodes])
    assert {n.pk: sum(part.people for part in found.get((n.pk, members), [])) for n in nodes} == {
        n.pk: expected[n.pk] for n in nodes
    }
    assert differing_totals() == []
    assert differing_rolls() == []
    assert settle([entry.pk for entry in entries], at=AT) == 0
