"""What the form of a ballot sends, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.records.evaluation.actions import BallotGiven
from motcua.rules.evaluation import LEVELS
from motcua.rules.refusal import Refusal

ANSWER = "answer_"
"""What the name of an answer begins with; the number of its indicator follows."""

LEVELS_FIELD = "levels"
_OTHERS = ("remark", "reason", LEVELS_FIELD, VERSION, KEY)


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedBallot:
    """The form as typed, by the names of its inputs; those of answers with their prefix."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def given(self) -> BallotGiven:
        """The ballot. Raises Refusal naming the input."""
        answers = {
            name.removeprefix(ANSWER): whole_number(value, field=name)
            for name, value in self.values.items()
            if name.startswith(ANSWER) and value
        }
        return BallotGiven(
            levels=levels_in(self[LEVELS_FIELD]),
            answers=answers,
            remark=self["remark"],
            reason=self["reason"],
            seen=whole_number(self[VERSION], field=VERSION),
        )


def kept(data: QueryDict, numbers: tuple[str, ...]) -> TypedBallot:
    """The form as sent, right or wrong, to be shown again."""
    return TypedBallot(values={name: data.get(name, "") for name in (*_names(numbers), *_OTHERS)})


def typed(data: QueryDict, numbers: tuple[str, ...]) -> TypedBallot:
    """The form as sent. Raises Refusal for a field that it does not have."""
    return TypedBallot(values=sent(data, fields=(*_names(numbers), *_OTHERS)))


def levels_in(text: str) -> int:
    """How many levels the ballots have that are typed; three where nothing is asked. Raises Refusal."""
    if not text:
        return LEVELS[0]
    levels = whole_number(text, field=LEVELS_FIELD)
    if levels not in LEVELS:
        raise Refusal(LEVELS_FIELD, "Phiếu có 3 hoặc 5 mức hài lòng; hãy chọn lại.")
    return levels


def _names(numbers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{ANSWER}{number}" for number in numbers)
