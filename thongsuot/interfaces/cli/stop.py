"""`thongsuot stop`: end the embedded database cleanly."""

import argparse

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.foundation.database.embedded import stop

EXAMPLE = "thongsuot stop"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say: the data folder is that of THONGSUOT_HOME."""


def run(_options: argparse.Namespace) -> int:
    """End it and say whether it ran. The next command starts it again."""
    told = {"home": settings.HOME}
    if stop(settings.HOME):
        print(_("Đã dừng PostgreSQL của %(home)s. Lệnh tiếp theo sẽ tự khởi động lại.") % told)
    else:
        print(_("PostgreSQL của %(home)s không chạy.") % told)
    return 0
