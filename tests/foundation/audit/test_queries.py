"""What can be asked of the log."""

from datetime import timedelta

from tests.foundation.audit.conftest import MakeEntry
from tests.foundation.audit.tampering import AT
from thongsuot.foundation.audit.models import PendingLeaf
from thongsuot.foundation.audit.queries import UnsealedWindow, entries_about, last_entries, unsealed_window
from thongsuot.foundation.audit.sealing import seal


def test_entries_about_when_others_exist_then_gives_only_the_subjects_newest_first(
    make_entry: MakeEntry, db: None
) -> None:
    first = make_entry(subject_kind="Plan", subject_id=1)
    make_entry(subject_kind="Plan", subject_id=2)
    make_entry(subject_kind="StudyClass", subject_id=1)
    second = make_entry(subject_kind="Plan", subject_id=1)

    assert list(entries_about("Plan", 1)) == [second, first]


def test_last_entries_when_units_lie_outside_then_gives_only_the_range(make_entry: MakeEntry, db: None) -> None:
    make_entry(unit_path="0001")
    below = make_entry(unit_path="00010002")
    inside = make_entry(unit_path="0001zzzz")
    make_entry(unit_path="0002")
    make_entry(unit_path="")

    assert list(last_entries("0001", "0002", limit=2)) == [inside, below]


def test_unsealed_window_when_leaves_wait_then_runs_from_the_oldest(make_entry: MakeEntry, db: None) -> None:
    make_entry()
    make_entry()
    oldest = PendingLeaf.objects.earliest("pk").recorded_at

    assert unsealed_window(oldest + timedelta(seconds=90)) == UnsealedWindow(2, oldest, 90.0)


def test_unsealed_window_when_the_asker_is_behind_the_database_then_is_not_negative(
    make_entry: MakeEntry, db: None
) -> None:
    make_entry()

    assert unsealed_window(AT).seconds == 0.0


def test_unsealed_window_when_all_is_sealed_then_is_empty(make_entry: MakeEntry, db: None) -> None:
    make_entry()
    seal(AT)

    assert unsealed_window(AT) == UnsealedWindow(0, None, 0.0)
