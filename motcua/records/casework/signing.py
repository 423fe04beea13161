"""As what a person decides: under the own title, or for whoever lent a post. A decision tells it, for its letters."""

from __future__ import annotations

from motcua.records.casework.changes import JSON
from motcua.records.casework.performing import Case
from motcua.records.people import policy
from motcua.records.people.viewer import Post, Viewer
from motcua.records.people.working import key_of
from motcua.rules.dossier import TRANSITIONS, Act, Place, Transition
from motcua.rules.refusal import Refusal

POST = "post"
"""The input that names the post under which an act is done."""


def posts_for(viewer: Viewer, act: Act, *, unit_id: int) -> tuple[Post, ...]:
    """The posts under which a person may do an act on what lies at a unit: the one worked at, own ones, lent ones."""
    roles = TRANSITIONS[act].roles
    return tuple(post for post in policy.posts_at(viewer, unit_id) if post.role in roles)


def signed(case: Case, chosen: str) -> dict[str, JSON]:
    """What the journal is told of the post that a decision is made under: {"signed": {via, title, unit, document}}.

    `chosen` is a `working.key_of`; "" takes the first post that may. Nothing for the operator, who holds none. Raises
    Refusal (`post`) for a post that is not, or no more, this person's to use here: a delegation that ran out is one.
    """
    if case.viewer.operator:
        return {}
    posts = posts_for(case.viewer, case.row.act, unit_id=_place(case.row, case))
    post = next((post for post in posts if chosen in ("", key_of(post))), None)
    if post is None:
        raise Refusal(
            POST,
            "Ông/bà không còn được ký với tư cách đã chọn: ủy quyền đã hết hạn, bị thu hồi hoặc không dùng cho hồ sơ "
            "này. Hãy tải lại trang và chọn tư cách khác.",
        )
    told: dict[str, JSON] = {"via": post.via, "title": post.title, "unit": post.unit_id}
    if post.document:
        told["document"] = post.document
    return {"signed": told}


def asked(inputs: dict[str, object], chosen: str) -> dict[str, object]:
    """The inputs of an act with the post that was chosen; without one they are as they always were."""
    return {**inputs, POST: chosen} if chosen else inputs


def _place(row: Transition, case: Case) -> int:
    facts = case.loaded.facts
    return facts.unit_id if row.place is Place.RECEIVER else facts.holder_unit_id
