"""Declared totals of non-members from a sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.plans import make_campaign, make_roll
from tests.builders.rosters import make_stored
from tests.builders.spreadsheets import make_xlsx
from thongsuot.domain.plans.models import Campaign, DeclaredTotal
from thongsuot.domain.plans.totals_import import NotATotalsSheet, TotalsImport, import_totals
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db
HEADER = ["TT", "Mã đơn vị", "Tên đơn vị", "Tổng số quần chúng", "Người khai"]


@pytest.fixture
def campaign(settings: Any, tmp_path: Path) -> Campaign:
    """A campaign of three grassroots organisations."""
    settings.FILES_ROOT = tmp_path / "stored"
    bloc = make_unit()
    for code in ("K01", "K02", "K03"):
        make_person(make_unit(bloc, code=code))
    campaign = make_campaign(bloc)
    make_roll(campaign)
    return campaign


def _file(tmp_path: Path, *rows: Sequence[object]) -> StoredFile:
    return make_stored(make_xlsx(tmp_path / "t.xlsx", [HEADER, *rows]), purpose="totals")


def _import(campaign: Campaign, file: StoredFile) -> TotalsImport:
    return import_totals(campaign, file=file, by=SYSTEM, at=AT)


def _stored() -> dict[str, int]:
    return dict(DeclaredTotal.objects.order_by("version").values_list("campaign_unit__code", "people"))


def test_import_totals_blank_is_not_declared_and_nought_is_nought(campaign: Campaign, tmp_path: Path) -> None:
    told = _import(campaign, _file(tmp_path, [1, "K01", "A", 118, "Bà Lan"], [2, "K02", "B", None], [3, "K03", "C", 0]))

    assert _stored() == {"K01": 118, "K03": 0}
    assert (told.rows, told.accepted, told.blank, told.errors) == (3, 2, 1, [])
    assert AuditEntry.objects.get(event="totals.imported").payload == {"accepted": 2, "unchanged": 0, "blank": 1}


def test_import_totals_again_declares_only_what_differs(campaign: Campaign, tmp_path: Path) -> None:
    _import(campaign, _file(tmp_path, [1, "K01", "A", 118], [2, "K02", "B", 5]))

    told = _import(campaign, _file(tmp_path, [1, "K01", "A", 118], [2, "K02", "B", 6]))

    assert (told.accepted, told.unchanged) == (1, 1)
    assert (_stored(), DeclaredTotal.objects.count()) == ({"K01": 118, "K02": 6}, 3)


def test_import_totals_right_rows_stand_although_others_are_wrong(campaign: Campaign, tmp_path: Path) -> None:
    told = _import(
        campaign,
        _file(
            tmp_path,
            [1, "K01", "A", 118],
            [2, "K02", "B", "nhiều"],
            [3, "K99", "C", 3],
            [4, "K01", "A", 120],
            [None, "Tổng cộng", None, 999],
        ),
    )

    assert _stored() == {"K01": 118}
    assert [(fault.row, fault.code) for fault in told.errors] == [
        (3, "not_a_count"),
        (4, "unit_not_in_campaign"),
        (5, "duplicate_in_file"),
    ]
    assert told.warnings == []


def test_import_totals_sum_that_differs_is_said(campaign: Campaign, tmp_path: Path) -> None:
    told = _import(
        campaign, _file(tmp_path, [1, "K01", "A", 118], [2, "K02", "B", 2], [None, "Tổng cộng", None, "1.200"])
    )

    assert [(w.row, w.message) for w in told.warnings] == [(4, "Dòng cộng ghi 1.200, các dòng cộng lại là 120.")]


def test_import_totals_of_another_table_is_refused(campaign: Campaign, tmp_path: Path) -> None:
    file = make_stored(make_xlsx(tmp_path / "x.xlsx", [["Tháng", "Thu"], [1, 2]]), purpose="totals")

    with pytest.raises(NotATotalsSheet):
        _import(campaign, file)

    assert _stored() == {}


@pytest.mark.parametrize(("role", "own"), [(Role.SECRETARY, False), (Role.OFFICER, True)])
def test_import_totals_needs_the_right_over_the_whole_campaign(
    role: Role, own: bool, campaign: Campaign, tmp_path: Path
) -> None:
    person = make_person(campaign.of_unit)
    make_grant(person, campaign.of_unit.children.first() if own else campaign.of_unit, role)

    with pytest.raises(NotAllowed):
        import_totals(campaign, file=_file(tmp_path, [1, "K01", "A", 1]), by=person, at=AT)
