"""The intake screen: what was typed, the procedure chosen, and the promise before it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, desk_of, desk_seen, fee_vi
from motcua.desks.counter.intake import elsewhere, inputs
from motcua.desks.counter.intake.forms import BLANK, Typed
from motcua.desks.counter.intake.pages import ChosenProcedure, Duplicate, IntakePage, Match, Matches, Preview, Strip
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.due import why
from motcua.desks.frame.fields import Field, with_errors
from motcua.desks.frame.formats import capitalised, date_vi, iso, moment_vi, number_vi, term_vi
from motcua.desks.frame.pages import Badge, Deadline, Link, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import KEY, kept_key
from motcua.desks.frame.usual import REASON, with_usual
from motcua.law.types import Channel, Confidence
from motcua.records import clock
from motcua.records.casework import duplicates, previewing, usage
from motcua.records.casework.duplicates import NONE_ALIKE, Alike
from motcua.records.casework.previewing import Foreseen
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.notices import queries as notices
from motcua.records.people.viewer import Viewer
from motcua.records.places.queries import UnitView
from motcua.records.tickets import queries as tickets
from motcua.rules.dossier import Act
from motcua.rules.refusal import Refusal

SHORTEST_SEARCH = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What the server adds to what was typed: matches of a search, the promise, others like it, a dossier scanned."""

    typed: Typed
    foreseen: Foreseen | None = None
    found: Matches | None = None
    alike: Alike = NONE_ALIKE
    opened: str = ""


def matches(viewer: Viewer, text: str, *, competent_key: str = "") -> Matches:
    """The procedures that match a text, of the desk or of the unit that was chosen to decide, the usual ones first."""
    if len(text.strip()) < SHORTEST_SEARCH:
        return Matches(matches=(), nothing="Hãy gõ ít nhất hai chữ của tên, hoặc mã thủ tục.")
    on, desk = clock.now().date(), desk_of(viewer)
    often = usage.received_lately(desk.id, on=on)
    found = catalogue.search_procedures(text, on=on, level=elsewhere.level_of(competent_key, desk), often=often)
    return Matches(
        matches=tuple(Match(code=one.code, name=one.name, meta=_meta(one, Channel.COUNTER)) for one in found),
        nothing="" if found else "Không có thủ tục nào mang những chữ này; hãy bớt chữ hoặc gõ mã.",
    )


def shown(viewer: Viewer, typed: Typed, *, searching: bool) -> Shown:
    """The form with the procedure chosen and its promise; a procedure that cannot be taken is an error of the form."""
    found = matches(viewer, typed["procedure_query"], competent_key=typed["competent_unit"]) if searching else None
    if not typed["procedure"]:
        return Shown(typed=typed, found=found)
    try:
        unit = desk_of(viewer)
        foreseen = previewing.preview(
            viewer,
            unit_key=unit.key,
            procedure=typed["procedure"],
            channel=typed.channel,
            competent_unit_key=typed["competent_unit"],
        )
    except Refusal as refusal:
        return Shown(typed=typed.wrong(refusal), found=found)
    alike = duplicates.probable(viewer, duplicates.likeness(typed.values), procedure=typed["procedure"])
    return Shown(typed=typed, foreseen=foreseen, found=found, alike=alike)


def intake_page(request: StaffRequest, of: Shown, *, draft: str = "keep") -> IntakePage:
    """The screen with everything that was typed."""
    typed, desk = of.typed, desk_of(request.viewer)
    fields = _fields(typed, desk, fresh=draft != "keep")
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
        on_behalf=inputs.on_behalf(fields),
        elsewhere=elsewhere.elsewhere(fields),
        procedure_query=replace(fields["procedure_query"], autofocus=of.found is not None),
        copies=fields["copies"],
        reason=fields["reason"],
        channel=fields["channel"],
        hidden=(desk_seen(desk), kept_key(typed[KEY])),
        found=of.found,
        chosen=_chosen(of.foreseen, typed) if of.foreseen else None,
        preview=_preview(of.foreseen) if of.foreseen else None,
        duplicate=_duplicate(of.alike, fields["duplicate"]) if of.alike else None,
        errors=summary(fields.values(), typed.errors),
        opened=_opened(of.opened) if of.opened else None,
        strip=_strip(request.viewer),
        draft=draft,
        draft_of=str(request.viewer.account_id or ""),
        again=f"{reverse('counter:intake')}?bat-dau-lai",
    )


def _fields(typed: Typed, desk: UnitView, *, fresh: bool) -> dict[str, Field]:
    """Every input that is there from the beginning, by name, with its error."""
    usual = notices.usual_reasons((Act.DECLINE,), unit_id=desk.id).get(Act.DECLINE)
    others = elsewhere.inputs(typed, desk, on=clock.now().date())
    fields = {field.name: field for field in with_errors((*inputs.fields(typed, fresh=fresh), *others), typed.errors)}
    return fields | {REASON: with_usual(fields[REASON], usual)}


def empty_page(request: StaffRequest) -> IntakePage:
    """The screen before anything was typed; a draft kept by the browser comes back into it, or is thrown away."""
    return intake_page(request, Shown(typed=BLANK), draft="clear" if "bat-dau-lai" in request.GET else "restore")


def _chosen(foreseen: Foreseen, typed: Typed) -> ChosenProcedure:
    procedure = foreseen.procedure
    doubtful = procedure.confidence is Confidence.TO_VERIFY
    papers = tuple(inputs.tick(paper, place, typed) for place, paper in enumerate(procedure.papers, start=1))
    return ChosenProcedure(
        code=procedure.code,
        name=procedure.name,
        meta=_meta(procedure, typed.channel),
        papers=papers,
        read=Link(
            text="Xem thủ tục trong danh mục",
            href=reverse("office:procedure_version", args=(procedure.code, procedure.number)),
        ),
        counted="papers" in typed.errors or any(field.value for paper in papers for field in paper.counts),
        term_note=foreseen.option.term_note,
        certainty=(procedure.note or "Chờ kiểm chứng.") if doubtful else "",
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


def _duplicate(alike: Alike, confirm: Field) -> Duplicate:
    told = []
    if alike.rows:
        latest = alike.rows[0]
        told.append(f"Người này có hồ sơ cùng thủ tục, nộp ngày {date_vi(latest.received_at)}, chưa giải quyết xong.")
    if alike.elsewhere:
        told.append("Có hồ sơ tương tự tại đơn vị khác; hãy hỏi người nộp đã nộp ở đâu chưa.")
    links = (
        Link(text=f"Xem hồ sơ {row.code}", href=reverse("officer:dossier", args=(row.code,))) for row in alike.rows
    )
    return Duplicate(text=" ".join(told), links=tuple(links), confirm=confirm)


def _opened(code: str) -> Link:
    return Link(text=f"Mở hồ sơ {code} vừa quét", href=reverse("counter:hand_over", args=(code,)))


def _strip(viewer: Viewer) -> Strip | None:
    serving = tickets.serving(viewer)
    if serving is None:
        return None
    return Strip(
        window=f"Quầy số {serving.window}",
        number=serving.current.number if serving.current else "",
        waiting=f"{number_vi(serving.waiting)} người đang chờ" if serving.waiting else "không còn ai chờ",
        action=reverse("counter:calling"),
        hidden=(kept_key(""),),
    )


def _meta(procedure: ProcedureView, channel: Channel) -> str:
    option = procedure.channels.get(channel) or next(iter(procedure.channels.values()))
    return f"{procedure.code} · {procedure.field} · {term_vi(option.term)}"
