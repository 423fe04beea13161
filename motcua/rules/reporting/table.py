"""A report as a table: rows of cells under the columns of its form, which must add up, and the lines below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from motcua.law.report_types import ReportForm


class Share(NamedTuple):
    """A part of a whole; no value where the whole is 0."""

    part: int
    whole: int


Cell = int | str | Share | None
"""A number, words, a share, or None: nothing records it."""

JSON = None | bool | int | str | list["JSON"] | dict[str, "JSON"]


class RowKind(StrEnum):
    """What a row is: the sum of all, the sum of a section, or a line of it."""

    TOTAL = "total"
    SECTION = "section"
    LINE = "line"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row: `order` as printed ("I", "1", ""), the subject, and a cell for each column from 3 on.

    `key` tells which dossiers it counts ("", "commune", "commune/Hộ tịch", the key of a unit, the code of a dossier).
    """

    key: str
    kind: RowKind
    order: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The rows of a report in order, and what must be said below them."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, JSON]:
        """The shape in which figures are pinned: a share as [part, whole], null where nothing is recorded."""
        return {
            "rows": [
                {
                    "key": row.key,
                    "kind": row.kind.value,
                    "order": row.order,
                    "label": row.label,
                    "cells": [list(cell) if isinstance(cell, Share) else cell for cell in row.cells],
                }
                for row in self.rows
            ],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Table:
        """The table of a `to_json`."""
        return cls(
            rows=tuple(
                Row(
                    key=row["key"],
                    kind=RowKind(row["kind"]),
                    order=row["order"],
                    label=row["label"],
                    cells=tuple(Share(*cell) if isinstance(cell, list) else cell for cell in row["cells"]),
                )
                for row in told["rows"]
            ),
            notes=tuple(told["notes"]),
        )


class BrokenReport(Exception):  # noqa: N818  (a report that does not add up is a defect, and must not go out)
    """Columns do not add up: the report cannot be made."""


def checked(form: ReportForm, table: Table) -> Table:
    """The same table. Raises BrokenReport where columns do not add up in a row, or lines to their sums.

    Source: the sums printed in the heads of 01/2020/TT-VPCP, Biểu II.06a (chờ kiểm chứng).
    """
    places = {column.id: place for place, column in enumerate(form.columns)}
    for row in table.rows:
        if len(row.cells) != len(places):
            raise BrokenReport(f"{form.code}, «{row.label}»: {len(row.cells)} ô cho {len(places)} cột")
        for identity in form.identities:
            total, *parts = (row.cells[places[name]] for name in (identity.total, *identity.parts))
            if not _adds_up(total, parts):
                raise BrokenReport(f"{form.code}, «{row.label}»: {identity.total} ≠ {' + '.join(identity.parts)}")
    _check_sums(form, table.rows, [places[identity.total] for identity in form.identities])
    return table


def _adds_up(total: Cell, parts: Sequence[Cell]) -> bool:
    numbers = [part for part in parts if isinstance(part, int)]
    return isinstance(total, int) and len(numbers) == len(parts) and total == sum(numbers)


def _check_sums(form: ReportForm, rows: Sequence[Row], summed: Sequence[int]) -> None:
    """Sections add up to the total, lines to the section above them or, without sections, to the total."""
    if not form.identities:
        return
    sections = [row for row in rows if row.kind is RowKind.SECTION]
    wholes = [(row, [one for one in rows if one.kind is RowKind.LINE and _under(one, row)]) for row in sections]
    lines = sections or [row for row in rows if row.kind is RowKind.LINE]
    wholes += [(row, lines) for row in rows if row.kind is RowKind.TOTAL]
    for whole, parts in wholes:
        for place in summed:
            if parts and not _adds_up(whole.cells[place], [part.cells[place] for part in parts]):
                raise BrokenReport(f"{form.code}, «{whole.label}»: các dòng không cộng thành dòng tổng")


def _under(line: Row, section: Row) -> bool:
    return line.key.startswith(f"{section.key}/")
