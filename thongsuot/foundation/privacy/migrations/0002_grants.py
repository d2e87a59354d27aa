"""Rights of the application, and rows seen as far as the viewer's part of the tree goes; what is about oneself always."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant
from thongsuot.foundation.database.policies import BoundedRows


class Migration(migrations.Migration):
    """Rights and row-level security. Nothing here is deleted by the application but what its term has ended for."""

    dependencies = [
        ("privacy", "0001_requests_consents_hiding_incidents"),
    ]

    operations = [
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE, DELETE", "privacy_datarequest", "privacy_consent"),
        Grant("thongsuot_app", "SELECT, INSERT, UPDATE", "privacy_restriction", "privacy_erasure", "privacy_incident"),
        BoundedRows("privacy_datarequest", "live", own="person_id"),
        BoundedRows("privacy_consent", "live", own="person_id"),
        BoundedRows("privacy_restriction", "live", own="person_id"),
        BoundedRows("privacy_erasure", "live"),
        BoundedRows("privacy_incident", "live"),
    ]
