"""The files of the program as text and as syntax trees, read once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "motcua"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program but migrations, by its path below the root."""
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each call as dotted text with its line: ("datetime.now", 12)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def imported(tree: ast.AST) -> Iterator[str]:
    """Each module imported, and each name imported from one as module.name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
