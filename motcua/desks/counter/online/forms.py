"""What the desk decides on an online dossier, read strictly."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.frame.usual import REASON, REASON_USUAL, worded
from motcua.rules.refusal import Refusal

DECISION = ("decision", REASON, REASON_USUAL, VERSION, KEY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What the desk decides on an online dossier."""

    accepts: bool
    reason: str
    version: int
    key: str


def decided(data: QueryDict) -> Decided:
    """The decision as sent. Raises Refusal."""
    values = worded(sent(data, fields=DECISION))
    if values["decision"] not in ("accept", "decline"):
        raise Refusal("decision", "Chưa chọn tiếp nhận hay không; hãy bấm một trong hai nút.")
    return Decided(
        accepts=values["decision"] == "accept",
        reason=values[REASON],
        version=whole_number(values[VERSION], field=VERSION),
        key=values[KEY],
    )


def reason_in(data: QueryDict) -> str:
    """The reason of a decision as sent, right or wrong, to be shown again."""
    return worded({name: data.get(name, "") for name in (REASON, REASON_USUAL)})[REASON]
