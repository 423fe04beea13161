"""The own dossiers of a period as a log: what it shows, and which case ended how and went which way.

Reading all acts of a half-year takes seconds, so what came of it is kept until the next act; not the cases themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from motcua.records.casework import keeping
from motcua.records.casework.trails import trails
from motcua.records.logs.queries import PAGE, CaseView
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.event_log import Case, Fate, activities
from motcua.rules.event_log_figures import Analysis, analysed, ranks
from motcua.rules.period import Period

_FATES = tuple(Fate)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLog:
    """What the log shows; of each case in order its code, its fate (a place in `_FATES`) and its variant."""

    analysis: Analysis
    codes: tuple[str, ...]
    fates: bytes
    variants: array[int]

    def numbers(self, *, fate: Fate | None, variant: int | None, after: int) -> Iterator[int]:
        """The numbers, from 1, of the cases of one fate or one variant (None: any), from after one on."""
        wanted = None if fate is None else _FATES.index(fate)
        for place in range(after, len(self.codes)):
            if wanted in (None, self.fates[place]) and variant in (None, self.variants[place]):
                yield place + 1


def own_log(viewer: Viewer, period: Period) -> OwnLog:
    """The dossiers that a person's units received in a period, as known now."""
    seen = ("own_log", policy.scope(viewer), period)
    return keeping.kept(seen, lambda: _read(trails(viewer, period, codes=True)))


def own_cases(
    viewer: Viewer,
    period: Period,
    *,
    fate: Fate | None = None,
    variant: int | None = None,
    after: int = 0,
    size: int = PAGE,
) -> tuple[tuple[CaseView, ...], int]:
    """Cases of the own log as `queries.cases` tells those of another; the key of a case is the code of its dossier."""
    log = own_log(viewer, period)
    numbers = list(islice(log.numbers(fate=fate, variant=variant, after=after), size + 1))
    page = {log.codes[number - 1]: number for number in numbers[:size]}
    found = tuple(
        _view(case, page[case.key], variant=log.variants[page[case.key] - 1])
        for case in trails(viewer, period, codes=True, only=page)
    )
    return found, numbers[size - 1] if len(numbers) > size else 0


def _read(cases: tuple[Case, ...]) -> OwnLog:
    places = ranks(cases)
    return OwnLog(
        analysis=analysed(cases),
        codes=tuple(case.key for case in cases),
        fates=bytes(_FATES.index(case.fate) for case in cases),
        variants=array("L", (places[activities(case)] for case in cases)),
    )


def _view(case: Case, number: int, *, variant: int) -> CaseView:
    return CaseView(
        number=number,
        key=case.key,
        channel=case.channel,
        planned_end=case.planned_end,
        actual_end=case.actual_end,
        start=case.start,
        size=len(case.events),
        fate=case.fate,
        variant=variant,
    )
