"""An official sheet as typed text: what stands on it, not how it is drawn.

An empty value is drawn as a dotted line to write on; nothing is ever left out because it is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

NATION = "Cộng hòa xã hội chủ nghĩa Việt Nam"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SIMULATED = "Dữ liệu mô phỏng · không có giá trị pháp lý"
BLANK = "…………"
"""What stands within a sentence where something is to be written by hand."""


class Layout(StrEnum):
    """How a sheet lies on paper: a letter (A4, 13 points), a report in words (A4, 14 points), a form (A4, 12 points),
    a book (A4 across, 10 points).
    """

    LETTER = "letter"
    REPORT = "report"
    FORM = "form"
    BOOK = "book"


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head: the agency above, the agency, its number ("Số: 01/HDHS", or empty), place and date."""

    parent: str
    agency: str
    number: str
    place_and_date: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Codes:
    """The dossier code, drawn as Code 39 too, and the look-up address drawn as QR.

    `checkpoint` is the text of a signed checkpoint, drawn as a second QR on the receipt that the citizen gets.
    """

    code: str
    look_up: str
    checkpoint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of a paragraph in one weight."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph, justified with an indented first line; a `note` is small, in italics and without indent."""

    pieces: tuple[Piece, ...]
    note: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A label and its value; without a value a dotted line."""

    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """Labels with values, one or two to a line; `framed` ones have a border round them: what must be found first."""

    lines: tuple[tuple[Entry, ...], ...]
    framed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class GridColumn:
    """A column: `width` is its share; columns side by side of one `group` have that heading above theirs, and those
    of the same `part` of it another between.
    """

    label: str
    width: int
    align: Align = Align.LEFT
    group: str = ""
    part: str = ""

    @property
    def heads(self) -> tuple[str, ...]:
        """The headings over the column, the widest first, and its own."""
        return (*(head for head in (self.group, self.part) if head), self.label)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table with borders; its heading is repeated on every page. `least` rows are drawn, the last of them empty.

    The texts of `strong` rows stand out. On screen a text may lead somewhere: `links` are the addresses, row by row,
    "" for none. Raises ValueError when a row has not one text for each column.
    """

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    least: int = 0
    tall: bool = False  # room to sign in each row
    strong: frozenset[int] = frozenset()
    links: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.caption}: a row has not one text for each column")

    @property
    def drawn(self) -> tuple[tuple[str, ...], ...]:
        """The rows, with empty ones up to `least`."""
        empty = ("",) * len(self.columns)
        return self.rows + (empty,) * (self.least - len(self.rows))


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadCell:
    """A heading of a grid: over `span` columns from `place` on, and `depth` rows deep."""

    text: str
    place: int
    span: int
    depth: int


def head_rows(columns: tuple[GridColumn, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    """The headings of columns, row by row: common ones above those of their columns, which reach down to the rows."""
    deepest = max(len(column.heads) for column in columns)
    return tuple(tuple(_head_row(columns, row, deepest=deepest)) for row in range(deepest))


def _head_row(columns: tuple[GridColumn, ...], row: int, *, deepest: int) -> Iterator[HeadCell]:
    place = 0
    for path, found in groupby(enumerate(columns), key=lambda one: _path(one[1], one[0], row)):
        span = len(list(found))
        if path:
            own = len(columns[place].heads) == row + 1
            yield HeadCell(text=str(path[-1]), place=place, span=span, depth=deepest - row if own else 1)
        place += span


def _path(column: GridColumn, place: int, row: int) -> tuple[str | int, ...]:
    """What columns side by side must share to have one heading in a row; () where a heading from above reaches."""
    if len(column.heads) <= row:
        return ()
    own = (place,) if len(column.heads) == row + 1 else ()
    return (*own, *column.heads[: row + 1])


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """The title of a part."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnexTitle:
    """The beginning of an annex, on a page of its own: what it is called, what it is about, what it belongs to."""

    title: str
    subject: str
    belongs: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """Numbered lines, with dotted ones up to `least`."""

    items: tuple[str, ...]
    least: int = 0

    @property
    def drawn(self) -> tuple[str, ...]:
        """The items, with empty ones up to `least`."""
        return self.items + ("",) * (self.least - len(self.items))


@dataclass(frozen=True, kw_only=True, slots=True)
class Signer:
    """A place to sign: `lines` in capitals above ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), how to sign, the name below."""

    lines: tuple[str, ...]
    how: str = "(Ký, ghi rõ họ tên)"
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatures:
    """Who signs, from left to right. `recipients` stand on the left under «Nơi nhận:»; then there is one signer."""

    signers: tuple[Signer, ...]
    recipients: tuple[str, ...] = ()


Block = Paragraph | Entries | Grid | Heading | AnnexTitle | Listing | Signatures


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A sheet whole. `file_name` has no ending; `form` names the form and its document; `subject` stands under the
    title; `mark` says what the sheet is not ("Dự thảo"); of `copies` each is printed with its own name on it.
    """

    file_name: str
    layout: Layout
    head: Head
    title: str
    form: str
    blocks: tuple[Block, ...]
    subject: str = ""
    codes: Codes | None = None
    mark: str = ""
    simulated: bool = False
    copies: tuple[str, ...] = ("",)


def said(*pieces: str | Piece) -> Paragraph:
    """A paragraph of plain and of other pieces."""
    return Paragraph(pieces=tuple(piece if isinstance(piece, Piece) else Piece(text=piece) for piece in pieces))


def noted(text: str) -> Paragraph:
    """A small remark."""
    return Paragraph(pieces=(Piece(text=text, italic=True),), note=True)


def bold(text: str) -> Piece:
    """A piece that stands out; dots where there is nothing."""
    return Piece(text=text or BLANK, bold=True)


def number_line(number: str) -> str:
    """The number under the agency, as NĐ 30/2020/NĐ-CP writes it."""
    return f"Số: {number}"


def unnumbered(symbol: str) -> str:
    """The number of a letter that has none yet: room for the serial."""
    return f"Số:       /{symbol}"
