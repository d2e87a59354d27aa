"""Which units of a file are new and which rows cannot be used."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders.organisations import make_unit
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.organisations.roster.reading import UnitRow
from thongsuot.foundation.organisations.roster.unit_plan import UnitPlan, plan_units

pytestmark = pytest.mark.django_db
ROOT = "Đảng bộ Khối thử"
COMMITTEE, CELL, SINGLE = "Đảng bộ cơ sở", "Chi bộ trực thuộc", "Chi bộ cơ sở"


def _row(code: str, name: str, kind: str, parent: str, number: int = 6) -> UnitRow:
    return UnitRow(number, "Đơn vị", code, name, kind, parent)


def _plan(into: Unit, *rows: UnitRow, **answers: str) -> UnitPlan:
    return plan_units(into, list(rows), answers)


def _opened(plan: UnitPlan) -> list[tuple[str, str]]:
    paths = {place.path: place.code for unit in plan.new for place in [unit.place]}
    return [(unit.place.code, paths.get(unit.place.parent_path, "")) for unit in plan.new]


def _errors(plan: UnitPlan) -> list[tuple[int | None, str]]:
    return [(fault.row, fault.code) for fault in plan.errors]


@pytest.fixture
def bloc() -> Unit:
    return make_unit(code="KHOI", name=ROOT)


def test_plan_units_new_ones_stand_under_the_parent_they_name(bloc: Unit) -> None:
    plan = _plan(
        bloc,
        _row("K01", "Đảng bộ Sở Một", COMMITTEE, ROOT),
        _row("K01.01", "Chi bộ Văn phòng", CELL, "Đảng bộ Sở Một"),
        _row("K02", "Đảng bộ Sở Hai", COMMITTEE, ROOT),
        _row("K02.01", "Chi bộ Văn phòng", CELL, "Đảng bộ Sở Hai"),
    )

    assert _opened(plan) == [("K01", ""), ("K01.01", "K01"), ("K02", ""), ("K02.01", "K02")]
    assert [unit.order for unit in plan.new] == [1, 1, 2, 1]
    assert (plan.unchanged, plan.errors, plan.warnings, plan.questions) == (1, [], [], [])


def test_plan_units_parent_below_its_units_is_found(bloc: Unit) -> None:
    plan = _plan(
        bloc, _row("K01.01", "Chi bộ Một", CELL, "Đảng bộ Sở Một"), _row("K01", "Đảng bộ Sở Một", COMMITTEE, ROOT)
    )

    assert _opened(plan) == [("K01", ""), ("K01.01", "K01")]


def test_plan_units_those_there_already_are_unchanged_and_the_next_stand_behind_them(bloc: Unit) -> None:
    make_unit(bloc, code="K01", name="Đảng bộ Sở Một")

    plan = _plan(bloc, _row("K01", "Đảng bộ Sở Một", COMMITTEE, ROOT), _row("K02", "Chi bộ Hai", SINGLE, ROOT))

    assert (plan.unchanged, _opened(plan), [unit.order for unit in plan.new]) == (2, [("K02", "")], [2])
    assert plan.new[0].place.path not in set(Unit.objects.values_list("path", flat=True))


def test_plan_units_told_otherwise_keeps_what_is_stored_and_says_so(bloc: Unit) -> None:
    make_unit(bloc, code="K01", name="Đảng bộ Sở Một")

    plan = _plan(bloc, _row("K01", "Đảng bộ Sở Mới", COMMITTEE, ROOT))

    assert (plan.new, plan.unchanged) == ([], 2)
    assert [(fault.row, fault.code) for fault in plan.warnings] == [(6, "conflict")]
    assert "Đảng bộ Sở Một" in plan.warnings[0].message


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (_row("K09", "Chi bộ Chín", CELL, "Đảng bộ Không Có"), "parent_unknown"),
        (_row("K09", "Chi bộ Chín", "Chi bộ lưu động", ROOT), "kind_unknown"),
        (_row("K09", "Chi bộ Chín", CELL, "Chi bộ Sở Nhỏ"), "kind_not_allowed_there"),
        (_row("K09", "Tổ Chín", "Tổ đảng", "Tổ đảng Nhỏ"), "kind_holds_no_units"),
        (_row("K09", "Chi bộ Sở Nhỏ", SINGLE, ROOT), "unit_has_another_code"),
        (_row("", "Chi bộ Chín", CELL, ROOT), "unit_unnamed"),
        (_row("K09", "", CELL, ROOT), "unit_unnamed"),
        (_row("X01", "Chi bộ Chín", SINGLE, ROOT), "code_taken"),
        (_row("K02", "Chi bộ Chín", SINGLE, ROOT, 9), "duplicate_in_file"),
    ],
)
def test_plan_units_row_that_cannot_be_used_says_why_and_the_others_stand(row: UnitRow, code: str) -> None:
    province = make_unit(kind="PROVINCE")
    bloc = make_unit(province, code="KHOI", name=ROOT, kind="ABOVE_BASE")
    make_unit(province, code="X01", kind="ABOVE_BASE")
    small = make_unit(bloc, code="K05", name="Chi bộ Sở Nhỏ", kind="BASE_CELL")
    make_unit(small, code="K05.1", name="Tổ đảng Nhỏ", kind="GROUP")

    plan = _plan(bloc, _row("K02", "Chi bộ Hai", SINGLE, ROOT), row)

    assert _errors(plan) == [(row.row, code)]
    assert _opened(plan) == [("K02", "")]


def test_plan_units_parent_of_a_name_borne_twice_is_told_by_the_code(bloc: Unit) -> None:
    for code in ("K01", "K02"):
        base = make_unit(bloc, code=code, name=f"Đảng bộ {code}")
        make_unit(base, code=f"{code}.01", name="Đảng bộ bộ phận Kho", kind="SECTION")

    told = _plan(bloc, _row("K02.01.1", "Chi bộ Một", CELL, "Đảng bộ bộ phận Kho"))
    untold = _plan(bloc, _row("C9", "Chi bộ Một", CELL, "Đảng bộ bộ phận Kho"))

    assert told.new[0].place.parent_path == Unit.objects.get(code="K02.01").path
    assert _errors(untold) == [(6, "parent_ambiguous")]


def test_plan_units_other_name_at_the_top_is_asked_never_assumed(bloc: Unit) -> None:
    row = _row("K01", "Đảng bộ Sở Một", COMMITTEE, "Đảng bộ Khối các cơ quan tỉnh")

    asked = _plan(bloc, row)
    answered = _plan(bloc, row, root="same")

    assert [question.code for question in asked.questions] == ["root"]
    assert asked.new == []
    assert (_opened(answered), answered.unchanged) == ([("K01", "")], 1)
    assert answered.new[0].place.parent_path == bloc.path


def test_plan_units_into_the_organisation_that_a_row_describes(bloc: Unit) -> None:
    base = make_unit(bloc, code="K01", name="Đảng bộ Sở Một")

    plan = _plan(
        base,
        _row("K01", "Đảng bộ Sở Một", COMMITTEE, ROOT),
        _row("K01.01", "Chi bộ Một", CELL, "Đảng bộ Sở Một"),
    )

    assert (_opened(plan), plan.unchanged, plan.questions) == ([("K01.01", "")], 1, [])


def test_plan_units_asks_the_same_number_of_questions_for_two_rows_and_for_forty(
    bloc: Unit, django_assert_num_queries: object
) -> None:
    rows = [_row(f"K{n:02}", f"Chi bộ {n}", SINGLE, ROOT, n) for n in range(40)]

    for some in (rows[:2], rows):
        with django_assert_num_queries(5):  # type: ignore[operator]
            plan_units(bloc, some, {})


class TreesTest(TestCase):
    """Trees of any shape, told in any order."""

    @settings(deadline=None)
    @given(st.data())
    def test_plan_units_rows_in_any_order_give_the_same_tree(self, data: st.DataObject) -> None:
        bloc = make_unit(name=ROOT, kind="ORGANISATION")
        parents = [data.draw(st.integers(-1, n - 1)) for n in range(data.draw(st.integers(1, 8)))]
        rows = [
            _row(f"N{n}", f"Đơn vị {n}", "Đơn vị", ROOT if above < 0 else f"Đơn vị {above}", n)
            for n, above in enumerate(parents)
        ]

        plan = plan_units(bloc, data.draw(st.permutations(rows)), {})

        assert dict(_opened(plan)) == {f"N{n}": "" if above < 0 else f"N{above}" for n, above in enumerate(parents)}
        places = [unit.place for unit in plan.new]
        assert len({place.path for place in places}) == len(rows)
        assert all(place.parent_path in {bloc.path, *(p.path for p in places[:n])} for n, place in enumerate(places))
