"""Starts the tests' own embedded PostgreSQL before the settings are read. Loaded by pytest's `-p`."""

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
os.environ.setdefault("THONGSUOT_HOME", str(ROOT / "var" / "test"))
(Path(os.environ["THONGSUOT_HOME"]) / "static").mkdir(parents=True, exist_ok=True)
os.environ["THONGSUOT_TEST"] = "1"
os.environ["THONGSUOT_SECOND_STEP"] = "off"  # its own tests turn it on
os.environ["THONGSUOT_STATIC_STORAGE"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
os.environ["DJANGO_SETTINGS_MODULE"] = "thongsuot.settings"

from thongsuot.foundation.database.embedded import start_unless_external  # noqa: E402 - after the environment is set

if "PYTEST_XDIST_WORKER" not in os.environ:
    start_unless_external()
