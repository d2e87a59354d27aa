"""How many units and people an organisation has on a day."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.organisations.counting import UnitCounts, counts_of
from thongsuot.foundation.organisations.models import Membership, Unit
from thongsuot.foundation.organisations.models.memberships import Category

pytestmark = pytest.mark.django_db
DAY = local_day(AT)


def test_counts_of_a_unit_are_all_below_it_by_category(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    bloc = make_unit()
    base, single = make_unit(bloc), make_unit(bloc, kind="BASE_CELL")
    cell = make_unit(base)
    for unit, category in (
        (cell, Category.OFFICIAL),
        (cell, Category.PROBATIONARY),
        (single, Category.EXEMPT),
        (single, Category.NON_MEMBER),
    ):
        make_person(unit, category=category)

    with django_assert_num_queries(2):
        counts = counts_of(viewer_for(SYSTEM, DAY), [bloc, base, single], on=DAY)

    assert counts == {
        bloc.pk: UnitCounts(units_below=3, base_units=2, members=3, non_members=1, on=DAY),
        base.pk: UnitCounts(units_below=1, base_units=0, members=2, non_members=0, on=DAY),
        single.pk: UnitCounts(units_below=0, base_units=0, members=1, non_members=1, on=DAY),
    }


def test_counts_of_a_day_leave_out_who_came_later_who_left_and_what_was_closed() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    gone, later = make_person(base), make_person(base)
    Membership.objects.filter(person=gone).update(valid_from=date(2020, 1, 1), valid_until=DAY)
    Membership.objects.filter(person=later).update(valid_from=DAY + timedelta(days=1))
    Unit.objects.filter(pk=make_unit(bloc).pk).update(closed_on=DAY)

    counts = counts_of(viewer_for(SYSTEM, DAY), [bloc], on=DAY)

    assert counts[bloc.pk] == UnitCounts(units_below=1, base_units=1, members=0, non_members=0, on=DAY)


def test_counts_of_a_foreign_unit_are_not_told() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    officer = make_person(own)
    make_grant(officer, own)

    assert list(counts_of(viewer_for(officer, DAY), [own, beside], on=DAY)) == [own.pk]
