"""Event logs as CSV: one row for each event, what is told of its case repeated in it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

from motcua.rules.event_log import Case, instant
from motcua.rules.event_log_columns import REQUIRED, Column, Meanings
from motcua.rules.event_log_reading import FileRefused, Gathering, Limits, Reading
from motcua.rules.refusal import Refusal

FORM = "csv"
_SEPARATORS = ",;\t"
_SHOWN = 30
_LONGEST_LINE = 1_000_000


def read(pieces: Iterable[bytes], *, columns: Mapping[Column, str], limits: Limits) -> Reading:
    """The log in the bytes of a CSV in UTF-8, separated by commas, semicolons or tabs.

    Raises Refusal (`file`) for text in another encoding and for missing columns, `map` for a name that is not there.
    """
    gathering = Gathering(limits)
    with _refusing_broken():
        lines = _lines(pieces)
        above, heading = next(((number, line) for number, line in enumerate(lines, 1) if line.strip()), (0, ""))
        separator = max(_SEPARATORS, key=heading.count)
        titles = next(csv.reader([heading], delimiter=separator))
        places = _places(titles, columns)
        table = csv.reader(lines, delimiter=separator)
        for cells in table:
            if cells:
                _take(gathering, cells, places, line=above + table.line_num)
    return Reading(
        form=FORM,
        cases=tuple(gathering.cases(by_time=True)),
        columns={column: titles[place].strip() for column, place in places.items()},
        wrong=tuple(gathering.wrong),
        left_out=gathering.left_out,
    )


def write(cases: Iterable[Case], out: IO[str]) -> None:
    """A log as CSV with commas, its columns named as `read` knows them."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(tuple(Column))
    for case in cases:
        ends = (_written(case.planned_end), _written(case.actual_end))
        for event in case.events:
            writer.writerow((case.key, event.activity, _written(event.at), event.resource, case.channel, *ends))


def _written(moment: int | None) -> str:
    return "" if moment is None else instant(moment).isoformat(timespec="milliseconds")


def _take(gathering: Gathering, cells: Sequence[str], places: Mapping[Column, int], *, line: int) -> None:
    told = {column: cells[place] for column, place in places.items() if place < len(cells)}
    try:
        gathering.add(told)
    except FileRefused:
        raise
    except Refusal as refusal:
        gathering.leave_out(line, refusal)


def _places(titles: Sequence[str], columns: Mapping[Column, str]) -> dict[Column, int]:
    """Where each column stands, the likeliest name first."""
    meanings = Meanings(columns)
    found: dict[Column, tuple[int, int]] = {}
    for place, title in enumerate(titles):
        meant = meanings.of(title)
        if meant is not None:
            column, rank = meant
            found[column] = min(found.get(column, (rank, place)), (rank, place))
    _require(found, titles, columns)
    return {column: place for column, (_, place) in found.items()}


def _require(found: Mapping[Column, object], titles: Sequence[str], columns: Mapping[Column, str]) -> None:
    shown = ", ".join(f"«{title.strip()[:_SHOWN]}»" for title in titles[:_SHOWN])
    strange = [f"«{name[:_SHOWN]}»" for column, name in columns.items() if column not in found]
    if strange:
        raise FileRefused(
            "map", "Tệp không có cột {names}; các cột của tệp: {shown}.", names=", ".join(strange), shown=shown
        )
    missing = [column.value for column in REQUIRED if column not in found]
    if missing:
        raise FileRefused(
            "file",
            "Không nhận ra cột {missing} trong tệp. Các cột của tệp: {shown}. Hãy ghép cột, ví dụ case=Mã hồ sơ, "
            "activity=Bước, time=Thời điểm.",
            missing=", ".join(missing),
            shown=shown,
        )


def _lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """The lines of a text in UTF-8, each with its end."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + decoder.decode(piece)).split("\n")
        if len(rest) > _LONGEST_LINE:
            raise csv.Error("a line without end")
        yield from (f"{line}\n" for line in whole)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


@contextmanager
def _refusing_broken() -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise FileRefused("file", "Không đọc được chữ trong tệp; hãy lưu CSV với mã chữ UTF-8.") from None
    except csv.Error:
        raise FileRefused(
            "file", "Tệp không phải bảng CSV đọc được: có ô quá dài, hoặc một dấu nháy kép không được đóng lại."
        ) from None
