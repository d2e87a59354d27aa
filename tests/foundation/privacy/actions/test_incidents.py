"""The register of incidents: hours for the authority, carried on, closed only when told."""

from datetime import timedelta

import pytest

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person, make_unit
from tests.builders.privacy import make_incident
from thongsuot.foundation.access.action import NotAllowed
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.privacy.actions.incidents import (
    AlreadyNotified,
    Happening,
    IncidentClosed,
    IncidentInFuture,
    IncidentUntold,
    NothingChanged,
    NotificationMissing,
    carry_on_incident,
    close_incident,
    note_notification,
    record_incident,
)

pytestmark = pytest.mark.django_db
FOUND = AT - timedelta(hours=1)


@pytest.mark.parametrize(("is_serious", "until"), [(True, FOUND + timedelta(hours=72)), (False, None)])
def test_serious_incident_has_seventy_two_hours(is_serious: bool, until: object) -> None:
    incident = make_incident(is_serious=is_serious)

    assert incident.notify_by == until
    assert AuditEntry.objects.get(event="incident.recorded").payload == {"is_serious": is_serious, "people": None}


def test_incident_without_words_or_found_in_the_future_is_refused() -> None:
    unit = make_unit()
    untold = Happening("", "x", "y", None, None, FOUND, is_serious=False)
    future = Happening("a", "x", "y", None, None, AT + timedelta(minutes=1), is_serious=False)
    reversed_ = Happening("a", "x", "y", None, AT, FOUND, is_serious=False)

    for told, refusal in ((untold, IncidentUntold), (future, IncidentInFuture), (reversed_, IncidentInFuture)):
        with pytest.raises(refusal):
            record_incident(unit, told=told, by=SYSTEM, at=AT)


def test_serious_incident_is_closed_after_the_authority_was_told() -> None:
    incident = make_incident()
    with pytest.raises(NotificationMissing):
        close_incident(incident, conclusion="Xong", by=SYSTEM, at=AT)
    with pytest.raises(NotificationMissing):
        note_notification(incident, to=" ", on=AT, by=SYSTEM, at=AT)
    with pytest.raises(IncidentInFuture):
        note_notification(incident, to="Công an tỉnh", on=FOUND - timedelta(minutes=1), by=SYSTEM, at=AT)

    note_notification(incident, to="Công an tỉnh", on=AT, by=SYSTEM, at=AT)
    with pytest.raises(AlreadyNotified):
        note_notification(incident, to="Công an tỉnh", on=AT, by=SYSTEM, at=AT)
    close_incident(incident, conclusion="Đã thu hồi", by=SYSTEM, at=AT)

    incident.refresh_from_db()
    assert (incident.notified_to, incident.conclusion, incident.closed_at) == ("Công an tỉnh", "Đã thu hồi", AT)
    with pytest.raises(IncidentClosed):
        close_incident(incident, conclusion="Lại", by=SYSTEM, at=AT)


def test_carrying_on_records_what_changed() -> None:
    incident = make_incident()

    carry_on_incident(incident, measures="Khóa tài khoản", people=12, by=SYSTEM, at=AT)

    entry = AuditEntry.objects.get(event="incident.carried_on")
    assert entry.payload["before"] == {"measures": "", "people": None}
    assert entry.payload["after"] == {"measures": "Khóa tài khoản", "people": 12}
    with pytest.raises(NothingChanged):
        carry_on_incident(incident, measures="Khóa tài khoản", people=12, by=SYSTEM, at=AT)


def test_secretary_does_not_keep_the_register() -> None:
    unit = make_unit()
    secretary = make_person(unit)
    make_grant(secretary, unit, Role.SECRETARY)

    with pytest.raises(NotAllowed):
        close_incident(make_incident(unit, is_serious=False), conclusion="Xong", by=secretary, at=AT)
