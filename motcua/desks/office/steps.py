"""Steps and papers as rows of a form: added, moved and removed one at a time, their references following.

A step is known in the form by its place, counted from 1; `next` is "" for the row after it and END for the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from motcua.records.catalogue.checking import MOST_PAPERS, MOST_STEPS
from motcua.records.catalogue.step_rows import RowError, TextRow, hours_vi, read_steps
from motcua.rules.process import Step, StepKind, StepTable
from motcua.rules.refusal import Refusal

STEP = ("name", "unit_kind", "level", "role", "hours", "kind", "beside", "next", "back")
PAPER = ("name", "kind", "required")
END = "end"

_REFERENCES = ("beside", "next", "back")
_ORDER = re.compile(r"(step|paper)_(add|up|down|drop)(?:\.([1-9]\d?))?")

Row = Mapping[str, str]
"""A row as typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What a button of the rows asks for; `place` counts from 1."""

    what: str
    how: str
    place: int


def order_in(text: str) -> Order | None:
    """What the value of a button asks of the rows; None for a button that is for something else."""
    found = _ORDER.fullmatch(text)
    return Order(what=found[1], how=found[2], place=int(found[3] or 0)) if found else None


def ordered(rows: Sequence[Row], order: Order, *, blank: Row, most: int) -> tuple[Row, ...]:
    """The rows after a button was pressed; what points to a row follows it, what pointed to a removed one is emptied.

    Raises Refusal where there are too many. A button for a row that is not there changes nothing.
    """
    if order.how == "add":
        if len(rows) >= most:
            raise Refusal(order.what, "Tối đa {most} dòng; hãy gộp các dòng giống nhau.", most=most)
        return (*rows, blank)
    places = _places(len(rows), order)
    new_place = {str(old): str(new) for new, old in enumerate(places, start=1)}
    return tuple(_following(rows[old - 1], new_place) for old in places)


def _places(count: int, order: Order) -> list[int]:
    """The old places in their new order."""
    places = list(range(1, count + 1))
    other = order.place + {"up": -1, "down": 1, "drop": 0}[order.how]
    if order.place not in places or other not in places:
        return places
    if order.how == "drop":
        places.remove(order.place)
    else:
        places[order.place - 1], places[other - 1] = other, order.place
    return places


def _following(row: Row, new_place: Mapping[str, str]) -> Row:
    changed = {name: new_place.get(row[name], "") for name in _REFERENCES if row.get(name, "") not in ("", END)}
    return {**row, **changed}


def rows_of(table: StepTable) -> tuple[Row, ...]:
    """The steps of a version as rows, numbered anew by their places."""
    steps = sorted(table.steps, key=lambda step: step.number)
    place = {step.number: str(number) for number, step in enumerate(steps, start=1)}
    main = [step for step in steps if step.kind is not StepKind.CONSULT]
    after = {step.number: following.number for step, following in pairwise(main)}
    return tuple(_row(step, place, usual=after.get(step.number)) for step in steps)


def _row(step: Step, place: Mapping[int, str], *, usual: int | None) -> Row:
    following = "" if step.next_number == usual or step.kind is StepKind.CONSULT else END
    if step.next_number not in (None, usual):
        following = place.get(step.next_number or 0, "")
    return {
        "name": step.name,
        "unit_kind": step.unit_kind,
        "level": step.level or "",
        "role": step.role,
        "hours": hours_vi(step.minutes),
        "kind": step.kind,
        "beside": place.get(step.beside or 0, ""),
        "next": following,
        "back": place.get(step.back_number or 0, ""),
    }


def table_of(rows: Iterable[Row]) -> tuple[StepTable, list[RowError]]:
    """The table that the rows describe, and an error for each row that cannot be read; then the table is empty."""
    written = [
        TextRow(number=place, cells={**row, "number": str(place), "next": _next(row)})
        for place, row in enumerate(rows, start=1)
    ]
    errors: list[RowError] = []
    table = read_steps(written, errors)
    return (StepTable() if errors else table), errors


def _next(row: Row) -> str:
    if row["kind"] == StepKind.CONSULT:
        return ""
    return "kết thúc" if row["next"] == END else row["next"]


BLANK_STEP: Row = {**dict.fromkeys(STEP, ""), "kind": StepKind.WORK.value}
BLANK_PAPER: Row = {"name": "", "kind": "original", "required": "1"}
LIMITS = {"step": MOST_STEPS, "paper": MOST_PAPERS}
