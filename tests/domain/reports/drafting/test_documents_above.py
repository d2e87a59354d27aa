"""Which documents a campaign stands on, and how they are cited."""

from datetime import date

import pytest

from tests.builders.organisations import make_unit
from tests.builders.plans import AT, SYSTEM, make_campaign, make_directive
from tests.builders.reports import EVERYTHING
from thongsuot.domain.directives.actions import register_directive
from thongsuot.domain.directives.models import Directive, DirectiveKind
from thongsuot.domain.reports.drafting.documents_above import about_title, cited, documents_carried_out
from thongsuot.foundation.organisations.models import Unit


def _register(unit: Unit, number: str, title: str, carries_out: Directive | None) -> Directive:
    told = {
        "issuer": "Tỉnh ủy Sơn Giang",
        "kind": DirectiveKind.PLAN,
        "issued_on": date(2021, 3, 9),
        "by": SYSTEM,
        "at": AT,
    }
    return register_directive(unit, number=number, title=title, carries_out=carries_out, **told)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_documents_carried_out_when_a_chain_then_all_of_it_and_nothing_beside() -> None:
    bloc = make_unit()
    resolution = make_directive(bloc)
    first = _register(bloc, "15-KH/TU", "Kế hoạch học tập", resolution)
    second = _register(bloc, "16-KH/TU", "Hướng dẫn thêm", first)
    _register(bloc, "17-KH/TU", "Việc khác", None)
    campaign = make_campaign(bloc, directives=[resolution])

    assert documents_carried_out(EVERYTHING, campaign) == [resolution, first, second]


@pytest.mark.django_db
def test_cited_then_number_day_issuer_and_subject() -> None:
    document = _register(make_unit(), "15-KH/TU", "Kế hoạch học tập Nghị quyết", None)

    assert cited(document).replace("\u00a0", " ") == (
        "Kế hoạch số 15-KH/TU, ngày 09/3/2021 của Tỉnh ủy Sơn Giang về học tập Nghị quyết"
    )


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("Kế hoạch học tập", "về học tập"),
        ("Về học tập", "về học tập"),
        ("Học tập", "về học tập"),
        ("Kế hoạch", ""),
        ("", ""),
    ],
)
def test_about_title_then_it_begins_with_about(title: str, about: str) -> None:
    assert about_title(title, "Kế hoạch") == about
