"""The components handed in with a dossier, and how many of each are originals, certified copies and plain copies."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

from motcua.records.casework.changes import JSON
from motcua.rules.refusal import Refusal

MOST = 99


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """How many papers of a component were handed in. Where nothing was counted, it is one set of its kind."""

    originals: int = 0
    certified: int = 0
    copies: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.originals + self.certified + self.copies


def checked_counts(counts: Mapping[int, Counts], *, handed_in: Iterable[int]) -> Mapping[int, Counts]:
    """The counts of what was handed in, by number. Raises Refusal for one of a paper that was not, or out of range."""
    known = set(handed_in)
    for number, each in sorted(counts.items()):
        if number not in known:
            raise Refusal(
                "papers", "Có số bản của giấy tờ số {number} chưa đánh dấu đã nhận; hãy đánh dấu.", number=number
            )
        if not (min(astuple(each)) >= 0 and each.total >= 1 and max(astuple(each)) <= MOST):
            raise Refusal(
                "papers",
                "Số bản của giấy tờ số {number} phải từ 1 đến {most}; hãy sửa lại, hoặc để trống cả ba ô.",
                number=number,
                most=MOST,
            )
    return dict(counts)


def written(numbers: Sequence[int], counts: Mapping[int, Counts]) -> list[JSON]:
    """What is kept: the number of each component, or [number, originals, certified, copies] where they were counted."""
    return [[number, *astuple(counts[number])] if number in counts else number for number in numbers]


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers of the components in what was kept as JSON."""
    return tuple(each[0] if isinstance(each, list) else each for each in json.loads(text))


def counts_in(text: str) -> Mapping[int, Counts]:
    """The counts in what was kept as JSON, of the components that were counted."""
    counted = (each for each in json.loads(text) if isinstance(each, list))
    return {each[0]: Counts(originals=each[1], certified=each[2], copies=each[3]) for each in counted}
