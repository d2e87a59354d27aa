"""Checkpoints on paper and in a file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thongsuot.foundation.audit.checkpoints import (
    CheckpointNotReadable,
    checkpoint_at,
    code_of,
    printed_checkpoint,
    read_checkpoints,
)

CHAIN = bytes(range(32))


@pytest.mark.parametrize(
    ("chain", "code"),
    [
        (bytes(32), "0000-0000-0000-0000"),
        (b"\xff" * 32, "ZZZZ-ZZZZ-ZZZZ-ZZZZ"),
        (b"\x08" + bytes(31), "1000-0000-0000-0000"),
        (bytes(9) + b"\x1f" + bytes(22), "0000-0000-0000-000Z"),
    ],
)
def test_code_of_when_the_chain_is_known_then_spells_its_first_80_bits(chain: bytes, code: str) -> None:
    assert code_of(chain) == code


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**40))
def test_printed_checkpoint_when_typed_from_paper_then_matches_its_chain_alone(chain: bytes, sequence: int) -> None:
    printed = checkpoint_at(sequence, chain)

    typed = printed_checkpoint(sequence, printed.code)

    assert typed.sequence == sequence
    assert typed.matches(chain)
    assert not typed.matches(bytes([chain[0] ^ 1]) + chain[1:])


def test_printed_checkpoint_when_letters_are_misread_then_means_the_digits() -> None:
    assert printed_checkpoint(1, "oooo iiii-LLLL 0oil").code == "0000-1111-1111-0011"


@pytest.mark.parametrize(
    ("sequence", "code"), [(1, "0000-0000"), (1, "UUUU-0000-0000-0000"), (-1, "0000-0000-0000-0000")]
)
def test_printed_checkpoint_when_it_is_none_then_refuses(sequence: int, code: str) -> None:
    with pytest.raises(CheckpointNotReadable, match="16 ký tự"):
        printed_checkpoint(sequence, code)


def test_matches_when_only_the_unprinted_part_of_the_chain_differs_then_says_no() -> None:
    other = CHAIN[:31] + b"\0"

    assert checkpoint_at(1, CHAIN).code == checkpoint_at(1, other).code
    assert not checkpoint_at(1, CHAIN).matches(other)


def test_read_checkpoints_when_the_last_line_was_cut_by_a_power_failure_then_gives_the_whole_ones(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mốc.txt"
    file.write_bytes(f"2021-04-01T01:30:00+00:00 3 {CHAIN.hex()}\n2021-04-01T01:31:00+00:00 4 00".encode())

    assert read_checkpoints(file) == (checkpoint_at(3, CHAIN),)


@pytest.mark.parametrize(
    "line",
    ["", "x", f"t 0 {CHAIN.hex()}", f"t three {CHAIN.hex()}", "t 3 zz", "t 3 00", f"t 3 {CHAIN.hex()} more", "ố 3 00"],
)
def test_read_checkpoints_when_a_line_is_none_then_refuses_and_names_it(tmp_path: Path, line: str) -> None:
    file = tmp_path / "checkpoints.txt"
    file.write_text(f"t 3 {CHAIN.hex()}\n{line}\n", encoding="utf-8")

    with pytest.raises(CheckpointNotReadable, match="dòng 2"):
        read_checkpoints(file)
