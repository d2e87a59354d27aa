"""What a class rests on: its files and the counts units reported, with who entered and who confirmed them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.domain.plans.models import Campaign
from thongsuot.domain.study.actions.counts import confirm_count
from thongsuot.domain.study.models import HeadCount, StudyClass
from thongsuot.foundation.access.queries import Viewer
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.queries import names_by_label


@dataclass(frozen=True, slots=True)
class Paper:
    """A file behind a class: a photo or PDF of the signed sheet, or a list."""

    href: str
    name: str
    about: str
    icon: str


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many of a unit's audience were at a class. `confirm_url` where the viewer may confirm what another entered."""

    count: HeadCount
    about: str
    is_waiting: bool
    confirm_url: str
    file_url: str


def papers_of(viewer: Viewer, study_class: StudyClass, files: Sequence[StoredFile]) -> list[Paper]:
    """Return the files of a class with who sent them and when."""
    names = names_by_label(viewer, [file.stored_by for file in files])
    return [_paper(study_class, file, names) for file in files]


def count_rows(viewer: Viewer, campaign: Campaign, counts: Iterable[HeadCount]) -> list[CountRow]:
    """Return counts with who entered and who confirmed them, and where the viewer may confirm."""
    counts = list(counts)
    names = names_by_label(viewer, [label for count in counts for label in (count.recorded_by, count.confirmed_by)])
    return [_row(viewer, campaign, count, names) for count in counts]


def file_url(campaign: Campaign, study_class: StudyClass, file: StoredFile | None) -> str:
    """Return where a file of a class is read; nothing without a file."""
    address = [campaign.slug, study_class.public_id, file.public_id] if file else []
    return reverse("study:class_file", args=address) if file else ""


def _paper(study_class: StudyClass, file: StoredFile, names: dict[str, str]) -> Paper:
    href = file_url(study_class.campaign, study_class, file)
    is_picture = file.media_type.startswith("image/")
    icon = {True: "photo", False: "file-type-pdf" if file.media_type == "application/pdf" else "file-spreadsheet"}
    day = date_format(localtime(file.stored_at), "SHORT_DATE_FORMAT")
    about = " · ".join(filter(None, [names.get(file.stored_by, ""), day]))
    return Paper(href, file.name, about, icon[is_picture])


def _row(viewer: Viewer, campaign: Campaign, count: HeadCount, names: dict[str, str]) -> CountRow:
    is_waiting = count.entered_on_behalf and count.confirmed_at is None
    is_typist = count.recorded_by == viewer.actor.actor_label
    address = [campaign.slug, count.study_class.public_id, count.campaign_unit.code, count.audience.code]
    may_confirm = is_waiting and not is_typist and confirm_count.allowed(viewer, count)
    return CountRow(
        count,
        _told(count, names),
        is_waiting,
        reverse("study:confirm_count", args=address) if may_confirm else "",
        file_url(campaign, count.study_class, count.evidence),
    )


def _told(count: HeadCount, names: dict[str, str]) -> str:
    """Say who entered a count and who confirmed it, as far as the viewer may know their names."""
    entered = _("nhập thay") if count.entered_on_behalf else _("đơn vị ghi")
    who = names.get(count.recorded_by, "")
    day = date_format(localtime(count.recorded_at), "SHORT_DATE_FORMAT")
    said = [" ".join(filter(None, [entered, who, day]))]
    if count.confirmed_at:
        confirmed = names.get(count.confirmed_by, "")
        said.append(
            " ".join(
                filter(
                    None, [_("xác nhận"), confirmed, date_format(localtime(count.confirmed_at), "SHORT_DATE_FORMAT")]
                )
            )
        )
    return " · ".join(said)
