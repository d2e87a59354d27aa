"""Abstract fields and tables that several rooms share."""

from typing import Literal

from django.db import models

from thongsuot.foundation.core.identifiers import public_id

TreeOfPath = Literal["live", "campaign", "then"]


class PathField(models.TextField):  # type: ignore[type-arg]
    """A tree path; C collation makes a range of paths a range of the index.

    `tree` says which tree it belongs to: "live" (that of the unit today: it follows when the unit moves), "campaign" (a campaign's
    frozen tree) or "then" (as it was, and stays so). Every table says it; migrations need not know.
    """

    def __init__(self, *, tree: TreeOfPath | None = None, **options: object) -> None:
        self.tree = tree
        options["db_collation"] = "C"
        super().__init__(**options)  # type: ignore[arg-type]

    def deconstruct(self) -> tuple[str, str, list[object], dict[str, object]]:
        """Leave the collation out of migrations' arguments: it is the field's own."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_collation", None)
        return name, path, list(args), kwargs


class PubliclyKnown(models.Model):
    """A row that addresses, file names and exports call by a random public identifier."""

    public_id = models.CharField(max_length=10, unique=True, default=public_id, editable=False)

    class Meta:
        abstract = True
