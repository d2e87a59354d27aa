"""The door: many at once, each answered for what became of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.builders.organisations import make_appointment, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.study import AT, SYSTEM, audience, entry_of, make_open_class
from thongsuot.domain.plans.models import Campaign, RollEntry
from thongsuot.domain.study.actions.attendance import mark_people
from thongsuot.domain.study.actions.check_ins import Answer, CheckIn, Outcome, record_check_ins
from thongsuot.domain.study.actions.classes import close_class
from thongsuot.domain.study.actions.counts import record_count
from thongsuot.domain.study.actions.marks import Mark
from thongsuot.domain.study.leaves import attendance_leaves
from thongsuot.domain.study.models import Attendance, LearningLedger, Standing, StudyClass, UnfoldedLearning
from thongsuot.domain.study.models.attendance import Presence
from thongsuot.domain.study.settling import settle
from thongsuot.foundation.audit.models import PendingLeaf
from thongsuot.foundation.audit.sealing import seal
from thongsuot.foundation.audit.verification import verify
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(minutes=7)

# Somebody who prepares a person's standing between the look of a batch and its writing.
_QUICKER = """
CREATE FUNCTION quicker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO study_standing (entry_id, directive_id, audience_id, version, studied, grade, form, is_make_up)
    VALUES (%(entry)s, NULL, %(audience)s, 0, false, '', '', false) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$
"""


@pytest.fixture
def bases() -> list[Unit]:
    """Two bases of a bloc with three members each."""
    bloc = make_unit()
    bases = [make_unit(bloc), make_unit(bloc)]
    for base in bases:
        for _ in range(3):
            make_person(base)
    return bases


@pytest.fixture
def campaign(bases: list[Unit]) -> Campaign:
    """A campaign over them, its roll frozen."""
    campaign = make_campaign(bases[0].parent)
    make_roll(campaign)
    return campaign


def _people(campaign: Campaign, base: Unit) -> list[RollEntry]:
    return [entry_of(campaign, person) for person in base.people.order_by("pk")]


def _class(campaign: Campaign, base: Unit, **more: object) -> StudyClass:
    return make_open_class(campaign_unit_of(campaign, base), **more)  # type: ignore[arg-type]


def test_record_check_ins_answers_each_in_order(campaign: Campaign, bases: list[Unit]) -> None:
    here, (one, two, _), (stranger, *_) = _class(campaign, bases[0]), *(_people(campaign, b) for b in bases)
    planned = _class(campaign, bases[0], is_started=False)
    record_check_ins([CheckIn(here.public_id, two.pk)], at=AT)

    answers = record_check_ins(
        [
            CheckIn(here.public_id, stranger.pk),
            CheckIn(here.public_id, two.pk),
            CheckIn(here.public_id, one.pk),
            CheckIn(planned.public_id, one.pk),
            CheckIn("nosuchone1", one.pk),
            CheckIn(here.public_id, 10**15),
        ],
        at=LATER,
    )

    assert answers == [
        Answer(Outcome.WRONG_CLASS),
        Answer(Outcome.ALREADY, AT),
        Answer(Outcome.RECORDED, LATER),
        Answer(Outcome.NOT_OPEN_YET),
        Answer(Outcome.WRONG_CLASS),
        Answer(Outcome.WRONG_CLASS),
    ]


def test_record_check_ins_when_one_taps_many_times_counts_once(campaign: Campaign, bases: list[Unit]) -> None:
    here, (one, *_) = _class(campaign, bases[0]), _people(campaign, bases[0])
    row = CheckIn(here.public_id, one.pk)

    first = record_check_ins([row, row, row], at=AT)
    again = record_check_ins([row], at=LATER)

    assert [a.outcome for a in first] == [Outcome.RECORDED] * 3
    assert again == [Answer(Outcome.ALREADY, AT)]
    assert LearningLedger.objects.filter(directive=None).count() == Attendance.objects.count() == 1


def test_record_check_ins_when_the_class_is_closed_takes_nobody(campaign: Campaign, bases: list[Unit]) -> None:
    here, (one, *_) = _class(campaign, bases[0]), _people(campaign, bases[0])
    close_class(here, by=SYSTEM, at=AT)

    assert record_check_ins([CheckIn(here.public_id, one.pk)], at=LATER) == [Answer(Outcome.CLOSED)]
    assert not Attendance.objects.exists()


def test_record_check_ins_when_marked_absent_before_records_who_came_after_all(
    campaign: Campaign, bases: list[Unit]
) -> None:
    here, (one, *_) = _class(campaign, bases[0]), _people(campaign, bases[0])
    mark_people(here, marks=[Mark(one.pk, Presence.ABSENT)], by=SYSTEM, at=AT)

    assert record_check_ins([CheckIn(here.public_id, one.pk)], at=LATER) == [Answer(Outcome.RECORDED, LATER)]
    assert list(Attendance.objects.order_by("version").values_list("version", "presence", "source")) == [
        (1, "ABSENT", "list"),
        (2, "PRESENT", "qr"),
    ]


def test_record_check_ins_when_the_unit_reported_a_number_adds_no_name(campaign: Campaign, bases: list[Unit]) -> None:
    here, (one, *_) = _class(campaign, bases[0]), _people(campaign, bases[0])
    unit = campaign_unit_of(campaign, bases[0])
    record_count(here, campaign_unit=unit, audience=audience(campaign), people=3, by=SYSTEM, at=AT)

    assert record_check_ins([CheckIn(here.public_id, one.pk)], at=LATER) == [Answer(Outcome.COUNTED)]
    assert not Attendance.objects.exists()


def test_record_check_ins_costs_the_same_for_one_and_for_three(campaign: Campaign, bases: list[Unit]) -> None:
    here, people = _class(campaign, bases[0]), _people(campaign, bases[0])
    with CaptureQueriesContext(connection) as alone:
        record_check_ins([CheckIn(here.public_id, people[0].pk)], at=AT)
    with CaptureQueriesContext(connection) as together:
        record_check_ins([CheckIn(here.public_id, p.pk) for p in people], at=AT)

    assert len(alone) == len(together) == 3  # with the savepoint's two


def test_record_check_ins_leaves_a_leaf_of_every_row_that_verify_finds_in_order(
    campaign: Campaign, bases: list[Unit]
) -> None:
    here, people = _class(campaign, bases[0]), _people(campaign, bases[0])
    record_check_ins([CheckIn(here.public_id, p.pk) for p in people], at=AT)

    assert PendingLeaf.objects.filter(source="attendance").count() == 3
    seal(LATER)
    assert verify(at=LATER, sources={"attendance": attendance_leaves}).problems == ()


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE study_attendance SET presence = 'ABSENT' WHERE id = %s",
        "UPDATE study_attendance SET happened_on = happened_on - 1 WHERE id = %s",
        "UPDATE study_attendance SET recorded_by = 'somebody' WHERE id = %s",
        "DELETE FROM study_attendance WHERE id = %s",
    ],
)
def test_verify_finds_an_attendance_of_the_door_that_was_tampered_with(
    campaign: Campaign, bases: list[Unit], tampering: str
) -> None:
    here, people = _class(campaign, bases[0]), _people(campaign, bases[0])
    record_check_ins([CheckIn(here.public_id, p.pk) for p in people], at=AT)
    seal(LATER)
    target = Attendance.objects.order_by("pk")[1].pk

    with connection.cursor() as cursor:
        cursor.execute(tampering, [target])

    problems = verify(at=LATER, sources={"attendance": attendance_leaves}).problems
    assert [(p.source, p.row_id) for p in problems] == [("attendance", target)]


@pytest.mark.parametrize("codes", [("members",), ("key_cadres",), ("members", "key_cadres")])
@pytest.mark.parametrize("taught", [(0,), (1,), (0, 1)])
@pytest.mark.parametrize("is_make_up", [False, True])
def test_record_check_ins_leaves_the_rows_that_settling_would_have_left(
    bases: list[Unit], codes: tuple[str, ...], taught: tuple[int, ...], *, is_make_up: bool
) -> None:
    make_appointment(bases[0].people.order_by("pk")[0], unit=bases[0])
    directives = [make_directive(bases[0].parent), make_directive(bases[0].parent, number="02-NQ/ĐH")]
    campaign = make_campaign(bases[0].parent, directives=directives)
    make_roll(campaign)
    here, people = _class(campaign, bases[0], codes=codes), _people(campaign, bases[0])
    here.directives.set([directives[n] for n in taught])
    StudyClass.objects.filter(pk=here.pk).update(is_make_up=is_make_up)

    record_check_ins([CheckIn(here.public_id, p.pk) for p in people], at=AT)
    at_once = _derived()
    for derived in (UnfoldedLearning, LearningLedger, Standing):
        derived.objects.all().delete()
    settle([p.pk for p in people], at=AT)

    assert at_once == _derived()
    assert len(at_once[0]) == 3 * 4  # two directives and all of them, for three members and the one key cadre


def test_record_check_ins_when_called_for_two_classes_at_once_counts_once(
    campaign: Campaign, bases: list[Unit]
) -> None:
    one, *_ = _people(campaign, bases[0])
    here, there = _class(campaign, bases[0]), _class(campaign, bases[0])

    answers = record_check_ins([CheckIn(here.public_id, one.pk), CheckIn(there.public_id, one.pk)], at=AT)

    assert [a.outcome for a in answers] == [Outcome.RECORDED] * 2
    assert Attendance.objects.count() == 2
    assert LearningLedger.objects.filter(directive=None).count() == 1


def test_record_check_ins_when_another_was_quicker_goes_the_long_way(campaign: Campaign, bases: list[Unit]) -> None:
    here, (one, two, _) = _class(campaign, bases[0]), _people(campaign, bases[0])
    with connection.cursor() as cursor:
        cursor.execute(_QUICKER, {"entry": one.pk, "audience": audience(campaign).pk})
        cursor.execute(
            "CREATE TRIGGER quicker BEFORE INSERT ON study_standing WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION quicker()"
        )

    with CaptureQueriesContext(connection) as said:
        answers = record_check_ins([CheckIn(here.public_id, p.pk) for p in (one, two)], at=AT)

    assert answers == [Answer(Outcome.RECORDED, AT)] * 2
    assert sum("FOR UPDATE" in statement["sql"] for statement in said) == 1
    assert Attendance.objects.count() == 2
    assert LearningLedger.objects.filter(directive=None).count() == 2
    assert settle([one.pk, two.pk], at=LATER) == 0


def _derived() -> tuple[list[tuple], list[tuple], int]:
    """Return standings, ledger lines and the length of the queue, by what they say."""
    standings = Standing.objects.values_list(*[f.attname for f in Standing._meta.fields if f.name != "id"])
    lines = LearningLedger.objects.values_list(
        *[f.attname for f in LearningLedger._meta.fields if f.name not in ("id", "key")]
    )
    return sorted(standings, key=repr), sorted(lines, key=repr), UnfoldedLearning.objects.count()
