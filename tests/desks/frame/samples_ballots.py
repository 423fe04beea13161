"""Sample pages of ballots at the counter. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.counter.ballots.pages import BallotPage, BallotsPage
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links, with_errors
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Hidden, Link, SearchForm, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table
from tests.desks.frame.samples_counter import counter_frame

CODE = "000.30.30.H59-230425-0002"
LEVELS = ("Không hài lòng", "Hài lòng", "Rất hài lòng")
ASKED = {
    "1": "Thời gian thực hiện thủ tục hành chính so với tổng thời gian giải quyết được pháp luật quy định",
    "3": "Số lần phải liên hệ với nơi tiếp nhận hồ sơ để hoàn thiện hồ sơ",
    "7": "Thái độ của cán bộ, công chức, viên chức khi hướng dẫn, tiếp nhận và giải quyết",
}

BALLOTS = BallotsPage(
    frame=counter_frame("Phiếu đánh giá", current="Phiếu đánh giá"),
    say="Nhập phiếu giấy 3 mức hài lòng mà người dân đã điền sau khi hồ sơ có kết quả.",
    search=SearchForm(
        action="#",
        field=Field(name="q", label="Quét giấy tiếp nhận, hoặc gõ mã", kind=FieldKind.SEARCH, autofocus=True),
        hidden=(Hidden(name="levels", value="3"),),
    ),
    levels=Link(text="Chuyển sang phiếu 5 mức", href="#"),
    found=Table(
        caption="Hồ sơ có kết quả khớp với tìm kiếm",
        columns=(
            Column(label="Hồ sơ"),
            Column(label="Người nộp"),
            Column(label="Có kết quả lúc"),
            Column(label="Phiếu"),
        ),
        rows=(
            Row(
                cells=(
                    Cell(text=CODE, href="#", note="Xác nhận tình trạng hôn nhân"),
                    Cell(text="Kim Thị Ngọc Ánh"),
                    Cell(text="15:20 27/04/2023"),
                    Cell(badge=Badge(tone=Tone.QUIET, text="chưa có phiếu")),
                )
            ),
        ),
    ),
)
BALLOTS_EMPTY = replace(
    BALLOTS,
    frame=counter_frame("Phiếu đánh giá, chưa tìm", current="Phiếu đánh giá"),
    empty=EmptyState(title="Quét giấy tiếp nhận để bắt đầu", text="Mỗi hồ sơ một phiếu."),
)


def _options(chosen: str) -> tuple[Option, ...]:
    offered = [Option(value="", label="— không trả lời", chosen=not chosen)]
    offered += [
        Option(value=str(level), label=f"{level} · {label}", chosen=chosen == str(level))
        for level, label in enumerate(LEVELS, start=1)
    ]
    return tuple(offered)


_FIELDS = tuple(
    Field(
        name=f"answer_{number}",
        label=f"{number}. {label}",
        kind=FieldKind.SELECT,
        options=_options("3" if number == "1" else ""),
        hint="theo sổ: rất hài lòng" if number == "1" else "",
    )
    for number, label in ASKED.items()
)
BALLOT = BallotPage(
    frame=counter_frame(f"Phiếu đánh giá {CODE}", current="Phiếu đánh giá"),
    code=CODE,
    procedure="Xác nhận tình trạng hôn nhân",
    badge=Badge(tone=Tone.GOOD, text="Đã trả kết quả"),
    facts=(Fact(label="Người nộp", value="Kim Thị Ngọc Ánh"), Fact(label="Hẹn trả", value="thứ Sáu 05/05/2023, 09:00")),
    note="Để nguyên «không trả lời» ở câu người dân bỏ trống: bỏ trống không phải là 0 điểm.",
    heading="Phiếu 3 mức hài lòng",
    action="#",
    hidden=(Hidden(name="levels", value="3"), Hidden(name="version", value="0"), Hidden(name="request_key", value="x")),
    fields=_FIELDS,
    button="Ghi phiếu",
    levels=Link(text="Phiếu này có 5 mức", href="#"),
    back=Link(text="Phiếu khác", href="#"),
)
_AGAIN = with_errors(
    (*_FIELDS, Field(name="reason", label="Vì sao sửa phiếu", required=True)),
    {"reason": "Hồ sơ này đã có phiếu; hãy ghi vì sao phải sửa."},
)
BALLOT_AGAIN = replace(
    BALLOT,
    frame=counter_frame(f"Phiếu đánh giá {CODE}, sửa", current="Phiếu đánh giá"),
    fields=_AGAIN,
    button="Ghi phiếu sửa",
    versions=Table(
        caption="Phiếu đã nhập của hồ sơ này",
        columns=(Column(label="Lần"), Column(label="Chỉ số 7", numeric=True), Column(label="Người nhập")),
        rows=(
            Row(
                cells=(
                    Cell(text="1", note="3 mức"),
                    Cell(text="3"),
                    Cell(text="Thạch Thị Sa Rươne", note="08:00 03/07/2023"),
                )
            ),
        ),
    ),
    errors=error_links(*_AGAIN),
)

PAGES: dict[str, tuple[str, object]] = {
    "ballots": ("counter/ballots.html", BALLOTS),
    "ballots_empty": ("counter/ballots.html", BALLOTS_EMPTY),
    "ballot": ("counter/ballot.html", BALLOT),
    "ballot_again": ("counter/ballot.html", BALLOT_AGAIN),
}
