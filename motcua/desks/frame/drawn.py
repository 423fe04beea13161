"""The markup of the small parts that a page has by the dozen.

It is made in Python: a template included for each costs ten times as much. Every text is escaped here; nothing of a
page is ever trusted to be markup.
"""

from __future__ import annotations

from functools import cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


@cache
def icon(template: str) -> str:
    """An icon by its template; "" for none."""
    return render_to_string(template) if template else ""


def badge(tone: str, text: str, *, icon_template: str) -> SafeString:
    """A word with its icon and colour."""
    return SafeString(f'<span class="badge {escape(tone)}">{icon(icon_template)}{escape(text)}</span>')


def way(href: str, label: str, *, current: bool, key: str, count: str) -> SafeString:
    """A way to another page of the desk, with the key and the count beside it."""
    here = ' aria-current="page"' if current else ""
    keyed = f' data-key="{escape(key)}" aria-keyshortcuts="{escape(key)}"' if key else ""
    counted = f' <span class="count">{escape(count)}</span>' if count else ""
    shown = f'<kbd aria-hidden="true">{escape(key)}</kbd>' if key else ""
    return SafeString(f'<a href="{escape(href)}"{here}{keyed}>{escape(label)}{counted}</a>{shown}')


def tab(href: str, label: str, *, tone: str, current: bool, count: str) -> SafeString:
    """A list among several, with its count."""
    here = ' aria-current="page"' if current else ""
    counted = f'<span class="count">{escape(count)}</span>'
    return SafeString(f'<a class="{escape(tone)}" href="{escape(href)}"{here}>{escape(label)} {counted}</a>')


def fact(label: str, value: str, *, href: str, note: str) -> SafeString:
    """A label and its value, in a list of such."""
    told = f'<a href="{escape(href)}">{escape(value)}</a>' if href else escape(value)
    small = f"<small>{escape(note)}</small>" if note else ""
    return SafeString(f"<div><dt>{escape(label)}</dt><dd>{told}{small}</dd></div>")


def hidden(name: str, value: str) -> SafeString:
    """A hidden input."""
    return SafeString(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">')


def happening(at: str, text: str, *, at_iso: str, look: str, actor: str, quote: str) -> SafeString:
    """A line of a timeline: when, what, by whom, and the reason as it was written."""
    by = f'<p class="actor">{escape(actor)}</p>' if actor else ""
    said = f"<blockquote>{escape(quote)}</blockquote>" if quote else ""
    when = f'<time datetime="{escape(at_iso)}">{escape(at)}</time>'
    return SafeString(f'<li class="{escape(look)}">{when}<p>{escape(text)}</p>{by}{said}</li>')
