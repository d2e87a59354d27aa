"""Whose role is wide."""

import pytest

from tests.builders.organisations import AT, make_grant, make_person, make_unit
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.accounts.wide import needs_second_step
from thongsuot.foundation.core.clock import local_day

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "level", "expected"),
    [
        (Role.OFFICER, "bloc", True),
        (Role.OFFICER, "cell", True),
        (Role.INSPECTOR, "base", True),
        (Role.SECRETARY, "bloc", True),
        (Role.SECRETARY, "base", False),
        (Role.SECRETARY, "cell", False),
        (Role.RAPPORTEUR, "base", False),
        (Role.RAPPORTEUR, "bloc", True),
    ],
)
def test_needs_second_step_by_role_and_level(role: Role, level: str, expected: bool) -> None:
    bloc = make_unit()
    base = make_unit(bloc)
    units = {"bloc": bloc, "base": base, "cell": make_unit(base)}
    person = make_person(base)
    make_grant(person, units[level], role)

    assert needs_second_step(viewer_for(person, local_day(AT))) is expected


def test_needs_second_step_without_work_is_no() -> None:
    assert not needs_second_step(viewer_for(make_person(), local_day(AT)))
