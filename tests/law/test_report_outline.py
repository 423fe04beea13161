"""The outline of the periodic report: what it has to tell, in its order, and what a broken one is refused for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from motcua.law.errors import LawError
from motcua.law.reading import read
from motcua.law.registry import law
from motcua.law.report_outlines import report_outline
from motcua.law.types import Confidence

ON = date(2023, 6, 30)


def test_five_parts_and_the_six_contents_of_the_programme() -> None:
    outline = law().report_outline_on(ON)
    assert [one.number for one in outline.sections if not one.is_below] == ["I", "II", "III", "IV", "V"]
    results = [one.id for one in outline.sections].index("results")
    below = [one.number for one in outline.sections[results + 1 : results + 7]]
    assert below == ["1", "2", "3", "4", "5", "6"]
    assert len(outline.tables) == 7


def test_what_is_not_certain_says_so() -> None:
    assert law().value_on("reporting.cchc_outline", ON).confidence is Confidence.TO_VERIFY


@pytest.mark.parametrize(
    ("sections", "why"),
    [
        ("[{id: a, number: I, title: A}, {id: a, number: '1', title: B}]", "cùng mã"),
        ("[{id: a, number: '1', title: A}]", "La Mã"),
        ("[]", "La Mã"),
    ],
)
def test_a_broken_outline_is_refused(tmp_path: Path, sections: str, why: str) -> None:
    file = tmp_path / "outline.yaml"
    file.write_text(f"title: A\nsubject: B\nsections: {sections}\ntables: []\n", "utf-8")
    with pytest.raises(LawError, match=why):
        report_outline(read(file, file="outline.yaml"))
