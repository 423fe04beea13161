"""The intake screen: what was typed, the procedure chosen, and the promise before it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from motcua.desks.counter.forms import AT_THE_COUNTER, BLANK, Typed
from motcua.desks.counter.pages import (
    ChosenProcedure,
    Duplicate,
    IntakePage,
    Match,
    Matches,
    OnBehalf,
    PaperTick,
    Preview,
)
from motcua.desks.counter.presenters import counter_frame, desk_of, fee_vi
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.due import why
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import capitalised, date_vi, iso, moment_vi, term_vi
from motcua.desks.frame.pages import Badge, Deadline, Link, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import KEY, kept_key
from motcua.law.types import Channel, Confidence
from motcua.records import clock
from motcua.records.casework import lists, previewing
from motcua.records.casework.intake import CHANNELS
from motcua.records.casework.previewing import Foreseen
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.content import PaperKind
from motcua.records.catalogue.queries import PaperView, ProcedureView
from motcua.records.people.viewer import Viewer
from motcua.rules import identity
from motcua.rules.refusal import Refusal

SHORTEST_SEARCH = 2
KEYS = 9
"""Papers that have a number key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the server adds to what was typed: matches of a search, the promise, a probable duplicate."""

    typed: Typed
    foreseen: Foreseen | None = None
    found: Matches | None = None
    duplicate: Duplicate | None = None


def matches(viewer: Viewer, text: str) -> Matches:
    """The procedures of the desk that match a text."""
    on, level = clock.now().date(), desk_of(viewer).level
    found = catalogue.search_procedures(text, on=on, level=level) if len(text.strip()) >= SHORTEST_SEARCH else []
    return Matches(
        matches=tuple(Match(code=one.code, name=one.name, meta=_meta(one, Channel.COUNTER)) for one in found),
        nothing="" if found else "Không có thủ tục nào mang những chữ này; hãy bớt chữ hoặc gõ mã.",
    )


def shown(viewer: Viewer, typed: Typed, *, searching: bool) -> Shown:
    """The form with the procedure chosen and its promise; a procedure that cannot be taken is an error of the form."""
    found = matches(viewer, typed["procedure_query"]) if searching else None
    if not typed["procedure"]:
        return Shown(typed=typed, found=found)
    try:
        unit = desk_of(viewer)
        foreseen = previewing.preview(viewer, unit_key=unit.key, procedure=typed["procedure"], channel=typed.channel)
    except Refusal as refusal:
        return Shown(typed=typed.wrong(refusal), found=found)
    return Shown(typed=typed, foreseen=foreseen, found=found, duplicate=_duplicate(viewer, typed))


def intake_page(request: StaffRequest, of: Shown, *, fresh: bool = False) -> IntakePage:
    """The screen with everything that was typed."""
    typed = of.typed
    fields = {field.name: field for field in with_errors(_fields(typed, fresh=fresh), typed.errors)}
    title = "Hồ sơ mới: chưa lưu được" if typed.errors else "Hồ sơ mới"
    return IntakePage(
        frame=counter_frame(request, title=title, current="intake"),
        action=reverse("counter:intake"),
        matches_href=reverse("counter:matches"),
        scan=fields["scan"],
        name=fields["name"],
        birth=fields["birth"],
        phone=fields["phone"],
        id_number=fields["id_number"],
        address=fields["address"],
        email=fields["email"],
        on_behalf=_on_behalf(fields),
        procedure_query=replace(fields["procedure_query"], autofocus=of.found is not None),
        copies=fields["copies"],
        channel=fields["channel"],
        hidden=(kept_key(typed[KEY]),),
        found=of.found,
        chosen=_chosen(of.foreseen, typed) if of.foreseen else None,
        preview=_preview(of.foreseen) if of.foreseen else None,
        duplicate=of.duplicate,
        errors=summary(fields.values(), typed.errors),
        fresh=fresh,
    )


def empty_page(request: StaffRequest) -> IntakePage:
    """The screen before anything was typed; a draft kept by the browser may come back into it."""
    return intake_page(request, Shown(typed=BLANK), fresh=True)


def _fields(typed: Typed, *, fresh: bool) -> tuple[Field, ...]:
    return (
        replace(_text(typed, "scan", "Quét thẻ căn cước, hoặc gõ số", limit=500), autofocus=fresh),
        *_person_fields(typed),
        replace(
            _text(typed, "procedure_query", "Tìm theo tên hoặc mã, không cần dấu", limit=120), kind=FieldKind.SEARCH
        ),
        replace(_text(typed, "copies", "Số bộ hồ sơ", limit=2, inputmode="numeric"), value=typed["copies"] or "1"),
        Field(
            name="channel",
            label="Cách nộp",
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=channel.value, label=CHANNELS[channel], chosen=channel is typed.channel)
                for channel in AT_THE_COUNTER
            ),
        ),
    )


def _person_fields(typed: Typed) -> tuple[Field, ...]:
    owner_hint = "Văn bản ủy quyền, hoặc quan hệ với chủ hồ sơ."
    return (
        _text(typed, "name", "Họ và tên", limit=200),
        _text(typed, "birth", "Ngày hoặc năm sinh", limit=20, inputmode="numeric"),
        _text(typed, "phone", "Điện thoại", limit=20, inputmode="tel"),
        _text(typed, "id_number", "Số căn cước", limit=20, inputmode="numeric"),
        _text(typed, "address", "Nơi cư trú", limit=300),
        # Not type="email": the server says what is wrong, in Vietnamese.
        replace(_text(typed, "email", "Thư điện tử", limit=120, inputmode="email"), optional=True),
        _text(typed, "owner_name", "Chủ hồ sơ", limit=200),
        _text(typed, "owner_address", "Địa chỉ của chủ hồ sơ", limit=300),
        replace(_text(typed, "authorisation", "Căn cứ nộp thay", limit=200), hint=owner_hint),
    )


def _text(typed: Typed, name: str, label: str, *, limit: int, inputmode: str = "") -> Field:
    return Field(name=name, label=label, value=typed[name], maxlength=str(limit), inputmode=inputmode)


def _on_behalf(fields: dict[str, Field]) -> OnBehalf:
    owner, address, authorisation = fields["owner_name"], fields["owner_address"], fields["authorisation"]
    return OnBehalf(
        owner_name=owner,
        owner_address=address,
        authorisation=authorisation,
        open=any(field.value or field.error for field in (owner, address, authorisation)),
    )


def _chosen(foreseen: Foreseen, typed: Typed) -> ChosenProcedure:
    procedure = foreseen.procedure
    doubtful = procedure.confidence is Confidence.TO_VERIFY
    return ChosenProcedure(
        code=procedure.code,
        name=procedure.name,
        meta=_meta(procedure, typed.channel),
        papers=tuple(_tick(paper, place, typed) for place, paper in enumerate(procedure.papers, start=1)),
        term_note=foreseen.option.term_note,
        certainty=(procedure.note or "Chờ kiểm chứng.") if doubtful else "",
    )


def _tick(paper: PaperView, place: int, typed: Typed) -> PaperTick:
    return PaperTick(
        number=str(paper.number),
        name=paper.name,
        badge=Badge(tone=Tone.PLAIN, text=str(PaperKind(paper.kind).label).lower()),
        checked=paper.number in typed.papers,
        key=str(place) if place <= KEYS else "",
        note="" if paper.required else "nếu có",
    )


def _preview(foreseen: Foreseen) -> Preview:
    option, deadline = foreseen.option, foreseen.deadline
    return Preview(
        deadline=Deadline(
            due=capitalised(moment_vi(deadline.due)) if deadline.due else "Không có ngày hẹn",
            due_iso=iso(deadline.due) if deadline.due else "",
            badge=Badge(tone=Tone.CALM, text=f"thời hạn {term_vi(option.term)}"),
            why=why(deadline.lines),
        ),
        fee=fee_vi(option.fee),
        fee_note=option.fee_note,
    )


def _duplicate(viewer: Viewer, typed: Typed) -> Duplicate | None:
    try:
        number = identity.id_number(typed["id_number"])
    except Refusal:
        return None  # told beside the input when the form is saved
    rows = lists.probable_duplicates(viewer, id_number=number, procedure=typed["procedure"])
    if not rows:
        return None
    return Duplicate(
        text=f"Người này đã nộp cùng thủ tục ngày {date_vi(rows[0].received_at)}.",
        link=Link(text=f"Xem hồ sơ {rows[0].code}", href=reverse("officer:dossier", args=(rows[0].code,))),
    )


def _meta(procedure: ProcedureView, channel: Channel) -> str:
    option = procedure.channels.get(channel) or next(iter(procedure.channels.values()))
    return f"{procedure.code} · {procedure.field} · {term_vi(option.term)}"
