"""Whether the logs are still what was taken in."""

from __future__ import annotations

import json
from collections.abc import Iterator

from motcua.records.journal import streams
from motcua.records.logs.content import REMOVED, SUBJECT, TAKEN_IN, digest_of
from motcua.records.logs.models import Log
from motcua.records.logs.queries import cases_of
from motcua.rules.event_log_figures import VERSION, analysed


def problems() -> Iterator[str]:
    """Every disagreement between the logs, their rows, their analyses and the journal, as a sentence."""
    told: dict[int, str] = {}
    for entry in streams.entries_by_subject(SUBJECT):
        if entry.act == TAKEN_IN:
            told[entry.subject_id] = str(entry.data["digest"])
        elif entry.act == REMOVED:
            told.pop(entry.subject_id, None)
    for log in Log.objects.order_by("pk").iterator():
        cases = tuple(cases_of(log.pk))
        if not told.get(log.pk, "") == log.digest == digest_of(cases):
            yield f"Nhật ký quy trình «{log.name}»: nội dung khác với lúc nhập."
        elif log.analysed_as == VERSION and json.loads(log.analysis) != json.loads(
            json.dumps(analysed(cases).to_json())
        ):
            yield f"Nhật ký quy trình «{log.name}»: số liệu đã tính không khớp với các dòng của nó."
        told.pop(log.pk, None)
    for log_id in told:
        yield f"Sổ ghi cho biết đã nhập nhật ký quy trình số {log_id} nhưng không còn nhật ký ấy."
