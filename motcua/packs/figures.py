"""The figures of earlier periods that a pack brings, to compare its own with; those of a demonstration are invented."""

from __future__ import annotations

from pathlib import Path

from motcua.packs.loading import FOLDER
from motcua.packs.types import PackError
from motcua.records.measures.actions import load
from motcua.records.measures.reading import figures_in
from motcua.records.people.viewer import Viewer


def bring_in_figures(pack: str, *, folder: Path = FOLDER) -> int:
    """Loads the files figures_*.csv of a pack whose units are in the store; how many figures were new.

    Raises PackError with file and line.
    """
    loaded = 0
    for file in sorted((folder / pack).glob("figures_*.csv")):
        table = figures_in(file.read_bytes())
        for error in table.errors:
            raise PackError(file.name, error.line, f"cột {error.column}: {error.refusal}")
        loaded += load(Viewer.system(), table.figures)
    return loaded
