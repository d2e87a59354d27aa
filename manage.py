#!/usr/bin/env python
"""Django's own commands, for developers: makemigrations, shell. The product's command is `thongsuot`."""

import os
import sys

from django.core.management import execute_from_command_line

from thongsuot.foundation.database.bounds import this_process_is_the_installation
from thongsuot.foundation.database.embedded import start_unless_external

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.settings")
    start_unless_external()
    this_process_is_the_installation()
    execute_from_command_line(sys.argv)
