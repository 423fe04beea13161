"""Tables in CSV files: what every reader of one asks of the file, and what is wrong in it told line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from motcua.rules.refusal import Refusal

MOST_BYTES = 1_000_000

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowError:
    """What is wrong in a file: the line as an editor counts it, the column, and the sentence."""

    line: int
    column: str
    refusal: Refusal


Read = tuple[tuple[R, ...], tuple[RowError, ...]]
"""The good rows of a file, and what is wrong with the others."""


def opened(content: bytes, *, too_large: Refusal) -> csv.DictReader[str]:
    """A reader of a file in UTF-8, with or without a mark at its start, separated by commas or semicolons; the names
    of its columns in small letters. Raises Refusal (`file`) for a file that is too large or in another encoding.
    """
    if len(content) > MOST_BYTES:
        raise too_large
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("file", "Tệp không ở bảng mã UTF-8; hãy lưu lại dạng «CSV UTF-8».") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
    except csv.Error as error:
        raise _not_csv(reader, error) from None
    return reader


def rows_in(
    reader: csv.DictReader[str],
    row: Callable[[Mapping[str, str]], R],
    *,
    most: int,
    place: Callable[[R], Hashable],
    again: Callable[[int], Refusal],
) -> Read[R]:
    """Reads each line by `row`; a line for a `place` that an earlier one has is refused by `again`, given that line.

    Raises Refusal (`file`) for more than `most` lines, and for what is no CSV.
    """
    told: dict[Hashable, int] = {}
    good: list[R] = []
    errors: list[RowError] = []
    try:
        for number, cells in enumerate(reader, start=1):
            if number > most:
                raise Refusal("file", "Tệp có hơn {most} dòng; hãy chia thành nhiều tệp.", most=most)
            line = reader.line_num
            try:
                one = row(cells)
                first = told.setdefault(place(one), line)
                if first != line:
                    raise again(first)
                good.append(one)
            except Refusal as refusal:
                errors.append(RowError(line=line, column=refusal.field, refusal=refusal))
    except csv.Error as error:
        raise _not_csv(reader, error) from None
    return tuple(good), tuple(errors)


def _separator(text: str) -> str:
    """Excel separates by semicolons where a comma stands in numbers."""
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _not_csv(reader: csv.DictReader[str], error: csv.Error) -> Refusal:
    said = "Dòng {line} không đúng dạng CSV ({error}); hãy kiểm tra dấu nháy kép."
    return Refusal("file", said, line=reader.line_num, error=error)
