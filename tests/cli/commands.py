"""Runs the command line: in a process of its own, or in this one where it needs no store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = "mot cua lien thong 2023"


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a command gave."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


def motcua(*arguments: str, data: Path, environment: Mapping[str, str] | None = None) -> Ran:
    """Runs `motcua` on a data folder, as a person would, with nothing at the keyboard."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    clean.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", "from motcua.cli import main; main()", *arguments],
        env={**clean, "MOTCUA_DATA": str(data), **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)


def make_store(data: Path) -> Ran:
    """A real store with its first administrator."""
    return motcua(
        "init",
        "--username",
        "quan.tri",
        "--name",
        "Thạch Thị Sa Ry",
        data=data,
        environment={"MOTCUA_PASSWORD": PASSWORD},
    )
