"""Keeps uploaded content, once by checksum, and gives it back. What a file is, its bytes decide."""

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePath
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.recognition import recognise

_CHUNK_BYTES = 1 << 20
_LONGEST_NAME = 200
_NOT_FOR_NAMES = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class FileIsTooLarge(Refusal):
    """More was sent than may be stored."""


class StoredContentIsMissing(Refusal):
    """The content of a stored file is no longer where it was put."""


def store(content: BinaryIO, *, name: str, purpose: str, by: str, at: datetime) -> StoredFile:
    """Keep an upload: its content under FILES_ROOT by checksum (mode 0600, on disk before this returns), and a row of its own.

    `by` is the label of who sent it. Nothing is kept of what is refused: FileIsTooLarge (setting UPLOAD_LIMIT_BYTES, told before the
    rest is read) and the refusals of `recognise`.
    """
    root = Path(settings.FILES_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _incoming(root) as (file, path):
        size, checksum = _copy(content, file)
        kind = recognise(path)
        _settle(path, root / checksum[:2] / checksum)
    return StoredFile.objects.create(
        name=clean_file_name(name),
        media_type=kind.media_type,
        size_bytes=size,
        sha256=checksum,
        purpose=purpose,
        stored_at=at,
        stored_by=by,
    )


@contextmanager
def stored_with(content: BinaryIO, *, name: str, purpose: str, by: str, at: datetime) -> Iterator[StoredFile]:
    """Store an upload for the act in the block, in one transaction: when that is refused or rolled back nothing of it stays.

    Refusals: those of `store` and of the act.
    """
    file = None
    try:
        with transaction.atomic():
            file = store(content, name=name, purpose=purpose, by=by, at=at)
            yield file
    except Refusal:
        if file is not None:
            discard_content(file)
        raise
    discard_content(file)  # kept, unless the act was only tried


def discard_content(file: StoredFile) -> None:
    """Remove the content of an upload whose row was rolled back, unless another upload holds the same."""
    if not StoredFile.objects.filter(sha256=file.sha256).exists():
        file.path.unlink(missing_ok=True)


def open_stored(file: StoredFile) -> BinaryIO:
    """Return the content of a stored file, opened for reading. Refuses StoredContentIsMissing."""
    try:
        return file.path.open("rb")
    except FileNotFoundError:
        raise StoredContentIsMissing(
            _("Không còn nội dung của tệp «%(name)s» trong kho. Hãy báo người quản trị để lấy lại từ bản sao lưu.")
            % {"name": file.name}
        )


def checksum_matches(file: StoredFile) -> bool:
    """Tell whether the content is still, byte for byte, what was stored. Refuses StoredContentIsMissing."""
    digest = hashlib.sha256()
    with open_stored(file) as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest() == file.sha256


def clean_file_name(name: str) -> str:
    """Return the last part of a name as uploaded, in NFC, without invisible characters; at most 200 characters, the ending kept."""
    visible = _NOT_FOR_NAMES.sub("", unicodedata.normalize("NFC", name))
    last = " ".join(re.split(r"[/\\]", visible)[-1].split()).strip(". ")
    if not last:
        return _("tệp không tên")
    ending = PurePath(last).suffix[:20]
    return PurePath(last).stem[: _LONGEST_NAME - len(ending)] + ending


@contextmanager
def _incoming(root: Path) -> Iterator[tuple[BinaryIO, Path]]:
    handle, name = tempfile.mkstemp(dir=root, prefix="incoming-")  # mode 0600 from the start
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, path
    finally:
        path.unlink(missing_ok=True)


def _copy(content: BinaryIO, file: BinaryIO) -> tuple[int, str]:
    limit = settings.UPLOAD_LIMIT_BYTES
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(_CHUNK_BYTES):
        size += len(chunk)
        if size > limit:
            raise FileIsTooLarge(
                _("Tệp lớn hơn %(limit)s MB. Hãy chia nhỏ hoặc nén ảnh rồi tải lên lại.") % {"limit": limit // 1024**2}
            )
        digest.update(chunk)
        file.write(chunk)
    file.flush()
    os.fsync(file.fileno())
    return size, digest.hexdigest()


def _settle(path: Path, place: Path) -> None:
    # Replacing content by the same content is harmless, and mends it if the disk had spoilt it.
    place.parent.mkdir(mode=0o700, exist_ok=True)
    path.replace(place)
    for folder in (place.parent, place.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
