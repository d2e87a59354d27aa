"""Files of imports that were set aside, and the imports, go when their term is over."""

from django.db import migrations

from thongsuot.foundation.database.grants import Grant


class Migration(migrations.Migration):
    """Rights of the application."""

    dependencies = [
        ("files", "0002_grants"),
        ("organisations", "0007_paths_and_places"),
        ("privacy", "0003_hidden_names_stay_hidden"),
    ]

    operations = [
        Grant("thongsuot_app", "DELETE", "files_storedfile", "organisations_rosterimport"),
    ]
