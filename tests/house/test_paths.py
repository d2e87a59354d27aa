"""Every path in a table says whose tree it belongs to, so that none is forgotten when units move."""

from django.apps import apps

from thongsuot.foundation.core.fields import PathField


def _paths() -> dict[str, PathField]:
    return {
        f"{model._meta.label}.{field.name}": field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, PathField)
    }


def test_every_path_says_which_tree_it_belongs_to() -> None:
    assert [name for name, field in _paths().items() if field.tree is None] == []


def test_tables_of_the_live_tree_are_those_that_point_at_units_or_people() -> None:
    live = {name for name, field in _paths().items() if field.tree == "live"}

    assert live >= {
        "access.Grant.unit_path",
        "directives.Directive.path",
        "organisations.Appointment.path",
        "organisations.Membership.path",
        "organisations.Person.path",
        "organisations.Unit.path",
    }
