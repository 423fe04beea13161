"""A picture: markup made here, every text of a page escaped; its title, what it shows in words, its key, its table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A drawn picture. `summary` says what it shows, `key` what its marks mean; a `wide` one scrolls on a phone.

    `table` None: the table stands elsewhere on the page.
    """

    title: str
    summary: str
    svg: SafeString
    key: tuple[SafeString, ...] = ()
    table: Table | None = None
    wide: bool = False


def drawing(parts: Iterable[str], *, width: float, height: float, title: str, summary: str, kind: str) -> SafeString:
    """The whole of a picture: named and described for whoever cannot see it; links within stay links."""
    return SafeString(
        f'<svg class="picture {kind}" viewBox="0 0 {length(width)} {length(height)}" width="{length(width)}"'
        f' role="group" aria-label="{escape(title)}"><title>{escape(title)}</title><desc>{escape(summary)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def linked(markup: str, *, href: str, label: str = "", shortcut: bool = False) -> str:
    """Markup that leads somewhere. A `shortcut` is for the mouse: the same link stands in the table of the picture."""
    if not href:
        return markup
    named = f' aria-label="{escape(label)}"' if label else ""
    skipped = ' tabindex="-1"' if shortcut else ""
    return f'<a href="{escape(href)}"{named}{skipped}>{markup}</a>'


def words(x: float, y: float, text: str, *, kind: str = "", anchor: str = "") -> str:
    """A line of text with its baseline at `y`."""
    told = f' class="{kind}"' if kind else ""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{length(x)}" y="{length(y)}"{told}{where}>{escape(text)}</text>'


def box(x: float, y: float, width: float, height: float, *, kind: str, round_: float = 0) -> str:
    """A rectangle."""
    corners = f' rx="{length(round_)}"' if round_ else ""
    return (
        f'<rect class="{kind}" x="{length(x)}" y="{length(y)}" width="{length(width)}" height="{length(height)}"'
        f"{corners}/>"
    )


def line(path: str, *, kind: str) -> str:
    """A path."""
    return f'<path class="{kind}" d="{path}"/>'


def key_item(mark: str, text: str) -> SafeString:
    """A mark of the picture, 14 by 12, and what it means."""
    return SafeString(
        f'<span><svg class="key-mark" viewBox="0 0 14 12" width="14" height="12" aria-hidden="true">{mark}</svg>'
        f"{escape(text)}</span>"
    )


def length(number: float) -> str:
    """A length of SVG, as short as it may be."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def lines_of(name: str, *, most: int) -> tuple[str, ...]:
    """A name in lines of at most so many letters where its words allow."""
    found = [""]
    for word in name.split():
        if found[-1] and len(found[-1]) + len(word) + 1 > most:
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}".strip()
    return tuple(found)
