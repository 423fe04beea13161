"""Whether declarations are still what the journal tells."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.records.journal import append_only, streams
from motcua.records.scoring.content import SUBJECT, told_of
from motcua.records.scoring.models import Declared

_TABLE = "scoring_declared"


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for change in append_only.unguarded(connection, table=_TABLE):
        yield f"Bảng {_TABLE} không còn từ chối {change}."
    rows = {row.pk: row for row in Declared.objects.all()}
    for entry in streams.entries_by_subject(SUBJECT):
        row = rows.pop(entry.subject_id, None)
        if row is None:
            yield f"Số khai chấm điểm mã {entry.subject_id}: nhật ký có ghi nhưng không còn trong bảng."
        elif (told_of(row), row.at) != (dict(entry.data), entry.occurred_at):
            yield f"Số khai chấm điểm mã {entry.subject_id}: nội dung khác với nhật ký."
    for pk in rows:
        yield f"Số khai chấm điểm mã {pk}: nhật ký không ghi."
