"""Whether reports in words are still what the journal tells."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.records.journal import append_only, streams
from motcua.records.narratives.content import SUBJECT, digest_of, told_of
from motcua.records.narratives.models import NarrativeAct

_ONLY_GROW = ("narratives_narrative", "narratives_narrativeact")


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for table in _ONLY_GROW:
        for change in append_only.unguarded(connection, table=table):
            yield f"Bảng {table} không còn từ chối {change}."
    rows = {(act.narrative_id, act.number): act for act in NarrativeAct.objects.select_related("narrative")}
    for entry in streams.entries_by_subject(SUBJECT):
        act = rows.pop((entry.subject_id, entry.version), None)
        name = f"Báo cáo bằng lời mã {entry.subject_id}, việc thứ {entry.version}"
        if act is None:
            yield f"{name}: nhật ký có ghi nhưng không còn."
            continue
        said = told_of(act.narrative, act)
        agrees = all(entry.data.get(field) == value for field, value in said.items())
        whole = act.digest == digest_of(act.content)
        same = (f"{SUBJECT}.{act.act}", act.by_id, act.at) == (entry.act, entry.actor_id, entry.occurred_at)
        if not (agrees and whole and same):
            yield f"{name}: nội dung khác với nhật ký."
    for narrative_id, number in rows:
        yield f"Báo cáo bằng lời mã {narrative_id}, việc thứ {number}: nhật ký không ghi."
