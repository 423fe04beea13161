"""Frozen values of the law. `rules` may import this module and nothing else of `law`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta, timezone
from enum import StrEnum

LOCAL = timezone(timedelta(hours=7), "+07")
"""Legal time of Vietnam (Asia/Ho_Chi_Minh): UTC+7 without summer time since 13 June 1975."""


class Confidence(StrEnum):
    """How sure a value is: read in the document by a person, or still to be checked ("chờ kiểm chứng")."""

    VERIFIED = "verified"
    TO_VERIFY = "to_verify"


class TermUnit(StrEnum):
    """Unit of a legal term. NONE (no term) and UNKNOWN (term not stated) give no due date."""

    HOUR = "hour"
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"
    SAME_DAY = "same_day"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def is_timed(self) -> bool:
        """Whether a term in this unit gives a due date."""
        return self not in (TermUnit.NONE, TermUnit.UNKNOWN)


class DayReading(StrEnum):
    """How a term in days is read: 480 working minutes from the instant, or whole days, the first not counted."""

    MINUTES = "minutes"
    WHOLE_DAYS = "whole_days"


class SupplementPolicy(StrEnum):
    """What waiting for a supplement does to the due date."""

    RESTART = "restart"
    SUBTRACT = "subtract"
    EXTEND = "extend"


class DayKind(StrEnum):
    """A weekday off, or a Saturday or Sunday worked."""

    OFF = "off"
    WORK = "work"


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A legal term: `amount` counts `unit`; the amount of SAME_DAY, NONE and UNKNOWN is 0."""

    amount: int
    unit: TermUnit


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    """Office hours of one half-day, local time; `start` belongs to it, `end` does not."""

    start: time
    end: time


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficeHours:
    """The shifts of a working day, in order."""

    shifts: tuple[Shift, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarException:
    """A day that departs from Monday–Friday; `source` is the document, or where it was read."""

    day: date
    kind: DayKind
    reason: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarLaw:
    """The days off and make-up days known for [`first`, `last`], both included, and the office hours."""

    first: date
    last: date
    exceptions: tuple[CalendarException, ...]
    hours: OfficeHours


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadlineRules:
    """The rule values that a due date is computed with; a dossier keeps those of its acceptance date.

    `working_day_minutes` in working minutes; `same_day_cut_off` local time.
    """

    working_day_minutes: int
    same_day_cut_off: time
    reading: DayReading
    supplement_policy: SupplementPolicy
    max_supplements: int
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A governing document, cited once: `id` is the normalised reference, such as "61/2018/NĐ-CP"."""

    id: str
    title: str
    issuer: str
    issued: date | None
    confidence: Confidence
    note: str = ""
    amends: str | None = None  # the document that this one amends


@dataclass(frozen=True, kw_only=True, slots=True)
class FormField:
    """A field of an official form; `group` gathers fields printed together."""

    id: str
    label: str
    group: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldGroup:
    """Fields printed together: `label` is the Vietnamese heading."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """An official form of a pack: `number` as printed ("01"), `id` by its purpose ("receipt").

    An `extra` form is in use at desks but belongs to no official set; its number is empty.
    """

    id: str
    number: str
    title: str
    fields: tuple[FormField, ...]
    extra: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FormPack:
    """The forms in force together, keyed by purpose."""

    id: str
    forms: tuple[Form, ...]
    groups: tuple[FieldGroup, ...] = ()

    def form(self, form_id: str) -> Form | None:
        """The form of a purpose, or None where this pack has none."""
        return next((form for form in self.forms if form.id == form_id), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlineSection:
    """A section of a report: `number` as printed ("I", "2"); `asks` what is to be told there, "" for a title only."""

    id: str
    number: str
    title: str
    asks: str = ""

    @property
    def is_below(self) -> bool:
        """Whether it stands within the part before it: parts have Roman numbers."""
        return self.number.isdigit()


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlineColumn:
    """A column of a table of the annex: `field` is a figure and a part of it ("online_share.value")."""

    label: str
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlineTable:
    """A table of the annex, a row for each unit."""

    id: str
    title: str
    columns: tuple[OutlineColumn, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportOutline:
    """What a periodic report has to tell, in its order, and the tables of its annex."""

    title: str
    subject: str
    sections: tuple[OutlineSection, ...]
    tables: tuple[OutlineTable, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NationalState:
    """A dossier state of the national portal: `code` 1–10, its Vietnamese name, what it counts as in words."""

    code: int
    label: str
    clock: ClockEffect
    counts_as: str


class ClockEffect(StrEnum):
    """What the clock of a dossier does in a state; SUSPENDED as far as the supplement policy says so.

    NONE: the state is outside the count, or the clock has already stopped before it.
    """

    NOT_RUNNING = "not_running"
    RUNNING = "running"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    NONE = "none"


class Channel(StrEnum):
    """How a dossier arrives."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"

    @property
    def national_code(self) -> int:
        """Code of the channel in the national portal: 1 counter, 2 online, 3 public postal service."""
        return {"counter": 1, "online": 2, "post": 3}[self.value]


class Level(StrEnum):
    """Level of an administrative unit."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Role(StrEnum):
    """What a person does in a unit; who may do which act is said by `rules.dossier`."""

    COUNTER = "counter"
    OFFICER = "officer"
    LEADER = "leader"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"
    INSPECTOR = "inspector"


class ScoreRule(StrEnum):
    """How a row of a score sheet gives points: in full from a threshold on and below it in proportion, in proportion
    to the ratio, or none: it is only watched.
    """

    THRESHOLD = "threshold"
    RATIO = "ratio"
    WATCHED = "watched"


class NotApplicable(StrEnum):
    """What a row gives to a unit of a level to which it does not apply."""

    FULL = "full"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreGroup:
    """Rows that stand together; `short` heads a column, and `part_of` is the group in which another reading of the
    decision counts this one.
    """

    id: str
    label: str
    short: str
    points: int
    part_of: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreRow:
    """A row of a score sheet: `points` at most; `threshold` in percent, None but for ScoreRule.THRESHOLD.

    `levels`: to units of which level it applies; `by_procedure`: told procedure by procedure as well; `number`: its
    place in the national sheet, None where not known.
    """

    id: str
    group: str
    label: str
    formula: str
    points: int
    rule: ScoreRule
    threshold: int | None
    by_procedure: bool
    levels: tuple[Level, ...]
    number: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScoreSheet:
    """The rows of an index and their groups. `not_for`: by level, the national numbers of rows that do not apply to
    it; `not_applicable`: what such rows give.
    """

    groups: tuple[ScoreGroup, ...]
    rows: tuple[ScoreRow, ...]
    not_for: Mapping[Level, tuple[int, ...]]
    not_applicable: NotApplicable

    def row(self, row_id: str) -> ScoreRow | None:
        """The row of an id, or None."""
        return next((row for row in self.rows if row.id == row_id), None)

    def applies(self, row: ScoreRow, level: Level) -> bool:
        """Whether a row applies to units of a level."""
        return level in row.levels and row.number not in self.not_for.get(level, ())

    def unplaced(self, level: Level) -> tuple[int, ...]:
        """The national numbers of rows that do not apply to a level, of which it is not known which rows they are."""
        known = {row.number for row in self.rows}
        return tuple(number for number in self.not_for.get(level, ()) if number not in known)


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """A grade: given from `least` points on, up to where the better one begins."""

    label: str
    least: int
