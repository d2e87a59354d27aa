"""Every personal column of every table is named in the retention policy."""

from typing import Any

import pytest
import yaml
from django.apps import apps
from django.db.models import Model

from tests.house.test_layout import PACKAGE
from thongsuot.foundation.organisations.models import Person

POLICY: dict[str, Any] = yaml.safe_load((PACKAGE / "foundation" / "privacy" / "retention.yaml").read_text())
PEOPLE: dict[str, dict[str, Any]] = POLICY["people"]
TABLES: dict[str, type[Model]] = {
    model._meta.db_table: model for model in apps.get_models() if model.__module__.startswith("thongsuot.")
}


def test_policy_names_every_table_once() -> None:
    named = [*PEOPLE, *POLICY["without_people"]]

    assert sorted(named) == sorted(TABLES)


@pytest.mark.parametrize("table", sorted(PEOPLE))
def test_policy_of_a_table_names_every_column_and_how_it_is_kept(table: str) -> None:
    told = PEOPLE[table]

    assert sorted([*told["columns"], *told["plain"]]) == sorted(
        field.column for field in TABLES[table]._meta.local_concrete_fields
    )
    assert set(told["columns"].values()) <= {"basic", "sensitive", "secret"}
    assert all(told[word] for word in ("purpose", "legal_basis", "kept", "seen_by", "columns"))


def test_tables_without_people_point_at_none() -> None:
    pointing = [
        table
        for table in POLICY["without_people"]
        for field in TABLES[table]._meta.local_concrete_fields
        if field.related_model is Person or field.column in {"person_id", "entry_id", "born_on", "full_name"}
    ]

    assert set(pointing) <= ENTRY_OF_ITS_OWN


# A membership of the roll says only which audience an entry counts in.
ENTRY_OF_ITS_OWN = {"plans_rollmembership"}
