"""Claims at the door: whoever has no pass types a name and a birth date, and the host says whether they are there."""

from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from thongsuot.domain.study.actions.attendance import Mark, mark_people
from thongsuot.domain.study.models import DoorClaim
from thongsuot.domain.study.models.attendance import Presence, Source
from thongsuot.domain.study.models.claims import ClaimState
from thongsuot.domain.study.queries.door import arrival_of
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.identifiers import public_id
from thongsuot.foundation.core.text import folded


class ClaimDecided(Refusal):
    """The host has said yes or no already."""


# One statement whether the person exists or not, so that neither words nor time tell. Two people alike: nobody is guessed.
_CLAIM = """
INSERT INTO study_doorclaim (public_id, study_class_id, entry_id, state, claimed_at)
SELECT %(public_id)s, c.id, min(e.id), 'WAITING', %(at)s
FROM study_studyclass c
JOIN plans_rolledition r ON r.campaign_id = c.campaign_id
JOIN plans_rollentry e ON e.edition_id = r.id
JOIN organisations_person p ON p.id = e.person_id
WHERE c.public_id = %(class)s AND c.state = 'OPEN' AND p.name_folded = %(name)s AND p.born_on = %(born_on)s
    AND NOT EXISTS (SELECT FROM plans_rolledition n WHERE n.campaign_id = r.campaign_id AND n.number > r.number)
    AND EXISTS (SELECT FROM study_studyclass_participants q JOIN plans_campaignunit u ON u.id = q.campaignunit_id
                WHERE q.studyclass_id = c.id AND e.path >= u.path AND e.path < u.path || '~')
GROUP BY c.id HAVING count(*) = 1
ON CONFLICT (study_class_id, entry_id) DO NOTHING
"""


def claim_presence(class_id: str, *, full_name: str, born_on: date, at: datetime) -> None:
    """Let the host know that somebody says they are this person, where exactly one such person is on the class's roll.

    It records no attendance and answers the same in any case. Not an action: nobody is known yet who could act.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _CLAIM,
            {
                "public_id": public_id(),
                "class": class_id,
                "name": folded(full_name),
                "born_on": born_on,
                "at": at,
            },
        )


@action(Permission.KEEP_DOOR)
def accept_claim(claim: DoorClaim, *, by: Actor, at: datetime) -> None:
    """Mark the person of a claim present, on the host's word. Refuses a claim that was decided; refusals of `mark_people`."""
    _decide(claim, ClaimState.ACCEPTED)
    if arrival_of(claim.study_class, claim.entry) is None:
        marks = [Mark(claim.entry_id, Presence.PRESENT)]
        mark_people(claim.study_class, marks=marks, source=Source.HOST, by=by, at=at)
    _record("claim.accepted", claim, by, at)


@action(Permission.KEEP_DOOR)
def decline_claim(claim: DoorClaim, *, by: Actor, at: datetime) -> None:
    """Say that the person of a claim is not there; nothing is recorded of their attendance. Refuses a claim that was decided."""
    _decide(claim, ClaimState.DECLINED)
    _record("claim.declined", claim, by, at)


def _decide(claim: DoorClaim, state: ClaimState) -> None:
    locked = DoorClaim.objects.select_for_update().get(pk=claim.pk)
    if locked.state != ClaimState.WAITING:
        raise ClaimDecided(_("Lời khai này đã được xử lý: %(state)s.") % {"state": locked.get_state_display().lower()})
    claim.state = state
    claim.save(update_fields=["state"])


def _record(event: str, claim: DoorClaim, by: Actor, at: datetime) -> None:
    record(
        event,
        by=by,
        at=at,
        subject=claim.study_class,
        unit_path=claim.study_class.host.unit.path,
        personal={"entry": claim.entry_id},
    )
