"""The kinds of documents as the law files have them, for tests of the rules."""

from __future__ import annotations

from datetime import date
from typing import cast

from motcua.law.registry import law
from motcua.rules.citation_symbols import DocumentKinds

_ON = date(2023, 6, 30)


def _table(name: str) -> dict[str, str]:
    return dict(cast(tuple[tuple[str, str], ...], law().value_on(f"letters.{name}", _ON).value))


KINDS = DocumentKinds(
    state=_table("kinds"),
    normative=_table("normative_kinds"),
    party=_table("party_kinds"),
    joint=_table("joint_kinds"),
)
