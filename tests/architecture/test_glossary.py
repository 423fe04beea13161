"""Every label that an office reads stands in the glossary, beside the word of the code."""

from __future__ import annotations

import re

import pytest

from motcua.law.types import Role, TermUnit
from motcua.rules.dossier import STATES, TRANSITIONS
from motcua.rules.indicators import indicators
from tests.architecture.sources import ROOT

GLOSSARY = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", GLOSSARY, re.M)

LABELS = [
    *((state.value, row.label) for state, row in STATES.items()),
    *((act.value, row.label) for act, row in TRANSITIONS.items()),
    *((indicator.id, indicator.label) for indicator in indicators().values()),
]


@pytest.mark.parametrize(("word", "label"), LABELS)
def test_a_label_stands_beside_its_word(word: str, label: str) -> None:
    assert (word, label) in ROWS


@pytest.mark.parametrize("role", Role)
def test_a_role_is_explained(role: Role) -> None:
    assert any(re.match(rf"{role.value}\b", word) for word, _ in ROWS)


@pytest.mark.parametrize("unit", TermUnit)
def test_a_unit_of_terms_is_explained(unit: TermUnit) -> None:
    assert f"{unit.value}: " in GLOSSARY


def test_a_word_of_the_code_is_explained_once_in_its_part() -> None:
    for part in GLOSSARY.split("\n## "):
        for table in part.split("\n### "):
            words = [word for word, _ in re.findall(r"^\| ([^|]+) \| ([^|]+) \|", table, re.M) if set(word) != {"-"}]
            listed = [word for word in words if word not in ("English", "code")]
            assert len(listed) == len(set(listed))
