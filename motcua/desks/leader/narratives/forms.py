"""What the forms of reports in words send."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.leader.asking import period_in, typed_period
from motcua.records.narratives import actions
from motcua.records.narratives.actions import Ref
from motcua.records.narratives.content import Act
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotFound

ACTS, SEEN, TEXT = "acts", "seen", "text"
SLUGS = {"ky": Act.SIGN, "chot": Act.FILL, "bo": Act.DROP}
"""Acts on a report by the last part of their address."""

DONE = {
    Act.SIGN: "Đã ký báo cáo và chốt số liệu.",
    Act.FILL: "Đã ghi nhận số liệu mới vào dự thảo.",
    Act.DROP: "Đã bỏ dự thảo.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedSection:
    """A section as typed, with the version that the person saw."""

    text: str
    seen: str
    key: str


def begun(viewer: Viewer, unit_key: str, data: QueryDict) -> int:
    """Begins a report; its id. Raises Refusal, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY, "period"))
    return actions.begin(viewer, unit_key, period_in(typed_period(data)), key=typed[KEY])


def typed_section(data: QueryDict) -> TypedSection:
    """The form of a section. Raises Refusal for a field that it has not."""
    typed = sent(data, fields=(KEY, TEXT, SEEN))
    return TypedSection(text=typed[TEXT].replace("\r\n", "\n"), seen=typed[SEEN], key=typed[KEY])


def wrote(viewer: Viewer, narrative_id: int, section: str, typed: TypedSection) -> None:
    """Writes a section. Raises Refusal, NotAllowed, NotFound, Conflict."""
    seen = whole_number(typed.seen, field=SEEN)
    actions.write(viewer, narrative_id, section, typed.text, seen=seen, key=typed.key)


def acted(viewer: Viewer, narrative_id: int, slug: str, data: QueryDict) -> Act:
    """Signs, fills or drops a report; what was done. Raises Refusal, NotAllowed, NotFound, Conflict."""
    act = SLUGS.get(slug)
    if act is None:
        raise NotFound("act", "Không có việc này với báo cáo; hãy mở lại trang báo cáo.")
    typed = sent(data, fields=(KEY, ACTS))
    ref = Ref(id=narrative_id, acts=whole_number(typed[ACTS], field=ACTS))
    match act:
        case Act.SIGN:
            actions.sign(viewer, ref, key=typed[KEY])
        case Act.FILL:
            actions.fill(viewer, ref, key=typed[KEY])
        case _:
            actions.drop(viewer, ref, key=typed[KEY])
    return act
