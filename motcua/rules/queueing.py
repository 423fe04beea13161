"""Numbers drawn at a desk: who is called next, and how long one waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.refusal import Conflict


class Series(StrEnum):
    """The letter before a number.

    PRIORITY is for the elderly, the disabled and pregnant women (39/2009/QH12, 51/2010/QH12, chờ kiểm chứng).
    """

    NORMAL = "A"
    PRIORITY = "U"


class TicketState(StrEnum):
    """Where a ticket stands."""

    WAITING = "waiting"
    CALLED = "called"
    DONE = "done"
    ABSENT = "absent"


class TicketAct(StrEnum):
    """What is done to a ticket."""

    TAKE = "take"
    CALL = "call"
    RECALL = "recall"
    TRANSFER = "transfer"
    ABSENT = "absent"
    FINISH = "finish"


LABELS = {
    TicketState.WAITING: "Đang chờ",
    TicketState.CALLED: "Đang được gọi",
    TicketState.DONE: "Đã phục vụ xong",
    TicketState.ABSENT: "Gọi không có mặt",
}

ACTS = {
    TicketAct.CALL: (frozenset({TicketState.WAITING, TicketState.ABSENT}), TicketState.CALLED),
    TicketAct.RECALL: (frozenset({TicketState.CALLED}), TicketState.CALLED),
    TicketAct.TRANSFER: (frozenset({TicketState.CALLED}), TicketState.WAITING),
    TicketAct.ABSENT: (frozenset({TicketState.CALLED}), TicketState.ABSENT),
    TicketAct.FINISH: (frozenset({TicketState.CALLED}), TicketState.DONE),
}
"""From which states an act leads to which; whoever was absent and comes back is called again."""

PRIORITY_IN_A_ROW = 2
"""So many priority numbers are called before somebody without priority has a turn."""

USUAL_MINUTES = 8
"""What one number takes while nothing was finished today yet; from experience, no law says it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A ticket that waits. `taken` orders tickets: the earlier, the smaller; a transferred one keeps its place."""

    id: int
    taken: int
    series: Series
    service: int | None


def after(act: TicketAct, *, state: TicketState) -> TicketState:
    """The state after an act. Raises Conflict where the state does not allow it."""
    sources, target = ACTS[act]
    if state not in sources:
        raise Conflict(
            "ticket",
            "Số này đang ở trạng thái «{state}» nên không làm được việc vừa chọn; hãy tải lại trang.",
            state=LABELS[state],
        )
    return target


def number(series: Series, serial: int) -> str:
    """A number as it is printed and called: "A001"."""
    return f"{series.value}{serial:03d}"


def spoken(text: str) -> str:
    """A number as a voice calls it: letter, then digit by digit ("A không không ba")."""
    return " ".join(_DIGITS.get(letter, letter) for letter in text)


_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DIGITS = {str(digit): word for digit, word in enumerate(_WORDS)}


def next_of(waiting: Iterable[Waiting], *, services: frozenset[int], lately: Sequence[Series] = ()) -> Waiting | None:
    """Whom a window calls next: priority first, in order of taking, but never more than two of them in a row while
    somebody without priority waits.

    `services` are those of the window (none: all); `lately` the series of the latest calls there, the last one last.
    """
    fit = [ticket for ticket in waiting if not services or ticket.service is None or ticket.service in services]
    normal = [ticket for ticket in fit if ticket.series is Series.NORMAL]
    enough = len(lately) >= PRIORITY_IN_A_ROW and all(
        series is Series.PRIORITY for series in lately[-PRIORITY_IN_A_ROW:]
    )
    first = normal if enough and normal else [ticket for ticket in fit if ticket.series is Series.PRIORITY] or normal
    return min(first, key=lambda ticket: ticket.taken, default=None)


def estimate(ahead: int, *, windows: int, minutes_each: int) -> int:
    """The minutes that somebody with `ahead` people before waits, up to the next five; 0 where nobody is before."""
    if ahead <= 0:
        return 0
    minutes = -(-ahead * max(1, minutes_each) // max(1, windows))
    return -(-minutes // 5) * 5
