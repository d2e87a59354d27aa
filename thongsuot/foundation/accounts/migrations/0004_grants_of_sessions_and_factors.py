"""Sessions, codes and tries; and of allauth's tables the two that are used."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("accounts", "0003_sessions_codes_and_attempts"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        Grant(
            "thongsuot_app",
            "SELECT, INSERT, UPDATE, DELETE",
            "accounts_opensession",
            "accounts_linkrequest",
            "accounts_attempt",
            "mfa_authenticator",
            "socialaccount_socialaccount",
        ),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "accounts_onetimecode"),
    ]
