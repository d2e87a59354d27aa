"""Abstract fields and tables that several rooms share."""

from django.db import models

from thongsuot.foundation.core.identifiers import public_id


class PathField(models.TextField):  # type: ignore[type-arg]
    """A tree path; C collation makes a range of paths a range of the index."""

    def __init__(self, **options: object) -> None:
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
