"""Schemes, kinds of unit and campaigns as a viewer meets them."""

from datetime import date

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import make_campaign, make_directive, make_scheme
from thongsuot.domain.plans.queries.campaigns import (
    campaigns_carrying_out,
    kinds_below,
    schemes_of,
    standing_units,
)
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import Viewer, viewer_for
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


def _viewer(unit: Unit, role: Role = Role.OFFICER) -> Viewer:
    person = make_person(unit)
    make_grant(person, unit, role)
    return viewer_for(person, date(2021, 4, 1))


def test_schemes_of_holds_own_below_and_above_but_not_beside() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    kept = {make_scheme(unit).pk for unit in (bloc, own, make_unit(own))}
    make_scheme(beside)

    assert {scheme.pk for scheme in schemes_of(_viewer(own))} == kept


def test_kinds_below_counts_the_open_units_of_each_kind() -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    make_unit(bloc)
    make_unit(base)

    assert [(kind.code, kind.units_count) for kind in kinds_below(bloc)] == [
        ("ABOVE_BASE", 1),
        ("BASE_COMMITTEE", 2),
        ("SUBORDINATE_CELL", 1),
    ]


def test_campaigns_carrying_out_names_only_campaigns_of_the_viewer() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    directive = make_directive(bloc)
    mine = make_campaign(own, slug="cua-toi", directives=[directive])
    make_campaign(beside, slug="cua-ban", directives=[directive])

    assert campaigns_carrying_out(_viewer(own), [directive]) == {directive.pk: [mine]}


def test_standing_units_are_the_highest_the_viewer_may_see() -> None:
    bloc = make_unit()
    own = make_unit(bloc)
    make_unit(own)
    of_bloc = make_campaign(bloc, slug="khoi")
    of_own = make_campaign(own, slug="co-so", directives=[make_directive(own, number="2-NQ/ĐH")])
    secretary = _viewer(own, Role.SECRETARY)

    stands = standing_units(secretary, [of_bloc, of_own])
    officer = standing_units(_viewer(bloc), [of_bloc, of_own])

    assert {key: unit.unit for key, unit in stands.items()} == {of_bloc.pk: own, of_own.pk: own}
    assert {key: unit.unit for key, unit in officer.items()} == {of_bloc.pk: bloc, of_own.pk: own}
