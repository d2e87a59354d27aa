import argparse
from pathlib import Path

import pytest
from django.conf import LazySettings

from thongsuot.interfaces.cli.demo import BuildingWasBrokenOff, add_arguments, run


def test_demo_in_a_folder_whose_building_was_broken_off_says_what_to_do(settings: LazySettings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    (tmp_path / "demonstration-begun").touch()
    parser = argparse.ArgumentParser()
    add_arguments(parser)

    with pytest.raises(BuildingWasBrokenOff, match=f"xóa thư mục {tmp_path} "):
        run(parser.parse_args(["--no-serve"]))
