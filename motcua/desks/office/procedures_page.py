"""A version of a procedure as a page: what it demands, its process drawn and as a table, its history, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.drawings import lane_vi, process_drawing
from motcua.desks.frame.formats import ABSENT, date_vi, money_vi, term_vi
from motcua.desks.frame.pages import Badge, Fact, Link, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import ActForm
from motcua.desks.office.presenters import Refused, act_form
from motcua.desks.office.procedures import catalogue_frame, levels_vi
from motcua.desks.office.procedures_pages import PaperLine, ProcedurePage
from motcua.desks.office.procedures_words import BY_THE_ERA, CHANNELS, CONFIDENCES, READINGS, SUPPLEMENTS
from motcua.law.types import Channel, Confidence
from motcua.records import clock
from motcua.records.catalogue import queries
from motcua.records.catalogue.checking import longest_way
from motcua.records.catalogue.content import PaperKind
from motcua.records.catalogue.keeping import may_keep
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.catalogue.step_rows import KIND_LABELS, hours_vi
from motcua.records.catalogue.versions import Kept, VersionLine, VersionStatus
from motcua.records.people.policy import ROLE_LABELS
from motcua.rules.process import Step, StepKind, StepTable
from motcua.rules.process_problems import problems
from motcua.rules.refusal import NotFound

PUBLISH, CLOSE, DROP = "publish", "close", "drop"
"""The forms of a version."""

_TONES = {"draft": Tone.NEAR, "in_force": Tone.GOOD, "closed": Tone.QUIET, "withdrawn": Tone.QUIET}

_CHANNEL_COLUMNS = (
    Column(label="Cách nộp"),
    Column(label="Thời hạn"),
    Column(label="Phí, lệ phí"),
    Column(label="Miễn, giảm và ghi chú"),
)
_STEP_COLUMNS = (
    Column(label="Bước"),
    Column(label="Nơi thực hiện"),
    Column(label="Vai trò"),
    Column(label="Thời gian (giờ)", numeric=True),
    Column(label="Đường đi"),
)
_VERSION_COLUMNS = (
    Column(label="Phiên bản"),
    Column(label="Áp dụng từ"),
    Column(label="Đến trước"),
    Column(label="Quyết định", minor=True),
    Column(label="Tình trạng"),
)


def line_of(each: Kept, number: int | None) -> VersionLine:
    """The version of a number, or the one to look at today. Raises NotFound."""
    if number is None:
        line = each.shown(clock.now().date())
    else:
        line = next((line for line in each.versions if line.number == number), None)
    if line is None:
        raise NotFound("version", "Thủ tục {code} không có phiên bản này; hãy mở từ danh mục.", code=each.code)
    return line


def procedure_page(
    request: StaffRequest, each: Kept, line: VersionLine, *, refused: Refused | None = None
) -> ProcedurePage:
    """The page of a version; `refused` opens again the form that was refused."""
    view = queries.version(line.id)
    keeper = may_keep(request.viewer)
    acts = tuple(_acts(each, line, refused=refused)) if keeper else ()
    drawable = bool(view.steps.steps) and not problems(view.steps, most=None)
    address = (each.code, line.number)
    return ProcedurePage(
        frame=catalogue_frame(request, title=f"{view.short_name}, phiên bản {line.number}"),
        back=Link(text="Danh mục thủ tục", href=reverse("office:procedures")),
        code=each.code,
        heading=view.name,
        badge=version_badge(line),
        meta=f"{view.field} · phiên bản {line.number} · {_span(line)}",
        facts=_facts(view),
        channels=_channels(view),
        papers=tuple(_papers(view)),
        steps=_steps(view),
        versions=_versions(each, shown=line),
        drawing=process_drawing(view.steps, title="Quy trình nội bộ") if drawable else None,
        no_drawing="" if drawable else "Quy trình nội bộ chưa được mô tả.",
        exchange=Link(text="Tải BPMN 2.0", href=reverse("office:procedure_bpmn", args=address)) if drawable else None,
        note=_note(view),
        edit=_edit(each) if keeper else None,
        edit_note=_edit_note(each, line),
        acts=acts,
        errors=summary((field for act in acts for field in act.fields), refused.errors) if refused else (),
    )


def version_badge(line: VersionLine) -> Badge:
    """The badge of a version; one that begins later says so, one whose end is still to come applies until then."""
    today = clock.now().date()
    if line.status.value == "in_force" and line.valid_from > today:
        return Badge(tone=Tone.CALM, text="sắp áp dụng")
    status = VersionStatus.IN_FORCE if line.applies_on(today) else line.status
    return Badge(tone=_TONES[status.value], text=str(status.label).lower())


def _span(line: VersionLine) -> str:
    if line.status.value == "draft":
        return f"dự kiến từ {date_vi(line.valid_from)}"
    until = f" đến trước {date_vi(line.valid_to)}" if line.valid_to else ""
    return f"áp dụng từ {date_vi(line.valid_from)}{until}"


def _facts(view: ProcedureView) -> tuple[Fact, ...]:
    told = (
        ("Tên ngắn trên màn hình", view.short_name if view.short_name != view.name else ""),
        ("Cấp tiếp nhận", levels_vi(view.levels)),
        ("Bộ, ngành quản lý", view.ministry),
        ("Quyết định công bố", view.decision),
        ("Kết quả", view.result),
        ("Khi phải bổ sung giấy tờ", SUPPLEMENTS[view.supplement_policy] if view.supplement_policy else BY_THE_ERA),
        ("Số lần được yêu cầu bổ sung", _supplement_limit(view)),
        ("Cách tính ngày", READINGS[view.day_reading] if view.day_reading else BY_THE_ERA),
    )
    return tuple(Fact(label=label, value=value) for label, value in told if value)


def _supplement_limit(view: ProcedureView) -> str:
    limit = view.supplement_limit
    if limit is None:
        return BY_THE_ERA
    times = f"{limit.count} lần" if limit.count else "không được yêu cầu"
    return f"{times} · {limit.basis} · {CONFIDENCES[limit.confidence].lower()}"


def _note(view: ProcedureView) -> str:
    """What is known of how sure the version is; nothing where it was checked and nobody added a note."""
    doubt = f"{CONFIDENCES[Confidence.TO_VERIFY]}." if view.confidence is Confidence.TO_VERIFY else ""
    return view.note or doubt


def _channels(view: ProcedureView) -> Table:
    rows = (
        Row(
            cells=(
                Cell(text=CHANNELS[channel]),
                Cell(text=term_vi(option.term), note=option.term_note),
                Cell(text=_fee(option.fee)),
                Cell(text=option.fee_note or ABSENT),
            )
        )
        for channel in Channel
        if (option := view.channels.get(channel))
    )
    return Table(caption="Thời hạn và phí theo cách nộp", columns=_CHANNEL_COLUMNS, rows=tuple(rows))


def _fee(fee: int | None) -> str:
    if fee is None:
        return "chưa rõ"
    return money_vi(fee).replace(" ", "\u00a0") if fee else "không thu"


def _papers(view: ProcedureView) -> Iterator[PaperLine]:
    for paper in view.papers:
        kind = str(PaperKind(paper.kind).label).lower()
        note = "" if paper.required else "nếu có"
        yield PaperLine(name=paper.name, badge=Badge(tone=Tone.PLAIN, text=kind), note=note)


def _steps(view: ProcedureView) -> Table:
    rows = [_step_row(step, view.steps) for step in view.steps.steps]
    most = longest_way(view)
    if rows:
        term = f"trong {hours_vi(most)} giờ của thời hạn" if most else "thời hạn không tính ra giờ"
        total = (Cell(text="Cộng"), Cell(), Cell(), Cell(text=hours_vi(view.steps.minutes) or "0"), Cell(text=term))
        rows.append(Row(cells=total, total=True))
    return Table(caption="Các bước", columns=_STEP_COLUMNS, rows=tuple(rows))


def _step_row(step: Step, table: StepTable) -> Row:
    return Row(
        cells=(
            Cell(text=f"{step.number}. {step.name}"),
            Cell(text=lane_vi(step), note=KIND_LABELS[step.kind].lower() if step.kind is not StepKind.WORK else ""),
            Cell(text=ROLE_LABELS[step.role]),
            Cell(text=hours_vi(step.minutes) or ABSENT),
            Cell(text=_way(step), note=f"chưa đạt thì trả lại bước {step.back_number}" if step.back_number else ""),
        )
    )


def _way(step: Step) -> str:
    if step.kind is StepKind.CONSULT:
        return f"song song với bước {step.beside}"
    return f"sang bước {step.next_number}" if step.next_number else "kết thúc"


def _versions(each: Kept, *, shown: VersionLine) -> Table:
    rows = (
        Row(
            cells=(
                Cell(
                    text=f"Phiên bản {line.number}",
                    href="" if line == shown else reverse("office:procedure_version", args=(each.code, line.number)),
                    note="đang xem" if line == shown else "",
                ),
                Cell(text=date_vi(line.valid_from)),
                Cell(text=date_vi(line.valid_to) if line.valid_to else ABSENT),
                Cell(text=line.decision or ABSENT),
                Cell(badge=version_badge(line)),
            )
        )
        for line in each.versions
    )
    return Table(caption="Các phiên bản", columns=_VERSION_COLUMNS, rows=tuple(rows))


def _edit(each: Kept) -> Link:
    text = f"Sửa bản dự thảo {each.draft.number}" if each.draft else "Soạn phiên bản mới"
    return Link(text=text, href=reverse("office:procedure_edit", args=(each.code,)))


def _edit_note(each: Kept, line: VersionLine) -> str:
    if line.status.value == "draft":
        return "Bản dự thảo chưa áp dụng cho hồ sơ nào; ban hành rồi thì không sửa được nữa."
    if each.draft:
        return f"Đang có bản dự thảo {each.draft.number}, soạn từ phiên bản trước."
    return "Phiên bản đã ban hành không sửa; soạn bản mới rồi ban hành từ một ngày."


def _acts(each: Kept, line: VersionLine, *, refused: Refused | None) -> Iterator[ActForm]:
    def form(slug: str, label: str, **more: Any) -> ActForm:
        action = reverse("office:procedure_act", args=(each.code, line.number, slug))
        return act_form(slug, label, action=action, version=each.revision, refused=refused, **more)

    if line.status.value == "draft":
        yield form(
            PUBLISH,
            "Ban hành",
            button="Ban hành phiên bản này",
            fields=(day_field("valid_from", "Áp dụng từ ngày", value=date_vi(line.valid_from)),),
            consequence="Phiên bản trước kết thúc vào ngày này; hồ sơ đã nhận vẫn theo phiên bản của mình.",
        )
        yield form(DROP, "Bỏ bản dự thảo", button="Bỏ bản dự thảo", consequence="Bản dự thảo bị xóa hẳn.")
    elif line.status.value == "in_force":
        yield form(
            CLOSE,
            "Kết thúc áp dụng",
            button="Kết thúc áp dụng",
            fields=(day_field("on", "Không áp dụng từ ngày"),),
            consequence="Từ ngày này không nhận hồ sơ mới của thủ tục; hồ sơ đã nhận vẫn giải quyết tiếp.",
        )
