"""Whether the rows of files of dossiers still say what the journal says: each problem as a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connection

from motcua.records.casework.attachments import ATTACH, CHECK, REMOVE, SUBJECT
from motcua.records.casework.models import Attachment
from motcua.records.journal import append_only, streams
from motcua.records.journal.streams import Told

_FIXED = ("number", "kind", "paper", "digitised")
_PERSONAL = ("name", "label", "symbol", "issuer")
_DAYS = ("issued_on", "expires_on")


def problems() -> Iterator[str]:
    """Every disagreement between the journal and the files of dossiers, none when all is well."""
    for change in append_only.unguarded(connection, table="casework_attachment", only=append_only.DELETE):
        yield f"Bảng casework_attachment không còn từ chối {change}."
    rows = iter(Attachment.objects.select_related("file", "dossier").order_by("pk").iterator(chunk_size=1_000))
    row = next(rows, None)
    for row_id, told in groupby(streams.entries_by_subject(SUBJECT), key=lambda entry: entry.subject_id):
        while row is not None and row.pk < row_id:
            yield f"{_called(row)}: nhật ký không ghi việc nào."
            row = next(rows, None)
        if row is None or row.pk != row_id:
            yield f"Nhật ký ghi tệp mã {row_id} nhưng không còn tệp ấy."
            continue
        yield from _compared(row, list(told))
        row = next(rows, None)
    while row is not None:
        yield f"{_called(row)}: nhật ký không ghi việc nào."
        row = next(rows, None)


def _called(row: Attachment) -> str:
    return f"Tệp số {row.number} của hồ sơ {row.dossier.code}"


def _compared(row: Attachment, told: Sequence[Told]) -> Iterator[str]:
    try:
        found = [what for what, agrees in _sides(row, told) if not agrees]
    except (IndexError, KeyError, TypeError):
        yield f"{_called(row)}: không đọc được các mục nhật ký của tệp này."
        return
    for what in found:
        yield f"{_called(row)}: {what} khác với nhật ký."


def _sides(row: Attachment, told: Sequence[Told]) -> Iterator[tuple[str, bool]]:
    first = told[0]
    yield "việc đưa lên", _last(told[:1], ATTACH) == (row.added_by_id, row.added_at)
    yield "số lần thay đổi", row.version == len(told) and [entry.version for entry in told] == _counted(told)
    yield "hồ sơ", first.data["dossier"] == row.dossier_id
    yield "nội dung", (first.data["sha256"], first.data["size"]) == (row.file.sha256, row.file.size)
    yield "loại tệp", all(first.data[name] == getattr(row, name) for name in _FIXED)
    yield "thông tin giấy tờ", first.personal is None or _described(row) == first.personal
    yield "việc đối chiếu", _last(told, CHECK) == (row.checked_by_id, row.checked_at)
    yield "việc gỡ", _last(told, REMOVE) == (row.removed_by_id, row.removed_at)


def _counted(told: Sequence[Told]) -> list[int]:
    return list(range(1, len(told) + 1))


def _described(row: Attachment) -> dict[str, Any]:
    days = {name: getattr(row, name) for name in _DAYS}
    return {
        **{name: getattr(row, name) for name in _PERSONAL},
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _last(told: Sequence[Told], act: str) -> tuple[int | None, datetime | None]:
    """Who did an act last, and when; (None, None) where nobody did."""
    return next(((entry.actor_id, entry.occurred_at) for entry in reversed(told) if entry.act == act), (None, None))
