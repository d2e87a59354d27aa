"""`python -m thongsuot` is the `thongsuot` command."""

import sys

from thongsuot.interfaces.cli.main import main

sys.exit(main())
