"""Fields in a text: {{online_share.value@commune}} stands for a part of a figure, of a unit or level, of a period."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from motcua.law.types import Level
from motcua.rules.indicator import Unit
from motcua.rules.indicators import indicators
from motcua.rules.period import period as read_period
from motcua.rules.refusal import Refusal

_FIELD = re.compile(
    r"\{\{\s*(?P<indicator>[a-z0-9_]+)\.(?P<part>[a-z]+)(?:@(?P<place>[a-z0-9_.]+))?(?::(?P<period>[\w:.-]+))?\s*\}\}"
)
_BRACES = re.compile(r"[{}]")
_TOKEN = re.compile(rf"{_FIELD.pattern}|\s+|[^\s{{}}]+|[{{}}]")
_NUMBER = re.compile(r"\d")
_LEVELS = frozenset(level.value for level in Level)


class FieldPart(StrEnum):
    """What of a figure a field shows; DIFFERENCE is how far it is from the same period a year before."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    REST = "rest"
    VALUE = "value"
    DIFFERENCE = "difference"


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A part of a figure. `level` or `unit`: of those dossiers only; `period` is empty for that of the report."""

    indicator: str
    part: FieldPart
    level: str = ""
    unit: str = ""
    period: str = ""

    def __str__(self) -> str:
        """As it is written in a text."""
        place = f"@{self.level or self.unit}" if self.level or self.unit else ""
        over = f":{self.period}" if self.period else ""
        return f"{{{{{self.indicator}.{self.part}{place}{over}}}}}"


def usable() -> tuple[str, ...]:
    """The indicators that a field may name: those that count dossiers or shares of them, and add up over units."""
    units = (Unit.RATIO, Unit.DOSSIERS)
    return tuple(name for name, each in sorted(indicators().items()) if each.additive and each.unit in units)


def pieces(text: str) -> tuple[str | Field, ...]:
    """A text with its fields read. Raises Refusal (`text`) for one that names no figure or no part of it, or that is
    not closed.
    """
    found: list[str | Field] = []
    place = 0
    for match in _FIELD.finditer(text):
        found += [_plain(text[place : match.start()]), _field(match)]
        place = match.end()
    return tuple(piece for piece in (*found, _plain(text[place:])) if piece != "")


def fields_in(text: str) -> tuple[Field, ...]:
    """The fields of a text in its order."""
    return tuple(piece for piece in pieces(text) if isinstance(piece, Field))


def field(written: str) -> Field:
    """One field as the outline names it: online_share.value. Raises Refusal (`text`)."""
    found = fields_in(f"{{{{{written}}}}}")
    if len(found) != 1:
        raise _unreadable(written)
    return found[0]


def filled(text: str, says: Callable[[Field], str]) -> str:
    """A text with what each field says in its place."""
    return "".join(piece if isinstance(piece, str) else says(piece) for piece in pieces(text))


def require_fields_kept(before: str, after: str) -> None:
    """Raises Refusal (`text`) where a number was typed in the place of a field.

    Text around fields is free, and a field may go with its sentence; another field may take its place.
    """
    old, new = _tokens(before), _tokens(after)
    for tag, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lost = [token for token in old[first:last] if _FIELD.fullmatch(token) and token not in new]
        put = new[begin:end]
        taken = any(_FIELD.fullmatch(token) for token in put)
        if tag == "replace" and lost and not taken and any(map(_NUMBER.search, put)):
            raise Refusal(
                "text",
                "Trường {lost} lấy số từ hồ sơ, không gõ số đè lên được; hãy đặt lại trường, hoặc bỏ cả câu.",
                lost=lost[0],
            )


def _tokens(text: str) -> list[str]:
    return [match.group() for match in _TOKEN.finditer(text) if not match.group().isspace()]


def _plain(text: str) -> str:
    braces = _BRACES.search(text)
    if braces:
        raise _unreadable(text[braces.start() : braces.start() + 40])
    return text


def _field(match: re.Match[str]) -> Field:
    place, over = match["place"] or "", match["period"] or ""
    if match["indicator"] not in usable() or match["part"] not in set(FieldPart):
        raise _unreadable(match.group())
    if over:
        _require_period(over, match.group())
    return Field(
        indicator=match["indicator"],
        part=FieldPart(match["part"]),
        level=place if place in _LEVELS else "",
        unit="" if place in _LEVELS else place,
        period=over,
    )


def _require_period(over: str, written: str) -> None:
    try:
        read_period(over)
    except Refusal:
        raise _unreadable(written) from None


def _unreadable(written: str) -> Refusal:
    return Refusal(
        "text",
        "Không đọc được trường «{written}»; hãy chọn trường trong danh sách bên dưới rồi chép nguyên cả hai dấu ngoặc.",
        written=written[:60],
    )


def each_field(texts: Iterator[str]) -> tuple[Field, ...]:
    """The fields of several texts, each once."""
    return tuple(dict.fromkeys(found for text in texts for found in fields_in(text)))
