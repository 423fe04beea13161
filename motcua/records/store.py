"""The store as a folder: what kind it is and, for a demonstration, how its clock runs (store.json)."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

DEMONSTRATION = "demonstration"
REAL = "real"


@dataclass(frozen=True, kw_only=True)
class Introduction:
    """A member of the cast as the start page introduces it: who it is, and what to try as this person."""

    username: str
    who: str
    tries: str


@dataclass(frozen=True, kw_only=True)
class Store:
    """`kind` is DEMONSTRATION or REAL. A demonstration stands at `stands_at` until `resumed_at`, a machine
    instant, from which it runs on from `resumes_at` at real speed. Instants are ISO 8601 with offset.
    `replayed` says whether the replay came to its end; `cast` introduces the people as whom one may enter.
    """

    kind: str
    created_at: str
    pack: str = ""
    seed: int = 0
    scale: float = 1.0
    replayed: bool = False
    stands_at: str = ""
    resumes_at: str = ""
    resumed_at: str = ""
    cast: tuple[Introduction, ...] = ()

    @property
    def is_demonstration(self) -> bool:
        """Whether the persons are invented and entry without a password is allowed."""
        return self.kind == DEMONSTRATION

    def clock_at(self, machine: datetime) -> datetime:
        """What this store's clock shows when the machine's shows `machine`."""
        if not self.is_demonstration or not self.stands_at:
            return machine
        if not self.resumed_at:
            return datetime.fromisoformat(self.stands_at)
        elapsed = machine - datetime.fromisoformat(self.resumed_at)
        return datetime.fromisoformat(self.resumes_at) + elapsed

    def resumed(self, machine: datetime) -> Store:
        """The store with its clock running from `machine` on; one that runs already is unchanged."""
        return self if self.resumed_at else replace(self, resumed_at=machine.isoformat())


def path() -> Path:
    """Where store.json is."""
    return _in(settings.DATA_DIR)


@cache
def _in(folder: str | Path) -> Path:
    return Path(folder) / "store.json"


_read: dict[Path, tuple[int, Store]] = {}


def read() -> Store | None:
    """The store in the data folder, or None where there is none."""
    file = path()
    try:
        stamp = file.stat().st_mtime_ns
    except FileNotFoundError:
        return None
    known = _read.get(file)
    if known is None or known[0] != stamp:
        known = _read[file] = (stamp, _store(json.loads(file.read_text(encoding="utf-8"))))
    return known[1]


def _store(told: dict[str, Any]) -> Store:
    cast = tuple(Introduction(**member) for member in told.pop("cast", ()))
    return Store(**told, cast=cast)


def write(store: Store) -> None:
    """Writes store.json whole or not at all."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as out:
        json.dump(asdict(store), out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
