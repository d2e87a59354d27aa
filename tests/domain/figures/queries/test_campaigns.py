"""Campaigns side by side."""

from datetime import date

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import campaign_unit_of, make_campaign, make_directive, make_roll
from tests.builders.study import entry_of, hold_class, make_held
from thongsuot.domain.figures.queries.campaigns import member_rates_of
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for

pytestmark = pytest.mark.django_db


def test_member_rates_of_are_those_of_where_the_viewer_stands() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    learned, _missing = make_person(own), make_person(own)
    make_person(beside)
    frozen = make_campaign(bloc, slug="da-chot")
    unfrozen = make_campaign(bloc, slug="chua-chot", directives=[make_directive(bloc, number="2-NQ/ĐH")])
    make_roll(frozen)
    hold_class(campaign_unit_of(frozen, own), make_held(frozen, [entry_of(frozen, learned)]))
    secretary, officer = make_person(make_unit()), make_person(make_unit())
    make_grant(secretary, own, Role.SECRETARY)
    make_grant(officer, bloc)

    told = [
        {key: rate.fraction_text() for key, rate in member_rates_of(viewer, [frozen, unfrozen]).items()}
        for viewer in (viewer_for(p, date(2021, 6, 1)) for p in (secretary, officer))
    ]

    assert told == [{frozen.pk: "1/2"}, {frozen.pk: "1/3"}]
