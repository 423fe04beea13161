"""Sample pages of acts on many, narrowed lists, notes and decisions. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.bulk import PICK, BulkBar, BulkPage
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import Badge, Deadline, EmptyState, Fact, Hidden, Link, Pager, Part, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table, Tick
from motcua.desks.leader.approvals.pages import ApprovalsPage, DecisionForm, DecisionPage, FileLine, Opinion
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.warnings.presenters import OverrunsPage, WarningsPage
from motcua.desks.officer.filters import KeptList, NarrowPage, SaveForm
from motcua.desks.officer.notes import Colleague, NoteForm, NoteLine, NotesSection
from motcua.desks.officer.pages import Chip
from tests.desks.frame import samples_leader as leader
from tests.desks.frame import samples_officer as officer
from tests.desks.frame.samples_public import CODE, DUE, DUE_ISO, PROCEDURE

_KEY = Hidden(name="request_key", value="k")
_NOTE = Field(name="note", label="Ý kiến phê duyệt", kind=FieldKind.AREA, optional=True, maxlength="2000")
_TO = Field(
    name="to",
    label="Chuyển đến",
    kind=FieldKind.SELECT,
    required=True,
    options=(Option(value="", label="Chọn nơi nhận"), Option(value="person-1", label="Kim Sóc Kim – Phó Chủ tịch")),
)


def _table(caption: str, *, ticked: bool = True) -> Table:
    cells = (Cell(text=CODE, href="#", note=PROCEDURE), Cell(text="Kim Thị Ngọc Ánh"))
    return Table(
        caption=caption,
        columns=(Column(label="Hồ sơ"), Column(label="Người nộp")),
        rows=(Row(cells=cells, pick="1.2" if ticked else ""),),
        tick=Tick(name=PICK, label="Chọn hồ sơ", checked=True) if ticked else None,
    )


BULK = BulkPage(
    frame=officer.officer_frame("Chuyển 1 hồ sơ"),
    heading="Chuyển 1 hồ sơ",
    sentence="Mỗi hồ sơ được làm riêng.",
    back=Link(text="Về danh sách hồ sơ", href="#"),
    chosen=_table("Hồ sơ đã chọn"),
    action="#",
    hidden=(_KEY,),
    fields=(_TO,),
    label="Chuyển xử lý",
    consequence="Ngày hẹn trả của các hồ sơ không đổi.",
)
BULK_DONE = replace(
    BULK,
    frame=officer.officer_frame("Đã chuyển 1 hồ sơ"),
    heading="Đã chuyển 1 hồ sơ, 1 hồ sơ chưa làm được.",
    done=_table("Đã chuyển", ticked=False),
    links=(Link(text="Lập bảng kê giao nhận hôm nay", href="#"),),
    errors=error_links(general=["Không có hồ sơ này; hãy mở lại danh sách."]),
)
QUEUE_PICKED = replace(
    officer.QUEUE,
    frame=replace(officer.QUEUE.frame, title="Hồ sơ đã chọn"),
    table=_table("Đang xử lý"),
    chips=(Chip(link=Link(text="Hộ tịch cả xã", href="#"), current=True),),
    narrow=Link(text="Lọc thêm", href="#"),
    narrowed=(Part(text="Đang lọc: lĩnh vực Hộ tịch. "), Part(text="Bỏ lọc", href="#")),
    bulk=BulkBar(action="#", all_href="#", acts=(("chuyen-xu-ly", "Chuyển xử lý"), ("phan-cong", "Phân công"))),
    sizes=(Chip(link=Link(text="20", href="#")), Chip(link=Link(text="50", href="#"), current=True)),
)
NARROW = NarrowPage(
    frame=officer.officer_frame("Lọc danh sách"),
    sentence="Đang lọc: lĩnh vực Hộ tịch.",
    action="#",
    hidden=(Hidden(name="size", value="20"),),
    fields=(replace(_TO, name="field", label="Lĩnh vực", required=False),),
    kept=(KeptList(link=Link(text="Hộ tịch cả xã", href="#"), said="Đang xử lý, cả đơn vị", remove="#"),),
    back=Link(text="Về danh sách", href="#"),
    save=SaveForm(
        action="#",
        hidden=(Hidden(name="tab", value="processing"),),
        field=Field(name="name", label="Tên bộ lọc", required=True, maxlength="40", hint="Chỉ mình ông/bà thấy."),
    ),
)
NARROW_EMPTY = replace(NARROW, frame=officer.officer_frame("Lọc danh sách, chưa lưu"), kept=(), save=None)
NOTES = NotesSection(
    lines=(
        NoteLine(at=DUE, at_iso=DUE_ISO, author="Đỗ Thị Thu Cúc", text="Bản chụp mờ.", mentioned="Kim Sóc Kim"),
        NoteLine(at=DUE, at_iso=DUE_ISO, author="Kim Sóc Kim", text="Nội dung đã xóa.", mentioned="", erased=True),
    ),
    form=NoteForm(
        action="#",
        hidden=(_KEY,),
        text=Field(name="text", label="Ghi chú nội bộ", kind=FieldKind.AREA, required=True, prefix="ghi-chu-"),
        colleagues=(
            Colleague(id="ghi-chu-1", value="1", name="Kim Sóc Kim", title="Phó Chủ tịch UBND xã", checked=True),
        ),
        error="Kim Sóc Kim không được xem hồ sơ này.",
        open=True,
    ),
)
APPROVALS = ApprovalsPage(
    frame=leader.leader_frame("Chờ phê duyệt"),
    sentence="1 hồ sơ chờ ông/bà quyết định.",
    table=_table("Chờ phê duyệt"),
    action="#",
    all_href="#",
    hidden=(_KEY,),
    fields=(_NOTE,),
    signs="Ký với tư cách: Phó Chủ tịch UBND xã.",
)
APPROVALS_EMPTY = replace(
    APPROVALS,
    frame=leader.leader_frame("Không có hồ sơ chờ phê duyệt"),
    empty=EmptyState(title="Không có hồ sơ chờ phê duyệt", text="Hồ sơ được trình nằm ở đây."),
)
DECISION = DecisionPage(
    frame=leader.leader_frame(f"Phê duyệt hồ sơ {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    deadline=Deadline(due=DUE, due_iso=DUE_ISO, badge=Badge(tone=Tone.NEAR, text="còn 7 giờ làm việc")),
    facts=(Fact(label="Người nộp", value="Kim Thị Ngọc Ánh", note="ấp Giồng Chanh"),),
    opinions=(
        Opinion(who="Đỗ Thị Thu Cúc", at=DUE, words="Đủ điều kiện, kính trình."),
        Opinion(who="Phòng Tư pháp", at=DUE, words="Đủ căn cứ.", badge=Badge(tone=Tone.GOOD, text="đồng ý")),
    ),
    papers=(Fact(label="Tờ khai theo mẫu", value="đã nộp"),),
    files=(
        FileLine(name="Dự thảo.png", what="dự thảo kết quả", href="#", shown="#", current=True),
        FileLine(name="Tờ khai.pdf", what="Tờ khai theo mẫu", href="#", shown="#"),
    ),
    forms=(
        DecisionForm(label="Phê duyệt", action="#", hidden=(_KEY,), fields=(replace(_NOTE, prefix="phe-duyet-"),)),
        DecisionForm(
            label="Từ chối giải quyết",
            action="#",
            hidden=(_KEY,),
            fields=(Field(name="reason", label="Lý do từ chối", kind=FieldKind.AREA, prefix="tu-choi-"),),
            consequence="Phát hành văn bản từ chối.",
            preview="#",
            open=True,
        ),
    ),
    signs="Ký với tư cách: Phó Chủ tịch UBND xã.",
    links=(Link(text="Xem cả hồ sơ", href="#"),),
    picture="#",
    picture_name="Dự thảo.png",
)
DECISION_OVER = replace(
    DECISION,
    frame=leader.leader_frame(f"Hồ sơ {CODE} không còn chờ"),
    forms=(),
    signs="",
    files=(),
    picture="",
    notice="Hồ sơ này không còn chờ ông/bà phê duyệt.",
)
_PERIOD = PeriodForm(
    action="#",
    period=Field(name="period", label="Kỳ", kind=FieldKind.SELECT),
    first=Field(name="from", label="Từ ngày"),
    last=Field(name="to", label="Đến ngày"),
)
WARNINGS = WarningsPage(
    frame=leader.leader_frame("Cảnh báo"),
    sentence="1 hồ sơ cần thư xin lỗi lúc này.",
    owed=_table("Cần thư xin lỗi lúc này", ticked=False),
    units=_table("Thiếu thư xin lỗi", ticked=False),
    missing=_table("Các hồ sơ thiếu thư xin lỗi", ticked=False),
    period=_PERIOD,
    period_name="6 tháng đầu năm 2023",
    overruns=Link(text="Đơn vị giữ hồ sơ quá định mức", href="#"),
)
WARNINGS_NONE = replace(
    WARNINGS,
    frame=leader.leader_frame("Không có cảnh báo"),
    empty=EmptyState(title="Không hồ sơ nào cần xin lỗi lúc này", text="Mọi hồ sơ còn trong hạn."),
    missing=replace(WARNINGS.missing, rows=()),
)
OVERRUNS = OverrunsPage(
    frame=leader.leader_frame("Đơn vị giữ hồ sơ quá định mức"),
    heading="Đơn vị giữ hồ sơ quá định mức",
    sentence="1 trên 2 đơn vị giữ hồ sơ quá định mức.",
    table=_table("Đơn vị", ticked=False),
    note="Mỗi phút chỉ tính một lần.",
    back=Link(text="Về cảnh báo", href="#"),
    period=_PERIOD,
    pager=Pager(summary="50 hồ sơ trên trang này", next_href="#"),
)
