"""Whether the decisions on days off are still the ones that the journal tells of."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.records.calendar.actions import ACT, SUBJECT, chained, content_of
from motcua.records.calendar.models import DecidedDay
from motcua.records.calendar.queries import decisions_applied
from motcua.records.journal import append_only, streams

_TABLE = "calendar_decidedday"


def problems() -> Iterator[str]:
    """Every disagreement between the decisions, their chain and the journal, as a sentence."""
    for change in append_only.unguarded(connection, table=_TABLE):
        yield f"Bảng {_TABLE} không còn từ chối {change}."
    told = {entry.subject_id: entry for entry in streams.entries_by_subject(SUBJECT) if entry.act == ACT}
    digests = dict(DecidedDay.objects.values_list("pk", "digest"))
    last = ""
    for one in decisions_applied():
        entry = told.pop(one.id, None)
        name = f"Quyết định ngày {one.day:%d/%m/%Y} ({one.document})"
        if entry is None:
            yield f"{name}: nhật ký không ghi việc áp dụng."
        elif (dict(entry.data), entry.occurred_at) != (content_of(one), one.applied_at):
            yield f"{name}: nội dung khác với nhật ký."
        last = chained(content_of(one), after=last)
        if digests[one.id] != last:
            yield f"{name}: dấu nối với các quyết định trước bị sai."
    for entry_id in told:
        yield f"Nhật ký ghi quyết định ngày nghỉ số {entry_id} nhưng không còn quyết định ấy."
