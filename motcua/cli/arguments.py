"""Arguments of commands read from text: numbers, instants, choices; a refusal names the option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from motcua.law.errors import NoValue
from motcua.records import clock
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

E = TypeVar("E", bound=StrEnum)


def whole(text: str, *, field: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`, written in digits."""
    typed = clean(text, field=field)
    digits = typed.removeprefix("-")
    number = int(typed) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else None
    if number is None or not least <= number <= most:
        raise Refusal(
            field,
            "--{option} phải là số nguyên từ {least} đến {most}, không phải «{text}».",
            option=field,
            least=least,
            most=most,
            text=typed[:20],
        )
    return number


def share(text: str, *, field: str) -> float:
    """A number above 0, up to 1, such as 0.05 or 0,05."""
    typed = clean(text, field=field).replace(",", ".")
    whole_part, _, decimals = typed.partition(".")
    number = float(typed) if len(typed) <= 12 and (whole_part + decimals).isascii() and _digits(typed) else 0.0
    if not 0 < number <= 1:
        raise Refusal(
            field,
            "--{option} phải lớn hơn 0 và không quá 1, ví dụ 0.05; không phải «{text}».",
            option=field,
            text=typed[:20],
        )
    return number


def one_of(kind: type[E], text: str, *, field: str) -> E:
    """The member of an enumeration with this value."""
    typed = clean(text, field=field)
    try:
        return kind(typed)
    except ValueError:
        raise Refusal(
            field,
            "--{option} không nhận «{text}». Hãy chọn một trong: {choices}.",
            option=field,
            text=typed[:40],
            choices=", ".join(kind),
        ) from None


def instant(text: str, *, field: str) -> datetime:
    """An instant; one without an offset is in legal time."""
    return clock.instant(clean(text, field=field), field=field)


@contextmanager
def options(names: Mapping[str, str]) -> Iterator[None]:
    """Refusals of the rules name the options of this command: `names` gives the option of a field."""
    try:
        yield
    except (Refusal, NoValue) as refusal:
        refusal.field = names.get(refusal.field, refusal.field)
        raise


def _digits(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()
