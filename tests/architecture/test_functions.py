"""docs/functions.md names screens that exist and tests that run."""

from __future__ import annotations

import re

import pytest
from django.urls import get_resolver

from tests.architecture.sources import ROOT

PAGE = (ROOT / "docs" / "functions.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if re.match(r"\| \d+ \|", line)
]
MISSING = "chưa có"
FUNCTIONS = 31


def test_every_function_has_its_row() -> None:
    assert [int(row[0]) for row in ROWS] == list(range(1, FUNCTIONS + 1))


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_names_what_is_there(row: list[str]) -> None:
    _, name, screen, proof = row
    assert name
    if screen == MISSING:
        assert proof == "", "what is missing has no proof"
        return
    assert (ROOT / proof.strip("`")).is_file(), proof
    for address in re.findall(r"`([a-z]+:[a-z_0-9]+)`", screen):
        assert address in _addresses(), address
    for page in re.findall(r"\]\(([^)]+)\)", screen):
        assert (ROOT / "docs" / page).is_file(), page


def _addresses() -> set[str]:
    resolver = get_resolver()
    return {
        f"{space}:{name}"
        for space, (_, inner) in resolver.namespace_dict.items()
        for name in inner.reverse_dict
        if isinstance(name, str)
    }
