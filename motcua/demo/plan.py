"""Who comes when, for what, and how it will end: the arrivals of the half-year, exactly as many as were published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from motcua.demo.chance import Weighted, dice
from motcua.demo.menu import Menu, Menus, menus_of
from motcua.demo.office_time import A_DAY, OfficeTime
from motcua.demo.rhythm import busy_minutes, enrolment, online_share
from motcua.demo.specs import CLOSES, OPENS, OfficeSpec, ProcedureSpec, Totals
from motcua.law.types import Channel, DeadlineRules, Level, Term, TermUnit
from motcua.rules.deadline import due_instant


class Fate(StrEnum):
    """How a dossier goes."""

    RESULT = "result"
    SUPPLEMENTED = "supplemented"
    EXTENDED = "extended"
    LATE = "late"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    OPEN = "open"
    OVERDUE = "overdue"
    VOID = "void"
    DECLINED = "declined"
    UNANSWERED = "unanswered"


ENOUGH = 60
"""Working minutes that every dossier settled in the period has at least before it closes."""

_RARE = (
    (Fate.REFUSED, 0.003, 0),
    (Fate.WITHDRAWN, 0.002, 0),
    (Fate.STOPPED, 0.0006, 3 * A_DAY),
    (Fate.SUPPLEMENTED, 0.027, 2 * A_DAY),
)
"""A fate, its share of what was received, and the working minutes it needs before the period closes."""

_LATE = 0.015
_EXTENDED = 0.03  # of those with a term of two days and more
_OVERDUE = 0.18  # of what stays open
_OVERDUE_DAYS = (1.2, 12.0)
_BESIDE = {
    Level.COMMUNE: ((Fate.VOID, 0.0012), (Fate.DECLINED, 0.004), (Fate.UNANSWERED, 0.0003)),
    Level.DISTRICT: ((Fate.DECLINED, 0.004),),
}
"""What comes on top of the published totals, as a share of them."""

_GOLDEN = (5**0.5 - 1) / 2  # multiples of it, less their whole part, fill [0, 1) most evenly
_TRIES = 60
_NIGHT = 5 * 60
_LAST_HOURS = 8 * 60
_SENT_WHILE_CLOSED = 150  # minutes after opening in which most answers go to what came while closed
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """A dossier as planned. `accepted` (or declined) is a working minute, None when nobody answered yet.

    `submitted` is a minute of the calendar, for online dossiers only. `due` is the promise made at acceptance,
    `due_minute` the working minutes before it; both None without a term. `opening` is the minute of the first act.
    """

    office: OfficeSpec
    procedure: ProcedureSpec
    channel: Channel
    term: Term
    accepted: int | None
    submitted: int | None
    due: datetime | None
    due_minute: int | None
    opening: int
    fate: Fate


class Planner:
    """Plans the arrivals of one stream. Working minutes are those of `OfficeTime`."""

    def __init__(
        self,
        *,
        seed: int,
        offices: Sequence[OfficeSpec],
        procedures: Sequence[ProcedureSpec],
        time: OfficeTime,
        rules: DeadlineRules,
    ) -> None:
        self._chance = dice(seed, purpose="plan")
        self._place = self._chance.random()
        self._offices = offices
        self._time = time
        self._rules = rules
        self._busy = busy_minutes(time, until=time.last + 1 - ENOUGH)
        lengths = {procedure.code: self._length(procedure) for procedure in procedures}
        self._lengths = lengths
        self._menus: dict[tuple[Level, frozenset[str]], Menus] = {}
        for office in offices:
            key = (office.level, office.fields)
            if key not in self._menus:
                self._menus[key] = menus_of(office, procedures=procedures, lengths=lengths)

    def arrivals(self, totals: Mapping[Level, Totals]) -> list[Arrival]:
        """All arrivals in order of their first act. ValueError when a level has totals but no office."""
        planned = [arrival for level, total in totals.items() for arrival in self._of_level(level, total)]
        planned.sort(key=_opening)
        return planned

    def _of_level(self, level: Level, total: Totals) -> Iterator[Arrival]:
        offices = [office for office in self._offices if office.level is level]
        if not offices:
            raise ValueError(f"no office of level {level}")
        drawn = Weighted.of((office, office.share) for office in offices)
        unsettled = total.received - total.settled
        overdue = int(unsettled * _OVERDUE)
        for _ in range(total.settled):
            yield self._settled(drawn.pick(self._chance))
        for office in self._different(offices, count=overdue):
            yield self._overdue(office)
        for _ in range(unsettled - overdue):
            yield self._open(drawn.pick(self._chance))
        for fate, share in _BESIDE.get(level, ()):
            for _ in range(round(total.received * share)):
                yield from self._beside(drawn.pick(self._chance), fate)

    # One dossier

    def _settled(self, office: OfficeSpec) -> Arrival:
        minute = self._busy.pick(self._chance)
        for _ in range(_TRIES):
            arrival = self._drawn(office, minute, fate=Fate.RESULT)
            if self._settles_in_time(arrival, minute):
                break
        return self._fated(arrival, minute)

    def _settles_in_time(self, arrival: Arrival, minute: int) -> bool:
        """Whether the dossier is likely to be settled before the period closes."""
        if arrival.term.unit is TermUnit.SAME_DAY:
            return True
        left = self._time.last - minute
        if arrival.due_minute is None:
            return left > A_DAY
        return left > 0.45 * (arrival.due_minute - minute) + ENOUGH

    def _fated(self, arrival: Arrival, minute: int) -> Arrival:
        left = self._time.last - minute
        draw = self._even_draw()
        for fate, share, needs in _RARE:
            draw -= share
            if draw < 0:
                return replace(arrival, fate=fate) if left >= needs else arrival
        due = arrival.due_minute
        if due is None or due + ENOUGH > self._time.last:
            return arrival
        if draw < _LATE:
            return replace(arrival, fate=Fate.LATE)
        long = due - minute >= 2 * A_DAY and due + 3 * A_DAY <= self._time.last
        if long and self._chance.random() < _EXTENDED:
            return replace(arrival, fate=Fate.EXTENDED)
        return arrival

    def _even_draw(self) -> float:
        """A draw from [0, 1) that hits every part of it evenly, so that rare fates keep their share at any scale."""
        self._place = (self._place + _GOLDEN) % 1
        return self._place

    def _open(self, office: OfficeSpec) -> Arrival:
        """Received so late, or for so long a term, that its promise lies after the period."""
        timed = self._menu(office, self._time.last).timed
        for _ in range(_TRIES if timed else 0):
            assert timed is not None
            procedure = timed.pick(self._chance)
            back = int(self._chance.random() ** 2 * 0.8 * self._lengths[procedure.code])
            minute = max(0, self._time.last - back)
            arrival = self._arrival(office, procedure, minute, fate=Fate.OPEN)
            if arrival.due is not None and arrival.due > CLOSES:
                return arrival
        minute = self._time.last - int(self._chance.random() * ENOUGH)
        return self._drawn(office, minute, fate=Fate.OPEN)

    def _overdue(self, office: OfficeSpec) -> Arrival:
        """Promised for a day that is past, and still open."""
        timed = self._menu(office, 0).timed
        least, most = _OVERDUE_DAYS
        for _ in range(_TRIES if timed else 0):
            assert timed is not None
            procedure = timed.pick(self._chance)
            back = int((least + (most - least) * self._chance.random()) * A_DAY)
            minute = self._time.last - back - self._lengths[procedure.code]
            if minute < 0:
                continue
            arrival = self._arrival(office, procedure, minute, fate=Fate.OVERDUE)
            if arrival.due_minute is not None and arrival.due_minute < self._time.last - A_DAY // 2:
                return arrival
        return self._open(office)

    def _beside(self, office: OfficeSpec, fate: Fate) -> Iterator[Arrival]:
        """Voided, declined, or submitted on the last day and not answered yet; the last two need an online procedure.

        Voids are of communes only: their own leader agrees, while the leaders given for a district's department
        are not those of the desk that received the dossier.
        """
        minute = self._busy.pick(self._chance)
        if fate is Fate.VOID:
            yield self._drawn(office, minute, fate=fate)
            return
        for _ in range(_TRIES):
            procedure = self._menu(office, minute).procedures.pick(self._chance)
            if Channel.ONLINE in procedure.term_by_channel:
                arrival = self._arrival(office, procedure, minute, fate=fate, channel=Channel.ONLINE)
                yield self._unanswered(arrival) if fate is Fate.UNANSWERED else arrival
                return

    # Parts of an arrival

    def _drawn(self, office: OfficeSpec, minute: int, *, fate: Fate) -> Arrival:
        return self._arrival(office, self._menu(office, minute).procedures.pick(self._chance), minute, fate=fate)

    def _arrival(
        self, office: OfficeSpec, procedure: ProcedureSpec, minute: int, *, fate: Fate, channel: Channel | None = None
    ) -> Arrival:
        if channel is None:
            share = online_share(self._time.day(minute))
            channel = self._menu(office, minute).channel(procedure, online_share=share, chance=self._chance)
        accepted = max(minute, 2) if channel is Channel.ONLINE else minute
        term = procedure.term_by_channel[channel]
        due = due_instant(self._time.at(accepted), term=term, rules=self._rules, calendar=self._time.calendar)
        submitted = self._submitted(accepted) if channel is Channel.ONLINE else None
        return Arrival(
            office=office,
            procedure=procedure,
            channel=channel,
            term=term,
            accepted=accepted,
            submitted=submitted,
            due=due,
            due_minute=self._time.before(due) if due else None,
            opening=self._time.minutes[accepted] if submitted is None else submitted,
            fate=fate,
        )

    def _unanswered(self, arrival: Arrival) -> Arrival:
        """The same dossier, but sent within the last eight hours of the period."""
        sent = self._time.minutes[-1] - int(self._chance.random() * _LAST_HOURS)
        return replace(arrival, accepted=None, submitted=sent, due=None, due_minute=None, opening=sent)

    def _submitted(self, accepted: int) -> int:
        """When an online dossier was sent that is answered at this working minute, within eight working hours."""
        chance = self._chance
        closed, opened = self._time.closed_before(accepted)
        fresh = closed < opened and self._time.minutes[accepted] - opened <= _SENT_WHILE_CLOSED
        if fresh and chance.random() < 0.5:
            for _ in range(_TRIES):
                sent = closed + int(chance.random() * (opened - closed))
                if sent % _MINUTES_A_DAY >= _NIGHT:
                    return sent
        wait = min(A_DAY - 10, 3 + int(chance.expovariate(1 / 70)))
        if wait > accepted:  # nothing comes before the first opening
            wait = 1 + int(chance.random() * accepted)
        return self._time.minutes[accepted - wait]

    def _menu(self, office: OfficeSpec, minute: int) -> Menu:
        menus = self._menus[office.level, office.fields]
        return menus.enrolment if enrolment(self._time.day(minute)) else menus.usual

    def _length(self, procedure: ProcedureSpec) -> int:
        """Working minutes of the procedure's longest term, counted from the opening; 0 when one gives no date."""
        lengths = []
        for term in procedure.term_by_channel.values():
            due = due_instant(OPENS, term=term, rules=self._rules, calendar=self._time.calendar)
            lengths.append(self._time.before(due) if due else 0)
        return 0 if 0 in lengths else max(lengths, default=0)

    def _different(self, offices: Sequence[OfficeSpec], *, count: int) -> list[OfficeSpec]:
        """Offices drawn by their share without repeating one, as far as there are enough."""
        drawn: list[OfficeSpec] = []
        while len(drawn) < count:
            left = list(offices)
            while left and len(drawn) < count:
                office = Weighted.of((office, office.share) for office in left).pick(self._chance)
                left.remove(office)
                drawn.append(office)
        return drawn


def _opening(arrival: Arrival) -> int:
    return arrival.opening
