"""Writes docs/generated/ from the code, so that a page can never say something else than the program does.

`python -m tools.docs` writes every page; `--check` writes nothing, prints the difference and exits 1 when one
is stale. A page is added by one line in PAGES: its name and a function that renders it.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from motcua.law import page as law_page
from motcua.law.registry import law
from tools import pages

ROOT = Path(__file__).parent.parent / "docs" / "generated"

PAGES: Mapping[str, Callable[[], str]] = {
    "law.md": lambda: law_page.render(law()),
    "states.md": pages.states,
    "indicators.md": pages.figures,
}
"""Name of each page under docs/generated/, and the function that renders it."""


def write(root: Path = ROOT) -> None:
    """Writes every page."""
    for name, render in PAGES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(), encoding="utf-8")


def differences(root: Path = ROOT) -> str:
    """What would change if the pages were written now, as a unified diff; empty when all are fresh."""
    return "".join(_difference(root / name, name=name, fresh=render()) for name, render in PAGES.items())


def _difference(path: Path, *, name: str, fresh: str) -> str:
    there = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = unified_diff(
        there.splitlines(keepends=True),
        fresh.splitlines(keepends=True),
        fromfile=f"docs/generated/{name}",
        tofile=f"docs/generated/{name} (sinh lại)",
    )
    return "".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 written or all fresh, 1 stale."""
    parser = ArgumentParser(prog="python -m tools.docs", description="Sinh các trang docs/generated/ từ mã nguồn.")
    parser.add_argument("--check", action="store_true", help="chỉ so sánh, không ghi; có khác biệt thì thoát mã 1")
    if not parser.parse_args(arguments).check:
        write()
        return 0
    stale = differences()
    if stale:
        sys.stdout.write(stale)
        sys.stderr.write("Trang tài liệu đã cũ; hãy chạy «python -m tools.docs» rồi ghi lại.\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
