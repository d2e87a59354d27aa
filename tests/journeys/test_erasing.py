"""Names go, facts stay: after any history, erasing and restricting anybody changes no figure, and everything still verifies."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from django.db import transaction

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.domain.figures.fold import fold_all
from thongsuot.domain.figures.models import DailyTotal, StoredTotal
from thongsuot.domain.figures.recount import differing_rolls, differing_totals
from thongsuot.domain.plans.actions.erasing import OnRunningRoll, confirm_erasure
from thongsuot.domain.plans.actions.roll import roll_fingerprint
from thongsuot.domain.plans.models import Campaign, RollEdition, RollTotal
from thongsuot.domain.study.leaves import attendance_leaves
from thongsuot.domain.study.models import Attendance, LearningLedger
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditPersonal
from thongsuot.foundation.audit.sealing import seal
from thongsuot.foundation.audit.verification import verify
from thongsuot.foundation.organisations.models.people import Person
from thongsuot.foundation.organisations.models.units import Unit
from thongsuot.foundation.privacy.actions.hiding import ask_erasure, lift_restriction, restrict_person
from thongsuot.foundation.privacy.queries.kept import kept_about

pytestmark = pytest.mark.django_db
AFTERWARDS = datetime(2022, 3, 1, 2, 0, tzinfo=UTC)


def history(chance: Random) -> tuple[Unit, Campaign, list[Person]]:
    """Return a bloc whose people studied, missed or were never recorded, as chance has it; nobody is on its lists any more."""
    bloc = make_unit()
    bases = [make_unit(bloc) for _ in range(2)]
    people = [make_person(chance.choice(bases), name=f"Lò Thị {n}", card_number=f"{bloc.pk}-{n}") for n in range(8)]
    campaign = make_campaign(bloc, slug=f"x{bloc.pk}")
    make_roll(campaign)
    for base in bases:
        there = [p for p in people if p.home_id == base.pk and chance.random() < 0.7]
        if there:
            held = make_held(campaign, [entry_of(campaign, person) for person in there])
            hold_class(campaign_unit_of(campaign, base), held)
    fold_all()
    return bloc, campaign, people


def figures(campaign: Campaign) -> list[object]:
    """Return all that is counted of a campaign."""
    return [
        sorted(StoredTotal.objects.values_list("campaign_unit", "audience", "directive", "people"), key=str),
        sorted(DailyTotal.objects.values_list("campaign_unit", "audience", "day", "people")),
        sorted(RollTotal.objects.values_list("campaign_unit", "audience", "people")),
        sorted(LearningLedger.objects.values_list("key", "quantity")),
        sorted(Attendance.objects.values_list("pk", "presence", "entry")),
        roll_fingerprint(RollEdition.objects.get(campaign=campaign)),
    ]


@pytest.mark.parametrize("seed", range(4))
def test_erasing_and_restricting_after_any_history_changes_no_figure(seed: int) -> None:
    chance = Random(seed)
    bloc, campaign, people = history(chance)
    officer = make_person(bloc, name="Trần Thu Hà")
    make_grant(officer, bloc, Role.OFFICER)
    before = figures(campaign)

    gone = chance.sample(people, 5)
    for person in gone:
        if chance.random() < 0.5:
            made = restrict_person(person, reason="Theo đơn", by=officer, at=AFTERWARDS)
            if chance.random() < 0.5:
                lift_restriction(made, by=officer, at=AFTERWARDS)
        person.memberships.update(valid_until=date(2021, 12, 1))
        confirm_erasure(ask_erasure(person, reason="Theo đơn", by=SYSTEM, at=AFTERWARDS), by=officer, at=AFTERWARDS)

    seal(AFTERWARDS)
    assert figures(campaign) == before
    assert (list(differing_totals()), list(differing_rolls())) == ([], [])
    assert verify(at=AFTERWARDS, sources={"attendance": attendance_leaves}).is_in_order
    left = {str(part) for part in AuditPersonal.objects.exclude(payload=None).values_list("payload", flat=True)}
    names = {f"Lò Thị {people.index(person)}'" for person in gone}
    assert [name for name in names if any(name in part for part in left)] == []
    assert all("Lò Thị" not in str(kept_about(Person.objects.get(pk=person.pk)).tables) for person in gone)


def test_name_on_the_roll_of_a_running_campaign_is_not_erased() -> None:
    bloc, _campaign, people = history(Random(9))
    officer = make_person(bloc)
    make_grant(officer, bloc, Role.OFFICER)
    people[0].memberships.update(valid_from=date(2021, 1, 1), valid_until=AT.date())
    erasure = ask_erasure(people[0], reason="Theo đơn", by=SYSTEM, at=AT)

    with pytest.raises(OnRunningRoll), transaction.atomic():
        confirm_erasure(erasure, by=officer, at=AT)

    assert Person.objects.get(pk=people[0].pk).full_name == "Lò Thị 0"
