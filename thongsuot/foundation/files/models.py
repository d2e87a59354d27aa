"""Files as they were uploaded: content is stored once by checksum, every upload keeps its own row."""

from pathlib import Path

from django.conf import settings
from django.db import models

from thongsuot.foundation.core.fields import PubliclyKnown


class StoredFile(PubliclyKnown):
    """An upload. `media_type` is what its bytes say, not what its name claims."""

    name = models.TextField(help_text="as uploaded, NFC")
    media_type = models.TextField()
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=30)
    stored_at = models.DateTimeField()
    stored_by = models.TextField()

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the content lies."""
        return Path(settings.FILES_ROOT) / self.sha256[:2] / self.sha256
