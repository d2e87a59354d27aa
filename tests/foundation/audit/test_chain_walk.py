"""Attacks on the chain itself, and what nobody can find without a checkpoint kept elsewhere."""

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import (
    AT,
    cut_tail,
    edit_entry,
    problems_found,
    rewrite_chain,
    run,
    swap_leaves,
    wipe,
)
from thongsuot.foundation.audit.checkpoints import printed_checkpoint
from thongsuot.foundation.audit.digests import GENESIS, next_chain
from thongsuot.foundation.audit.sealing import checkpoint, seal
from thongsuot.foundation.audit.verification import verify


def test_verify_when_links_were_reordered_then_names_both(sealed_log: list[int]) -> None:
    swap_leaves(2, 5)

    broken = [("BROKEN", "entry", sealed_log[row], sequence) for sequence, row in [(2, 4), (3, 2), (5, 1), (6, 5)]]
    assert problems_found() == broken


def test_verify_when_a_leaf_was_turned_round_to_another_digest_then_names_the_link(sealed_log: list[int]) -> None:
    run("UPDATE audit_sealed_leaf SET digest = sha256('forged') WHERE sequence = 4")

    assert problems_found() == [("BROKEN", "entry", sealed_log[3], 4), ("EDITED", "entry", sealed_log[3], 4)]


def test_verify_when_a_link_was_removed_then_names_the_gap_and_the_entry_left_bare(sealed_log: list[int]) -> None:
    run("DELETE FROM audit_sealed_leaf WHERE sequence IN (3, 4)")

    bare = [("INSERTED", "entry", sealed_log[2], None), ("INSERTED", "entry", sealed_log[3], None)]
    assert problems_found() == [("MISSING", "", None, 3), *bare]


def test_verify_when_a_link_was_put_before_the_first_then_names_it(sealed_log: list[int]) -> None:
    digest = bytes(32)
    run("ALTER TABLE audit_sealed_leaf DROP CONSTRAINT audit_sealed_leaf_counts_from_one")
    run(
        "INSERT INTO audit_sealed_leaf VALUES (0, 'entry', 999999, %s, %s, now())",
        digest,
        next_chain(GENESIS, 0, digest),
    )

    assert problems_found() == [("BROKEN", "entry", 999999, 0), ("DELETED", "entry", 999999, 0)]


def test_verify_when_the_tail_was_cut_then_only_a_checkpoint_shows_it(sealed_log: list[int]) -> None:
    known = checkpoint()
    assert problems_found([known]) == []

    cut_tail(4)

    assert problems_found() == []
    assert problems_found([known]) == [("CUT_OFF", "", None, 5)]


def test_verify_when_the_tail_was_cut_then_a_code_on_paper_shows_it(sealed_log: list[int]) -> None:
    paper = printed_checkpoint(6, checkpoint().code.lower())
    assert problems_found([paper]) == []

    cut_tail(5)

    assert problems_found([paper]) == [("CUT_OFF", "", None, 6)]


def test_verify_when_an_old_copy_was_put_back_and_work_went_on_then_a_checkpoint_shows_it(
    sealed_log: list[int], make_entry: MakeEntry
) -> None:
    known = checkpoint()
    cut_tail(4)
    for _ in range(4):
        make_entry()
    seal(AT)

    assert problems_found() == []
    assert problems_found([known]) == [("REWRITTEN", "", None, 6)]


def test_verify_when_all_was_rewritten_after_an_edit_then_only_a_checkpoint_shows_it(
    sealed_log: list[int], make_entry: MakeEntry
) -> None:
    early = checkpoint()
    edited = make_entry().pk
    seal(AT)
    late = checkpoint()
    assert problems_found([late, early]) == []

    edit_entry(edited)
    rewrite_chain()

    assert problems_found([early]) == []
    found = verify(at=AT, checkpoints=[late, early])
    assert [(problem.kind, problem.sequence) for problem in found.problems] == [("REWRITTEN", 7)]
    assert "ở số 7; mốc trước đó còn khớp ở số 6" in found.problems[0].sentence


def test_verify_when_everything_was_wiped_then_only_a_checkpoint_shows_it(sealed_log: list[int]) -> None:
    known = checkpoint()

    wipe()

    assert problems_found() == []
    assert problems_found([known]) == [("CUT_OFF", "", None, 1)]


def test_verify_when_several_checkpoints_fail_then_names_the_first(
    sealed_log: list[int], make_entry: MakeEntry
) -> None:
    known = [checkpoint()]
    for _ in range(2):
        make_entry()
        seal(AT)
        known.append(checkpoint())
    edit_entry(sealed_log[0])
    rewrite_chain()

    assert problems_found(known) == [("REWRITTEN", "", None, 6)]


def test_verify_when_the_checkpoint_stands_before_the_first_link_then_compares_it_too(sealed_log: list[int]) -> None:
    before_all = printed_checkpoint(0, "0000-0000-0000-0000")
    of_another_log = printed_checkpoint(0, "1111-1111-1111-1111")

    assert problems_found([before_all]) == []
    assert problems_found([of_another_log]) == [("REWRITTEN", "", None, 0)]
