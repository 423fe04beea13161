"""What the law of a day says of the evaluation, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

from motcua.law.registry import law
from motcua.law.types import Confidence, Grade
from motcua.rules.evaluation import Criteria, TimeKept, UnitsKept

BY_TIME, BY_UNITS = "1", "2"
"""The indicators that the record proposes points for: by the due date, and by the quotas of the units."""


@dataclass(frozen=True, kw_only=True)
class EvaluationLaw:
    """The indicators with their labels, the levels of ballots by how many there are, and the conventions of the system.

    `satisfied_from`: the lowest level of satisfaction, by the number of levels; `of_time`, `of_units`: the points that
    the record proposes; `doubt` says what is still to be checked, "" where all is verified.
    """

    criteria: Criteria
    labels: Mapping[str, str]
    levels: Mapping[int, tuple[str, ...]]
    satisfied_from: Mapping[int, int]
    of_time: Mapping[TimeKept, int]
    of_units: Mapping[UnitsKept, int]
    least_ballots: int
    grades: tuple[Grade, ...]
    doubt: str

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of all indicators, in order."""
        return tuple(sorted(self.labels))

    @property
    def most(self) -> int:
        """The points of an agency at most."""
        return self.criteria.most * len(self.numbers)

    @property
    def most_of_officer(self) -> int:
        """The points of an officer at most."""
        return self.criteria.most * len(self.criteria.of_officer)

    @property
    def only_citizen(self) -> tuple[str, ...]:
        """The indicators by ballot that nothing but the citizen tells of."""
        return tuple(number for number in self.criteria.by_ballot if number not in (BY_TIME, BY_UNITS))


def evaluation_on(day: date) -> EvaluationLaw:
    """The law of the evaluation on a day. Raises NoValue before the first decree."""
    by_ballot, by_self = _texts("by_ballot", day), _texts("by_self", day)
    criteria = Criteria(
        by_ballot=tuple(by_ballot),
        by_self=tuple(by_self),
        of_officer=tuple(_texts("of_officer", day)),
        most=cast(int, _value("most", day)),
    )
    return EvaluationLaw(
        criteria=criteria,
        labels={**by_ballot, **by_self},
        levels={3: tuple(_texts("three_levels", day).values()), 5: tuple(_texts("five_levels", day).values())},
        satisfied_from={int(levels): least for levels, least in _counts("satisfied_from", day).items()},
        of_time={TimeKept(kept): points for kept, points in _counts("record_of_time", day).items()},
        of_units={UnitsKept(kept): points for kept, points in _counts("record_of_units", day).items()},
        least_ballots=cast(int, _value("least_ballots", day)),
        grades=cast("tuple[Grade, ...]", _value("grades", day)),
        doubt=_doubt(day),
    )


def _value(name: str, day: date) -> object:
    return law().value_on(f"evaluation.{name}", day).value


def _texts(name: str, day: date) -> dict[str, str]:
    return dict(cast("tuple[tuple[str, str], ...]", _value(name, day)))


def _counts(name: str, day: date) -> dict[str, int]:
    return dict(cast("tuple[tuple[str, int], ...]", _value(name, day)))


def _doubt(day: date) -> str:
    found = law().value_on("evaluation.by_ballot", day)
    if found.confidence is Confidence.VERIFIED:
        return ""
    return f"Chỉ số, thang điểm và xếp loại theo {found.document}, chờ kiểm chứng. {found.note}".strip()
