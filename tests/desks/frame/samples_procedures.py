"""Sample pages of the catalogue. The decisions are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.drawings import process_drawing
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind, Option
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, NavItem, Pager, Person, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import ActForm, FilterForm
from motcua.desks.office.procedures_pages import (
    ChannelGroup,
    Checklist,
    EditPage,
    EditRow,
    PaperLine,
    ProcedurePage,
    ProceduresPage,
    RowButton,
)
from tests.desks.frame.samples_public import CLOCK, CLOCK_ISO
from tests.rules.step_tables import THROUGH_THREE_AGENCIES

_NAME = "Thủ tục chuyển mục đích sử dụng đất phải được phép của cơ quan nhà nước có thẩm quyền"
_BACK = Link(text="Danh mục thủ tục", href="#")


def _frame(title: str) -> Frame:
    return Frame(
        title=title,
        desk="Quản trị",
        nav=(NavItem(label="Tài khoản", href="#"), NavItem(label="Thủ tục", href="#", current=True)),
        place="Huyện Trà Cú",
        clock=CLOCK,
        clock_iso=CLOCK_ISO,
        person=Person(name="Kim Thị Mỹ Dung", post="Quản trị hệ thống", leave_href="/ra/"),
        demonstration=True,
    )


def _select(name: str, label: str, *choices: str, prefix: str = "", error: str = "") -> Field:
    options = tuple(Option(value=choice, label=choice, chosen=not place) for place, choice in enumerate(choices))
    return Field(name=name, label=label, kind=FieldKind.SELECT, options=options, prefix=prefix, error=error)


_ROWS = (
    ("1.012345", "Chuyển mục đích sử dụng đất", "Đất đai", "cấp huyện", Tone.GOOD, "đang áp dụng"),
    ("1.001193", "Đăng ký khai sinh", "Hộ tịch", "cấp xã", Tone.CALM, "sắp áp dụng"),
    ("1.004884", "Đăng ký lại khai sinh", "Hộ tịch", "cấp xã", Tone.QUIET, "hết hiệu lực"),
)
PROCEDURES = ProceduresPage(
    frame=_frame("Danh mục thủ tục"),
    sentence=sentence("{count} thủ tục trong danh mục, {drafts} đang có bản dự thảo.", count="3", drafts="1"),
    filter=FilterForm(
        action="#",
        fields=(
            Field(name="q", label="Mã hoặc tên thủ tục", kind=FieldKind.SEARCH),
            _select("field", "Lĩnh vực", "Mọi lĩnh vực", "Đất đai"),
        ),
    ),
    table=Table(
        caption="Thủ tục theo mã",
        caption_hidden=True,
        columns=tuple(Column(label=label) for label in ("Thủ tục", "Lĩnh vực", "Cấp", "Từ", "Tình trạng")),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=code, href="#", note=name),
                    Cell(text=field),
                    Cell(text=level),
                    Cell(text="01/01/2023", note="đang soạn bản 2" if tone is Tone.GOOD else ""),
                    Cell(badge=Badge(tone=tone, text=text)),
                )
            )
            for code, name, field, level, tone, text in _ROWS
        ),
    ),
    actions=(Link(text="Soạn thủ tục mới", href="#"), Link(text="Nhập bảng bước", href="#")),
    pager=Pager(summary="1–3 trong 120 thủ tục", next_href="#"),
)
PROCEDURES_EMPTY = replace(
    PROCEDURES,
    frame=_frame("Danh mục thủ tục: không thấy"),
    actions=(),
    empty=EmptyState(title="Không có thủ tục nào khớp", text="Hãy gõ ít chữ hơn."),
    pager=None,
)

_STEPS = Table(
    caption="Các bước",
    columns=(Column(label="Bước"), Column(label="Thời gian (giờ)", numeric=True)),
    rows=(
        Row(cells=(Cell(text="1. Tiếp nhận, kiểm tra hồ sơ"), Cell(text="4"))),
        Row(cells=(Cell(text="Cộng"), Cell(text="70")), total=True),
    ),
)
PROCEDURE = ProcedurePage(
    frame=_frame("Chuyển mục đích sử dụng đất, phiên bản 2"),
    back=_BACK,
    code="1.012345",
    heading=_NAME,
    badge=Badge(tone=Tone.NEAR, text="dự thảo"),
    meta="Đất đai · phiên bản 2 · dự kiến từ 01/08/2023",
    facts=(Fact(label="Cấp tiếp nhận", value="cấp huyện"), Fact(label="Quyết định công bố", value="2124/QĐ-BTNMT")),
    channels=Table(
        caption="Thời hạn và phí theo cách nộp",
        columns=(Column(label="Cách nộp"), Column(label="Thời hạn")),
        rows=(Row(cells=(Cell(text="Trực tiếp"), Cell(text="15 ngày làm việc", note="Không kể thời gian nộp tiền."))),),
    ),
    papers=(
        PaperLine(name="Đơn xin chuyển mục đích", badge=Badge(tone=Tone.PLAIN, text="bản chính")),
        PaperLine(name="Trích đo địa chính", badge=Badge(tone=Tone.PLAIN, text="bản chụp"), note="nếu có"),
    ),
    steps=_STEPS,
    versions=Table(
        caption="Các phiên bản",
        columns=(Column(label="Phiên bản"), Column(label="Tình trạng")),
        rows=(Row(cells=(Cell(text="Phiên bản 2"), Cell(badge=Badge(tone=Tone.NEAR, text="dự thảo")))),),
    ),
    drawing=process_drawing(THROUGH_THREE_AGENCIES, title="Quy trình nội bộ"),
    exchange=Link(text="Tải BPMN 2.0", href="#"),
    note="Chờ kiểm chứng.",
    edit=Link(text="Sửa bản dự thảo 2", href="#"),
    edit_note="Bản dự thảo chưa áp dụng cho hồ sơ nào.",
    acts=(
        ActForm(
            label="Ban hành",
            action="#",
            button="Ban hành phiên bản này",
            hidden=(Hidden(name="version", value="2"),),
            fields=(
                Field(
                    name="valid_from",
                    label="Áp dụng từ ngày",
                    prefix="publish-",
                    value="mai",
                    error="Không đọc được ngày.",
                ),
            ),
            consequence="Phiên bản trước kết thúc vào ngày này.",
            open=True,
        ),
        ActForm(label="Bỏ bản dự thảo", action="#", button="Bỏ bản dự thảo"),
    ),
    errors=(ErrorLink(text="Không đọc được ngày.", href="#id_publish-valid_from"),),
)
PROCEDURE_BARE = replace(
    PROCEDURE,
    frame=_frame("Chuyển mục đích sử dụng đất, phiên bản 1"),
    badge=Badge(tone=Tone.GOOD, text="đang áp dụng"),
    drawing=None,
    exchange=None,
    no_drawing="Quy trình nội bộ chưa được mô tả.",
    note="",
    edit=None,
    edit_note="",
    acts=(),
    errors=(),
)


def _buttons(what: str) -> tuple[RowButton, ...]:
    return (
        RowButton(value=f"{what}_up.1", sign="↑", label=f"Đưa {what} 1 lên", off=True),
        RowButton(value=f"{what}_drop.1", sign="×", label=f"Bỏ {what} 1"),
    )


_SHORT = Field(name="short_name", label="Tên ngắn trên màn hình", error="Thủ tục chưa có tên ngắn; hãy ghi tên ngắn.")
PROCEDURE_EDIT = EditPage(
    frame=_frame("Sửa dự thảo: Chuyển mục đích sử dụng đất"),
    heading="Sửa dự thảo: Chuyển mục đích sử dụng đất",
    note="Lưu sẽ thay bản dự thảo đang có.",
    action="#",
    back=_BACK,
    hidden=(Hidden(name="request_key", value="k"), Hidden(name="version", value="2")),
    identity=(Field(name="name", label="Tên đầy đủ", kind=FieldKind.AREA, value=_NAME), _SHORT),
    levels=(
        Field(name="levels", prefix="commune-", label="Cấp xã", value="commune", kind=FieldKind.CHECK),
        Field(
            name="levels", prefix="district-", label="Cấp huyện", value="district", kind=FieldKind.CHECK, checked=True
        ),
    ),
    levels_error="Chưa chọn cấp tiếp nhận; hãy chọn ít nhất một cấp.",
    channels=(
        ChannelGroup(
            legend="Trực tiếp",
            offered=Field(
                name="counter_offered", label="Có nhận hồ sơ theo cách này", kind=FieldKind.CHECK, checked=True
            ),
            fields=(
                Field(name="counter_amount", label="Thời hạn", value="15"),
                _select("counter_unit", "Đơn vị thời gian", "ngày làm việc", "ngày"),
            ),
        ),
    ),
    papers=(
        EditRow(
            legend="Giấy tờ 1",
            fields=(Field(name="paper_name", prefix="1-", label="Tên giấy tờ", value="Đơn"),),
            buttons=_buttons("paper"),
        ),
    ),
    steps=(
        EditRow(
            legend="Bước 1",
            fields=(
                Field(name="step_name", prefix="1-", label="Việc làm", value="Tiếp nhận"),
                Field(name="step_hours", prefix="1-", label="Giờ", value="4"),
            ),
            folded=(
                _select("step_kind", "Loại bước", "Xử lý", "Lấy ý kiến song song", prefix="1-", error="Hãy chọn."),
            ),
            folded_label="Đường đi của bước này",
            open=True,
            buttons=_buttons("step"),
        ),
    ),
    rules=(_select("day_reading", "Cách tính ngày", "Theo quy định chung của thời kỳ"),),
    check=Checklist(
        problems=("Thủ tục chưa có tên ngắn; hãy ghi tên ngắn.",),
        good="",
        total="Các bước cộng lại 4 giờ làm việc.",
    ),
    errors=(
        ErrorLink(text="Thủ tục chưa có tên ngắn; hãy ghi tên ngắn.", href="#id_short_name"),
        ErrorLink(text="Hãy chọn.", href="#id_1-step_kind"),
    ),
)
PROCEDURE_NEW = replace(
    PROCEDURE_EDIT,
    frame=_frame("Soạn thủ tục mới"),
    heading="Soạn thủ tục mới",
    identity=(replace(_SHORT, error=""),),
    levels_error="",
    steps=(replace(PROCEDURE_EDIT.steps[0], folded=(), folded_label="", open=False),),
    check=Checklist(
        problems=(),
        good="Đủ điều kiện để lưu dự thảo.",
        total="Các bước cộng lại 70 giờ làm việc.",
        drawing=process_drawing(THROUGH_THREE_AGENCIES, title="Quy trình đang soạn"),
    ),
    errors=(),
)
