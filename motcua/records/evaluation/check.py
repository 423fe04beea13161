"""Whether ballots and assessments are still what the journal tells."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from motcua.records.evaluation.content import (
    ASSESSMENT,
    BALLOT,
    ENTERED,
    marks_of,
    told_of_assessment,
    told_of_ballot,
)
from motcua.records.evaluation.models import Assessment, Ballot
from motcua.records.journal import append_only, streams

_ONLY_GROW = ("evaluation_ballot", "evaluation_answer", "evaluation_assessment")


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for table in _ONLY_GROW:
        for change in append_only.unguarded(connection, table=table):
            yield f"Bảng {table} không còn từ chối {change}."
    yield from _ballots()
    yield from _assessments()


def _ballots() -> Iterator[str]:
    rows = {(row.dossier_id, row.number): row for row in Ballot.objects.prefetch_related("answers")}
    for entry in streams.entries_by_subject(BALLOT):
        row = rows.pop((entry.subject_id, entry.version), None)
        name = f"Phiếu đánh giá lần {entry.version} của hồ sơ mã {entry.subject_id}"
        if row is None:
            yield f"{name}: nhật ký có ghi nhưng không còn trong bảng."
            continue
        said = (ENTERED, told_of_ballot(row, marks_of(row.answers.all())), row.by_id, row.at)
        if said != (entry.act, dict(entry.data), entry.actor_id, entry.occurred_at):
            yield f"{name}: nội dung khác với nhật ký."
    for dossier_id, number in rows:
        yield f"Phiếu đánh giá lần {number} của hồ sơ mã {dossier_id}: nhật ký không ghi."


def _assessments() -> Iterator[str]:
    rows = {(row.unit_id, row.number): row for row in Assessment.objects.all()}
    for entry in streams.entries_by_subject(ASSESSMENT):
        row = rows.pop((entry.subject_id, entry.version), None)
        name = f"Điểm chấm lần {entry.version} của đơn vị số {entry.subject_id}"
        if row is None:
            yield f"{name}: nhật ký có ghi nhưng không còn trong bảng."
            continue
        said = (f"{ASSESSMENT}.{row.kind}", told_of_assessment(row), row.by_id, row.at)
        if said != (entry.act, dict(entry.data), entry.actor_id, entry.occurred_at):
            yield f"{name}: nội dung khác với nhật ký."
    for unit_id, number in rows:
        yield f"Điểm chấm lần {number} của đơn vị số {unit_id}: nhật ký không ghi."
