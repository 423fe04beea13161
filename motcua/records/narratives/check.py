"""Whether reports in words are still what the journal tells, and whether figures pinned in them can be counted again
from what was known when they were pinned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from motcua.records.documents import queries as documents
from motcua.records.journal import append_only, streams
from motcua.records.narratives.content import SUBJECT, Act, digest_of, period_of, told_of
from motcua.records.narratives.making import Made, made
from motcua.records.narratives.models import NarrativeAct
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.reports.actions import SERIES
from motcua.rules.refusal import Refusal

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")

_ONLY_GROW = ("narratives_narrative", "narratives_narrativeact")


def problems() -> Iterator[str]:
    """Every disagreement, as a sentence."""
    for table in _ONLY_GROW:
        for change in append_only.unguarded(connection, table=table):
            yield f"Bảng {table} không còn từ chối {change}."
    yield from _acts()
    yield from _signed()


def _signed() -> Iterator[str]:
    """What is wrong with signed reports: figures that are not counted again, numbers that no report has."""
    numbers = set()
    for act in NarrativeAct.objects.filter(act=Act.SIGN).select_related("narrative").order_by("narrative_id"):
        numbers.add((act.narrative_id, json.loads(act.content)["number"]))
        wrong = _not_counted_again(act)
        if wrong:
            yield f"Báo cáo bằng lời mã {act.narrative_id}: số đã chốt không đếm lại được ({', '.join(wrong[:3])})."
    for letter in documents.letters_of_kind(SERIES):
        if SUBJECT in letter.content and (letter.content[SUBJECT], letter.number) not in numbers:
            yield f"Văn bản {letter.number} của đơn vị số {letter.unit_id}: không có báo cáo bằng lời nào mang số này."


def _acts() -> Iterator[str]:
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


def _not_counted_again(act: NarrativeAct) -> list[str]:
    """The fields and tables whose pinned numbers are not those counted again as of the same cut-off. Words around
    numbers, and names of units, may change without a figure being another.
    """
    pinned = json.loads(act.content)["report"]
    again = _again(act, pinned)
    if again is None:
        return ["toàn bộ"]
    fields = [one for one, said in pinned["fields"].items() if _numbers(said) != _numbers(again.says.get(one, ""))]
    tables = {table.outline.id: [*map(list, table.rows)] for table in again.tables}
    return fields + [
        str(table["id"]) for table in pinned["tables"] if _cells(table["rows"]) != _cells(tables.get(table["id"], []))
    ]


def _again(act: NarrativeAct, pinned: Mapping[str, Any]) -> Made | None:
    """The report made anew over the texts as signed; None where they cannot be read any more."""
    row = act.narrative
    texts = {section["id"]: section["text"] for section in pinned["sections"]}
    try:
        as_of = datetime.fromisoformat(pinned["as_of"])
        unit = places.unit_by_id(row.unit_id)
        return made(Viewer.system(), unit.key, period_of(row), texts=texts, as_of=as_of, told_by=act.at)
    except (Refusal, ValueError):
        return None


def _cells(rows: list[list[str]]) -> list[list[list[str]]]:
    return [[_numbers(cell) for cell in row[1:]] for row in rows]


def _numbers(said: str) -> list[str]:
    return _NUMBER.findall(said)
