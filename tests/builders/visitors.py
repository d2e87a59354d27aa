"""People who are signed in, for tests of pages."""

from django.test import Client

from tests.builders.organisations import AT, SYSTEM, make_grant, make_person
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.organisations.models import Unit


def make_visitor(unit: Unit, role: Role | None = Role.OFFICER) -> Client:
    """Sign in somebody of a unit with a role over it; None: a member without a role."""
    person = make_person(unit)
    if role is not None:
        make_grant(person, unit, role)
    account = open_account(person, login=f"p{person.pk}@x.example", by=SYSTEM, at=AT)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
