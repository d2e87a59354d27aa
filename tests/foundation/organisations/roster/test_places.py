"""Finding units by name."""

from thongsuot.foundation.organisations.roster.places import Place, Places

TOP = Place("0001", "KHOI", "Đảng bộ Khối", "ABOVE_BASE", is_base=False, may_have_units=True)
ONE = Place("00010001", "K01", "Đảng bộ Sở Một", "BASE_COMMITTEE", is_base=True, may_have_units=True)
TWO = Place("00010002", "K02", "Đảng bộ Sở Hai", "BASE_COMMITTEE", is_base=True, may_have_units=True)
CELL_ONE = Place("000100010001", "K01.01", "Chi bộ Văn phòng", "SUBORDINATE_CELL", is_base=False, may_have_units=True)
CELL_TWO = Place("000100020001", "K02.01", "Chi bộ Văn phòng", "SUBORDINATE_CELL", is_base=False, may_have_units=True)
ALL = (TOP, ONE, TWO, CELL_ONE, CELL_TWO)


def _named(path: str, name: str, **other: bool) -> Place:
    told = {"is_base": True, "may_have_units": False} | other
    return Place(path, path, name, "BASE_CELL", **told)


def test_of_person_cell_name_under_two_bases_is_found_by_the_base() -> None:
    places = Places(ALL)

    assert places.of_person("Chi bộ Văn phòng", "Đảng bộ Sở Hai") == (CELL_TWO, TWO)


def test_of_person_base_itself() -> None:
    assert Places(ALL).of_person("Đảng bộ Sở Một", "Đảng bộ Sở Một") == (ONE, ONE)


def test_of_person_top_of_the_organisation() -> None:
    assert Places(ALL).of_person("Đảng bộ Khối", "Đảng bộ Khối") == (TOP, TOP)


def test_of_person_unknown_cell_or_base_is_none() -> None:
    places = Places(ALL)

    assert places.of_person("Chi bộ Khác", "Đảng bộ Sở Một") is None
    assert places.of_person("Chi bộ Văn phòng", "Đảng bộ Sở Ba") is None


def test_of_person_two_bases_of_one_name_is_none() -> None:
    places = Places([*ALL, _named("00010003", "Đảng bộ Sở Một")])

    assert places.of_person("Chi bộ Văn phòng", "Đảng bộ Sở Một") is None


def test_of_person_cell_in_a_section_is_found_below_the_base() -> None:
    section = Place("000100010002", "S", "Đảng bộ bộ phận", "SECTION", is_base=False, may_have_units=True)
    deep = Place("0001000100020001", "D", "Chi bộ Kho", "SUBORDINATE_CELL", is_base=False, may_have_units=True)

    assert Places([*ALL, section, deep]).of_person("Chi bộ Kho", "Đảng bộ Sở Một") == (deep, ONE)


def test_of_person_list_kept_in_a_cell_may_name_the_base_above() -> None:
    places = Places([CELL_ONE], above=[TOP, ONE])

    assert places.of_person("Chi bộ Văn phòng", "Đảng bộ Sở Một") == (CELL_ONE, ONE)
    assert places.of_person("Đảng bộ Sở Một", "Đảng bộ Sở Một") is None


def test_named_prefers_the_name_letter_for_letter() -> None:
    marked, other = _named("00010004", "Chi bộ Tư Pháp"), _named("00010005", "Chi bộ Tú Pháp")
    places = Places([marked, other])

    assert places.named("Chi bộ tư pháp") == [marked]
    assert places.named("chi bo tu phap") == [marked, other]


def test_named_leaves_closed_units_out() -> None:
    assert Places([_named("00010006", "Chi bộ Cũ", is_closed=True)]).named("Chi bộ Cũ") == []
