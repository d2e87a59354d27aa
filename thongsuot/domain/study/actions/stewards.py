"""Who stands at the door of a class: they see its names and mark them, for some days, and nothing else."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from thongsuot.domain.study.models import StudyClass
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.actions import GrantDaysWrong, add_grant, refuse_beyond_giver
from thongsuot.foundation.access.models import Grant
from thongsuot.foundation.access.permissions import REACHES_OF_ROLE, Permission, Role
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.organisations.models import Person

_ROLE = Role.STEWARD


class NoSuchSteward(Refusal):
    """The person does not stand at this door, or not any more."""


@action(Permission.HOLD_CLASS)
def name_steward(study_class: StudyClass, *, person: Person, valid_until: date, by: Actor, at: datetime) -> Grant:
    """Let a person keep the door of a class from today; `valid_until` is the first day they do no longer.

    Refuses a day before the class is over, a steward who is named already, and a giver who may not mark people there.
    """
    if valid_until <= local_day(study_class.sessions.get().starts_at):
        raise GrantDaysWrong(_("Chọn ngày cuối cùng từ ngày học trở đi."))
    reaches = REACHES_OF_ROLE[_ROLE]
    unit = study_class.unit
    grant = Grant(
        role=_ROLE,
        acts=reaches.acts,
        sees=reaches.sees,
        searches=reaches.searches,
        unit_id=unit.pk,
        unit_path=unit.path,
        door_id=study_class.door,
        valid_from=local_day(at),
        valid_until=valid_until,
    )
    refuse_beyond_giver(grant, by=by, at=at)
    return add_grant(grant, person.pk, "role.steward_named", by=by, at=at)


@action(Permission.HOLD_CLASS)
def dismiss_steward(study_class: StudyClass, *, grant: int, by: Actor, at: datetime) -> None:
    """Let a steward of a class keep its door no longer, from now on. Refuses one who does not."""
    today = local_day(at)
    standing = Grant.objects.select_for_update().filter(pk=grant, door_id=study_class.door, valid_until__gt=today)
    found = standing.first()
    if found is None:
        raise NoSuchSteward(_("Người này không còn điểm danh ở lớp."))
    found.valid_until, found.version = max(today, found.valid_from), found.version + 1
    found.save(update_fields=["valid_until", "version"])
    told = {"person": found.person_id, "valid_until": found.valid_until.isoformat()}
    record("role.steward_dismissed", by=by, at=at, subject=study_class, unit_path=found.unit_path, payload=told)
