"""Sample pages of pictures. Their numbers are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.charts.grid import Field, Tile, heat_map, tile_map
from motcua.desks.frame.charts.lines import Dot, Step, line_chart
from motcua.desks.frame.charts.picture import Picture, key_item
from motcua.desks.frame.charts.rows import BarLine, PointLine, bars, points
from motcua.desks.frame.charts.shades import LATENESS, key_of, shade_of
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.pages import AnalysisPage, Card, Choice, PicturePage, Shown
from motcua.desks.leader.logs.drawing import way_drawing
from motcua.desks.leader.logs.pages import Way
from tests.desks.frame import samples_leader as leader
from tests.desks.frame.samples_leader import HEAD

_SHARES = {"Xã Thanh Sơn": 0.992, "Thị trấn Trà Cú": 0.961, "Xã Hàm Giang": 0.913, "Xã Ngọc Biên": 0.85}
_TABLE = Table(
    caption="Từng đơn vị",
    columns=(Column(label="Đơn vị"), Column(label="Đúng hạn", numeric=True)),
    rows=tuple(Row(cells=(Cell(text=name), Cell(text="99,2%", href="#"))) for name in _SHARES),
)


def _field(share: float | None, name: str) -> Field:
    text = "" if share is None else f"{100 * share:.0f}"
    return Field(text=text, shade=shade_of(share, LATENESS), label=f"{name}: {text}", href="#" if text else "")


_LEAGUE = Picture(
    title="Xếp hạng đúng hạn",
    summary="4 đơn vị.",
    svg=points(
        [
            PointLine(
                name=name,
                front="" if share < 0.9 else str(place),
                share=share,
                low=share - 0.01,
                high=min(share + 0.004, 1.0),
                text="99,2%",
                label=name,
                href="#",
                open_=share < 0.9,
            )
            for place, (name, share) in enumerate(_SHARES.items(), start=1)
        ],
        title="Xếp hạng đúng hạn",
        summary="4 đơn vị.",
        least=0.8,
        ticks=(0.8, 0.9, 1.0),
    ),
    key=(key_item('<circle class="point" cx="7" cy="6" r="4"/>', "tỷ lệ đúng hạn"),),
)
_WEEKS = Picture(
    title="Từng đơn vị, từng tuần",
    summary="4 đơn vị, 3 tuần.",
    svg=heat_map(
        {name: [_field(share, name), _field(None, name), _field(1.0, name)] for name, share in _SHARES.items()},
        ["02/01", "", "16/01"],
        title="Từng đơn vị, từng tuần",
        summary="4 đơn vị, 3 tuần.",
    ),
    key=key_of(LATENESS, with_none=True),
    table=_TABLE,
    wide=True,
)
_TILES = Picture(
    title="Sơ đồ các xã, thị trấn",
    summary="4 đơn vị.",
    svg=tile_map(
        [
            Tile(row=1 + place // 2, column=1 + place % 2, name=name, field=_field(share, name))
            for place, (name, share) in enumerate(_SHARES.items())
        ],
        title="Sơ đồ các xã, thị trấn",
        summary="4 đơn vị.",
    ),
)
_LINE = Picture(
    title="So với cùng kỳ",
    summary="3 tháng.",
    svg=line_chart(
        [
            Dot(value=0.98, text="98,0%", label="Tháng 1: 98,0%", href="#", tick="1/23"),
            Dot(value=None, text="—", label="Tháng 2", tick="2/23"),
            Dot(value=0.99, text="99,0%", label="Tháng 3: 99,0%", href="#", tick="3/23", dim=True),
        ],
        [Step(first=0, last=2, value=0.97, text="97,0%")],
        title="So với cùng kỳ",
        summary="3 tháng.",
        low=0.96,
        high=1.0,
        marks=((0.96, "96%"), (1.0, "100%")),
    ),
)
_BARS = Picture(
    title="Hồ sơ của kỳ đang ở đâu",
    summary="Từ 120 đến 100.",
    svg=bars(
        [
            BarLine(name="Tiếp nhận", number=120, text="120", href="#"),
            BarLine(name="Đang giải quyết", number=0, text="—", kind="bar-open", below=True),
            BarLine(name="Quá hạn", number=1, text="1", kind="bar-late", href="#", label="Quá hạn: 1 hồ sơ"),
        ],
        title="Hồ sơ của kỳ đang ở đâu",
        summary="Từ 120 đến 100.",
    ),
)


def _shown(slug: str, picture: Picture) -> Shown:
    return Shown(
        slug=slug,
        title=picture.title,
        sentence=sentence("{name} đúng hạn {rate}.", name="Xã Thanh Sơn", rate=Part(text="99,2%", href="#")),
        picture=picture,
        notes=("Đúng hạn theo ngày.",),
        tables=(_TABLE,),
    )


_ALL = [
    _shown(slug, picture)
    for slug, picture in (
        ("xep-hang", _LEAGUE), ("so-do", _TILES), ("tuan", _WEEKS), ("cung-ky", _LINE), ("trang-thai", _BARS),
    )
]  # fmt: skip

ANALYSIS = AnalysisPage(
    frame=leader.leader_frame("Phân tích 6 tháng đầu năm 2023"),
    eyebrow="Ủy ban nhân dân huyện Trà Cú · 6 tháng đầu năm 2023",
    sentence=_ALL[0].sentence,
    cards=[Card(shown=one, link=Link(text="Xem từng con số", href="#")) for one in _ALL],
    period=leader.OVERVIEW.period,
    as_of="Số liệu đến 00:00 01/07/2023.",
    fixed=Link(text="Liên kết cố định đến số liệu này", href="#"),
    waiting=Link(text="Hồ sơ chờ ở bước nào", href="#"),
    print_head=HEAD,
)

PICTURE = PicturePage(
    frame=leader.leader_frame("Từng đơn vị, từng tuần · 6 tháng đầu năm 2023"),
    eyebrow="Từng đơn vị, từng tuần · 6 tháng đầu năm 2023",
    shown=replace(
        _ALL[2],
        choices=(
            (
                Choice(link=Link(text="Tỷ lệ đúng hạn", href="#"), current=True),
                Choice(link=Link(text="Số tiếp nhận", href="#"), current=False),
            ),
        ),
    ),
    period=leader.OVERVIEW.period,
    as_of="Số liệu đến 00:00 01/07/2023.",
    fixed=Link(text="Liên kết cố định đến số liệu này", href="#"),
    back=Link(text="Về phân tích", href="#"),
    others=(Choice(link=Link(text="Xếp hạng đúng hạn", href="#"), current=False),),
    print_head=HEAD,
    ways=(
        Way(
            number="1",
            drawing=way_drawing(("Tiếp nhận", "Phê duyệt"), {"Tiếp nhận": 1, "Phê duyệt": 2}, label="Tiếp nhận"),
            words="Tiếp nhận › Phê duyệt",
            count="12 hồ sơ",
            share="95,0%",
            note="một nửa kết thúc trong 39 phút",
            href="#",
        ),
    ),
    further=Link(text="Xem cả quy trình", href="#"),
)

PICTURE_EMPTY = replace(
    PICTURE,
    frame=leader.leader_frame("Xếp hạng đúng hạn · 6 tháng cuối năm 2023"),
    shown=replace(
        _ALL[0],
        picture=None,
        tables=(),
        empty=EmptyState(title="Chưa có hồ sơ nào để xếp", text="Hãy chọn kỳ khác."),
    ),
    period=replace(
        leader.OVERVIEW.period, period=replace(leader.OVERVIEW.period.period, error="Không đọc được kỳ này.")
    ),
    errors=error_links(replace(leader.OVERVIEW.period.period, error="Không đọc được kỳ này.")),
    ways=(),
    further=None,
)

PAGES: dict[str, tuple[str, object]] = {
    "analysis": ("leader/analysis.html", ANALYSIS),
    "analysis_picture": ("leader/analysis_picture.html", PICTURE),
    "analysis_picture_empty": ("leader/analysis_picture.html", PICTURE_EMPTY),
}
