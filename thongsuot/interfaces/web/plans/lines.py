"""What pages of plans say in words: targets, steps, states of a campaign."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from thongsuot.domain.plans.frame import Frame, inherited_target, targets_of
from thongsuot.domain.plans.models import Audience, Campaign, Obligation, Scheme
from thongsuot.domain.plans.models.campaign import AudienceRule, ObligationKind, Strength
from thongsuot.foundation.core.numbers import count_text, share_text
from thongsuot.foundation.core.rates import Rate


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target in words: of whom, how strong and how much."""

    label: str
    words: str
    is_duty: bool


@dataclass(frozen=True, slots=True)
class AudienceLine:
    """An audience with how it is made, its target and how many people it holds; None where that is not known."""

    label: str
    rule: str
    words: str
    people: int | None


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """What is owed, by which kinds of unit, by when."""

    label: str
    owed_by: str
    due_on: date
    words: str


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list of campaigns."""

    campaign: Campaign
    state: str
    state_kind: str
    rate: Rate | None
    days: str


def target_words(strength: str, share: Decimal) -> str:
    """Return a target as it is said: phấn đấu 98%, bảo đảm 100%."""
    return f"{Strength(strength).label} {share_text(share)}"


def scheme_targets(scheme: Scheme) -> list[TargetLine]:
    """Return a scheme's targets, audiences first, in the order in which they are always named."""
    targets = {target.subject: target for target in scheme.targets.all()}
    return [
        TargetLine(
            str(subject.label),
            target_words(targets[subject].strength, targets[subject].share),
            targets[subject].strength == Strength.DUTY,
        )
        for subject in (*AudienceRule, *ObligationKind)
        if subject in targets
    ]


def rule_words(code: str) -> str:
    """Return how an audience is made from the lists."""
    return {
        AudienceRule.MEMBERS: _("Chính thức, dự bị, được miễn công tác và sinh hoạt"),
        AudienceRule.KEY_CADRES: _("Bí thư, phó bí thư, báo cáo viên của tổ chức cơ sở đảng"),
        AudienceRule.NON_MEMBERS: _("Theo danh sách hoặc tổng số đơn vị khai"),
    }[AudienceRule(code)]


def audience_lines(audiences: Iterable[Audience], people: Mapping[str, int]) -> list[AudienceLine]:
    """Return the audiences of a campaign with how many people each holds, where that is known."""
    return [
        AudienceLine(a.get_code_display(), rule_words(a.code), target_words(a.strength, a.target), people.get(a.code))
        for a in audiences
    ]


def obligation_lines(obligations: Iterable[Obligation]) -> list[ObligationLine]:
    """Return what units owe in a campaign, by deadline."""
    return [
        ObligationLine(
            o.get_kind_display(),
            ", ".join(kind.name for kind in o.owed_by.all()),
            o.due_on,
            target_words(o.strength, o.target),
        )
        for o in obligations
    ]


def rule_lines(people: Mapping[str, int]) -> list[AudienceLine]:
    """Return the audiences every campaign has, with how many people the live lists hold of each."""
    return [AudienceLine(str(rule.label), rule_words(rule), "", people[rule]) for rule in AudienceRule]


def frame_audiences(frame: Frame, people: Mapping[str, int]) -> list[AudienceLine]:
    """Return the audiences of a campaign that does not exist yet, with the targets it would inherit."""
    targets = targets_of(frame.scheme)
    inherited = [(rule, inherited_target(targets, rule)) for rule in AudienceRule]
    return [
        AudienceLine(str(rule.label), rule_words(rule), target_words(target.strength, target.share), people[rule])
        for rule, target in inherited
    ]


def frame_obligations(frame: Frame) -> list[ObligationLine]:
    """Return what units would owe in a campaign that does not exist yet."""
    targets = targets_of(frame.scheme)
    return [
        ObligationLine(
            str(kind.label),
            ", ".join(k.name for k in frame.owed_by[kind]),
            due_on,
            target_words(targets[kind].strength, targets[kind].share),
        )
        for kind, due_on in frame.deadlines.items()
    ]


def campaign_lines(
    campaigns: Sequence[Campaign], rates: Mapping[int, Rate], frozen: set[int], today: date
) -> list[CampaignLine]:
    """Return campaigns as lines, in the order they came."""
    return [_campaign_line(campaign, rates.get(campaign.pk), campaign.pk in frozen, today) for campaign in campaigns]


def _campaign_line(campaign: Campaign, rate: Rate | None, is_frozen: bool, today: date) -> CampaignLine:
    days_left = (campaign.ends_on - today).days
    if days_left < 0:
        return CampaignLine(campaign, _("Đã kết thúc"), "", rate, "")
    days = _("còn %(n)s ngày") % {"n": count_text(days_left)} if days_left else _("kết thúc hôm nay")
    if not is_frozen:
        return CampaignLine(campaign, _("Chưa chốt danh sách"), "warn", rate, days)
    if today < campaign.starts_on:
        return CampaignLine(campaign, _("Sắp bắt đầu"), "", rate, "")
    return CampaignLine(campaign, _("Đang thực hiện"), "todo", rate, days)
