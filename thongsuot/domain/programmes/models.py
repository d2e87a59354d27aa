"""Action programmes and their tasks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.domain.plans.models.documents import UnitDocument


class ProgrammeKind(models.TextChoices):
    """What a unit issues after study, by its kind."""

    PROGRAMME = "PROGRAMME", _("Chương trình hành động")
    PLAN = "PLAN", _("Kế hoạch thực hiện")
    CELL_RESOLUTION = "CELL_RESOLUTION", _("Nghị quyết chi bộ")


class ActionProgramme(UnitDocument):
    """What a unit will do to carry the directives out. It counts when issued."""

    kind = models.CharField(max_length=20, choices=ProgrammeKind)


class Task(models.Model):
    """One task of a programme: what, who, by when, with what result."""

    programme = models.ForeignKey(ActionProgramme, models.CASCADE, related_name="tasks")
    order = models.PositiveSmallIntegerField()
    content = models.TextField()
    owner = models.TextField()
    due_on = models.DateField(null=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["programme", "order"], name="task_order_once")]

    def __str__(self) -> str:
        return self.content
