"""Requests, erasures and incidents, for tests."""

from datetime import timedelta

from tests.builders.organisations import AT, SYSTEM, make_person, make_unit
from thongsuot.foundation.organisations.models import Person, Unit
from thongsuot.foundation.privacy.actions.hiding import ask_erasure
from thongsuot.foundation.privacy.actions.incidents import Happening, record_incident
from thongsuot.foundation.privacy.actions.requests import file_own_request
from thongsuot.foundation.privacy.models import DataRequest, Erasure, Incident
from thongsuot.foundation.privacy.models.requests import RequestKind


def make_request(person: Person | None = None, *, kind: RequestKind = RequestKind.SEE, asks: str = "") -> DataRequest:
    """File a person's own request."""
    return file_own_request(person or make_person(), kind=kind, asks=asks or "Sửa ngày sinh", at=AT)


def make_former(unit: Unit | None = None, *, name: str = "Lò Thị Mai") -> Person:
    """Enrol somebody who is on no list any more."""
    person = make_person(unit, name=name, card_number=f"C{name}")
    person.memberships.update(valid_from=AT.date() - timedelta(days=30), valid_until=AT.date())
    return person


def make_erasure(person: Person | None = None) -> Erasure:
    """Ask that a person be erased, as the installation does in tests."""
    return ask_erasure(person or make_former(), reason="Theo đơn", by=SYSTEM, at=AT)


def make_incident(unit: Unit | None = None, *, is_serious: bool = True) -> Incident:
    """Enter an incident that was found an hour ago."""
    told = Happening(
        title="Mất máy tính",
        what="Máy tính của văn phòng bị mất cắp",
        whose="Danh sách đảng viên của chi bộ",
        people=None,
        happened_at=None,
        found_at=AT - timedelta(hours=1),
        is_serious=is_serious,
    )
    return record_incident(unit or make_unit(), told=told, by=SYSTEM, at=AT)
