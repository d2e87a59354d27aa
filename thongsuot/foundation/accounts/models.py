"""Logins, their open sessions, what lets in once, and what was tried in vain."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.accounts.naming import plain_login
from thongsuot.foundation.messaging.models import Message
from thongsuot.foundation.organisations.models import Person


class AccountManager(BaseUserManager["Account"]):
    """What the sign-in machinery asks of a manager."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of an address, whatever its case."""
        return self.get(login=plain_login(username or ""))


class Account(AbstractBaseUser):
    """A login, in the name of a person: an e-mail address, or a short name for who has none."""

    login = models.CharField(max_length=254, unique=True)
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

    @property
    def address(self) -> str:
        """Where letters about the account go; empty where the login is a mere name."""
        return self.login if "@" in self.login else ""


class OpenSession(AbstractBaseSession):
    """A signed-in browser, found by account, so that it can be listed and ended. Without an account: somebody on the way in."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.TextField(blank=True, help_text="browser and system, as far as it tells")
    address = models.TextField(blank=True, help_text="the network address it signed in from")
    means = models.CharField(max_length=20, blank=True)

    class Meta(AbstractBaseSession.Meta):
        pass


class Means(models.TextChoices):
    """How somebody came in."""

    PASSWORD = "PASSWORD", _("mật khẩu")
    PASSKEY = "PASSKEY", _("khóa truy cập")
    LINK = "LINK", _("liên kết qua e-mail")
    FIRST_CODE = "FIRST_CODE", _("mã lần đầu")
    SINGLE_SIGN_ON = "SINGLE_SIGN_ON", _("đăng nhập một lần")
    DEMONSTRATION = "DEMONSTRATION", _("vai của bản trình diễn")


class CodePurpose(models.TextChoices):
    """What a one-time code opens; it opens nothing else."""

    FIRST_SIGN_IN = "FIRST_SIGN_IN", _("vào lần đầu")
    SIGN_IN = "SIGN_IN", _("đăng nhập")


class OneTimeCode(models.Model):
    """Something that lets in once: in a link by e-mail, on a slip of paper, on the console. Only its keyed hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=20, choices=CodePurpose)
    digest = models.BinaryField(unique=True)
    is_on_paper = models.BooleanField(default=False)
    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.TextField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-issued_at"], name="code_of_account")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"


class LinkRequest(models.Model):
    """Somebody typed an address and asked for a link. A job answers, so that a known and an unknown address take the same time."""

    address_encrypted = models.BinaryField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class Attempt(models.Model):
    """One try that failed, counted by a keyed hash of who, where or what was tried."""

    bucket = models.BinaryField()
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["bucket", "tried_at"], name="attempt_bucket")]

    def __str__(self) -> str:
        return str(self.pk)
