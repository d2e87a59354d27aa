"""Adopting standing schemes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.builders.organisations import make_grant, make_person, make_unit
from tests.builders.plans import AT, SYSTEM, TARGETS
from thongsuot.domain.plans.actions.schemes import (
    SchemeUnnamed,
    SchemeWithoutTargets,
    TargetOutOfRange,
    adopt_scheme,
)
from thongsuot.domain.plans.models import Scheme
from thongsuot.domain.plans.models.campaign import Strength
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.models import Unit

pytestmark = pytest.mark.django_db


def _adopt(unit: Unit, **other: Any) -> Scheme:
    said: dict[str, Any] = {
        "name": "Đề án  đổi mới học tập",
        "targets": TARGETS,
        "in_force_from": date(2021, 1, 4),
        "by": SYSTEM,
        "at": AT,
    }
    return adopt_scheme(unit, **{**said, **other})


def test_adopt_scheme_keeps_its_targets_and_records_them() -> None:
    scheme = _adopt(make_unit())

    assert scheme.name == "Đề án đổi mới học tập"
    assert {t.subject: (t.strength, t.share) for t in scheme.targets.all()} == TARGETS
    assert AuditEntry.objects.get(event="scheme.adopted").payload["members"] == "0.98"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "  "}, SchemeUnnamed),
        ({"targets": {}}, SchemeWithoutTargets),
        ({"targets": {"members": (Strength.AIM, Decimal(0))}}, TargetOutOfRange),
        ({"targets": {"members": (Strength.AIM, Decimal("1.01"))}}, TargetOutOfRange),
        ({"targets": {"everybody": (Strength.AIM, Decimal(1))}}, TargetOutOfRange),
    ],
)
def test_adopt_scheme_names_what_is_wrong(change: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        _adopt(make_unit(), **change)


def test_adopt_scheme_reaches_own_unit_and_below_only() -> None:
    bloc = make_unit()
    own, beside = make_unit(bloc), make_unit(bloc)
    officer = make_person(own)
    make_grant(officer, own)

    assert _adopt(own, by=officer).pk
    assert _adopt(make_unit(own), by=officer).pk
    for unit in (beside, bloc):
        with pytest.raises(NotAllowed):
            _adopt(unit, by=officer)


def test_adopt_scheme_is_not_for_a_secretary() -> None:
    unit = make_unit()
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        _adopt(unit, by=secretary)
