"""Nothing in the program rewrites the ledger of promises or the journal."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules

APPEND_ONLY = re.compile(
    r"(UPDATE|DELETE\s+FROM|REPLACE\s+INTO)\s+\"?(casework_ledgerrow|journal_entry|journal_leaf|journal_checkpoint)",
    re.I,
)
CHANGING = {"update", "bulk_update", "delete", "update_or_create"}
ROWS = {"LedgerRow", "Entry", "Leaf", "Checkpoint"}


def test_no_statement_changes_or_removes_what_was_written() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for match in APPEND_ONLY.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("statement", ["UPDATE casework_ledgerrow SET due_at = 1", 'delete from "journal_entry"'])
def test_such_a_statement_would_be_found(statement: str) -> None:
    assert APPEND_ONLY.search(statement)


def test_no_query_set_changes_or_removes_what_was_written() -> None:
    found = [
        f"{path}:{node.lineno} {ast.unparse(node)[:80]}"
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGING
        if ast.unparse(node.func).split(".")[0] in ROWS
    ]
    assert found == []
