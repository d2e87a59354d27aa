"""The register of incidents: recorded, carried on, notified in time, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import nfc
from thongsuot.foundation.organisations.models import Unit
from thongsuot.foundation.privacy.clocks import clock_on
from thongsuot.foundation.privacy.models import Incident


class IncidentUntold(Refusal):
    """An incident says what happened and whose data it concerns."""


class IncidentInFuture(Refusal):
    """An incident is recorded after it was found, and found after it happened."""


class IncidentClosed(Refusal):
    """The incident was closed."""


class NothingChanged(Refusal):
    """What is written is what stands there already."""


class NotificationMissing(Refusal):
    """A serious incident is closed after the authority was told; it is said whom."""


class AlreadyNotified(Refusal):
    """The authority was told."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What is known when an incident is recorded. `people` None: not known yet."""

    title: str
    what: str
    whose: str
    people: int | None
    happened_at: datetime | None
    found_at: datetime
    is_serious: bool
    measures: str = ""


@action(Permission.PROTECT_DATA)
def record_incident(unit: Unit, *, told: Happening, by: Actor, at: datetime) -> Incident:
    """Enter an incident; a serious one gets its hours for telling the authority. Refuses empty words and times in the wrong order."""
    if not (nfc(told.title) and nfc(told.what) and nfc(told.whose)):
        raise IncidentUntold(_("Ghi rõ sự cố là gì, xảy ra thế nào, liên quan dữ liệu của ai."))
    if told.found_at > at or (told.happened_at and told.happened_at > told.found_at):
        raise IncidentInFuture(_("Thời điểm phát hiện không sau lúc ghi, và không trước lúc xảy ra."))
    clock = clock_on(local_day(told.found_at))
    made = Incident.objects.create(
        of_unit=unit,
        path=unit.path,
        title=nfc(told.title),
        what=nfc(told.what),
        whose=nfc(told.whose),
        people=told.people,
        happened_at=told.happened_at,
        found_at=told.found_at,
        is_serious=told.is_serious,
        notify_by=clock.notify_by(told.found_at) if told.is_serious else None,
        measures=nfc(told.measures),
        recorded_at=at,
        recorded_by=by.actor_label,
    )
    _note("incident.recorded", made, by, at, {"is_serious": told.is_serious, "people": told.people})
    return made


@action(Permission.PROTECT_DATA)
def carry_on_incident(incident: Incident, *, measures: str, people: int | None, by: Actor, at: datetime) -> None:
    """Write what was done so far and how many people it concerns. Refuses a closed incident and a text that changes nothing."""
    _lock(incident)
    text = nfc(measures)
    if (text, people) == (incident.measures, incident.people):
        raise NothingChanged(_("Không có gì thay đổi."))
    before = {"measures": incident.measures, "people": incident.people}
    incident.measures, incident.people = text, people
    incident.save(update_fields=["measures", "people"])
    _note("incident.carried_on", incident, by, at, {"before": before, "after": {"measures": text, "people": people}})


@action(Permission.PROTECT_DATA)
def note_notification(incident: Incident, *, to: str, on: datetime, by: Actor, at: datetime) -> None:
    """Note when the authority was told and which. Refuses a second time, no name, and a time outside finding and now."""
    _lock(incident)
    if incident.notified_at:
        raise AlreadyNotified(_("Sự cố này đã được thông báo."))
    if not nfc(to):
        raise NotificationMissing(_("Ghi đã thông báo cho cơ quan nào."))
    if not incident.found_at <= on <= at:
        raise IncidentInFuture(_("Thời điểm thông báo ở sau lúc phát hiện và không sau bây giờ."))
    incident.notified_at, incident.notified_to = on, nfc(to)
    incident.save(update_fields=["notified_at", "notified_to"])
    _note("incident.notified", incident, by, at, {"notified_to": incident.notified_to, "notified_at": on})


@action(Permission.PROTECT_DATA)
def close_incident(incident: Incident, *, conclusion: str, by: Actor, at: datetime) -> None:
    """Close an incident with a conclusion. Refuses a serious one that was not notified, one without words, and a second time."""
    _lock(incident)
    if incident.is_serious and not incident.notified_at:
        raise NotificationMissing(_("Sự cố nghiêm trọng phải ghi việc thông báo trước khi kết thúc."))
    if not nfc(conclusion):
        raise IncidentUntold(_("Ghi kết luận."))
    incident.conclusion, incident.closed_at = nfc(conclusion), at
    incident.save(update_fields=["conclusion", "closed_at"])
    _note("incident.closed", incident, by, at, {})


def _note(event: str, incident: Incident, by: Actor, at: datetime, payload: Mapping[str, object]) -> None:
    record(event, by=by, at=at, subject=incident, unit_path=incident.of_unit.path, payload=payload)


def _lock(incident: Incident) -> None:
    Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    incident.refresh_from_db(fields=["measures", "people", "notified_at", "closed_at"])
    if not incident.is_open:
        raise IncidentClosed(_("Sự cố này đã kết thúc."))
