"""Whether the tables are those of this program."""

from enum import Enum, auto
from typing import Any

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

_PACKAGE = __name__.partition(".")[0]


class TablesAre(Enum):
    """What the tables are, held against the program."""

    OF_THIS_VERSION = auto()
    OLDER = auto()
    NEWER = auto()


def state_of_tables(cursor: Any) -> TablesAre:
    """Hold the migrations noted in the database against those of the program. No tables at all are older ones."""
    loader = MigrationLoader(None)
    cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
    if not cursor.fetchone()[0]:
        return TablesAre.OLDER
    cursor.execute("SELECT app, name FROM django_migrations")
    applied = set(cursor.fetchall())
    own = {config.label for config in apps.get_app_configs() if config.name.startswith(f"{_PACKAGE}.")}
    if {(app, name) for app, name in applied if app in own} - set(loader.disk_migrations or ()):
        return TablesAre.NEWER
    return TablesAre.OLDER if set(loader.graph.nodes) - applied else TablesAre.OF_THIS_VERSION
