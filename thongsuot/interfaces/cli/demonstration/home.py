"""Where the demonstration lives: a data folder of its own, on a day of its own."""

import os
from pathlib import Path

PINNED_NOW = "2021-06-30T17:00:00+07:00"


def choose_home() -> Path:
    """Set the environment for the demonstration, before the settings read it, and return its folder."""
    home = Path(os.environ.setdefault("THONGSUOT_HOME", str(Path("var") / "demo"))).absolute()
    os.environ["THONGSUOT_DEMONSTRATION"] = "1"
    os.environ["THONGSUOT_PINNED_NOW"] = PINNED_NOW
    return home
