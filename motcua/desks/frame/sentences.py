"""Sentences whose figures are links, kept whole so that they can be translated."""

from __future__ import annotations

from string import Formatter

from motcua.desks.frame.pages import Part


def sentence(text: str, /, **parts: str | Part) -> tuple[Part, ...]:
    """A text with `{placeholders}`, cut into parts; each placeholder takes a text or a Part (a figure with its link).

    Raises KeyError for a placeholder without a value.
    """
    cut: list[Part] = []
    for literal, name, _spec, _conversion in Formatter().parse(text):
        if literal:
            cut.append(Part(text=literal))
        if name is not None:
            value = parts[name]
            cut.append(value if isinstance(value, Part) else Part(text=value))
    return tuple(cut)
