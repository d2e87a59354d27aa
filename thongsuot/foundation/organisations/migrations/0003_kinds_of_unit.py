"""Kinds of unit as data: the Party's set, and a plain set for any other body."""

from django.db import migrations

KINDS = [
    ("PROVINCE", "Đảng bộ tỉnh", "Provincial party organisation", False, True),
    ("ABOVE_BASE", "Đảng bộ cấp trên trực tiếp cơ sở", "Party organisation above the base", False, True),
    ("BASE_COMMITTEE", "Đảng bộ cơ sở", "Base party committee", True, True),
    ("BASE_CELL", "Chi bộ cơ sở", "Base cell", True, False),
    ("SECTION", "Đảng bộ bộ phận", "Section", False, True),
    ("SUBORDINATE_CELL", "Chi bộ trực thuộc", "Subordinate cell", False, True),
    ("GROUP", "Tổ đảng", "Group", False, False),
    ("ORGANISATION", "Tổ chức", "Organisation", False, True),
    ("DEPARTMENT", "Đơn vị", "Department", True, True),
    ("TEAM", "Tổ", "Team", False, False),
]


def _folded(name: str) -> str:
    import unicodedata

    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f")


def add_kinds(apps, schema_editor):
    """Add the kinds in the order of levels."""
    kind = apps.get_model("organisations", "UnitKind")
    kind.objects.using(schema_editor.connection.alias).bulk_create(
        kind(
            code=code,
            name=name,
            name_en=english,
            name_folded=_folded(name),
            is_base=base,
            may_have_units=below,
            order=n,
        )
        for n, (code, name, english, base, below) in enumerate(KINDS, start=1)
    )


def remove_kinds(apps, schema_editor):
    """Take them out again."""
    kind = apps.get_model("organisations", "UnitKind")
    kind.objects.using(schema_editor.connection.alias).filter(code__in=[k[0] for k in KINDS]).delete()


class Migration(migrations.Migration):
    """Data, apart from the tables."""

    dependencies = [
        ("organisations", "0002_grants"),
    ]

    operations = [
        migrations.RunPython(add_kinds, remove_kinds),
    ]
