"""Logins."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from thongsuot.foundation.organisations.models import Person


class AccountManager(BaseUserManager["Account"]):
    """What the sign-in machinery asks of a manager."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of an address, whatever its case."""
        return self.get(login=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A login, in the name of a person. Without a usable password it is entered only by a one-time address."""

    login = models.EmailField(unique=True)
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="account")
    is_active = models.BooleanField(default=True)
    language = models.CharField(max_length=5, blank=True)
    opened_at = models.DateTimeField()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Any] = AccountManager()

    def __str__(self) -> str:
        return self.login
