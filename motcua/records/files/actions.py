"""Telling the database of files that are kept on disk."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.records import clock
from motcua.records.files.keeping import Kept
from motcua.records.files.models import StoredFile


def record(kept: Iterable[Kept]) -> dict[str, int]:
    """The id of each file by its SHA-256, in the transaction of whatever refers to it; known content keeps its row."""
    at = clock.now()
    files = {one.sha256: one for one in kept}
    StoredFile.objects.bulk_create(
        [
            StoredFile(
                sha256=one.sha256,
                size=one.size,
                media=one.media,
                pages=one.pages,
                width=one.width,
                height=one.height,
                stored_at=at,
            )
            for one in files.values()
        ],
        ignore_conflicts=True,  # somebody else may be storing the same content at this moment
    )
    return dict(StoredFile.objects.filter(sha256__in=files).values_list("sha256", "pk"))
