"""A due date with its reasons: typed lines that add up, their Vietnamese texts, and the forms they are kept in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from motcua.law.types import LOCAL, Term

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class LineKind(StrEnum):
    """What a line of an explanation states."""

    RECEIVED = "received"
    MOVED = "moved"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    TERM = "term"
    CUT_OFF = "cut_off"
    WORKED = "worked"
    OFF = "off"
    MAKE_UP = "make_up"
    COUNTED = "counted"
    LANDED = "landed"
    KEPT = "kept"
    DUE = "due"


TEXTS: Mapping[tuple[LineKind, str], str] = {
    (LineKind.RECEIVED, ""): "Tiếp nhận lúc {at}.",
    (LineKind.MOVED, "before_opening"): "Trước giờ làm việc nên tính từ {at}.",
    (LineKind.MOVED, "lunch"): "Trong giờ nghỉ trưa nên tính từ {at}.",
    (LineKind.MOVED, "after_closing"): "Sau giờ làm việc nên tính từ {at}.",
    (LineKind.MOVED, "day_off"): "Vào ngày nghỉ nên tính từ {at}.",
    (LineKind.PAUSED, ""): "Chờ bổ sung hồ sơ từ {at} đến {until}.",
    (LineKind.RESUMED, "restart"): "Bổ sung xong, tính lại toàn bộ thời hạn từ {at}.",
    (LineKind.RESUMED, "subtract"): "Lúc yêu cầu bổ sung còn {minutes} phút làm việc, tính tiếp từ {at}.",
    (LineKind.RESUMED, "subtract_days"): "Lúc yêu cầu bổ sung còn {days_left} ngày làm việc, tính tiếp từ {at}.",
    (LineKind.RESUMED, "wait"): "Cộng thời gian chờ {days_waited} ngày {hours} giờ {rest} phút vào hạn cũ {at}.",
    (LineKind.RESUMED, "wait_days"): "Cộng {days_waited} ngày chờ vào hạn cũ {at}.",
    (
        LineKind.RESUMED,
        "extend",
    ): "Thời gian chờ chạm {days_waited} ngày làm việc, cộng {minutes} phút làm việc vào hạn cũ {at}.",
    (
        LineKind.RESUMED,
        "extend_days",
    ): "Thời gian chờ chạm {days_waited} ngày làm việc, cộng từng ấy ngày vào hạn cũ {at}.",
    (LineKind.EXTENDED, ""): "Gia hạn, tính tiếp từ hạn cũ {at}.",
    (LineKind.TERM, "working_day"): "Thời hạn {amount} ngày làm việc = {minutes} phút làm việc.",
    (LineKind.TERM, "working_hour"): "Thời hạn {amount} giờ làm việc = {minutes} phút làm việc.",
    (LineKind.TERM, "hour"): "Thời hạn {amount} giờ, tính liên tục theo đồng hồ.",
    (LineKind.TERM, "day"): "Thời hạn {amount} ngày, tính cả ngày nghỉ.",
    (LineKind.TERM, "month"): "Thời hạn {amount} tháng.",
    (LineKind.TERM, "same_day"): "Thời hạn trong ngày làm việc.",
    (LineKind.TERM, "whole_working_day"): (
        "Thời hạn {amount} ngày làm việc, không tính ngày đầu, đến hết giờ làm việc ngày cuối."
    ),
    (LineKind.TERM, "whole_day"): (
        "Thời hạn {amount} ngày, tính cả ngày nghỉ, không tính ngày đầu, đến hết giờ làm việc ngày cuối."
    ),
    (LineKind.TERM, "whole_month"): "Thời hạn {amount} tháng, đến hết giờ làm việc ngày cuối.",
    (LineKind.CUT_OFF, "before"): "Trước {cut_off} nên trả kết quả trong ngày {day}.",
    (LineKind.CUT_OFF, "after"): "Từ {cut_off} trở đi nên trả kết quả trong ngày làm việc tiếp theo, {day}.",
    (LineKind.WORKED, ""): "{span}: {minutes} phút làm việc.",
    (LineKind.WORKED, "days"): "{days}: {amount} ngày làm việc.",
    (LineKind.OFF, "weekend"): "Nghỉ {days}: {weekend}.",
    (LineKind.OFF, "holiday"): "Nghỉ {days}: {reason}.",
    (LineKind.OFF, "both"): "Nghỉ {days}: {weekend}; {reason}.",
    (LineKind.MAKE_UP, ""): "Ngày {day} vẫn làm việc: {reason}.",
    (LineKind.COUNTED, ""): "Hết thời hạn vào {at}.",
    (LineKind.COUNTED, "month_end"): "Tháng hết hạn không có ngày {wanted} nên lấy ngày cuối tháng.",
    (LineKind.LANDED, "day_off"): "Rơi vào ngày nghỉ nên hạn dời đến {at}.",
    (LineKind.LANDED, "closed"): "Rơi ngoài giờ làm việc nên hạn dời đến {at}.",
    (LineKind.KEPT, "later"): "Hạn cũ {at} muộn hơn nên được giữ: bổ sung hồ sơ không rút ngắn hạn đã hẹn.",
    (LineKind.KEPT, "passed"): "Hạn {at} đã đến trước khi yêu cầu bổ sung nên được giữ nguyên.",
    (LineKind.DUE, ""): "Hạn trả kết quả: {at}.",
    (LineKind.DUE, "none"): "Không quy định thời hạn nên không có hạn trả kết quả.",
    (LineKind.DUE, "unknown"): "Thời hạn chưa rõ nên chưa có hạn trả kết quả.",
}
"""The text of a line by its kind and reason; the text is also the key of its translation."""


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
                line.kind.value,
                line.why,
                _stored(line.at),
                _stored(line.until),
                line.minutes,
                dict(line.values),
                sources.index(line.source),
            ]
            for line in self.lines
        ]
        return json.dumps(
            {"sources": sources, "lines": rows}, ensure_ascii=False, separators=(",", ":"), sort_keys=True
        )


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
    return None if at is None else at.strftime("%Y-%m-%dT%H:%M")


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=LOCAL)
