"""The page of open data."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.pages import EmptyState, Fact, Frame, Link
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenDataPage:
    """The files of the closed months, what their fields mean and why rows are empty. `empty` where there are none yet;
    `simulated` says that nothing in them is real.
    """

    frame: Frame
    sentence: str
    simulated: str
    files: Table | None
    empty: EmptyState | None
    rule: str
    dictionary: Table
    dictionary_file: Link
    facts: tuple[Fact, ...]
