"""Slips given at the door (forms 02 and 03): the sheet of one, and the list of a desk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, desk_of
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import instant_vi, number_vi
from motcua.desks.frame.pages import EmptyState, Frame, Link, Part
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.sheets.filling import components, official_form, sheet_head
from motcua.desks.frame.sheets.sheet import (
    Block,
    Entries,
    Entry,
    Heading,
    Layout,
    Listing,
    Sheet,
    Signatures,
    Signer,
    number_line,
    said,
)
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records.casework import door
from motcua.records.casework.door import Slip, SlipKind
from motcua.records.catalogue import queries as catalogue
from motcua.records.people import queries as people
from motcua.records.places import queries as places

_FORMS = {SlipKind.GUIDANCE: ("supplement_request",), SlipKind.REFUSAL: ("refusal",)}
_COLUMNS = (Column(label="Phiếu"), Column(label="Người nộp"), Column(label="Thủ tục"), Column(label="Lúc"))


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorSlipsPage:
    """The slips that a desk gave lately."""

    frame: Frame
    sentence: tuple[Part, ...]
    table: Table
    empty: EmptyState | None = None


def door_slips_page(request: StaffRequest) -> DoorSlipsPage:
    """The slips of the desk where one works, the latest first."""
    slips = door.lately(request.viewer, desk_of(request.viewer).id)
    return DoorSlipsPage(
        frame=counter_frame(request, title="Phiếu hướng dẫn, từ chối tại quầy", current="door_slips"),
        sentence=sentence(
            "{count} phiếu đã trao tại quầy trong 30 ngày qua.", count=number_vi(len(slips)) if slips else "Chưa có"
        ),
        table=Table(
            caption="Phiếu trao tại quầy, mới nhất ở trên", columns=_COLUMNS, rows=tuple(_row(each) for each in slips)
        ),
        empty=None if slips else _EMPTY,
    )


def slip_sheet(slip: Slip) -> Sheet:
    """A slip as it is printed, the same at every print."""
    form = official_form(_FORMS[slip.kind], began=slip.given_at.date())
    unit, officer = places.unit_by_id(slip.unit_id), people.names_of([slip.by_id] if slip.by_id else [])
    named = officer.get(slip.by_id or 0, "")
    return Sheet(
        file_name=f"phieu-{slip.number.replace('/', '-')}",
        layout=Layout.LETTER,
        head=replace(sheet_head(slip.unit_id, on=slip.given_at.date()), number=number_line(slip.number)),
        title=form.title,
        form=form.note,
        codes=None,
        mark="",
        simulated=in_demonstration(),
        blocks=(
            *_asked(slip),
            *(_missing(slip) if slip.kind is SlipKind.GUIDANCE else ()),
            Heading(text="Lý do:" if slip.kind is SlipKind.GUIDANCE else "Lý do từ chối tiếp nhận:"),
            Listing(items=_reasons(slip), least=2),
            Entries(lines=((Entry(label="Cán bộ liên hệ", value=named), Entry(label="Điện thoại", value=unit.phone)),)),
            said(_END[slip.kind]),
            Signatures(
                signers=(
                    Signer(lines=("Người nộp hồ sơ",), name=slip.person.get("name", "")),
                    Signer(lines=(_GIVER[slip.kind],), name=named),
                )
            ),
        ),
    )


_GIVER = {SlipKind.GUIDANCE: "Người hướng dẫn", SlipKind.REFUSAL: "Người tiếp nhận hồ sơ"}
_END = {
    SlipKind.GUIDANCE: "Hồ sơ chưa được tiếp nhận và chưa có ngày hẹn trả. Khi đã có đủ giấy tờ nêu trên, xin ông/bà "
    "mang cùng hồ sơ đến bộ phận tiếp nhận.",
    SlipKind.REFUSAL: "Xin ông/bà nhận lại giấy tờ đã mang đến. Nếu không đồng ý với lý do trên, ông/bà có quyền khiếu "
    "nại theo quy định của pháp luật về khiếu nại.",
}
_EMPTY = EmptyState(
    title="Chưa trao phiếu nào",
    text="Khi người nộp thiếu giấy tờ, chọn thủ tục ở trang Hồ sơ mới rồi mở «Chưa nhận được hồ sơ này?».",
    link=Link(text="Mở trang Hồ sơ mới", href="/tiep-nhan/", key="F2"),
)


def _asked(slip: Slip) -> tuple[Block, ...]:
    procedure, person = catalogue.version(slip.procedure_version_id), slip.person
    lines = (
        (Entry(label="Họ tên người nộp", value=person.get("name", ""), bold=True),),
        (Entry(label="Địa chỉ", value=person.get("address", "")),),
        (
            Entry(label="Số điện thoại", value=person.get("phone", "")),
            Entry(label="Thư điện tử", value=person.get("email", "")),
        ),
        (Entry(label="Nội dung yêu cầu giải quyết", value=f"{procedure.name} ({procedure.code})", bold=True),),
    )
    return (Entries(lines=lines),)


def _missing(slip: Slip) -> tuple[Block, ...]:
    papers = catalogue.version(slip.procedure_version_id).papers
    wanted = tuple(paper for paper in papers if paper.number in slip.missing)
    return (components(wanted, caption="Giấy tờ cần bổ sung, hoàn thiện:", sets=None, least=3),)


def _reasons(slip: Slip) -> tuple[str, ...]:
    told = tuple(line.strip() for line in slip.reason.splitlines() if line.strip())
    if told or slip.kind is SlipKind.REFUSAL:
        return told
    return ("Hồ sơ chưa có đủ giấy tờ bắt buộc của thủ tục như bảng trên.",)


def _row(slip: Slip) -> Row:
    procedure = catalogue.version(slip.procedure_version_id)
    return Row(
        cells=(
            Cell(text=slip.number, href=reverse("counter:door_slip", args=(slip.id,)), note=door.LABELS[slip.kind]),
            Cell(text=slip.person.get("name", "đã xóa tên")),
            Cell(text=procedure.short_name or procedure.name, note=procedure.code),
            Cell(text=instant_vi(slip.given_at)),
        )
    )
