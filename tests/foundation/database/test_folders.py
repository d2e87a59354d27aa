import errno
import os

import pytest

from thongsuot.foundation.database.folders import (
    DataFolderNotWritable,
    DiskIsFull,
    make_folder,
    refusing_file_errors,
    write_file,
)


@pytest.mark.parametrize(
    ("number", "refusal"),
    [(errno.ENOSPC, DiskIsFull), (errno.EACCES, DataFolderNotWritable), (errno.EROFS, DataFolderNotWritable)],
)
def test_refusing_file_errors_when_operator_can_mend_it_then_a_sentence_names_the_place(tmp_path, number, refusal):
    with pytest.raises(refusal, match=str(tmp_path)), refusing_file_errors(tmp_path):
        raise OSError(number, os.strerror(number))


def test_refusing_file_errors_when_it_is_a_defect_then_it_rises(tmp_path):
    with pytest.raises(FileNotFoundError), refusing_file_errors(tmp_path):
        (tmp_path / "không có").read_text()


def test_make_folder_when_it_exists_then_its_mode_is_left_alone(tmp_path):
    tmp_path.chmod(0o750)

    make_folder(tmp_path, 0o711)
    make_folder(tmp_path / "mới", 0o711)

    assert tmp_path.stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "mới").stat().st_mode & 0o777 == 0o711


def test_write_file_when_a_link_was_planted_then_its_target_is_untouched(tmp_path):
    target = tmp_path / "của người khác"
    target.write_text("cũ")
    for name in ("tệp", f".tệp.{os.getpid()}"):
        (tmp_path / name).symlink_to(target)

    write_file(tmp_path / "tệp", "mới", 0o600)

    assert target.read_text() == "cũ"
    assert (tmp_path / "tệp").read_text() == "mới"
    assert (tmp_path / "tệp").lstat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["của người khác", "tệp"]
