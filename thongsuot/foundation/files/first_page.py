"""The first lines of an uploaded document, read in the jail: where stamps and heads stand."""

import json

from thongsuot.foundation.files.jail import JailBroken, JailLimits, run_jailed
from thongsuot.foundation.files.models import StoredFile
from thongsuot.foundation.files.recognition import Kind

_READ = {kind.media_type: kind for kind in (Kind.DOCX, Kind.PDF)}
_LIMITS = JailLimits(cpu_seconds=5, wall_seconds=10)


def first_lines(file: StoredFile) -> list[str]:
    """Return the first lines of a word-processor file or a PDF; none of a picture, a scan, or a file that cannot be read."""
    kind = _READ.get(file.media_type)
    if kind is None:
        return []
    try:
        answer = run_jailed("thongsuot.foundation.files.first_page_child", [str(file.path), kind.value], limits=_LIMITS)
    except JailBroken:
        return []
    text: str = json.loads(answer)
    return [line.strip() for line in text.splitlines() if line.strip()]
