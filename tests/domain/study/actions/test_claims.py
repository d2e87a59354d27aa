"""Claims at the door: what the host says counts, and nothing is kept of what was typed."""

from datetime import date

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_roll
from tests.builders.study import AT, SYSTEM, entry_of, make_open_class
from thongsuot.domain.plans.models import RollEntry
from thongsuot.domain.study.actions.check_ins import CheckIn, record_check_ins
from thongsuot.domain.study.actions.claims import ClaimDecided, accept_claim, claim_presence, decline_claim
from thongsuot.domain.study.models import Attendance, DoorClaim, Standing, StudyClass
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry, AuditPersonal
from thongsuot.foundation.organisations.models import Person, Unit

pytestmark = pytest.mark.django_db
BORN = date(1978, 3, 5)


@pytest.fixture
def base() -> Unit:
    """A base beside another, under a bloc."""
    bloc = make_unit()
    make_unit(bloc)
    return make_unit(bloc)


@pytest.fixture
def person(base: Unit) -> Person:
    """A member of the base."""
    return make_person(base, name="Lò Thị Hoà", born_on=BORN)


@pytest.fixture
def stranger(base: Unit) -> Person:
    """A member of the base beside."""
    beside = base.parent.children.exclude(pk=base.pk).get()
    return make_person(beside, name="Giàng A Páo", born_on=BORN)


@pytest.fixture
def here(base: Unit, person: Person, stranger: Person) -> StudyClass:
    """An open class of the base, the member on the roll."""
    campaign = make_campaign(base.parent)
    make_roll(campaign)
    return make_open_class(campaign_unit_of(campaign, base))


@pytest.fixture
def entry(here: StudyClass, person: Person) -> RollEntry:
    """The member on the roll."""
    return entry_of(here.campaign, person)


def _claimed(here: StudyClass) -> DoorClaim:
    claim_presence(here.public_id, full_name="lo thi hòa", born_on=BORN, at=AT)
    return DoorClaim.objects.get()


def test_claim_presence_of_one_person_in_another_spelling_waits_and_records_nothing(
    here: StudyClass, entry: RollEntry
) -> None:
    claim = _claimed(here)

    assert (claim.entry, claim.state) == (entry, "WAITING")
    assert not Attendance.objects.exists()


def test_claim_presence_typed_twice_waits_once(here: StudyClass) -> None:
    _claimed(here)
    _claimed(here)

    assert DoorClaim.objects.count() == 1


def test_claim_presence_of_somebody_of_another_unit_is_not_kept(here: StudyClass, stranger: Person) -> None:
    claim_presence(here.public_id, full_name=stranger.full_name, born_on=BORN, at=AT)

    assert not DoorClaim.objects.exists()


def test_claim_presence_at_a_class_that_is_not_open_is_not_kept(here: StudyClass, base: Unit) -> None:
    planned = make_open_class(here.host, is_started=False)

    claim_presence(planned.public_id, full_name="Lò Thị Hoà", born_on=BORN, at=AT)

    assert not DoorClaim.objects.exists()


def test_accept_claim_marks_the_person_present_on_the_hosts_word(here: StudyClass, entry: RollEntry) -> None:
    accept_claim(_claimed(here), by=SYSTEM, at=AT)

    fact = Attendance.objects.get()
    assert (fact.entry, fact.presence, fact.source) == (entry, "PRESENT", "host")
    assert Standing.objects.get(entry=entry, directive=None).grade == "B"
    assert DoorClaim.objects.get().state == "ACCEPTED"


def test_accept_claim_of_somebody_who_scanned_meanwhile_adds_nothing(here: StudyClass, entry: RollEntry) -> None:
    claim = _claimed(here)
    record_check_ins([CheckIn(here.public_id, entry.pk)], at=AT)

    accept_claim(claim, by=SYSTEM, at=AT)

    assert Attendance.objects.get().source == "qr"


def test_decline_claim_records_nothing_of_their_attendance(here: StudyClass) -> None:
    decline_claim(_claimed(here), by=SYSTEM, at=AT)

    assert not Attendance.objects.exists()
    assert DoorClaim.objects.get().state == "DECLINED"


@pytest.mark.parametrize("decide", [accept_claim, decline_claim])
def test_deciding_a_claim_twice_is_refused(here: StudyClass, decide: object) -> None:
    claim = _claimed(here)
    decline_claim(claim, by=SYSTEM, at=AT)

    with pytest.raises(ClaimDecided, match="không xác nhận"):
        decide(claim, by=SYSTEM, at=AT)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("decide", "event"),
    [(accept_claim, "claim.accepted"), (decline_claim, "claim.declined")],
    ids=["accept", "decline"],
)
def test_deciding_a_claim_is_recorded_with_the_person_apart(
    here: StudyClass, entry: RollEntry, decide: object, event: str
) -> None:
    decide(_claimed(here), by=SYSTEM, at=AT)  # type: ignore[operator]

    recorded = AuditEntry.objects.get(event=event)
    assert (recorded.subject_id, recorded.unit_path, recorded.payload) == (here.pk, here.unit.path, {})
    assert AuditPersonal.objects.get(entry=recorded).payload == {"entry": entry.pk}


@pytest.mark.parametrize("decide", [accept_claim, decline_claim])
def test_deciding_a_claim_is_for_whoever_records_attendance_there_or_above(
    here: StudyClass, base: Unit, decide: object
) -> None:
    cell, beside = make_unit(base), base.parent.children.exclude(pk=base.pk).get()
    claim = _claimed(here)
    for unit, role in [(cell, Role.RAPPORTEUR), (beside, Role.SECRETARY), (base, Role.INSPECTOR)]:
        nobody = make_person(unit)
        make_grant(nobody, unit, role)
        with pytest.raises(NotAllowed):
            decide(claim, by=nobody, at=AT)  # type: ignore[operator]
    above = make_person(base.parent)
    make_grant(above, base.parent, Role.OFFICER)

    decide(claim, by=above, at=AT)  # type: ignore[operator]

    assert DoorClaim.objects.get().state != "WAITING"
