"""The installation's own secret."""

from pathlib import Path

import pytest

from thongsuot.foundation.core.installation_key import installation_key

HEX = "0f" * 32


def test_installation_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    made = installation_key(tmp_path / "home")

    assert installation_key(tmp_path / "home") == made
    assert (tmp_path / "home" / "installation.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["installation.key"]


def test_installation_key_given_or_in_a_file_wins(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(HEX + "\n")

    assert (
        installation_key(tmp_path, HEX) == installation_key(tmp_path, "", str(tmp_path / "key")) == bytes.fromhex(HEX)
    )
    assert not (tmp_path / "installation.key").exists()


@pytest.mark.parametrize("given", ["00", "zz" * 32, HEX + "0f"])
def test_installation_key_of_another_form_is_refused(tmp_path: Path, given: str) -> None:
    with pytest.raises(ValueError, match="64"):
        installation_key(tmp_path, given)
