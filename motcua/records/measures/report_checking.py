"""The claims of a report held against what is recorded: figures against the dossiers, references against documents.

Nothing of the text is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from motcua.records import clock
from motcua.records.documents.references import document_kinds, known_references
from motcua.records.measures.figures import JSON
from motcua.records.measures.report_figures import NOT_HELD, Data, Ours, Source
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.claims.claim import Arithmetic, Claim, Kind
from motcua.rules.claims.naming import named
from motcua.rules.claims.reading import Reading, read
from motcua.rules.claims.spans import period_of_report
from motcua.rules.period import Period
from motcua.rules.period import period as read_period
from motcua.rules.refusal import Refusal
from motcua.rules.vietnamese_numbers import written

MOST_CHARACTERS = 200_000
"""Of one text: a report of some eighty pages."""


class Reference(StrEnum):
    """Whether a document that a text names is known here."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """A claim with its verdicts. Offsets are those of the text as given; `computed` is what should stand there, None
    where nothing was computed. `calculation` and `record` tell in words how the numbers go together and what is
    recorded here, empty where there is nothing to tell.
    """

    kind: Kind
    text: str
    start: int
    end: int
    arithmetic: Arithmetic
    data: Data
    reference: Reference
    computed: Fraction | None
    calculation: str = ""
    record: str = ""
    source: Source | None = None

    @property
    def is_problem(self) -> bool:
        """Whether somebody has to look at it."""
        return self.arithmetic is Arithmetic.WRONG or self.data is Data.DIFFERS

    @property
    def is_sure(self) -> bool:
        """Whether something speaks for it, and nothing against it."""
        known = self.reference is Reference.KNOWN
        return not self.is_problem and (known or self.arithmetic is Arithmetic.RIGHT or self.data is Data.AGREES)

    def to_json(self) -> dict[str, JSON]:
        """The shape others rely on."""
        return {
            "kind": self.kind.value,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "arithmetic": self.arithmetic.value,
            "data": self.data.value,
            "reference": self.reference.value,
            "computed": _plain(self.computed),
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedReport:
    """A text with its claims. `period` is None where neither the asker nor the text tells one."""

    text: str
    period: Period | None
    claims: tuple[Checked, ...]

    @property
    def problems(self) -> int:
        """How many claims somebody has to look at."""
        return sum(claim.is_problem for claim in self.claims)


def check_report(viewer: Viewer, text: str, *, unit_key: str = "", period: Period | None = None) -> CheckedReport:
    """Reads a text and holds its claims against what this viewer may see.

    `unit_key` is the unit whose report it is, "" for everything in sight; without `period` that of the text's first
    lines is taken. Raises NotFound for an unknown unit, Refusal (`text`) for an empty or too long text.
    """
    _require_fit(text)
    reading = read(text, kinds=document_kinds())
    over = period or _told_period(reading)
    ours = Ours(viewer, unit_key=unit_key)
    cited = [claim.citation for claim in reading.claims if claim.citation]
    known = known_references(cited, allowed=policy.scope(viewer).allows)
    return CheckedReport(
        text=text,
        period=over,
        claims=tuple(_checked(reading, claim, ours, over=over, known=known) for claim in reading.claims),
    )


def reporting_units(viewer: Viewer) -> tuple[UnitView, ...]:
    """The units whose reports somebody may check: those in sight that receive dossiers, and those above them."""
    scope = policy.scope(viewer)
    units = places.units_on(clock.now().date())
    above = {unit.parent_id for unit in units}
    return tuple(unit for unit in units if scope.allows(unit.id) and (unit.receives or unit.id in above))


def _require_fit(text: str) -> None:
    if not text.strip():
        raise Refusal("text", "Chưa có nội dung; hãy dán báo cáo vào ô này hoặc chọn tệp.")
    if len(text) > MOST_CHARACTERS:
        raise Refusal(
            "text",
            "Nội dung dài {length} ký tự, quá {most} ký tự cho một lần; hãy chia thành nhiều phần.",
            length=written(Fraction(len(text))),
            most=written(Fraction(MOST_CHARACTERS)),
        )


def _told_period(reading: Reading) -> Period | None:
    told = period_of_report(reading.script.text)
    return read_period(told) if told else None


def _checked(reading: Reading, claim: Claim, ours: Ours, *, over: Period | None, known: frozenset[str]) -> Checked:
    """As computed stands the right result where the arithmetic is wrong, else our figure where there is one."""
    start, end = reading.script.span(claim.start, claim.end)
    spoken = named(reading, claim, ours.names)
    held = ours.held(claim, spoken, over=over) if spoken else NOT_HELD
    by_record = held.computed is not None and claim.arithmetic is not Arithmetic.WRONG
    return Checked(
        kind=claim.kind,
        text=reading.script.given[start:end],
        start=start,
        end=end,
        arithmetic=claim.arithmetic,
        data=held.data,
        reference=_reference(claim, known),
        computed=held.computed if by_record else claim.computed,
        calculation=claim.note,
        record=held.note,
        source=held.source,
    )


def _reference(claim: Claim, known: frozenset[str]) -> Reference:
    if claim.citation is None:
        return Reference.NONE
    return Reference.KNOWN if claim.citation.reference in known else Reference.UNKNOWN


def _plain(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)
