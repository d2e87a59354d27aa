"""What allauth asks of the house about second factors: secrets are encrypted in the table, names are in the house's words."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _

from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.core.encryption import decrypted, encrypted


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes under the installation's key; a passkey bears the holder's name."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _("Mã hoặc khóa chưa đúng. Thử lại.")}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return encrypted(text).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret."""
        return decrypted(encrypted_text.encode())

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, object]:
        """Say to the device whose key it is: by login and by name."""
        named: dict[str, object] = super().get_public_key_credential_user_entity(user)
        return named | {"display_name": user.person.full_name if user.person else user.login}

    def _get_user_identifier(self, user: Account) -> str:
        return str(user.login)

    def _get_site_name(self) -> str:
        return "Thông Suốt"
