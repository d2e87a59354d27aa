"""Checkpoints: where the chain stood, kept where the database's administrator cannot reach.

Two forms are kept: a line "time sequence chain" in a file, and a code of sixteen characters printed on issued reports.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal

# Crockford's base32: what people misread or mistype (o, i, l) still means the right character.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_AS_MEANT = str.maketrans("OIL", "011", "- ")
_CODE_BYTES = 10
_CODE_LENGTH = 16
_CHAIN_BYTES = 32
_PARTS_OF_A_LINE = 3
_LONGEST_LINE_BYTES = 120


class CheckpointNotReadable(Refusal):
    """A checkpoint somebody typed, or a line of the file, is not one."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The chain after so many leaves. One read from paper has its code only, and an empty `chain_hex`."""

    sequence: int
    chain_hex: str
    code: str

    def matches(self, chain: bytes) -> bool:
        """Tell whether the chain at this checkpoint's sequence is the one that was kept."""
        return self.code == code_of(chain) and self.chain_hex in ("", chain.hex())


def checkpoint_at(sequence: int, chain: bytes) -> Checkpoint:
    """Return the checkpoint of a link."""
    return Checkpoint(sequence, chain.hex(), code_of(chain))


def printed_checkpoint(sequence: int, code: str) -> Checkpoint:
    """Return a checkpoint typed from a printed report; spaces, hyphens, small letters do not matter. Refuses others."""
    typed = code.upper().translate(_AS_MEANT)
    if sequence < 0 or len(typed) != _CODE_LENGTH or not set(typed) <= set(_ALPHABET):
        raise CheckpointNotReadable(
            _("Mã kiểm tra “%(code)s” không đúng: cần số thứ tự và 16 ký tự như in trên báo cáo.") % {"code": code}
        )
    return Checkpoint(sequence, "", _in_fours(typed))


def code_of(chain: bytes) -> str:
    """Return the printed form of a chain value: its first 80 bits as sixteen characters in groups of four."""
    number = int.from_bytes(chain[:_CODE_BYTES], "big")
    return _in_fours("".join(_ALPHABET[number >> 5 * place & 31] for place in reversed(range(_CODE_LENGTH))))


def first_bytes(code: str) -> bytes:
    """Return the start of the chain value that a printed code stands for: ten bytes. Refuses what is no code."""
    letters = printed_checkpoint(0, code).code.replace("-", "")
    number = 0
    for letter in letters:
        number = number << 5 | _ALPHABET.index(letter)
    return number.to_bytes(_CODE_BYTES, "big")


def read_checkpoints(path: Path) -> tuple[Checkpoint, ...]:
    """Return the checkpoints of a file, oldest first; refuses a line that is none. No such file: FileNotFoundError."""
    lines = complete_part(path.read_bytes()).splitlines()
    return tuple(checkpoint_of_line(line, number) for number, line in enumerate(lines, 1))


def last_checkpoints(path: Path, limit: int) -> tuple[Checkpoint, ...]:
    """Return at most `limit` checkpoints from the end of a file, newest first, reading no more than its end. No file: none."""
    if not path.exists():
        return ()
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        start = file.seek(max(0, size - limit * _LONGEST_LINE_BYTES))
        lines = complete_part(file.read()).splitlines()
    whole = lines[1:] if start else lines
    return tuple(checkpoint_of_line(line) for line in reversed(whole[-limit:]))


def complete_part(content: bytes) -> bytes:
    """Return what comes before a last line that power failure cut short: it was never acknowledged."""
    return content[: content.rfind(b"\n") + 1]


def checkpoint_of_line(line: bytes, number: int | None = None) -> Checkpoint:
    """Return the checkpoint that a line "time sequence chain" holds; refuses any other line."""
    try:
        return _parsed(line.decode("ascii").split())
    except ValueError:
        raise CheckpointNotReadable(
            _("Tệp mốc kiểm tra có dòng %(number)s không đọc được: “%(line)s”. Cần: thời điểm, số thứ tự, mã chuỗi.")
            % {"number": number or _("cuối"), "line": line.decode("utf-8", "replace")[:80]}
        ) from None


def _parsed(parts: list[str]) -> Checkpoint:
    if len(parts) != _PARTS_OF_A_LINE:
        raise ValueError(parts)
    sequence, chain = int(parts[1]), bytes.fromhex(parts[2])
    if sequence < 1 or len(chain) != _CHAIN_BYTES:
        raise ValueError(parts)
    return checkpoint_at(sequence, chain)


def _in_fours(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, _CODE_LENGTH, 4))
