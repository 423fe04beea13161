"""What the command line says: Vietnamese, or English with MOTCUA_LANG=en.

The Vietnamese text is the key of its translation; one without a translation stays Vietnamese.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Protocol

from motcua.config.environment import language

LOCALE = Path(__file__).parent.parent / "locale"


class Refused(Protocol):
    """What a Refusal and an answer "no such value" of the law have in common."""

    field: str
    message: str
    values: dict[str, object]


def say(message: str, **values: object) -> str:
    """A message in the language of the command line, its `{placeholders}` filled in."""
    text = _catalogue(language()).gettext(message) if message else ""
    return text.format(**values) if values else text


def said(refusal: Refused) -> str:
    """The message of a refusal in the language of the command line."""
    return say(refusal.message, **refusal.values)


def tell(message: str) -> None:
    """A line for the person at the keyboard."""
    sys.stderr.write(f"{message}\n")


def answer(text: str) -> None:
    """A line of the answer."""
    sys.stdout.write(f"{text}\n")


def answer_json(content: object) -> None:
    """The answer as one JSON document."""
    answer(json.dumps(content, ensure_ascii=False, indent=1))


def refuse(field: str, message: str, *, as_json: bool) -> int:
    """Tells that something was refused, and gives the exit code of that."""
    if as_json:
        answer(json.dumps({"error": {"field": field, "message": message}}, ensure_ascii=False))
    tell(message)
    return 2


@cache
def _catalogue(chosen: str) -> NullTranslations:
    return translation("django", LOCALE, [chosen], fallback=True)
