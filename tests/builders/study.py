"""Classes and attendance, for tests."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from thongsuot.domain.plans.models import Audience, Campaign, CampaignUnit, RollEntry
from thongsuot.domain.study.actions.attendance import Held, record_held_class
from thongsuot.domain.study.actions.classes import open_class, start_class
from thongsuot.domain.study.models import StudyClass
from thongsuot.domain.study.models.classes import Form
from thongsuot.foundation.audit.actor import SystemActor
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Person

SYSTEM = SystemActor("tests")
AT = datetime(2021, 6, 1, 2, 0, tzinfo=UTC)


def entry_of(campaign: Campaign, person: Person) -> RollEntry:
    """Return a person's entry on the campaign's roll."""
    return RollEntry.objects.get(edition__campaign=campaign, person=person)


def audience(campaign: Campaign, code: str = "members") -> Audience:
    """Return an audience of a campaign."""
    return Audience.objects.get(campaign=campaign, code=code)


def make_sheet(name: str = "ky.jpg", *, media_type: str = "image/jpeg") -> StoredFile:
    """Return a page of a signed sheet as it is stored, without content."""
    return StoredFile.objects.create(
        name=name, media_type=media_type, size_bytes=1, sha256="a" * 64, purpose="evidence", stored_at=AT
    )


def make_held(
    campaign: Campaign,
    present: Sequence[RollEntry],
    *,
    absent: Sequence[RollEntry] = (),
    happened_on: date = date(2021, 5, 4),
    codes: Sequence[str] = ("members",),
    form: Form = Form.IN_PERSON,
    participants: Sequence[CampaignUnit] = (),
    **more: object,
) -> Held:
    """Describe a class as it was held: all directives of the campaign, the audiences named."""
    return Held(
        name="",
        form=form,
        happened_on=happened_on,
        directives=list(campaign.directives.all()),
        audiences=[audience(campaign, code) for code in codes],
        present=[entry.pk for entry in present],
        absent=[entry.pk for entry in absent],
        participants=participants,
        **more,  # type: ignore[arg-type]
    )


def hold_class(host: CampaignUnit, held: Held, *, at: datetime = AT) -> StudyClass:
    """Record a class that was held."""
    return record_held_class(host, held=held, by=SYSTEM, at=at)


def make_open_class(
    host: CampaignUnit, *, starts_at: datetime = AT, codes: Sequence[str] = ("members",), is_started: bool = True
) -> StudyClass:
    """Open a class of a unit, and start it."""
    study_class = open_class(
        host,
        name="Lớp thử",
        form=Form.IN_PERSON,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=4),
        directives=list(host.campaign.directives.all()),
        audiences=[audience(host.campaign, code) for code in codes],
        by=SYSTEM,
        at=starts_at,
    )
    if is_started:
        start_class(study_class, by=SYSTEM, at=starts_at)
    return study_class
