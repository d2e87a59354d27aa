"""Every version gets the path its unit has had all along; kinds get what they may stand under."""

from django.db import migrations

_PATHS = """
UPDATE organisations_unitversion v SET path = u.path FROM organisations_unit u WHERE u.id = v.unit_id AND v.path = ''
"""
UNDER = {
    "ABOVE_BASE": ["PROVINCE", "ABOVE_BASE"],
    "BASE_COMMITTEE": ["PROVINCE", "ABOVE_BASE"],
    "BASE_CELL": ["PROVINCE", "ABOVE_BASE"],
    "SECTION": ["BASE_COMMITTEE"],
    "SUBORDINATE_CELL": ["BASE_COMMITTEE", "SECTION"],
    "GROUP": ["BASE_CELL", "SUBORDINATE_CELL"],
    "ORGANISATION": ["ORGANISATION"],
    "DEPARTMENT": ["ORGANISATION", "DEPARTMENT"],
    "TEAM": ["ORGANISATION", "DEPARTMENT"],
}


def place_kinds(apps, schema_editor):
    """Say what each kind may stand under; a base cell holds groups too."""
    kind = apps.get_model("organisations", "UnitKind")
    kinds = {k.code: k for k in kind.objects.using(schema_editor.connection.alias)}
    for code, above in UNDER.items():
        kinds[code].stands_under.set([kinds[c] for c in above])
    kind.objects.using(schema_editor.connection.alias).filter(code="BASE_CELL").update(may_have_units=True)


def leave_kinds(apps, schema_editor):
    """Forget it again."""
    kind = apps.get_model("organisations", "UnitKind")
    for k in kind.objects.using(schema_editor.connection.alias):
        k.stands_under.clear()
    kind.objects.using(schema_editor.connection.alias).filter(code="BASE_CELL").update(may_have_units=False)


class Migration(migrations.Migration):
    """Data, apart from the tables."""

    dependencies = [
        ("organisations", "0006_tree_in_time"),
    ]

    operations = [
        migrations.RunSQL(_PATHS, migrations.RunSQL.noop),
        migrations.RunPython(place_kinds, leave_kinds),
    ]
