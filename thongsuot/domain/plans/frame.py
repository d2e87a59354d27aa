"""The frame of a campaign, checked before it is shown for a last look and again when it is created."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from thongsuot.domain.directives.models import Directive
from thongsuot.domain.plans.models import Campaign, Scheme, SchemeTarget
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind
from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.text import folded, nfc
from thongsuot.foundation.organisations.models import UnitKind

LONGEST_SLUG = 40
# Addresses of pages that stand where a campaign's short name stands.
RESERVED_SLUGS = frozenset({"moi"})
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SHORTER = {
    "nghi quyet": "nq",
    "chi thi": "ct",
    "ket luan": "kl",
    "quy dinh": "qd",
    "dai hoi": "dh",
    "trung uong": "tw",
    "ke hoach": "kh",
}
_EMPTY_WORDS = re.compile(
    r"\b(hoc tap|nghien cuu|quan triet|tuyen truyen|trien khai|thuc hien|to chuc|cua|dang|va|ve|lan thu|viec)\b"
)
# Key cadres are members: the scheme's aim for members is theirs too, unless it names one of their own.
_TARGET_OF: dict[str, str] = {AudienceRule.KEY_CADRES: AudienceRule.MEMBERS}


class CampaignUnnamed(Refusal):
    """A campaign has a name and the name of the place its documents are dated from."""


class SlugUnfit(Refusal):
    """A short name is made of small letters without marks, digits and hyphens, and is no page's own address."""


class SlugTaken(Refusal):
    """Another campaign has this short name in its address."""


class CampaignWithoutDirective(Refusal):
    """A campaign carries out at least one directive."""


class CampaignDatesReversed(Refusal):
    """A campaign ends on or after the day it starts."""


class DeadlineBeforeStart(Refusal):
    """Nothing is due before the campaign starts."""


class SchemeLacksTarget(Refusal):
    """The scheme sets no target for something the campaign counts."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a campaign is, before it exists.

    `deadlines` says by when units owe each obligation; `owed_by` which kinds of unit owe it (none named: the grassroots
    organisations there are).
    """

    slug: str
    name: str
    scheme: Scheme
    directives: Sequence[Directive]
    starts_on: date
    ends_on: date
    place: str
    deadlines: Mapping[ObligationKind, date]
    owed_by: Mapping[ObligationKind, Sequence[UnitKind]] = field(default_factory=dict)
    plan_number: str = ""
    plan_issued_on: date | None = None


def refuse_unfit_frame(frame: Frame) -> None:
    """Refuse a missing name or place, an unfit or used slug, no directive, dates out of order, a scheme without a target."""
    if not nfc(frame.name) or not nfc(frame.place):
        raise CampaignUnnamed(_("Ghi tên đợt và địa danh ghi trên văn bản."))
    refuse_unfit_slug(frame.slug)
    if not frame.directives:
        raise CampaignWithoutDirective(_("Chọn ít nhất một văn bản mà đợt học tập thực hiện."))
    if frame.ends_on < frame.starts_on:
        raise CampaignDatesReversed(_("Ngày kết thúc trước ngày bắt đầu. Sửa một trong hai ngày."))
    if any(day < frame.starts_on for day in frame.deadlines.values()):
        raise DeadlineBeforeStart(_("Có thời hạn trước ngày bắt đầu đợt. Sửa thời hạn hoặc ngày bắt đầu."))
    targets = targets_of(frame.scheme)
    for subject in [*AudienceRule, *frame.deadlines]:
        inherited_target(targets, subject)


def refuse_unfit_slug(slug: str) -> None:
    """Refuse a short name that cannot stand in an address (SlugUnfit) or stands in one already (SlugTaken)."""
    if not _SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG or slug in RESERVED_SLUGS:
        raise SlugUnfit(
            _("Tên ngắn gồm chữ thường không dấu, chữ số và gạch nối, tối đa %(n)d ký tự, ví dụ nq13.")
            % {"n": LONGEST_SLUG}
        )
    if Campaign.objects.filter(slug=slug).exists():
        raise slug_taken(slug)


def slug_taken(slug: str) -> SlugTaken:
    """Return the refusal of a short name in use."""
    return SlugTaken(_("Tên ngắn “%(slug)s” đã dùng cho đợt khác. Chọn tên ngắn khác.") % {"slug": slug})


def proposed_slug(name: str) -> str:
    """Return a short name for an address that is free: the name's own words, kinds of document abbreviated."""
    words = folded(name)
    for long, short in _SHORTER.items():
        words = words.replace(long, short)
    words = _EMPTY_WORDS.sub(" ", words)
    slug = "-".join(re.findall(r"[a-z0-9]+", words))
    while len(slug) > LONGEST_SLUG - 4:
        slug = slug.rpartition("-")[0] or slug[: LONGEST_SLUG - 4]
    slug = slug or "dot"
    taken = set(Campaign.objects.filter(slug__startswith=slug).values_list("slug", flat=True)) | RESERVED_SLUGS
    return next(s for s in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))] if s not in taken)


def targets_of(scheme: Scheme) -> dict[str, SchemeTarget]:
    """Return a scheme's targets by subject."""
    return {target.subject: target for target in scheme.targets.all()}


def inherited_target(targets: Mapping[str, SchemeTarget], subject: AudienceRule | ObligationKind) -> SchemeTarget:
    """Return the target a campaign inherits for an audience or obligation. Refuses a scheme without one (SchemeLacksTarget)."""
    target = targets.get(subject) or targets.get(_TARGET_OF.get(subject, subject))
    if target is None:
        raise SchemeLacksTarget(
            _("Đề án chưa có chỉ tiêu cho “%(subject)s”. Chọn đề án khác, hoặc thêm đề án có chỉ tiêu này.")
            % {"subject": subject.label}
        )
    return target
