"""The English of the command line: complete, with the same placeholders, and used when asked for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from motcua.cli.words import LOCALE
from motcua.rules.deadline_texts import TEXTS, WEEKDAYS

COMMANDS = Path(__file__).parents[2] / "motcua" / "cli"


def english() -> dict[str, str]:
    """The catalogue as it stands in the source."""
    with (LOCALE / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def texts() -> Iterator[str]:
    """Every text that the command line says or refuses with, and the lines of an explanation."""
    for path in sorted(COMMANDS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            place = {"say": 0, "Refusal": 1, "Conflict": 1, "NotFound": 1}.get(ast.unparse(node.func))
            said = node.args[place] if place is not None and len(node.args) > place else None
            if isinstance(said, ast.Constant):
                yield str(said.value)
    yield from TEXTS.values()
    yield from WEEKDAYS


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("text", sorted(set(texts())))
def test_a_text_is_translated(text: str) -> None:
    assert english().get(text)


def test_a_translation_fills_in_the_same_values() -> None:
    differing = [text for text, translated in english().items() if placeholders(text) != placeholders(translated)]
    assert differing == []


def test_english_is_not_vietnamese() -> None:
    marked = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
    assert [translated for translated in english().values() if marked.search(translated)] == []
