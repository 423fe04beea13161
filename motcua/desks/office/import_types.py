"""What a kind of table is: its columns, what its rows would do, doing it and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motcua.desks.frame.spreadsheets import Sheet, SheetColumn
from motcua.records.people.viewer import Viewer


class Foretold(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A row of the sheet: whom or what it is about, and what would be done or what is wrong with it."""

    number: int
    fate: Foretold
    about: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportKind:
    """A kind of table. `foresee` writes nothing; `take` does it all under the id of the file, or raises Refusal;
    `undo` takes the last one back whole. `kind` is the word under which `documents.imports` keeps it.
    """

    slug: str
    kind: str
    label: str
    text: str
    thing: str
    columns: Callable[[Viewer], tuple[SheetColumn, ...]]
    examples: Sequence[Mapping[str, str]]
    most_rows: int
    foresee: Callable[[Viewer, Sheet], tuple[Line, ...]]
    take: Callable[[Viewer, int, Sheet], int]
    undo: Callable[[Viewer, int], object]
