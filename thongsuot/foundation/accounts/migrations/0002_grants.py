"""Logins and sessions."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("sessions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE, DELETE", "django_session"),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "accounts_account"),
        Grant("thongsuot_app", "SELECT", "django_migrations", "django_content_type", "auth_permission", "auth_group"),
    ]
