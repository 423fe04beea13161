"""What the forms of decisions send: one dossier or many, approved, sent back or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from motcua.desks.frame.bulk import PICK, picks
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.frame.usual import REASON, REASON_USUAL, worded
from motcua.records.casework import actions, bulk
from motcua.records.casework.actions import Ref
from motcua.records.casework.bulk import Report
from motcua.records.casework.changes import Outcome
from motcua.records.casework.signing import POST
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import NotFound

Typed = Mapping[str, str]

RENAMED = {"account": "to", "dossier": "code"}
"""Fields of the records by the input of the form that shows their errors."""

NOTE, TO = "note", "to"
_LONGEST = 2_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A way to decide: its part of the address, its inputs, what is done with them, and what is said after it."""

    slug: str
    act: Act
    inputs: tuple[str, ...]
    perform: Callable[[Viewer, Ref, str, Typed], Outcome]
    done: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A decision that was refused: what was typed, and the errors by input."""

    slug: str
    typed: Typed
    errors: Mapping[str, str] = field(default_factory=dict)


def _approve(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    return actions.approve(viewer, ref, key=key, note=typed[NOTE], post=typed[POST])


def _send_back(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    to = whole_number(typed[TO], field=TO)
    return actions.send_back(viewer, ref, key=key, to_account_id=to, reason=typed[REASON])


def _refuse(viewer: Viewer, ref: Ref, key: str, typed: Typed) -> Outcome:
    return actions.refuse(viewer, ref, key=key, reason=typed[REASON], post=typed[POST])


DECISIONS = {
    each.slug: each
    for each in (
        Decision(slug="phe-duyet", act=Act.APPROVE, inputs=(NOTE, POST), perform=_approve, done="đã phê duyệt"),
        Decision(
            slug="tra-lai", act=Act.SEND_BACK, inputs=(TO, REASON, REASON_USUAL), perform=_send_back, done="đã trả lại"
        ),
        Decision(
            slug="tu-choi",
            act=Act.REFUSE,
            inputs=(REASON, REASON_USUAL, POST),
            perform=_refuse,
            done="đã từ chối giải quyết",
        ),
    )
}
"""By their part of the address, the usual one first."""


def decision(slug: str) -> Decision:
    """The decision at an address. Raises NotFound."""
    if slug not in DECISIONS:
        raise NotFound("act", "Không có việc này trên trang phê duyệt; hãy mở lại danh sách chờ phê duyệt.")
    return DECISIONS[slug]


def decided(viewer: Viewer, dossier_id: int, way: Decision, data: QueryDict) -> Outcome:
    """Does what a form decided. Raises Refusal, NotFound, NotAllowed or Conflict; then nothing was written."""
    typed = worded(sent(data, fields=(VERSION, KEY, *way.inputs)))
    return way.perform(
        viewer, Ref(id=dossier_id, version=whole_number(typed[VERSION], field=VERSION)), typed[KEY], typed
    )


def kept(way: Decision, data: QueryDict, *, errors: Mapping[str, str]) -> Refused:
    """A decision to show again, whatever else was sent."""
    typed = worded({name: data.get(name, "") for name in (KEY, *way.inputs)})
    return Refused(slug=way.slug, typed=typed, errors=errors)


def many(data: QueryDict) -> tuple[tuple[Ref, ...], Typed]:
    """The dossiers to approve and the inputs as typed. Raises Refusal."""
    typed = sent(data, fields=(KEY, NOTE, POST), repeated=(PICK,))
    return picks(data), typed


def approved(viewer: Viewer, refs: tuple[Ref, ...], typed: Typed) -> Report:
    """Approves each. Raises Refusal when nothing can be begun."""
    inputs = {**typed, NOTE: clean_lines(typed[NOTE], field=NOTE, limit=_LONGEST)}
    return bulk.each(refs, lambda ref, key: _approve(viewer, ref, key, inputs), key=typed[KEY])
