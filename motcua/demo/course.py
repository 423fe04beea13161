"""The course of one dossier: its acts one after another, each at a minute of its own, staff only in office hours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, TypeVar

from motcua.demo import reasons
from motcua.demo.menu import CERTIFICATION, CIVIL_STATUS, REST, group_of
from motcua.demo.office_time import A_DAY, OfficeTime
from motcua.demo.people import People
from motcua.demo.plan import Arrival, Fate
from motcua.law.types import DeadlineRules, TermUnit
from motcua.rules.deadline import resumed

_Choice = TypeVar("_Choice")

Draft = tuple[int, str, str | None, dict[str, Any]]
"""An act not numbered yet: minute of the calendar, act, username (None: the citizen), inputs."""

_FOR_ANOTHER = {CERTIFICATION: 0.05, CIVIL_STATUS: 0.35, REST: 0.08}
_CORRECTED = 0.0025
_NEVER_FETCHED = 0.006
_SENT_AS_FILE = 0.7  # of the results of online dossiers
_LONGEST_EXTENSION = 3
_COPIES = (1, 1, 2, 2, 3, 3, 4, 5, 6, 10)


@dataclass(kw_only=True, slots=True)
class Line:
    """The acts so far. `minute` is the working minute of the last one; every act comes at least one later."""

    arrival: Arrival
    time: OfficeTime
    counter: str
    officer: str
    leader: str
    applicant: dict[str, str]
    minute: int
    drafts: list[Draft] = field(default_factory=list)

    def do(self, act: str, by: str, at: int, **inputs: object) -> None:
        """An act of the staff at a working minute, or right after the last act where that is later."""
        self.minute = max(at, self.minute + 1)
        self.drafts.append((self.time.minutes[self.minute], act, by, inputs))

    @property
    def left(self) -> int:
        """Working minutes in which something can still be done."""
        return self.time.last - self.minute


class Courses:
    """Turns the arrivals of one stream into acts."""

    def __init__(self, *, chance: Random, people: People, time: OfficeTime, rules: DeadlineRules) -> None:
        self._chance = chance
        self._people = people
        self._time = time
        self._rules = rules
        self._by_fate: dict[Fate, Callable[[Line], None]] = {
            Fate.RESULT: self._result,
            Fate.SUPPLEMENTED: self._supplemented,
            Fate.EXTENDED: self._extended,
            Fate.LATE: self._late,
            Fate.REFUSED: self._refused,
            Fate.WITHDRAWN: self._withdrawn,
            Fate.STOPPED: self._stopped,
            Fate.OPEN: self._open,
            Fate.OVERDUE: self._forwarded,
            Fate.VOID: self._void,
        }

    def acts(self, arrival: Arrival) -> list[Draft]:
        """All acts on a dossier within the period, in order."""
        line = self._received(arrival)
        if arrival.fate is Fate.DECLINED:
            assert arrival.accepted is not None
            line.do("decline", line.counter, arrival.accepted, reason=self._one_of(reasons.DECLINE))
        elif arrival.fate is not Fate.UNANSWERED:
            self._accept(line)
            self._by_fate[arrival.fate](line)
        return line.drafts

    # Beginnings

    def _received(self, arrival: Arrival) -> Line:
        office, procedure = arrival.office, arrival.procedure
        group = group_of(procedure.field)
        minute = self._time.last if arrival.accepted is None else arrival.accepted
        applicant = self._people.applicant(
            office, on=self._time.day(minute), for_another=self._chance.random() < _FOR_ANOTHER[group]
        )
        line = Line(
            arrival=arrival,
            time=self._time,
            counter=self._one_of(office.counter),
            officer=self._officer(office.officers, group=group),
            leader=self._one_of(office.leaders),
            applicant=applicant,
            minute=minute - 1,
        )
        if arrival.submitted is not None:
            line.drafts.append((arrival.submitted, "submit", None, self._intake(line)))
        return line

    def _accept(self, line: Line) -> None:
        assert line.arrival.accepted is not None
        intake = {} if line.drafts else self._intake(line)
        line.do("accept", line.counter, line.arrival.accepted, **intake)

    def _intake(self, line: Line) -> dict[str, Any]:
        procedure = line.arrival.procedure
        certified = group_of(procedure.field) == CERTIFICATION
        return {
            "unit": line.arrival.office.unit_key,
            "procedure": procedure.code,
            "channel": line.arrival.channel,
            "applicant": line.applicant,
            "papers": tuple(range(1, procedure.papers + 1)),
            "copies": self._one_of(_COPIES) if certified else 1,
        }

    def _officer(self, officers: tuple[str, ...], *, group: str) -> str:
        if len(officers) == 1 or group != REST:
            return officers[0]
        return self._one_of(officers[1:])

    # Courses by fate

    def _result(self, line: Line) -> None:
        end = self._end(line.minute, due_minute=line.arrival.due_minute, line=line)
        if end - line.minute > 5 and self._chance.random() < _CORRECTED:
            self._correct(line)
        self._forward(line, before=end)
        self._finish(line, end=end)

    def _late(self, line: Line) -> None:
        due = line.arrival.due_minute
        assert due is not None
        usual_delay = A_DAY // 4 if line.arrival.term.unit is TermUnit.SAME_DAY else A_DAY
        end = due + 1 + int(self._chance.expovariate(1 / usual_delay))
        if end > self._time.last:
            end = due + 1 + int(self._chance.random() * (self._time.last - due))
        end = max(end, line.minute + 3)
        self._forward(line, before=end)
        self._finish(line, end=end)

    def _supplemented(self, line: Line) -> None:
        """A supplement is asked for, brought some days later, and the new promise is kept."""
        asked = self._ask(line)
        longest = line.left - A_DAY // 2
        back = asked + min(longest, int(A_DAY * (0.2 + self._chance.expovariate(1 / 1.8))))
        line.do("resume", line.counter, back, note=self._one_of(reasons.RESUMED))
        due = self._due_after_wait(line.arrival, asked=asked, back=line.minute)
        end = self._end(line.minute, due_minute=self._time.before(due) if due else None, line=line)
        self._finish(line, end=end)

    def _extended(self, line: Line) -> None:
        """An apology a day ahead, then a result after the first promise and within the second."""
        due = line.arrival.due_minute
        assert due is not None
        self._forward(line, before=due - A_DAY)
        days = 2 + int(self._chance.random() * (_LONGEST_EXTENSION - 1))
        line.do(
            "extend",
            line.leader,
            due - A_DAY - int(self._chance.random() * A_DAY / 4),
            amount=days,
            unit=TermUnit.WORKING_DAY,
            reason=self._one_of(reasons.EXTEND),
        )
        self._finish(line, end=due + 1 + int(self._chance.random() * 0.9 * days * A_DAY))

    def _refused(self, line: Line) -> None:
        end = self._end(line.minute, due_minute=line.arrival.due_minute, line=line)
        self._forward(line, before=end)
        line.do("refuse", line.leader, end, reason=self._one_of(reasons.REFUSE))

    def _withdrawn(self, line: Line) -> None:
        end = self._end(line.minute, due_minute=line.arrival.due_minute, line=line)
        self._forward(line, before=end)
        line.do("withdraw", line.counter, end, reason=self._one_of(reasons.WITHDRAW))

    def _stopped(self, line: Line) -> None:
        """A supplement is asked for and never comes."""
        asked = self._ask(line)
        wait = int(A_DAY * (2 + 6 * self._chance.random()))
        line.do("stop", line.leader, min(asked + wait, self._time.last), reason=self._one_of(reasons.STOP))

    def _open(self, line: Line) -> None:
        """Under way when the period closes: with an officer, waiting for the citizen, or approved."""
        if line.left < 10:
            return
        self._forwarded(line)
        draw = self._chance.random()
        minute = line.minute + 1 + int(self._chance.random() * line.left / 2)
        if draw < 0.25:
            self._request(line, minute)
        elif draw < 0.35:
            line.do("approve", line.leader, minute, note="")

    def _forwarded(self, line: Line) -> None:
        self._forward(line, before=self._time.last)

    def _void(self, line: Line) -> None:
        minute = line.minute + 2 + int(self._chance.random() * 25)
        line.do("void", line.counter, minute, reason=self._one_of(reasons.VOID), second=line.leader)

    # Parts of a course

    def _end(self, start: int, *, due_minute: int | None, line: Line) -> int:
        """The working minute of a result that keeps its promise, at least three after `start` where possible."""
        chance = self._chance
        latest = self._time.last if due_minute is None else min(due_minute - 1, self._time.last)
        span = latest - start if due_minute is None else due_minute - start
        if not line.arrival.procedure.needs_approval:
            end = start + 4 + int(chance.expovariate(1 / 14))
        elif line.arrival.term.unit is TermUnit.SAME_DAY:
            end = start + int(chance.triangular(12, A_DAY / 2, 50))
        else:
            end = start + int(min(span, 20 * A_DAY) * chance.triangular(0.25, 1.0, 0.8))
        if end > latest:
            end = start + int((latest - start) * (0.5 + 0.5 * chance.random()))
        return max(start + 3, end)

    def _forward(self, line: Line, *, before: int) -> None:
        """Passed on soon, and two minutes before `before` so that two acts still find room."""
        soon = 3 if not line.arrival.procedure.needs_approval else 35
        minute = line.minute + 1 + int(self._chance.random() * soon)
        line.do("forward", line.counter, min(minute, before - 2), to=line.officer, reason="")

    def _finish(self, line: Line, *, end: int) -> None:
        quick = not line.arrival.procedure.needs_approval
        signing = 1 + int(self._chance.expovariate(1 / (2 if quick else 25)))
        line.do("approve", line.leader, end - signing, note="")
        line.do("settle", line.officer, end)
        self._return(line, quick=quick)

    def _return(self, line: Line, *, quick: bool) -> None:
        chance = self._chance
        if chance.random() < _NEVER_FETCHED:
            return
        how = line.arrival.channel.value
        if how == "online" and chance.random() >= _SENT_AS_FILE:
            how = "counter"
        delay = {"online": 15, "post": A_DAY}.get(how, 4 if quick else A_DAY // 2)
        wait = 1 + int(chance.expovariate(1 / delay))
        if wait <= line.left:
            recipient = line.applicant["name"]
            line.do("return_result", line.counter, line.minute + wait, recipient=recipient, how=how)

    def _correct(self, line: Line) -> None:
        right = {**line.applicant, "phone": self._people.phone()}
        line.do("correct", line.counter, line.minute + 1, applicant=right, reason=self._one_of(reasons.CORRECT))

    def _ask(self, line: Line) -> int:
        """Forwards and asks for a supplement within the term; the working minute of the request."""
        start, due = line.minute, line.arrival.due_minute
        span = min(3 * A_DAY, A_DAY if due is None else due - start)
        asked = max(start + 4, start + int(span * (0.1 + 0.4 * self._chance.random())))
        self._forward(line, before=asked)
        self._request(line, asked)
        return line.minute

    def _request(self, line: Line, minute: int) -> None:
        paper = 1 + int(self._chance.random() * line.arrival.procedure.papers)
        reason = self._one_of(reasons.SUPPLEMENT).format(paper=paper)
        line.do("request_supplement", line.officer, minute, reason=reason)

    def _due_after_wait(self, arrival: Arrival, *, asked: int, back: int) -> datetime | None:
        return resumed(
            arrival.due,
            requested=self._time.at(asked),
            completed=self._time.at(back),
            term=arrival.term,
            rules=self._rules,
            calendar=self._time.calendar,
        ).due

    def _one_of(self, choices: tuple[_Choice, ...]) -> _Choice:
        return choices[int(self._chance.random() * len(choices))]
