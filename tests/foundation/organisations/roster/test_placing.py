"""Who is new and who is there: by card number, else by name, birth date and unit; never by name alone."""

from datetime import date
from string import digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders.organisations import make_appointment, make_person, make_unit
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.organisations.models.appointments import Post
from thongsuot.foundation.organisations.models.memberships import Category
from thongsuot.foundation.organisations.roster.placing import PeoplePlan, name_key, plan_people
from thongsuot.foundation.organisations.roster.rows import PersonRow
from thongsuot.foundation.organisations.roster.unit_plan import plan_units

pytestmark = pytest.mark.django_db
ROOT, BASE = "Đảng bộ Khối thử", "Chi bộ Sở Nhỏ"
BORN = date(1980, 1, 1)


def _row(name: str = "Lò Thị Mai", *, row: int = 6, unit: str = BASE, **told: object) -> PersonRow:
    usual: dict[str, object] = {
        "born_on": BORN,
        "sex": "",
        "ethnicity": "",
        "phone": "",
        "email": "",
        "note": "",
        "card": "",
        "category": Category.OFFICIAL,
    }
    return PersonRow(row=row, sheet="", name=name, cell=unit, base=unit, **(usual | told))  # type: ignore[arg-type]


def _bloc() -> tuple[Unit, Unit]:
    bloc = make_unit(name=ROOT)
    return bloc, make_unit(bloc, name=BASE, kind="BASE_CELL")


def _plan(into: Unit, *rows: PersonRow) -> PeoplePlan:
    return plan_people(into, list(rows), plan_units(into, [], {}).places)


def _errors(plan: PeoplePlan) -> list[tuple[int | None, str]]:
    return [(fault.row, fault.code) for fault in plan.errors]


def _outcome(plan: PeoplePlan) -> tuple[int, int, list[tuple[int | None, str]]]:
    return len(plan.new), plan.unchanged, _errors(plan)


def test_plan_people_card_number_finds_the_person() -> None:
    bloc, unit = _bloc()
    make_person(unit, name="Lò Thị Mai", born_on=BORN, card_number="31000001")

    assert _outcome(_plan(bloc, _row(card="31000001"))) == (0, 1, [])


@pytest.mark.parametrize(
    ("name", "born_on", "new"),
    [
        ("Lò Thị Mai", BORN, 0),
        ("LÒ THỊ MAI", BORN, 0),
        ("Lò Thị Mái", BORN, 1),
        ("Lò Thị Mai", date(1980, 1, 2), 1),
        ("Lò Thị Mai", None, 1),
    ],
)
def test_plan_people_without_card_needs_name_birth_date_and_unit(name: str, born_on: date | None, new: int) -> None:
    bloc, unit = _bloc()
    make_person(unit, name="Lò Thị Mai", born_on=BORN)
    beside = make_unit(bloc, name="Chi bộ Khác", kind="BASE_CELL")

    plan = _plan(bloc, _row(name, born_on=born_on, card="" if born_on else "31000002"))
    elsewhere = _plan(bloc, _row(name, born_on=born_on, unit=beside.name, card="" if born_on else "31000002"))

    assert len(plan.new) == new
    assert len(elsewhere.new) == 1


def test_plan_people_old_and_new_spelling_are_one_name() -> None:
    bloc, unit = _bloc()
    make_person(unit, name="Nguyễn Thị Hoà", born_on=BORN)

    assert _outcome(_plan(bloc, _row("Nguyễn Thị Hòa"))) == (0, 1, [])


def test_plan_people_unknown_unit_is_an_error_and_the_others_stand() -> None:
    bloc, _unit = _bloc()

    plan = _plan(bloc, _row(row=6, unit="Chi bộ Không Có"), _row(row=7))

    assert _outcome(plan) == (1, 0, [(6, "unit_unknown")])
    assert "Chi bộ Không Có" in plan.errors[0].message


def test_plan_people_second_row_of_one_identity_is_an_error() -> None:
    bloc, _unit = _bloc()

    by_card = _plan(bloc, _row(card="31000001"), _row("Người Khác", row=7, card="31000001", born_on=date(1970, 1, 1)))
    by_birth = _plan(bloc, _row(), _row(row=7))
    half_told = _plan(bloc, _row(card="31000001"), _row(row=7))

    for plan in (by_card, by_birth, half_told):
        assert _outcome(plan) == (1, 0, [(7, "duplicate_in_file")])


def test_plan_people_two_rows_that_are_one_stored_person_is_an_error() -> None:
    bloc, unit = _bloc()
    make_person(unit, name="Lò Thị Mai", born_on=BORN, card_number="31000001")

    plan = _plan(bloc, _row("Lò Thị Mây", card="31000001"), _row(row=7))

    assert (plan.unchanged, _errors(plan)) == (1, [(7, "duplicate_in_file")])


def test_plan_people_told_otherwise_keeps_what_is_stored_and_names_the_columns() -> None:
    bloc, unit = _bloc()
    person = make_person(unit, name="Lò Thị Mai", born_on=BORN, card_number="31000001")
    make_appointment(person, post=Post.SECRETARY)

    plan = _plan(
        bloc,
        _row(
            card="31000001",
            phone="0955000111",
            category=Category.EXEMPT,
            posts=[(Post.SECRETARY, "Bí thư Chi bộ", True), (Post.RAPPORTEUR, "Báo cáo viên", True)],
        ),
    )

    assert _outcome(plan) == (0, 1, [])
    assert [(fault.code, fault.column) for fault in plan.warnings] == [("conflict", "Số điện thoại, Diện, Chức vụ")]


def test_plan_people_what_a_row_leaves_blank_is_no_conflict() -> None:
    bloc, unit = _bloc()
    person = make_person(unit, name="Lò Thị Mai", born_on=BORN, card_number="31000001")
    make_appointment(person)
    Person.objects.filter(pk=person.pk).update(phone="0955000111", note="Biệt phái", sex="FEMALE")

    assert _plan(bloc, _row(card="31000001", born_on=None)).warnings == []


def test_plan_people_card_of_somebody_outside_is_an_error_without_a_name() -> None:
    bloc, unit = _bloc()
    make_person(make_unit(), name="Người Ở Xa", card_number="31000001")

    plan = _plan(bloc, _row(card="31000001"))

    assert _outcome(plan) == (0, 0, [(6, "card_held_elsewhere")])
    assert "Người Ở Xa" not in plan.errors[0].message
    assert unit.people.count() == 0


def test_plan_people_card_of_another_name_and_birth_date_is_an_error() -> None:
    bloc, unit = _bloc()
    make_person(unit, name="Vi Văn Bình", born_on=date(1970, 1, 1), card_number="31000001")

    assert _outcome(_plan(bloc, _row(card="31000001"))) == (0, 0, [(6, "card_of_another")])


def test_plan_people_same_name_and_birth_date_with_another_card_is_for_a_person_to_say() -> None:
    bloc, unit = _bloc()
    make_person(unit, name="Lò Thị Mai", born_on=BORN, card_number="31000009")

    assert _outcome(_plan(bloc, _row(card="31000001"))) == (0, 0, [(6, "identity_unclear")])


def test_plan_people_two_stored_namesakes_of_one_birth_date_is_for_a_person_to_say() -> None:
    bloc, unit = _bloc()
    for card in ("31000008", "31000009"):
        make_person(unit, name="Lò Thị Mai", born_on=BORN, card_number=card)

    assert _outcome(_plan(bloc, _row())) == (0, 0, [(6, "identity_unclear")])


def test_plan_people_in_another_unit_now_stays_there_with_a_warning() -> None:
    bloc, _unit = _bloc()
    moved = make_unit(bloc, name="Chi bộ Mới", kind="BASE_CELL")
    make_person(moved, name="Lò Thị Mai", born_on=BORN, card_number="31000001")

    plan = _plan(bloc, _row(card="31000001"))

    assert _outcome(plan) == (0, 1, [])
    assert [fault.column for fault in plan.warnings] == ["Chi bộ"]


def test_plan_people_asks_one_question_for_two_rows_and_for_sixty(
    django_assert_num_queries: object,
) -> None:
    bloc, _unit = _bloc()
    places = plan_units(bloc, [], {}).places
    rows = [_row(row=n, card=f"{31_000_000 + n}", born_on=None) for n in range(60)]

    for some in (rows[:2], rows):
        with django_assert_num_queries(1):  # type: ignore[operator]
            plan_people(bloc, some, places)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Hoà", "Hòa", True),
        ("HÒA", "hòa", True),
        ("Hoa", "Hòa", False),
        ("Hóa", "Hoà", False),
        ("Thúy", "Thuý", True),
        ("Hà Lan", "Hạ Lan", False),
        ("Lan Hà", "Hà Lan", False),
    ],
)
def test_name_key_is_one_for_two_spellings_and_for_nothing_else(first: str, second: str, same: bool) -> None:
    assert (name_key(first) == name_key(second)) is same


class NamesakesTest(TestCase):
    """Random namesakes: who is one and who is two is decided by card, or by name with birth date and unit."""

    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["Lò Thị Mai", "Lò Thị Mây", "Vi Thị Mai"]),
                st.sampled_from([date(1980, 1, 1), date(1980, 1, 2)]),
                st.sampled_from(["Chi bộ Một", "Chi bộ Hai"]),
                st.one_of(st.just(""), st.text(digits, min_size=8, max_size=8)),
            ),
            max_size=12,
        )
    )
    def test_plan_people_accepts_each_identity_once_and_knows_it_again(
        self, people: list[tuple[str, date, str, str]]
    ) -> None:
        bloc = make_unit(name=ROOT)
        units = {name: make_unit(bloc, name=name, kind="BASE_CELL") for name in ("Chi bộ Một", "Chi bộ Hai")}
        rows = [
            _row(name, row=n, born_on=born_on, unit=unit, card=card)
            for n, (name, born_on, unit, card) in enumerate(people)
        ]
        expected: list[tuple[str, date, str, str]] = []
        for told in people:
            same_card = told[3] and any(told[3] == other[3] for other in expected)
            same_birth = any(told[:3] == other[:3] and not (told[3] and other[3]) for other in expected)
            if not (same_card or same_birth):
                expected.append(told)

        plan = _plan(bloc, *rows)
        for new in plan.new:
            make_person(units[new.row.cell], name=new.row.name, born_on=new.row.born_on, card_number=new.row.card)
        again = _plan(bloc, *rows)

        assert [(p.row.name, p.row.born_on, p.row.cell, p.row.card) for p in plan.new] == expected
        assert len(plan.new) + len(plan.errors) == len(rows)
        assert again.new == []
        assert Person.objects.filter(path__startswith=bloc.path).count() == len(expected)
