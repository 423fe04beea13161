"""Reads the score sheets of QĐ 766 and their grades; points that do not add up are refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from motcua.law.reading import Entry
from motcua.law.types import Grade, Level, NotApplicable, ScoreGroup, ScoreRow, ScoreRule, ScoreSheet

WHOLE = 100
"""Points of a whole sheet, and the percentage of a whole."""

_ROW = frozenset({"id", "group", "label", "formula", "points", "rule", "by_procedure"})
_ROW_MAY = frozenset({"threshold", "levels", "number", "note"})


class _Answer(StrEnum):
    YES = "true"
    NO = "false"


def score_sheet(entry: Entry) -> ScoreSheet:
    """A sheet: the points of its rows add up to those of their group, and those of the groups to 100."""
    fields = entry.fields(required=frozenset({"groups", "rows", "not_applicable"}), optional=frozenset({"not_for"}))
    groups = tuple(_group(item) for item in fields["groups"].items())
    rows = tuple(_row(item, groups=groups) for item in fields["rows"].items())
    _check_once([row.id for row in rows], entry=fields["rows"])
    _check_once([str(row.number) for row in rows if row.number], entry=fields["rows"])
    _check_sums(groups, rows, entry=entry)
    return ScoreSheet(
        groups=groups,
        rows=rows,
        not_for=_not_for(fields["not_for"]) if "not_for" in fields else {},
        not_applicable=fields["not_applicable"].choice(NotApplicable, what="cách tính dòng không áp dụng"),
    )


def grades(entry: Entry) -> tuple[Grade, ...]:
    """The grades, the best first; the last begins at 0 points."""
    found = []
    for item in entry.items():
        fields = item.fields(required=frozenset({"label", "least"}))
        found.append(Grade(label=fields["label"].text(), least=fields["least"].count()))
    if not found or found[-1].least or any(low.least >= high.least for high, low in pairwise(found)):
        entry.fail("xếp loại phải ghi từ cao xuống thấp và mức cuối bắt đầu từ 0 điểm; hãy sửa least.")
    return tuple(found)


def _group(item: Entry) -> ScoreGroup:
    fields = item.fields(required=frozenset({"id", "label", "short", "points"}), optional=frozenset({"part_of"}))
    return ScoreGroup(
        id=fields["id"].text(),
        label=fields["label"].text(),
        short=fields["short"].text(),
        points=fields["points"].count(),
        part_of=fields["part_of"].text() if "part_of" in fields else "",
    )


def _row(item: Entry, *, groups: Sequence[ScoreGroup]) -> ScoreRow:
    fields = item.fields(required=_ROW, optional=_ROW_MAY)
    if fields["group"].text() not in {group.id for group in groups}:
        fields["group"].fail(f"nhóm «{fields['group'].text()}» chưa có trong groups; hãy khai ở đó trước.")
    rule, points = fields["rule"].choice(ScoreRule, what="cách cho điểm"), fields["points"].count()
    if (rule is ScoreRule.WATCHED) != (points == 0):
        fields["points"].fail("dòng chỉ theo dõi có 0 điểm, dòng khác thì có điểm; hãy sửa points hoặc rule.")
    return ScoreRow(
        id=fields["id"].text(),
        group=fields["group"].text(),
        label=fields["label"].text(),
        formula=fields["formula"].text(),
        points=points,
        rule=rule,
        threshold=_threshold(fields, rule=rule, item=item),
        by_procedure=fields["by_procedure"].choice(_Answer, what="câu trả lời") is _Answer.YES,
        levels=_levels(fields),
        number=fields["number"].count() if "number" in fields else None,
        note=fields["note"].text() if "note" in fields else "",
    )


def _threshold(fields: Mapping[str, Entry], *, rule: ScoreRule, item: Entry) -> int | None:
    if ("threshold" in fields) != (rule is ScoreRule.THRESHOLD):
        item.fail("ngưỡng (threshold) chỉ đi với dòng có rule: threshold, và dòng ấy phải có; hãy sửa.")
    if "threshold" not in fields:
        return None
    percent = fields["threshold"].count()
    if not 0 < percent <= WHOLE:
        fields["threshold"].fail(f"ngưỡng {percent}% không thể có; hãy ghi từ 1 đến 100.")
    return percent


def _levels(fields: Mapping[str, Entry]) -> tuple[Level, ...]:
    if "levels" not in fields:
        return tuple(Level)
    return tuple(each.choice(Level, what="cấp") for each in fields["levels"].items())


def _not_for(entry: Entry) -> dict[Level, tuple[int, ...]]:
    return {
        key.choice(Level, what="cấp"): tuple(number.count() for number in numbers.items())
        for key, numbers in entry.pairs()
    }


def _check_once(keys: Sequence[str], *, entry: Entry) -> None:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        entry.fail(f"dòng {', '.join(twice)} xuất hiện hai lần; hãy sửa.")


def _check_sums(groups: Sequence[ScoreGroup], rows: Sequence[ScoreRow], *, entry: Entry) -> None:
    for group in groups:
        points = sum(row.points for row in rows if row.group == group.id)
        if points != group.points:
            entry.fail(f"các dòng của nhóm «{group.id}» cộng {points} điểm, nhóm ghi {group.points}; hãy sửa.")
    whole = sum(group.points for group in groups)
    if whole != WHOLE:
        entry.fail(f"các nhóm cộng {whole} điểm, không phải {WHOLE}; hãy sửa.")
