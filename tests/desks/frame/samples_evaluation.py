"""Sample pages of the evaluation on the leader's desk. All numbers and persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.fields import Field, error_links
from motcua.desks.frame.pages import Badge, EmptyState, Hidden, Link, Pager, Part, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.evaluation import pages
from tests.desks.frame.samples_leader import HEAD, OVERVIEW, leader_frame

NOTES = ("Số liệu biết đến 12:00 05/07/2023.", "Chỉ số, thang điểm và xếp loại chờ kiểm chứng.", "Dữ liệu mô phỏng.")
FILES = (Link(text="Tải Excel", href="#"), Link(text="Bản in (PDF)", href="#"))
FEW = Badge(tone=Tone.AMISS, text="dưới 5 phiếu")
EYEBROW = "Đánh giá giải quyết thủ tục · quý II năm 2023"

EVALUATIONS = pages.EvaluationsPage(
    frame=leader_frame(EYEBROW),
    eyebrow=EYEBROW,
    sentence=sentence(
        "1 trong 2 cơ quan đủ chín chỉ số; cao nhất là {unit}: 15,2 trên 18 điểm.",
        unit=Part(text="Xã Thanh Sơn", href="#"),
    ),
    table=Table(
        caption="Các cơ quan, quý II năm 2023",
        columns=(
            Column(label="Cơ quan"),
            Column(label="Phiếu", numeric=True),
            Column(label="Chỉ số 1", numeric=True, minor=True),
            Column(label="Tổng", numeric=True),
            Column(label="Xếp loại"),
        ),
        rows=(
            Row(
                cells=(
                    Cell(text="1. Xã Thanh Sơn", href="#"),
                    Cell(text="38", href="#"),
                    Cell(text="1,9", href="#"),
                    Cell(text="15,2"),
                    Cell(text="Xuất sắc"),
                )
            ),
            Row(
                cells=(
                    Cell(text="Xã Hàm Tân", href="#"),
                    Cell(text="3", href="#", badge=FEW),
                    Cell(text="1,7", href="#"),
                    Cell(text="—"),
                    Cell(text="—", note="thiếu chỉ số 5, 8, 9"),
                )
            ),
        ),
    ),
    notes=NOTES,
    files=FILES,
    period=OVERVIEW.period,
    print_head=HEAD,
)
EVALUATIONS_EMPTY = replace(
    EVALUATIONS,
    frame=leader_frame(f"{EYEBROW}, chưa có cơ quan"),
    sentence=(Part(text="Chưa có phiếu đánh giá; chưa cơ quan nào đủ chín chỉ số để xếp hạng."),),
    files=(),
    empty=EmptyState(title="Không có cơ quan nào", text="Bạn chưa được xem cơ quan nào."),
)

_LINES = Table(
    caption="Chín chỉ số",
    columns=(
        Column(label="Chỉ số"),
        Column(label="Số phiếu", numeric=True),
        Column(label="Theo phiếu", numeric=True),
        Column(label="Tự chấm", numeric=True),
        Column(label="Thẩm định", numeric=True),
        Column(label="Ghi chú"),
    ),
    rows=(
        Row(
            cells=(
                Cell(text="1. Thời gian thực hiện thủ tục hành chính"),
                Cell(text="38", href="#"),
                Cell(text="1,9", href="#"),
                Cell(),
                Cell(),
                Cell(text="theo sổ 2,0 trên 38 phiếu, 3 phiếu khác sổ"),
            )
        ),
        Row(
            cells=(
                Cell(text="5. Thực hiện quy trình tại Bộ phận Một cửa"),
                Cell(),
                Cell(),
                Cell(text="2,0"),
                Cell(text="1,5"),
                Cell(note="Một hồ sơ trả kết quả không qua quầy"),
            )
        ),
        Row(
            cells=(Cell(text="Tổng điểm 15,2"), Cell(text="38"), Cell(), Cell(), Cell(), Cell(text="Xuất sắc")),
            total=True,
        ),
    ),
)
_OFFICERS = Table(
    caption="Người giải quyết hồ sơ có phiếu",
    columns=(
        Column(label="Công chức"),
        Column(label="Phiếu", numeric=True),
        Column(label="Tổng trên 10", numeric=True),
    ),
    rows=(Row(cells=(Cell(text="Nguyễn Văn Minh", href="#"), Cell(text="21"), Cell(text="8,7"))),),
)
EVALUATION = pages.EvaluationPage(
    frame=leader_frame("Xã Thanh Sơn · Đánh giá"),
    eyebrow=f"{EYEBROW} · xã Thanh Sơn",
    sentence=sentence(
        "Xã Thanh Sơn được 15,2 trên 18 điểm, theo {ballots} trên 112 hồ sơ.", ballots=Part(text="38 phiếu", href="#")
    ),
    table=_LINES,
    notes=NOTES,
    given=("Tự chấm: Thạch Sa Rath, 08:00 03/07/2023.", "Thẩm định: Huỳnh Văn Phúc, 09:00 04/07/2023."),
    officers=_OFFICERS,
    acts=(Link(text="Chấm lại chỉ số 5, 8, 9", href="#"),),
    files=FILES,
    period=OVERVIEW.period,
    back=Link(text="Mọi cơ quan", href="#"),
    print_head=HEAD,
)


def _group(number: str, legend: str, *, error: str = "") -> pages.GroupOfFields:
    return pages.GroupOfFields(
        legend=f"{number}. {legend}",
        said="Cơ quan tự chấm 2,0 điểm.",
        fields=(
            Field(name=f"points_{number}", label="Điểm, từ 0 đến 2", inputmode="decimal", error=error),
            Field(name=f"note_{number}", label="Ghi chú", optional=True),
        ),
    )


POINTS = pages.PointsPage(
    frame=leader_frame("Thẩm định · Xã Thanh Sơn"),
    eyebrow="Ủy ban nhân dân xã Thanh Sơn · quý II năm 2023",
    heading="Thẩm định điểm tự chấm",
    say="Điểm thẩm định là điểm được tính.",
    action="#",
    hidden=(Hidden(name="version", value="1"), Hidden(name="request_key", value="x")),
    groups=(_group("5", "Thực hiện quy trình"), _group("8", "Tiếp nhận, xử lý phản ánh, kiến nghị")),
    ground=None,
    button="Ghi điểm thẩm định",
    back=Link(text="Về điểm của cơ quan", href="#"),
    versions=Table(
        caption="Điểm đã ghi của kỳ này",
        columns=(Column(label="Việc"), Column(label="Chỉ số 5", numeric=True), Column(label="Người chấm")),
        rows=(Row(cells=(Cell(text="Tự chấm"), Cell(text="2,0"), Cell(text="Thạch Sa Rath", note="03/07/2023"))),),
    ),
)
_WRONG = _group("5", "Thực hiện quy trình", error="Chỉ số 5 được từ 0 đến 2 điểm; hãy nhập lại.")
POINTS_WRONG = replace(
    POINTS,
    frame=leader_frame("Thẩm định · Xã Thanh Sơn, sai"),
    groups=(_WRONG,),
    ground=Field(name="ground", label="Vì sao chấm lại", required=True),
    versions=None,
    errors=error_links(*_WRONG.fields),
)

BALLOT_LIST = pages.BallotListPage(
    frame=leader_frame("Xã Thanh Sơn · Phiếu đánh giá"),
    eyebrow="Phiếu đánh giá · xã Thanh Sơn · quý II năm 2023",
    sentence=(Part(text="38 phiếu đánh giá của Ủy ban nhân dân xã Thanh Sơn."),),
    scores=None,
    table=Table(
        caption="Phiếu đánh giá theo từng hồ sơ",
        columns=(Column(label="Hồ sơ"), Column(label="Chỉ số 7", numeric=True), Column(label="Nguồn", minor=True)),
        rows=(
            Row(
                cells=(
                    Cell(text="000.30.30.H59-230425-0002", href="#", note="Xác nhận tình trạng hôn nhân"),
                    Cell(text="2,0"),
                    Cell(text="phiếu giấy, 3 mức"),
                )
            ),
        ),
    ),
    notes=NOTES,
    files=FILES,
    back=Link(text="Về điểm của cơ quan", href="#"),
    pager=Pager(summary="1 phiếu trên trang này", next_href="#"),
)
OFFICER = replace(
    BALLOT_LIST,
    frame=leader_frame("Điểm đánh giá · Nguyễn Văn Minh"),
    sentence=(Part(text="Nguyễn Văn Minh được 8,7 trên 10 điểm, theo 21 phiếu."),),
    scores=Table(
        caption="Điểm của công chức",
        caption_hidden=True,
        columns=(
            Column(label="Chỉ số"),
            Column(label="Số phiếu", numeric=True),
            Column(label="Điểm", numeric=True),
        ),
        rows=(Row(cells=(Cell(text="7. Thái độ"), Cell(text="21"), Cell(text="1,8"))),),
    ),
    files=(),
    back=None,
    period=OVERVIEW.period,
    pager=None,
)
BALLOT_LIST_EMPTY = replace(
    BALLOT_LIST,
    frame=leader_frame("Xã Hàm Tân · Phiếu đánh giá"),
    sentence=(Part(text="Chưa có phiếu đánh giá."),),
    empty=EmptyState(title="Chưa có phiếu nào", text="Bộ phận một cửa nhập phiếu giấy ở trang Phiếu đánh giá."),
    pager=None,
)

PAGES: dict[str, tuple[str, object]] = {
    "evaluations": ("leader/evaluations.html", EVALUATIONS),
    "evaluations_empty": ("leader/evaluations.html", EVALUATIONS_EMPTY),
    "evaluation": ("leader/evaluation.html", EVALUATION),
    "evaluation_points": ("leader/evaluation_points.html", POINTS),
    "evaluation_points_wrong": ("leader/evaluation_points.html", POINTS_WRONG),
    "evaluation_ballots": ("leader/evaluation_ballots.html", BALLOT_LIST),
    "evaluation_ballots_empty": ("leader/evaluation_ballots.html", BALLOT_LIST_EMPTY),
    "evaluation_officer": ("leader/evaluation_ballots.html", OFFICER),
}
