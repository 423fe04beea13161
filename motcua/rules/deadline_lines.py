"""A due date with its reasons: typed lines that add up, and the forms they are printed and kept in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from motcua.law.types import LOCAL, Term
from motcua.rules.deadline_texts import TEXTS, WEEKDAYS, LineKind

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One step of an explanation. `why` tells apart the reasons of one kind; `until` ends a stretch that starts
    at `at` (for OFF and whole days: the last day). `minutes` are working minutes. `source` cites the document,
    or where the calendar was read.
    """

    kind: LineKind
    why: str = ""
    at: datetime | None = None
    until: datetime | None = None
    minutes: int | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @property
    def text(self) -> str:
        """The line in Vietnamese."""
        return self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """The line with its text and weekdays put through `translate`; reasons stay as the calendar has them."""
        return translate(TEXTS[self.kind, self.why]).format_map(self._words(translate))

    def to_json(self) -> dict[str, str | int | None]:
        """The line as the command line prints it."""
        return {
            "kind": self.kind.value,
            "at": None if self.at is None else self.at.isoformat(timespec="minutes"),
            "minutes": self.minutes,
            "text": self.text,
            "source": self.source,
        }

    def _words(self, translate: Callable[[str], str]) -> dict[str, str]:
        words = dict(self.values)
        if self.minutes is not None:
            words["minutes"] = grouped(self.minutes)
        if self.at is not None:
            until = self.until or self.at
            words["at"] = f"{self.at:%H:%M} {_day(self.at, translate)}"
            words["until"] = f"{until:%H:%M} {_day(until, translate)}"
            words["day"] = _day(self.at, translate)
            words["days"] = _days(self.at, until)
            start = f"{self.at:%H:%M}" if self.at.date() == until.date() else words["at"]
            words["span"] = f"{start} – {words['until']}"
        if "weekend" in words:
            words["weekend"] = ", ".join(translate(WEEKDAYS[int(day)]) for day in words["weekend"])
        return words


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A due instant and why. `counted_from` is `received` moved into office hours; `due` is None for a term that
    is none or unknown; `policy` names the reading of days, or the supplement policy that moved the date.
    """

    received: datetime
    counted_from: datetime
    due: datetime | None
    term: Term
    policy: str
    lines: tuple[Line, ...]

    def explained(self) -> dict[str, object]:
        """The whole as the command line prints it."""
        return {
            "received": self.received.isoformat(timespec="minutes"),
            "counted_from": self.counted_from.isoformat(timespec="minutes"),
            "due": None if self.due is None else self.due.isoformat(timespec="minutes"),
            "amount": self.term.amount,
            "unit": self.term.unit.value,
            "policy": self.policy,
            "lines": [line.to_json() for line in self.lines],
        }

    def to_json(self) -> str:
        """The lines as the ledger keeps them: compact JSON that `lines_from_json` reads back."""
        sources = list(dict.fromkeys(line.source for line in self.lines))
        rows = [
            [
                line.kind,
                line.why,
                _stored(line.at),
                _stored(line.until),
                line.minutes,
                dict(line.values),
                sources.index(line.source),
            ]
            for line in self.lines
        ]
        return _encode({"sources": sources, "lines": rows})


def lines_from_json(text: str) -> tuple[Line, ...]:
    """The lines that `Deadline.to_json` stored."""
    stored = json.loads(text)
    return tuple(
        Line(
            kind=LineKind(kind),
            why=why,
            at=_read(at),
            until=_read(until),
            minutes=minutes,
            values=values,
            source=stored["sources"][source],
        )
        for kind, why, at, until, minutes, values, source in stored["lines"]
    )


def grouped(number: int) -> str:
    """A whole number as written in Vietnam: 1.440."""
    return f"{number:,}".replace(",", ".")


def _day(at: datetime, translate: Callable[[str], str]) -> str:
    return f"{translate(WEEKDAYS[at.weekday()])} {at:%d/%m/%Y}"


def _days(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return f"{first:%d/%m/%Y}"
    start = f"{first:%d/%m}" if first.year == last.year else f"{first:%d/%m/%Y}"
    return f"{start}–{last:%d/%m/%Y}"


def _stored(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()[:16]


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=LOCAL)
