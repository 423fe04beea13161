"""Sample pages of event logs. Cases and resources are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.charts import Value, column_chart
from motcua.desks.frame.fields import Field, FieldKind, error_links
from motcua.desks.frame.pages import EmptyState, Fact, Figure, Link, Pager, Part, Tab, TimelineItem
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.logs.drawing import way_drawing
from motcua.desks.leader.logs.pages import (
    CasePage,
    CasesPage,
    ForeseenLogPage,
    LogPage,
    LogsPage,
    SendForm,
    Way,
)
from motcua.desks.leader.pages import PeriodForm
from tests.desks.frame import samples_leader as leader
from tests.desks.frame.samples_leader import HEAD

_WAY = ("Tiếp nhận", "Thẩm định", "Thẩm định", "Trả kết quả")
_NUMBERS = {"Tiếp nhận": 1, "Thẩm định": 2, "Trả kết quả": 3}


def _table(caption: str) -> Table:
    return Table(
        caption=caption,
        columns=(Column(label="Tên"), Column(label="Hồ sơ", numeric=True)),
        rows=(Row(cells=(Cell(text="Cổng tỉnh 2012", href="#", note="cong_tinh.xes.gz"), Cell(text="1.434"))),),
    )


SEND = SendForm(
    action="#",
    file=Field(name="file", label="Tệp nhật ký", hint="XES hoặc CSV; không quá 11 MB.", required=True),
    name=Field(name="name", label="Tên nhật ký", required=True),
    columns=Field(name="map", label="Ghép cột", optional=True),
)
LOGS = LogsPage(
    frame=leader.leader_frame("Nhật ký quy trình"),
    table=_table("Nhật ký của hệ thống khác"),
    own=Link(text="Hồ sơ của đơn vị, kỳ này", href="#"),
)
_WRONG = replace(SEND, file=replace(SEND.file, error="Chưa chọn tệp; hãy chọn tệp nhật ký XES hoặc CSV."))
LOGS_WRONG = replace(
    LOGS,
    frame=leader.leader_frame("Nhập nhật ký chưa được"),
    own=None,
    form=_WRONG,
    empty=EmptyState(title="Chưa có nhật ký nào", text="Quản trị nhập ở trang này."),
    errors=error_links(_WRONG.file),
)
LOG = LogPage(
    frame=leader.leader_frame("Cổng tỉnh 2012"),
    eyebrow="Nhật ký của hệ thống khác · Cổng tỉnh 2012",
    sentence=(Part(text="1.434 hồ sơ", href="#"), Part(text=" với 8.577 việc.")),
    notes=("3 dòng của tệp không đọc được nên bỏ qua.",),
    figures=(Figure(value="380", label="kết thúc sau hạn", href="#", note="lúc kết thúc sau hạn đã ghi"),),
    ways=(
        Way(
            number="1",
            drawing=way_drawing(_WAY, _NUMBERS, label="Tiếp nhận › Thẩm định ×2 › Trả kết quả"),
            words="Tiếp nhận › Thẩm định ×2 › Trả kết quả",
            count="713 hồ sơ",
            share="49,7%",
            note="một nửa kết thúc trong 3 ngày",
            href="#",
        ),
    ),
    ways_note="1 trong 116 đường đi.",
    steps=_table("Chờ ở đâu, trước từng việc"),
    steps_note="Chờ là thời gian từ việc trước đến việc này.",
    back=Link(text="Về các nhật ký", href="#"),
    print_head=HEAD,
    durations=column_chart(
        [Value(label="dưới 1 ngày", number=5, text="5"), Value(label="từ 1 ngày", number=2, text="2", dim=True)],
        title="Hồ sơ mất bao lâu",
        summary="7 hồ sơ, từ việc đầu đến lúc kết thúc.",
        label="Thời gian",
        unit="Hồ sơ",
    ),
    channels=_table("Kênh nộp"),
    resources=_table("Ai làm nhiều nhất"),
)
OWN = replace(
    LOG,
    frame=leader.leader_frame("Quy trình 6 tháng đầu năm 2023"),
    empty=EmptyState(title="Không có hồ sơ nào trong kỳ này", text="Hãy chọn kỳ khác."),
    period=PeriodForm(
        action="#",
        period=Field(name="period", label="Kỳ", kind=FieldKind.SELECT),
        first=Field(name="from", label="Từ ngày"),
        last=Field(name="to", label="Đến ngày"),
    ),
)
CASES = CasesPage(
    frame=leader.leader_frame("Hồ sơ · Cổng tỉnh 2012"),
    heading="Hồ sơ trong «Cổng tỉnh 2012»",
    sentence="Hồ sơ kết thúc sau hạn.",
    tabs=(Tab(label="Tất cả", href="#", count="1.434"), Tab(label="Muộn", href="#", count="380", current=True)),
    table=_table("Hồ sơ"),
    back=Link(text="Về nhật ký", href="#"),
    pager=Pager(summary="50 hồ sơ trên trang này", next_href="#"),
)
CASES_NONE = replace(
    CASES,
    frame=leader.leader_frame("Không có hồ sơ nào"),
    tabs=(),
    empty=EmptyState(title="Không có hồ sơ nào ở đây", text="Hãy chọn thẻ khác ở trên."),
    pager=None,
)
CASE = CasePage(
    frame=leader.leader_frame("Hồ sơ 10011"),
    eyebrow="Nhật ký «Cổng tỉnh 2012»",
    heading="10011",
    facts=(Fact(label="Tình trạng", value="muộn"),),
    events=(
        TimelineItem(at="13:45 11/10/2011", at_iso="2011-10-11T13:45+07:00", text="Tiếp nhận", actor="Resource21"),
        TimelineItem(at="08:26 12/10/2011", at_iso="2011-10-12T08:26+07:00", text="Thẩm định"),
    ),
    back=Link(text="Về các hồ sơ", href="#"),
)
FORESEEN = ForeseenLogPage(
    frame=leader.leader_frame("Xem thử cong_tinh.csv"),
    heading="cong_tinh.csv",
    sentence="Đọc được 1.434 hồ sơ với 8.577 việc, bỏ qua 3 dòng không đọc được.",
    columns=(Fact(label="Mã hồ sơ", value="case:concept:name"), Fact(label="Kênh", value="chưa có dữ liệu")),
    wrong=_table("Các dòng bị bỏ qua"),
    wrong_note="Ở đây là 100 dòng đầu trong 340 dòng bị bỏ qua.",
    back=Link(text="Chọn tệp khác", href="#"),
    name=SEND.name,
    replace=Field(name="replace", label="Thay nhật ký cùng tên, nếu có", kind=FieldKind.CHECK),
    columns_told="case=Số",
    action="#",
    button="Nhập 1.434 hồ sơ",
)
FORESEEN_NOTHING = replace(FORESEEN, frame=leader.leader_frame("Xem thử tệp không đọc được"), wrong_note="", action="")

PAGES: dict[str, tuple[str, object]] = {
    "logs": ("leader/logs.html", LOGS),
    "logs_wrong": ("leader/logs.html", LOGS_WRONG),
    "log": ("leader/log.html", LOG),
    "own_log": ("leader/log.html", OWN),
    "log_cases": ("leader/log_cases.html", CASES),
    "log_cases_none": ("leader/log_cases.html", CASES_NONE),
    "log_case": ("leader/log_case.html", CASE),
    "log_foreseen": ("leader/log_foreseen.html", FORESEEN),
    "log_foreseen_nothing": ("leader/log_foreseen.html", FORESEEN_NOTHING),
}
