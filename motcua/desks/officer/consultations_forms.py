"""What the forms of asking and answering send, and the actions that it becomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.records.casework import actions, consulting
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

ASKED = ("question", "amount", "unit")
ANSWERED = ("agrees", "text")
TAKEN_BACK = ("reason",)
OPINIONS = {"yes": "Đồng ý", "no": "Không đồng ý", "other": "Ý kiến khác"}
"""What an answer says, by the value of its choice."""

_AGREES = {"yes": True, "no": False, "other": None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A form as typed, and the errors by input after a refusal; `units` are the ids that were ticked, as sent."""

    values: Mapping[str, str]
    units: Sequence[str] = ()
    errors: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def kept(data: QueryDict, *, errors: Mapping[str, str]) -> Typed:
    """What was sent, to be shown again after a refusal."""
    values = {name: data.get(name, "") for name in (KEY, *ASKED, *ANSWERED, *TAKEN_BACK)}
    return Typed(values=values, units=data.getlist("units"), errors=errors)


def asked(viewer: Viewer, dossier_id: int, data: QueryDict) -> Outcome:
    """Puts the question. Raises Refusal by its inputs, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(VERSION, KEY, *ASKED), repeated=("units",))
    unit = next((unit for unit in consulting.TERM_UNITS if unit.value == typed["unit"]), None)
    if unit is None:
        raise Refusal("unit", "Chưa chọn đơn vị thời gian; hãy chọn trong danh sách.")
    return actions.consult(
        viewer,
        Ref(id=dossier_id, version=whole_number(typed[VERSION], field=VERSION)),
        key=typed[KEY],
        unit_ids=tuple(whole_number(text, field="units") for text in data.getlist("units")),
        question=typed["question"],
        amount=whole_number(typed["amount"], field="amount"),
        unit=unit,
    )


def answered(viewer: Viewer, dossier_id: int, number: int, data: QueryDict) -> Outcome:
    """Answers the question of a number. Raises Refusal by its inputs, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(VERSION, KEY, *ANSWERED))
    if typed["agrees"] not in _AGREES:
        raise Refusal("agrees", "Chưa chọn ý kiến của đơn vị; hãy chọn một trong ba mục.")
    return actions.answer(
        viewer,
        Ref(id=dossier_id, version=whole_number(typed[VERSION], field=VERSION)),
        key=typed[KEY],
        consultation=number,
        agrees=_AGREES[typed["agrees"]],
        text=typed["text"],
    )


def taken_back(viewer: Viewer, dossier_id: int, number: int, data: QueryDict) -> Outcome:
    """Takes the question of a number back. Raises Refusal by its inputs, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(VERSION, KEY, *TAKEN_BACK))
    return actions.take_back(
        viewer,
        Ref(id=dossier_id, version=whole_number(typed[VERSION], field=VERSION)),
        key=typed[KEY],
        consultation=number,
        reason=typed["reason"],
    )
