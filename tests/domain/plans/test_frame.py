"""What a campaign must be before it exists, and its short name."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.builders.organisations import make_unit
from tests.builders.plans import TARGETS, make_campaign, make_directive, make_scheme
from thongsuot.domain.plans.frame import (
    CampaignDatesReversed,
    CampaignUnnamed,
    CampaignWithoutDirective,
    DeadlineBeforeStart,
    Frame,
    SchemeLacksTarget,
    SlugTaken,
    SlugUnfit,
    proposed_slug,
    refuse_unfit_frame,
    refuse_unfit_slug,
)
from thongsuot.domain.plans.models.campaign import ObligationKind, Strength
from thongsuot.foundation.core.errors import Refusal

pytestmark = pytest.mark.django_db


def _frame() -> Frame:
    unit = make_unit()
    return Frame(
        slug="nq14",
        name="Học tập Nghị quyết",
        scheme=make_scheme(unit),
        directives=[make_directive(unit)],
        starts_on=date(2021, 4, 1),
        ends_on=date(2021, 6, 30),
        place="Sơn Giang",
        deadlines={ObligationKind.HOLD_STUDY: date(2021, 6, 30)},
    )


def test_refuse_unfit_frame_lets_a_fit_one_pass() -> None:
    refuse_unfit_frame(_frame())


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": " "}, CampaignUnnamed),
        ({"place": ""}, CampaignUnnamed),
        ({"slug": "Nghị quyết"}, SlugUnfit),
        ({"slug": "moi"}, SlugUnfit),
        ({"slug": "nq-" * 14 + "x"}, SlugUnfit),
        ({"directives": []}, CampaignWithoutDirective),
        ({"ends_on": date(2021, 3, 31)}, CampaignDatesReversed),
        ({"deadlines": {ObligationKind.HOLD_STUDY: date(2021, 3, 31)}}, DeadlineBeforeStart),
    ],
)
def test_refuse_unfit_frame_names_what_is_wrong(change: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        refuse_unfit_frame(replace(_frame(), **change))


def test_refuse_unfit_frame_whose_slug_is_in_use() -> None:
    make_campaign(slug="nq14")

    with pytest.raises(SlugTaken):
        refuse_unfit_frame(_frame())


@pytest.mark.parametrize("subject", ["members", "non_members", "hold_study"])
def test_refuse_unfit_frame_whose_scheme_lacks_a_target(subject: str) -> None:
    scheme = make_scheme(targets={key: told for key, told in TARGETS.items() if key != subject})

    with pytest.raises(SchemeLacksTarget):
        refuse_unfit_frame(replace(_frame(), scheme=scheme))


def test_refuse_unfit_frame_lets_key_cadres_inherit_the_aim_of_members_only() -> None:
    scheme = make_scheme(targets={"key_cadres": (Strength.DUTY, Decimal(1)), "non_members": TARGETS["non_members"]})

    with pytest.raises(SchemeLacksTarget, match="Đảng viên"):
        refuse_unfit_frame(replace(_frame(), scheme=scheme))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Học tập, quán triệt Nghị quyết Đại hội XIII của Đảng", "nq-dh-xiii"),
        ("Triển khai Chỉ thị 05-CT/TW", "ct-05-ct-tw"),
        ("Quán triệt", "dot"),
        ("Mới", "moi-2"),
    ],
)
def test_proposed_slug_keeps_what_tells_the_document(name: str, slug: str) -> None:
    assert proposed_slug(name) == slug


def test_proposed_slug_in_use_gets_a_number() -> None:
    make_campaign(slug="nq-dh-xiii")

    assert proposed_slug("Nghị quyết Đại hội XIII") == "nq-dh-xiii-2"


class ProposedSlugs(TestCase):
    """Whatever is typed, what is proposed is fit."""

    @given(st.text(max_size=120))
    def test_proposed_slug_is_always_fit(self, name: str) -> None:
        refuse_unfit_slug(proposed_slug(name))
