"""Sample pages of open data."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.citizen.open_data_pages import OpenDataPage
from motcua.desks.frame.pages import EmptyState, Fact, Link
from motcua.desks.frame.tables import Cell, Column, Row, Table
from tests.desks.frame.samples_public import public_frame

OPEN_DATA = OpenDataPage(
    frame=public_frame("Dữ liệu mở"),
    sentence="Mỗi tháng: mỗi nơi đã nhận bao nhiêu hồ sơ, bao nhiêu đã xong, bao nhiêu đúng hẹn.",
    simulated="Dữ liệu mô phỏng: người và hồ sơ đều do máy tạo ra, không phải số liệu thật.",
    files=Table(
        caption="Các tháng đã kết thúc",
        columns=(Column(label="Tháng"), Column(label="Bảng tính"), Column(label="Cho máy đọc")),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=f"Tháng {month}/2023"),
                    Cell(text=f"CSV 2023-{month}", href="#"),
                    Cell(text=f"JSON 2023-{month}", href="#"),
                )
            )
            for month in ("05", "04", "03")
        ),
    ),
    empty=None,
    rule="Dòng có số từ 1 đến 4 bị ẩn cả dòng.",
    dictionary=Table(
        caption="Từ điển dữ liệu",
        columns=(Column(label="Cột"), Column(label="Nghĩa")),
        rows=(Row(cells=(Cell(text="received"), Cell(text="Hồ sơ tiếp nhận trong tháng."))),),
    ),
    dictionary_file=Link(text="Tải bảng này (CSV)", href="#"),
    facts=(Fact(label="Giấy phép", value="Chưa quyết định giấy phép", note="Chưa ghi điều kiện dùng lại."),),
)
OPEN_DATA_NONE = replace(
    OPEN_DATA,
    frame=public_frame("Dữ liệu mở: chưa có tháng nào"),
    simulated="",
    files=None,
    empty=EmptyState(title="Chưa có tháng nào để công bố", text="Mời ông/bà trở lại sau."),
)

PAGES: dict[str, tuple[str, object]] = {
    "open_data": ("citizen/open_data.html", OPEN_DATA),
    "open_data_none": ("citizen/open_data.html", OPEN_DATA_NONE),
}
