import datetime as dt
import io
from pathlib import Path

import pytest
from django.db import transaction

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.recognition import FileIsEmpty
from thongsuot.foundation.files.store import (
    FileIsTooLarge,
    StoredContentIsMissing,
    checksum_matches,
    clean_file_name,
    discard_content,
    open_stored,
    store,
    stored_with,
)

AT = dt.datetime(2021, 6, 30, 1, 0, tzinfo=dt.UTC)
CONTENT = "Họ tên;Ngày sinh\nAn;05/11/1980\n".encode()


@pytest.fixture
def kept(settings, tmp_path) -> Path:
    """The folder of stored content."""
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


def put(content=CONTENT, name="danh sách.csv"):
    return store(io.BytesIO(content), name=name, purpose="roster", by="Lê Thị Thu Trang", at=AT)


def contents(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_store_when_a_file_is_sent_keeps_content_checksum_and_row(kept):
    file = put(name="../bí mật\u202e/Danh sa\u0301ch.csv")

    file.refresh_from_db()
    assert (file.name, file.media_type, file.size_bytes) == ("Danh sách.csv", "text/csv", len(CONTENT))
    assert (file.purpose, file.stored_by, file.stored_at, len(file.public_id)) == ("roster", "Lê Thị Thu Trang", AT, 10)
    assert file.path == kept / file.sha256[:2] / file.sha256
    assert file.path.stat().st_mode & 0o777 == 0o600
    with open_stored(file) as content:
        assert content.read() == CONTENT
    assert checksum_matches(file)


@pytest.mark.django_db
def test_store_when_the_same_content_comes_twice_keeps_it_once_and_both_rows(kept):
    first, second = put(), put(name="lần hai.csv")

    assert (first.sha256, contents(kept)) == (second.sha256, [first.sha256])
    assert StoredFile.objects.filter(sha256=first.sha256).count() == 2


@pytest.mark.django_db
def test_store_when_the_file_is_too_large_refuses_before_reading_it_all(kept, settings, tmp_path):
    settings.UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
    sparse = tmp_path / "large.csv"
    with sparse.open("wb") as file:
        file.truncate(10 * 1024**3)

    with sparse.open("rb") as file, pytest.raises(FileIsTooLarge, match="50 MB"):
        store(file, name="large.csv", purpose="roster", by="x", at=AT)

    assert contents(kept) == []
    assert StoredFile.objects.count() == 0


@pytest.mark.django_db
def test_store_when_the_content_is_refused_keeps_nothing(kept):
    with pytest.raises(FileIsEmpty):
        put(b"")

    assert (contents(kept), StoredFile.objects.count()) == ([], 0)


@pytest.mark.django_db
def test_checksum_matches_when_one_byte_was_changed_says_no_and_storing_again_mends_it(kept):
    file = put()
    file.path.write_bytes(CONTENT.replace(b"An", b"In"))

    assert not checksum_matches(file)
    put()
    assert checksum_matches(file)


@pytest.mark.django_db
def test_open_stored_when_the_content_is_gone_says_so(kept):
    file = put()
    file.path.unlink()

    with pytest.raises(StoredContentIsMissing, match=r"danh sách\.csv"):
        open_stored(file)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("C:\\Users\\An\\ds.xlsx", "ds.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\x00.csv", "ab.csv"),
        ("hóa đơn\u202excod.exe", "hóa đơnxcod.exe"),
        ("ữ" * 300 + ".xlsx", "ữ" * 195 + ".xlsx"),
        ("", "tệp không tên"),
        (" . ", "tệp không tên"),
    ],
)
def test_clean_file_name_when_a_name_is_odd_leaves_a_plain_one(name, cleaned):
    assert clean_file_name(name) == cleaned


@pytest.mark.django_db
def test_discard_content_removes_it_only_when_no_upload_holds_it(kept):
    first, second = put(), put()

    first.delete()
    discard_content(first)
    while_held = contents(kept)
    second.delete()
    discard_content(second)

    assert (while_held, contents(kept)) == ([first.sha256], [])


class ActRefused(Refusal):
    """What the upload was for was not done."""


@pytest.mark.django_db
def test_stored_with_an_act_that_is_refused_or_only_tried_keeps_nothing(kept):
    with pytest.raises(ActRefused), stored_with(io.BytesIO(CONTENT), name="a.csv", purpose="roster", by="An", at=AT):
        raise ActRefused("")
    after_refusal = contents(kept), StoredFile.objects.count()
    with stored_with(io.BytesIO(CONTENT), name="a.csv", purpose="roster", by="An", at=AT):
        transaction.set_rollback(True)
    after_trying = contents(kept), StoredFile.objects.count()
    with stored_with(io.BytesIO(CONTENT), name="a.csv", purpose="roster", by="An", at=AT) as file:
        pass

    assert (after_refusal, after_trying) == (([], 0), ([], 0))
    assert contents(kept) == [file.sha256]
