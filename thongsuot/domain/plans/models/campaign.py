"""Campaigns: directives carried out in a frozen tree, with audiences, obligations and targets."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.directives.models import Directive
from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.organisations.models import Unit, UnitKind


class Strength(models.TextChoices):
    """A duty (bảo đảm) is met or not; an aim (phấn đấu) shows what is left."""

    DUTY = "DUTY", _("bảo đảm")
    AIM = "AIM", _("phấn đấu")


class AudienceRule(models.TextChoices):
    """Whom an audience consists of. Which posts are key is said in plans' queries of the roll."""

    MEMBERS = "members", _("Đảng viên")
    KEY_CADRES = "key_cadres", _("Cán bộ chủ chốt")
    NON_MEMBERS = "non_members", _("Quần chúng")


class ObligationKind(models.TextChoices):
    """What a unit owes in a campaign."""

    HOLD_STUDY = "hold_study", _("Tổ chức học tập")
    ISSUE_STUDY_PLAN = "study_plan", _("Ban hành kế hoạch học tập")
    ISSUE_PROGRAMME = "action_programme", _("Ban hành chương trình hành động hoặc kế hoạch thực hiện")


class Scheme(PubliclyKnown):
    """A committee's standing scheme (đề án, quy chế) from which campaigns inherit their targets."""

    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="schemes")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    in_force_from = models.DateField()

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> Unit:
        """The committee's unit."""
        return self.of_unit


class SchemeTarget(models.Model):
    """A target of a scheme, for an audience or for an obligation. `share` runs from 0 to 1."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="targets")
    subject = models.CharField(max_length=20, choices=[*AudienceRule.choices, *ObligationKind.choices])
    strength = models.CharField(max_length=10, choices=Strength)
    share = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "subject"], name="scheme_target_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="scheme_target_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.share}"


class Campaign(PubliclyKnown):
    """A study campaign of a unit and all below it. Its slug is unique in the installation."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.TextField()
    of_unit = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="campaigns")
    directives = models.ManyToManyField(Directive, related_name="campaigns")
    plan_number = models.TextField(blank=True, help_text="number and symbol of the committee's own plan: 12-KH/ĐUK")
    plan_issued_on = models.DateField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.TextField(help_text="place name in documents: Sơn Giang")
    path = PathField(tree="campaign", unique=True, help_text="first step of every campaign path")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_it_starts")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def unit(self) -> Unit:
        """The unit that runs the campaign."""
        return self.of_unit


class CampaignUnit(models.Model):
    """A unit as the campaign froze it: parent, name, kind, code and order of that day, in the campaign's own tree."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = PathField(tree="campaign", unique=True)
    code = models.CharField(max_length=40)
    name = models.TextField()
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "unit"], name="unit_once_in_campaign")]

    def __str__(self) -> str:
        return self.name


class CampaignEvent(models.Model):
    """Something known that explains a curve: a period of distancing."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="events")
    name = models.TextField()
    from_day = models.DateField()
    to_day = models.DateField()

    def __str__(self) -> str:
        return self.name


class PlannedProgress(models.Model):
    """How many people of an audience the plan wants to have studied by the end of a day."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="planned_progress")
    audience = models.ForeignKey("Audience", models.CASCADE, related_name="+")
    day = models.DateField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "day"], name="planned_progress_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.people}"


class Audience(models.Model):
    """Whom a campaign is for, with the target it inherited."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="audiences")
    code = models.CharField(max_length=20, choices=AudienceRule)
    name = models.TextField()
    order = models.PositiveSmallIntegerField()
    strength = models.CharField(max_length=10, choices=Strength)
    target = models.DecimalField(max_digits=5, decimal_places=4)
    by_declared_totals = models.BooleanField(default=False, help_text="units may declare how many there are")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="audience_code_once")]

    def __str__(self) -> str:
        return self.name


class Obligation(models.Model):
    """What units of certain kinds owe in a campaign, by a day."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="obligations")
    kind = models.CharField(max_length=20, choices=ObligationKind)
    owed_by = models.ManyToManyField(UnitKind, related_name="+")
    due_on = models.DateField()
    strength = models.CharField(max_length=10, choices=Strength)
    target = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "kind"], name="obligation_once")]

    def __str__(self) -> str:
        return self.kind
