"""Signed-in browsers, for tests."""

from django.test import Client

from tests.builders.organisations import make_grant, make_person
from tests.builders.plans import AT, SYSTEM
from thongsuot.foundation.access.permissions import Role
from thongsuot.foundation.accounts.actions import open_account
from thongsuot.foundation.organisations.models import Person, Unit


def sign_in(person: Person) -> Client:
    """Return a browser in which a person has signed in."""
    account = open_account(person, login=f"p{person.pk}@x.example", by=SYSTEM, at=AT)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_client(unit: Unit, role: Role = Role.OFFICER, *, name: str = "Trần Thu Hà") -> Client:
    """Return a browser of somebody who holds a role over a unit and is at home there."""
    person = make_person(unit, name=name)
    make_grant(person, unit, role)
    return sign_in(person)
