"""Folded titles of the documents registered before the column was."""

import re
import unicodedata

from django.db import migrations

_FINAL_Y = re.compile(r"\b([bcdghklmnprstvx]|qu|th|ch|kh|ph|tr|nh|ng|ngh|gh)y\b")
_AT_ONCE = 500


def _folded(text):
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(c for c in plain if not "\u0300" <= c <= "\u036f")
    return _FINAL_Y.sub(r"\1i", " ".join(bare.lower().split()))


def fold_titles(apps, schema_editor):
    """Fold what is not folded yet, some at a time."""
    directives = apps.get_model("directives", "Directive").objects.using(schema_editor.connection.alias)
    while batch := list(directives.filter(title_folded="").exclude(title="")[:_AT_ONCE]):
        for directive in batch:
            directive.title_folded = _folded(directive.title)
        directives.bulk_update(batch, ["title_folded"])


class Migration(migrations.Migration):
    """Data, apart from the table; may run again."""

    dependencies = [
        ("directives", "0003_title_folded"),
    ]

    operations = [
        migrations.RunPython(fold_titles, migrations.RunPython.noop),
    ]
