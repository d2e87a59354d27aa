"""Documents by their key: issuer, kind, number and date. A number alone is no key: 01-CT/TW was the first of three terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.core.fields import PathField, PubliclyKnown
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.organisations.models import Unit


class DirectiveKind(models.TextChoices):
    """Kinds of Party documents."""

    RESOLUTION = "RESOLUTION", _("Nghị quyết")
    DIRECTIVE = "DIRECTIVE", _("Chỉ thị")
    CONCLUSION = "CONCLUSION", _("Kết luận")
    REGULATION = "REGULATION", _("Quy định")
    DECISION = "DECISION", _("Quyết định")
    GUIDANCE = "GUIDANCE", _("Hướng dẫn")
    PLAN = "PLAN", _("Kế hoạch")
    PROGRAMME = "PROGRAMME", _("Chương trình")
    SCHEME = "SCHEME", _("Đề án")
    NOTICE = "NOTICE", _("Thông báo")


class Directive(PubliclyKnown):
    """A document as registered by a unit. `issuer_folded` and `number_folded` make one key of many spellings."""

    keeper = models.ForeignKey(Unit, models.PROTECT, related_name="directives")
    path = PathField(tree="live")
    issuer = models.TextField()
    issuer_folded = models.TextField()
    kind = models.CharField(max_length=20, choices=DirectiveKind)
    number = models.TextField(blank=True, help_text="as written: 01-CT/TW; a congress resolution may have none")
    number_folded = models.TextField(blank=True)
    issued_on = models.DateField()
    title = models.TextField()
    title_folded = models.TextField(default="")
    carries_out = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_out_by")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    registered_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["keeper", "issuer_folded", "kind", "number_folded", "issued_on"], name="directive_key"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """Kind and number, as people call it: Chỉ thị 01-CT/TW."""
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def in_one_line(self) -> str:
        """The document where one line must do: number and title, or the title of one without a number."""
        return f"{self.heading}: {self.title}" if self.number else self.title

    @property
    def unit(self) -> Unit:
        """The unit that keeps the document."""
        return self.keeper
