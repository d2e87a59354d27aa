"""Who reports to whom, as the head and foot of a Party document say it: proposed from names, settled by the office.

A party organisation (đảng bộ) acts through its committee (đảng ủy); its name turns into the committee's by its first words.
"""

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import CampaignUnit

# First words of an organisation's name -> of its committee's.
_COMMITTEES = {
    "Đảng bộ tỉnh": "Tỉnh ủy",
    "Đảng bộ thành phố": "Thành ủy",
    "Đảng bộ huyện": "Huyện ủy",
    "Đảng bộ quận": "Quận ủy",
    "Đảng bộ thị xã": "Thị ủy",
    "Đảng bộ": "Đảng ủy",
}
_CELL = "Chi bộ"
_ABOVE_BASE = "ABOVE_BASE"


def committee_name(organisation: str) -> str:
    """Return the committee of an organisation: «Đảng bộ Khối …» -> «Đảng ủy Khối …»; a cell, and any other body, is its own."""
    return _with_first_words(organisation, _COMMITTEES)


def organisation_name(committee: str) -> str:
    """Return the organisation of a committee: «Tỉnh ủy Sơn Giang» -> «Đảng bộ tỉnh Sơn Giang»; another issuer stays as it is."""
    return _with_first_words(committee, {short: long for long, short in _COMMITTEES.items()})


def superior_of(unit: CampaignUnit, above: list[Directive]) -> str:
    """Return the organisation directly above: the unit's parent, else the nearest issuer of what the campaign carries out."""
    if unit.unit.parent is not None:
        return unit.unit.parent.name
    return organisation_name(above[-1].issuer) if above else ""


def symbol_of(number: str, unit: CampaignUnit) -> str:
    """Return what follows a report's number: the issuer's letters as in its own plan (12-KH/ĐUK -> BC/ĐUK), else by its kind."""
    letters = number.rpartition("/")[2] if "/" in number else ("CB" if unit.name.startswith(_CELL) else "ĐU")
    return f"BC/{letters}"


def authority_of(unit: CampaignUnit) -> str:
    """Return in whose place the signer signs: a committee above the base has a standing committee, a cell itself."""
    if unit.kind.code == _ABOVE_BASE:
        return "T/M Ban Thường vụ"
    return "T/M Chi bộ" if unit.name.startswith(_CELL) else "T/M Đảng ủy"


def _with_first_words(name: str, words: dict[str, str]) -> str:
    for first, other in words.items():
        if name.startswith(first + " "):
            return other + name[len(first) :]
    return name
