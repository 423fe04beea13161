"""What the hand-over form sends, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.records.casework.actions import Ref
from motcua.rules.refusal import Refusal

HAND_OVER = ("recipient", "recipient_name", "recipient_id_number", "authorisation", "note", VERSION, KEY)


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """The hand-over form as typed: who received the result, on whose behalf; `also` are the other results given to the
    same hand, as "id.version".
    """

    values: Mapping[str, str]
    also: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def by_other(self) -> bool:
        """Whether another person than the one who submitted receives."""
        return self["recipient"] == "other"

    def ref(self, dossier_id: int) -> Ref:
        """The dossier at the version that the person saw. Raises Refusal."""
        return Ref(id=dossier_id, version=whole_number(self[VERSION], field=VERSION))

    @property
    def others(self) -> tuple[Ref, ...]:
        """The other dossiers whose results are given, each at the version that the person saw. Raises Refusal."""
        parts = (each.partition(".") for each in self.also)
        return tuple(
            Ref(id=whole_number(number, field="also"), version=whole_number(version, field="also"))
            for number, _dot, version in parts
        )


def received(data: QueryDict) -> Received:
    """The hand-over form as sent. Raises Refusal."""
    values = sent(data, fields=HAND_OVER, repeated=("also",))
    if values["recipient"] not in ("self", "other"):
        raise Refusal("recipient", "Chưa chọn ai nhận; hãy chọn chính người nộp hoặc người được ủy quyền.")
    return Received(values=values, also=tuple(data.getlist("also")))


def kept_hand_over(data: QueryDict) -> Received:
    """The hand-over form as sent, right or wrong, to be shown again."""
    return Received(values={name: data.get(name, "") for name in HAND_OVER}, also=tuple(data.getlist("also")))
