"""Who looked: one line a look, none for oneself, none for the same look again within minutes."""

from datetime import timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_person
from thongsuot.foundation.audit.looks import SAME_LOOK, note_look
from thongsuot.foundation.audit.models import Look

pytestmark = pytest.mark.django_db
PAGE = "organisations:organisation"


def test_look_keeps_who_whom_where_and_when() -> None:
    looker, person = make_person(), make_person()

    written = note_look(looker, page=PAGE, unit_path=person.path, person_id=person.pk, at=AT)

    look = Look.objects.get()
    assert written
    assert (look.looker_id, look.looker_label, look.person_id) == (looker.pk, looker.public_id, person.pk)
    assert (look.unit_path, look.people, look.page, look.at) == (person.path, 1, PAGE, AT)


@pytest.mark.parametrize(("later", "lines"), [(SAME_LOOK - timedelta(seconds=1), 1), (SAME_LOOK, 2)])
def test_same_look_within_minutes_is_one(later: timedelta, lines: int) -> None:
    looker = make_person()

    note_look(looker, page=PAGE, unit_path="0001", people=30, at=AT)
    note_look(looker, page=PAGE, unit_path="0001", people=30, at=AT + later)

    assert Look.objects.count() == lines


@pytest.mark.parametrize("other", [{"people": 31}, {"unit_path": "0002"}, {"purpose": "EXPORT"}, {"page": "x:y"}])
def test_other_look_is_another_line(other: dict[str, object]) -> None:
    looker = make_person()
    first: dict[str, object] = {"page": PAGE, "unit_path": "0001", "people": 30, "at": AT}

    note_look(looker, **first)  # type: ignore[arg-type]
    note_look(looker, **{**first, **other})  # type: ignore[arg-type]

    assert Look.objects.count() == 2


def test_own_data_the_installation_and_an_empty_list_leave_no_line() -> None:
    person = make_person()

    note_look(person, page=PAGE, unit_path=person.path, person_id=person.pk, at=AT)
    note_look(SYSTEM, page=PAGE, unit_path="0001", people=5, at=AT)
    note_look(person, page=PAGE, unit_path="0001", people=0, at=AT)

    assert not Look.objects.exists()


def test_look_is_one_statement(django_assert_num_queries: object) -> None:
    looker = make_person()

    with django_assert_num_queries(1):  # type: ignore[operator]
        note_look(looker, page=PAGE, unit_path="0001", people=30, at=AT)
