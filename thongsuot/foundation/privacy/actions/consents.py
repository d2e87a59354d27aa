"""Consent given and withdrawn: to the very text that is kept, by the person or, on paper, through an officer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Person
from thongsuot.foundation.privacy.actions.requests import PaperMissing
from thongsuot.foundation.privacy.models import Consent
from thongsuot.foundation.privacy.models.requests import Channel
from thongsuot.foundation.privacy.policy import processing_of


class ConsentNotAsked(Refusal):
    """No consent is the ground of this purpose."""


class ConsentAlreadyGiven(Refusal):
    """The person has agreed to this text."""


class ConsentWithdrawn(Refusal):
    """The consent is at its end."""


def give_consent(person: Person, *, purpose: str, at: datetime) -> Consent:
    """Agree to a purpose on one's own page, and record it. An older version in force ends with it. Refuses the same text twice."""
    with transaction.atomic():
        return _agree(person, purpose, Channel.OWN_PAGE, None, person, at)


def withdraw_consent(consent: Consent, *, at: datetime) -> None:
    """Withdraw one's own consent, and record it. Refuses a second time."""
    with transaction.atomic():
        _end(consent, consent.person, at)


@action(Permission.PROTECT_DATA)
def record_consent(person: Person, *, purpose: str, paper: StoredFile | None, by: Actor, at: datetime) -> Consent:
    """Record a consent that a person signed on paper. Refuses without the paper, and the same text twice."""
    if paper is None:
        raise PaperMissing(_("Đính kèm bản chụp đơn có chữ ký của người yêu cầu."))
    return _agree(person, purpose, Channel.PAPER, paper, by, at)


@action(Permission.PROTECT_DATA)
def record_withdrawal(consent: Consent, *, by: Actor, at: datetime) -> None:
    """Record that a person withdrew a consent on paper or by word. Refuses a second time."""
    _end(consent, by, at)


def _agree(
    person: Person, purpose: str, channel: Channel, paper: StoredFile | None, by: Actor, at: datetime
) -> Consent:
    asked = processing_of(purpose)
    if asked is None or not asked.consent:
        raise ConsentNotAsked(_("Việc này không dựa trên sự đồng ý."))
    Person.objects.select_for_update().get(pk=person.pk)
    held = Consent.objects.filter(person=person, purpose=purpose, withdrawn_at=None).first()
    if held and held.version == asked.consent_version:
        raise ConsentAlreadyGiven(_("Đã đồng ý với nội dung này."))
    if held:
        _end(held, by, at)
    made = Consent.objects.create(
        person=person,
        path=person.path,
        purpose=purpose,
        version=asked.consent_version,
        text=asked.consent,
        channel=channel,
        paper=paper,
        given_at=at,
        given_by=by.actor_label,
    )
    payload = {"purpose": purpose, "version": made.version, "channel": channel}
    record("consent.given", by=by, at=at, subject=made, unit_path=person.path, payload=payload)
    return made


def _end(consent: Consent, by: Actor, at: datetime) -> None:
    Consent.objects.select_for_update().get(pk=consent.pk)
    consent.refresh_from_db(fields=["withdrawn_at"])
    if consent.withdrawn_at:
        raise ConsentWithdrawn(_("Sự đồng ý này đã được rút lại."))
    consent.withdrawn_at, consent.withdrawn_by = at, by.actor_label
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    payload = {"purpose": consent.purpose, "version": consent.version}
    record("consent.withdrawn", by=by, at=at, subject=consent, unit_path=consent.person.path, payload=payload)
