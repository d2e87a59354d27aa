"""Opening a class, starting and closing it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Audience, CampaignUnit
from thongsuot.domain.study.models import DoorClaim, Session, StudyClass
from thongsuot.domain.study.models.classes import ClassState, Form
from thongsuot.foundation.access.action import action
from thongsuot.foundation.access.permissions import Permission
from thongsuot.foundation.access.queries import viewer_for
from thongsuot.foundation.audit.actions import record
from thongsuot.foundation.audit.actor import Actor
from thongsuot.foundation.core.clock import local_day
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.house_language import in_house_words
from thongsuot.foundation.core.text import nfc

_NUMBERED = gettext_lazy("Lớp %(number)d")


class ClassHoursReversed(Refusal):
    """A class ends after it begins."""


class ClassTeachesNothing(Refusal):
    """A class names at least one directive and one audience of its campaign."""


class ClassBeforeDirective(Refusal):
    """A class teaches what has been issued."""


class UnitOutsideCampaign(Refusal):
    """A class is for units of its own campaign."""


class UnitOfAnother(Refusal):
    """Whoever opens a class for a unit sees its names: the right to record attendance there is needed."""


class ClassNotPlanned(Refusal):
    """Only a class that has not begun can be started."""


class ClassNotOpen(Refusal):
    """Check-in is open only while the class is."""


@action(Permission.HOLD_CLASS)
def open_class(
    host: CampaignUnit,
    *,
    name: str,
    form: Form,
    starts_at: datetime,
    ends_at: datetime,
    directives: Sequence[Directive],
    audiences: Sequence[Audience],
    participants: Sequence[CampaignUnit] = (),
    place: str = "",
    speaker: str = "",
    is_make_up: bool = False,
    by: Actor,
    at: datetime,
) -> StudyClass:
    """Plan a class of a host unit. `participants` are all the units it is for, none named means the host.

    It counts for the audiences it names. Refuses reversed hours, nothing taught, units or audiences of another campaign, and
    units in which the actor may not record attendance.
    """
    study_class = add_class(
        host, name=name, form=form, hours=(starts_at, ends_at), participants=participants, by=by, at=at
    )
    study_class.place, study_class.speaker, study_class.is_make_up = nfc(place), nfc(speaker), is_make_up
    study_class.save(update_fields=["place", "speaker", "is_make_up"])
    teach(study_class, directives, audiences)
    record("class.opened", by=by, at=at, subject=study_class, unit_path=host.unit.path, payload={"form": form})
    return study_class


@action(Permission.HOLD_CLASS)
def start_class(study_class: StudyClass, *, by: Actor, at: datetime) -> None:
    """Open check-in. Refuses a class that has begun already."""
    if _locked(study_class).state != ClassState.PLANNED:
        raise ClassNotPlanned(_("Lớp đã bắt đầu hoặc đã kết thúc."))
    _move(study_class, ClassState.OPEN, "class.started", by, at)


@action(Permission.HOLD_CLASS)
def close_class(study_class: StudyClass, *, by: Actor, at: datetime) -> None:
    """End check-in; what was not recorded stays not recorded, and claims at its door go. Refuses a class that is not open."""
    if _locked(study_class).state != ClassState.OPEN:
        raise ClassNotOpen(_("Lớp không ở trạng thái đang học."))
    DoorClaim.objects.filter(study_class=study_class).delete()
    _move(study_class, ClassState.CLOSED, "class.closed", by, at)


def add_class(
    host: CampaignUnit,
    *,
    name: str,
    form: Form,
    hours: tuple[datetime, datetime],
    participants: Sequence[CampaignUnit],
    by: Actor,
    at: datetime,
    state: ClassState = ClassState.PLANNED,
) -> StudyClass:
    """Add a class with its one session, numbered after the host's last. Runs inside an action.

    Refuses reversed hours, units of another campaign, and units in which the actor may not record attendance.
    """
    if hours[1] <= hours[0]:
        raise ClassHoursReversed(_("Giờ kết thúc phải sau giờ bắt đầu."))
    if any(unit.campaign_id != host.campaign_id for unit in participants):
        raise UnitOutsideCampaign(_("Có đơn vị không thuộc đợt học tập này."))
    _refuse_units_of_others(participants, by, at)
    CampaignUnit.objects.select_for_update().get(pk=host.pk)  # two classes of one host take turns for a number
    last = StudyClass.objects.filter(host=host).aggregate(number=Max("number"))["number"] or 0
    study_class = StudyClass.objects.create(
        campaign_id=host.campaign_id,
        host=host,
        path=host.path,
        number=last + 1,
        name=nfc(name) or in_house_words(_NUMBERED) % {"number": last + 1},
        form=form,
        state=state,
        created_at=at,
        created_by=by.actor_label,
    )
    study_class.participants.set(participants or [host])
    Session.objects.create(study_class=study_class, starts_at=hours[0], ends_at=hours[1])
    return study_class


def teach(study_class: StudyClass, directives: Sequence[Directive], audiences: Sequence[Audience]) -> None:
    """Say what a class teaches and for whom it counts. Runs inside an action.

    Refuses what is not of its campaign, and a directive issued after the day of the class.
    """
    known = set(study_class.campaign.directives.values_list("pk", flat=True))
    if not directives or not audiences or not {d.pk for d in directives} <= known:
        raise ClassTeachesNothing(_("Chọn văn bản của đợt và đối tượng mà lớp này tính cho."))
    day = local_day(study_class.sessions.get().starts_at)
    early = [directive for directive in directives if day < directive.issued_on]
    if early:
        raise ClassBeforeDirective(
            _("“%(title)s” ban hành ngày %(day)s, sau ngày học.")
            % {"title": early[0].title, "day": date_format(early[0].issued_on, "SHORT_DATE_FORMAT")}
        )
    if any(audience.campaign_id != study_class.campaign_id for audience in audiences):
        raise ClassTeachesNothing(_("Đối tượng không thuộc đợt học tập này."))
    study_class.directives.set(directives)
    study_class.audiences.set(audiences)


def _refuse_units_of_others(participants: Sequence[CampaignUnit], by: Actor, at: datetime) -> None:
    viewer = viewer_for(by, local_day(at))
    for unit in participants:
        if not viewer.may(Permission.RECORD_ATTENDANCE, unit.unit.path):
            raise UnitOfAnother(
                _("Đồng chí chưa được giao điểm danh ở %(unit)s. Lớp học ghép nhiều đơn vị do cấp trên mở.")
                % {"unit": unit.name}
            )


def _locked(study_class: StudyClass) -> StudyClass:
    return StudyClass.objects.select_for_update().get(pk=study_class.pk)


def _move(study_class: StudyClass, state: ClassState, event: str, by: Actor, at: datetime) -> None:
    study_class.state = state
    study_class.save(update_fields=["state"])
    record(event, by=by, at=at, subject=study_class, unit_path=study_class.host.unit.path)
