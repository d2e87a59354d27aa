"""Consent: to the very text, once, withdrawn at any time, with proof."""

import pytest

from tests.builders.organisations import AT, SYSTEM, make_person
from thongsuot.foundation.audit.models import AuditEntry
from thongsuot.foundation.privacy.actions.consents import (
    ConsentAlreadyGiven,
    ConsentNotAsked,
    ConsentWithdrawn,
    give_consent,
    record_consent,
    withdraw_consent,
)
from thongsuot.foundation.privacy.actions.requests import PaperMissing
from thongsuot.foundation.privacy.models import Consent
from thongsuot.foundation.privacy.policy import processing_of

pytestmark = pytest.mark.django_db


def test_consent_keeps_the_text_word_for_word() -> None:
    person = make_person()
    asked = processing_of("messages")
    assert asked

    made = give_consent(person, purpose="messages", at=AT)

    assert (made.text, made.version, made.given_by) == (asked.consent, 1, person.public_id)
    assert AuditEntry.objects.get(event="consent.given").actor_id == person.pk


def test_consent_to_the_same_text_twice_and_to_what_needs_none_is_refused() -> None:
    person = make_person()
    give_consent(person, purpose="messages", at=AT)

    with pytest.raises(ConsentAlreadyGiven):
        give_consent(person, purpose="messages", at=AT)
    with pytest.raises(ConsentNotAsked):
        give_consent(person, purpose="study", at=AT)
    with pytest.raises(PaperMissing):
        record_consent(person, purpose="messages", paper=None, by=SYSTEM, at=AT)


def test_consent_to_an_older_text_ends_with_the_newer() -> None:
    person = make_person()
    older = give_consent(person, purpose="messages", at=AT)
    Consent.objects.filter(pk=older.pk).update(version=0)

    newer = give_consent(person, purpose="messages", at=AT)

    older.refresh_from_db()
    assert older.withdrawn_at == AT
    assert newer.withdrawn_at is None


def test_withdrawn_consent_stays_as_proof() -> None:
    consent = give_consent(make_person(), purpose="messages", at=AT)

    withdraw_consent(consent, at=AT)

    assert Consent.objects.get().withdrawn_at == AT
    with pytest.raises(ConsentWithdrawn):
        withdraw_consent(consent, at=AT)
