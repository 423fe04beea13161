"""Whether the rows of digital signatures still say what the journal says: each problem as a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from django.db import connection

from motcua.records.casework.models import SignatureReport, SignatureRequest
from motcua.records.casework.signatures import ASK, FAILED, REPORT, SIGNED, SUBJECT, RequestState
from motcua.records.journal import append_only, streams
from motcua.records.journal.streams import Told

_STATES = {ASK: RequestState.WAITING, SIGNED: RequestState.SIGNED, FAILED: RequestState.FAILED}
_TABLES = ("casework_signaturerequest", "casework_signaturereport")

Sides = Callable[[int, Sequence[Told]], Iterator[tuple[str, bool]]]


def problems() -> Iterator[str]:
    """Every disagreement between the journal, the signatures asked for, and those found in files."""
    for table in _TABLES:
        for change in append_only.unguarded(connection, table=table, only=append_only.DELETE):
            yield f"Bảng {table} không còn từ chối {change}."
    yield from _compared("Yêu cầu ký số", SUBJECT, SignatureRequest.objects.values_list("pk", flat=True), _of_request)
    yield from _compared("Kết quả xem chữ ký", REPORT, SignatureReport.objects.values_list("pk", flat=True), _of_report)


def _compared(called: str, subject: str, rows: Iterable[int], sides: Sides) -> Iterator[str]:
    left = set(rows)
    for pk, told in groupby(streams.entries_by_subject(subject), key=lambda entry: entry.subject_id):
        if pk not in left:
            yield f"{called} mã {pk}: có trong nhật ký nhưng không còn trong sổ."
            continue
        left.remove(pk)
        try:
            wrong = [what for what, agrees in sides(pk, list(told)) if not agrees]
        except (IndexError, KeyError, TypeError, ValueError):
            wrong = ["nội dung"]
        for what in wrong:
            yield f"{called} mã {pk}: {what} khác với nhật ký."
    for pk in sorted(left):
        yield f"{called} mã {pk}: nhật ký không ghi việc nào."


def _of_request(pk: int, told: Sequence[Told]) -> Iterator[tuple[str, bool]]:
    row = SignatureRequest.objects.select_related("source__file", "result__file").get(pk=pk)
    last = told[-1]
    asked = next(entry for entry in reversed(told) if entry.act == ASK)
    source = (row.dossier_id, row.kind, row.unit_id, row.source.number, row.source.file.sha256)
    names = ("dossier", "kind", "unit", "source", "source_sha256")
    yield "số lần thay đổi", [entry.version for entry in told] == list(range(1, row.version + 1))
    yield "tệp được ký", tuple(asked.data[name] for name in names) == source
    yield "người yêu cầu", (asked.actor_id, asked.occurred_at) == (row.account_id, row.asked_at)
    yield "trạng thái", _STATES[last.act] == row.state
    yield "lúc xong", (None if last.act == ASK else last.occurred_at) == row.ended_at
    made = (row.result.number, row.result.file.sha256) if row.result else (None, None)
    yield "tệp đã ký", (last.data.get("result"), last.data.get("result_sha256")) == made


def _of_report(pk: int, told: Sequence[Told]) -> Iterator[tuple[str, bool]]:
    row = SignatureReport.objects.select_related("file").get(pk=pk)
    last = told[-1]
    verdicts = [[one["intact"], one["unchanged"], one["whole"], one["distrust"]] for one in json.loads(row.found)]
    yield "số lần thay đổi", [entry.version for entry in told] == list(range(1, row.version + 1))
    yield "tệp", (last.data["sha256"], last.data["roots"]) == (row.file.sha256, row.roots)
    yield "việc có chữ ký", row.signed is bool(verdicts)
    yield "nhận định", (last.data["verdicts"], last.data["unreadable"]) == (verdicts, row.unreadable)
    yield "chữ ký", last.personal is None or last.personal["found"] == row.found
    yield "lúc xem", last.occurred_at == row.looked_at
