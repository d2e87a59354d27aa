"""The installation's own secret: 32 bytes from which every other key is derived."""

import os
import secrets
from pathlib import Path

_LENGTH = 32


def installation_key(home: Path, given: str = "", key_file: str = "") -> bytes:
    """Return the key: given in hexadecimal, read from a file, or made once and kept in the data folder (mode 0600).

    Refuses (ValueError) a key that is not 64 hexadecimal digits.
    """
    if given:
        return _checked(given, "THONGSUOT_KEY")
    path = Path(key_file) if key_file else home / "installation.key"
    if not path.exists():
        _make(path)
    return _checked(path.read_text().strip(), str(path))


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_hex(_LENGTH) + "\n")
    try:
        os.link(fresh, path)  # the first of several processes wins; nobody overwrites a key
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def _checked(text: str, where: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != _LENGTH:
        msg = f"{where}: khóa phải gồm đúng 64 chữ số thập lục phân / the key must be exactly 64 hexadecimal digits."
        raise ValueError(msg)
    return key
