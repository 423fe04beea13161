"""One act on many dossiers of the work list: which were picked, where they go, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame import bulk as frame
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.bulk import PICK, BulkBar, BulkPage
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Link
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import KEY, fresh_key, kept_key, sent
from motcua.desks.officer.choices import NOBODY
from motcua.desks.officer.forms import FORMS, Typed, person_value, unit_value
from motcua.desks.officer.lists import officer_frame, queue_href
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import bulk
from motcua.records.casework.bulk import Picked, Report
from motcua.records.casework.performing import Ref
from motcua.records.people import queries as people
from motcua.records.people.policy import ACTING_ROLES
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import TRANSITIONS, Act
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import NotFound, Refusal

ACT = "act"
"""The name of the buttons that say what is to be done."""

_REASON_LIMIT = 2000
_CONSEQUENCE = "Ngày hẹn trả của các hồ sơ không đổi."


@dataclass(frozen=True, kw_only=True, slots=True)
class BulkAct:
    """An act that may be done to many: its part of the address, what its button, heading and outcome say.

    `to_self`: whoever asks takes the dossiers; otherwise a target is chosen, within the unit or also beyond it.
    """

    slug: str
    act: Act
    button: str
    doing: str
    done: str
    to_self: bool = False


ACTS = {
    each.slug: each
    for each in (
        BulkAct(slug="chuyen-xu-ly", act=Act.FORWARD, button="Chuyển xử lý", doing="Chuyển", done="Đã chuyển"),
        BulkAct(slug="phan-cong", act=Act.ASSIGN, button="Phân công", doing="Phân công", done="Đã phân công"),
        BulkAct(slug="nhan", act=Act.ASSIGN, button="Nhận về mình", doing="Nhận", done="Đã nhận", to_self=True),
    )
}
"""By the value of their button."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a form asked for; `typed` are its inputs as typed, none of them on the way to the form."""

    act: BulkAct
    refs: tuple[Ref, ...]
    typed: Typed


def bar(viewer: Viewer, *, all_href: str) -> BulkBar | None:
    """The foot of a work list for whoever may pass dossiers on; None for one who only reads."""
    roles = frozenset(post.role for post in viewer.posts) & ACTING_ROLES
    acts = tuple((slug, each.button) for slug, each in ACTS.items() if TRANSITIONS[each.act].roles & roles)
    return BulkBar(action=reverse("officer:bulk"), all_href=all_href, acts=acts) if acts else None


def chosen(data: QueryDict) -> Asked:
    """What was picked in a list and by which button. Raises Refusal, NotFound for an act that there is not."""
    typed = sent(data, fields=(ACT,), repeated=(PICK,))
    return Asked(act=_act(typed[ACT]), refs=frame.picks(data), typed={})


def ordered(slug: str, data: QueryDict) -> Asked:
    """What is to be done to which dossiers. Raises Refusal, NotFound."""
    typed = sent(data, fields=(KEY, "to", "reason"), repeated=(PICK,))
    return Asked(act=_act(slug), refs=frame.picks(data), typed=typed)


def done(viewer: Viewer, asked: Asked) -> Report:
    """Does it to each dossier in turn. Raises Refusal when nothing can be begun."""
    typed = {**asked.typed, "reason": clean_lines(asked.typed["reason"], field="reason", limit=_REASON_LIMIT)}
    if asked.act.to_self:
        assert viewer.account_id is not None  # the audience of the view
        typed["to"] = person_value(viewer.account_id)
    elif not typed["to"]:
        raise Refusal("to", "Chưa chọn nơi nhận; hãy chọn một người hoặc đơn vị trong danh sách.")
    perform = FORMS[asked.act.act].perform
    return bulk.each(asked.refs, lambda ref, key: perform(viewer, ref, key, typed), key=asked.typed[KEY])


def form_page(request: StaffRequest, asked: Asked, *, errors: Mapping[str, str] | None = None) -> BulkPage:
    """The picked dossiers and where they are to go; with `errors`, as the form was sent."""
    picked = bulk.picked(request.viewer, [ref.id for ref in asked.refs])
    if not picked:
        raise NotFound(PICK, "Không còn hồ sơ nào trong phạm vi của ông/bà; hãy mở lại danh sách.")
    fields = with_errors(_fields(request.viewer, asked, picked), errors or {})
    heading = f"{asked.act.doing} {number_vi(len(picked))} hồ sơ"
    return BulkPage(
        frame=officer_frame(request, title=heading),
        heading=heading,
        sentence="Mỗi hồ sơ được làm riêng: hồ sơ nào chưa làm được thì nêu lý do, các hồ sơ khác vẫn xong.",
        back=_back(),
        chosen=frame.picked_table(picked, caption="Hồ sơ đã chọn"),
        action=_address(asked.act),
        hidden=(kept_key(asked.typed.get(KEY, "")),),
        fields=fields,
        label=asked.act.button,
        consequence=_CONSEQUENCE,
        errors=summary(fields, errors or {}),
    )


def result_page(request: StaffRequest, asked: Asked, report: Report) -> BulkPage:
    """What came of it: those done, and those refused with their reasons, still picked, to be sent again."""
    left = bulk.picked(request.viewer, [each.dossier_id for each in report.refused]) if report.refused else ()
    heading = frame.outcome_vi(report, asked.act.done)
    page = BulkPage(
        frame=officer_frame(request, title=heading.rstrip(".")),
        heading=heading,
        sentence=_what_next(report),
        back=_back(),
        done=frame.done_table(report, caption=asked.act.done),
        links=_hand_over_list(request.viewer, report),
        errors=frame.unseen(report, left),
    )
    if not left:
        return page
    return replace(
        page,
        chosen=frame.picked_table(left, caption="Chưa làm được", reasons=report),
        action=_address(asked.act),
        hidden=(fresh_key(),),
        fields=_fields(request.viewer, asked, left),
        label=f"{asked.act.button} lại",
        consequence=_CONSEQUENCE,
    )


def _act(slug: str) -> BulkAct:
    if slug not in ACTS:
        raise NotFound(ACT, "Không có việc này trong danh sách; hãy mở lại danh sách hồ sơ.")
    return ACTS[slug]


def _address(act: BulkAct) -> str:
    return reverse("officer:bulk_act", args=(act.slug,))


def _fields(viewer: Viewer, asked: Asked, picked: Sequence[Picked]) -> tuple[Field, ...]:
    reason = Field(
        name="reason",
        label="Ý kiến",
        kind=FieldKind.AREA,
        optional=True,
        maxlength=str(_REASON_LIMIT),
        value=asked.typed.get("reason", ""),
    )
    if asked.act.to_self:
        return (reason,)
    units = tuple(dict.fromkeys(one.holder_unit_id for one in picked))
    options = _people(viewer, units) + (_units(units) if asked.act.act is Act.FORWARD else ())
    wanted = asked.typed.get("to", "")
    marked = tuple(replace(option, chosen=option.value == wanted) for option in (NOBODY, *options))
    label = "Chuyển đến" if asked.act.act is Act.FORWARD else "Giao cho"
    return (Field(name="to", label=label, kind=FieldKind.SELECT, required=True, options=marked), reason)


def _people(viewer: Viewer, unit_ids: Sequence[int]) -> tuple[Option, ...]:
    """The people of the units that hold the dossiers, each once."""
    on = clock.now().date()
    options: dict[str, Option] = {}
    for unit_id in unit_ids:
        where = f", {places.unit_by_id(unit_id).short_name}" if len(unit_ids) > 1 else ""
        for account in people.colleagues(viewer, unit_id, on):
            title = next(post.title for post in account.posts if post.unit_id == unit_id)
            value = person_value(account.id)
            options.setdefault(value, Option(value=value, label=f"{account.full_name} – {title}{where}"))
    return tuple(options.values())


def _units(unit_ids: Sequence[int]) -> tuple[Option, ...]:
    """The other units of the agencies that hold the dossiers."""
    agencies = places.units_by_agency(clock.now().date()).values()
    near = [units for units in agencies if {unit.id for unit in units} & set(unit_ids)]
    return tuple(
        Option(value=unit_value(unit.id), label=unit.name)
        for units in near
        for unit in units
        if (unit.id,) != tuple(unit_ids)
    )


def _what_next(report: Report) -> str:
    if not report.refused:
        return "Không hồ sơ nào bị từ chối."
    return "Các hồ sơ chưa làm được vẫn được đánh dấu bên dưới: xem lý do, bỏ dấu hoặc sửa rồi gửi lại."


def _hand_over_list(viewer: Viewer, report: Report) -> tuple[Link, ...]:
    """Whoever has a desk hands paper over too, and lists it."""
    has_desk = any(post.role is Role.COUNTER for post in viewer.posts)
    if not (has_desk and report.done):
        return ()
    return (Link(text="Lập bảng kê giao nhận hôm nay", href=reverse("counter:hand_overs")),)


def _back() -> Link:
    return Link(text="Về danh sách hồ sơ", href=queue_href())
