"""Checks that every file of which a row tells is on disk as it came, and finds files of which no row tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice

from motcua.records.files.keeping import on_disk, place_of
from motcua.records.files.models import StoredFile

_CHUNK = 500


def problems(*, limit: int = 100) -> list[str]:
    """The first `limit` files that are missing or changed, as Vietnamese sentences; none when all are well."""
    return list(islice(_problems(), limit))


def orphans() -> list[int]:
    """The sizes in bytes of the files of which no row tells: an upload was cut off after its files were kept.

    They are harmless, and may be of an upload that is going on.
    """
    known = set(StoredFile.objects.values_list("sha256", flat=True))
    return [path.stat().st_size for path in on_disk() if path.name not in known]


def _problems() -> Iterator[str]:
    rows = StoredFile.objects.order_by("pk").values_list("pk", "sha256", "size")
    for file_id, sha256, size in rows.iterator(chunk_size=_CHUNK):
        try:
            with place_of(sha256).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield f"Tệp số {file_id} ({sha256[:12]}…) không còn trong kho."
            continue
        if found != sha256:
            yield f"Tệp số {file_id} ({sha256[:12]}…) có nội dung khác với mã băm lúc lưu."
        elif place_of(sha256).stat().st_size != size:
            yield f"Tệp số {file_id} ({sha256[:12]}…) có cỡ khác với sổ."
