"""Names of committees from names of organisations, and what stands after a report's number."""

import pytest

from tests.builders.reports import make_reported
from thongsuot.domain.reports.drafting.letterhead import (
    authority_of,
    committee_name,
    organisation_name,
    superior_of,
    symbol_of,
)


@pytest.mark.parametrize(
    ("organisation", "committee"),
    [
        ("Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh", "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh"),
        ("Đảng bộ tỉnh Sơn Giang", "Tỉnh ủy Sơn Giang"),
        ("Đảng bộ thành phố Sơn Giang", "Thành ủy Sơn Giang"),
        ("Đảng bộ huyện Hàm Yên", "Huyện ủy Hàm Yên"),
    ],
)
def test_committee_name_when_known_words_then_back_again(organisation: str, committee: str) -> None:
    assert committee_name(organisation) == committee
    assert organisation_name(committee) == organisation


@pytest.mark.parametrize("name", ["Chi bộ Sở Tư pháp", "Công đoàn tỉnh", "Đảng bộ"])
def test_committee_name_when_other_words_then_the_name_itself(name: str) -> None:
    assert committee_name(name) == name


@pytest.mark.django_db
def test_head_when_units_of_three_kinds_then_each_signs_in_its_way() -> None:
    scene = make_reported()

    units = (scene.bloc, scene.committee, scene.base_cell)

    assert [authority_of(unit) for unit in units] == ["T/M Ban Thường vụ", "T/M Đảng ủy", "T/M Chi bộ"]
    assert [symbol_of("", unit) for unit in units] == ["BC/ĐU", "BC/ĐU", "BC/CB"]
    assert symbol_of("12-KH/ĐUK", scene.bloc) == "BC/ĐUK"
    assert [superior_of(unit, []) for unit in units] == ["", *["Đảng bộ Khối tỉnh Sơn Giang"] * 2]
