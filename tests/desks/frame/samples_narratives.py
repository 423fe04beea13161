"""Sample pages of reports in words. All persons and texts are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.fields import ErrorLink, Field, FieldKind, Option
from motcua.desks.frame.pages import Badge, EmptyState, Hidden, Link, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.narratives.pages import NarrativePage, NarrativesPage, SectionPage
from motcua.desks.leader.reports.pages import ActForm
from tests.desks.frame.samples_leader import leader_frame

_FRAME = leader_frame("Báo cáo CCHC")
_LISTED = Table(
    caption="Báo cáo đã lập",
    columns=(Column(label="Kỳ"), Column(label="Tình trạng"), Column(label="Việc gần nhất")),
    rows=(
        Row(
            cells=(
                Cell(text="6 tháng đầu năm 2023", href="#"),
                Cell(badge=Badge(tone=Tone.NEAR, text="dự thảo")),
                Cell(text="08:12 03/07/2023 · Lâm Văn Tâm"),
            )
        ),
    ),
)
_SECTIONS = Table(
    caption="Các mục",
    columns=(Column(label="Số"), Column(label="Mục"), Column(label="Tình trạng")),
    rows=(
        Row(
            cells=(
                Cell(text="2"),
                Cell(text="Cải cách thủ tục hành chính", href="#"),
                Cell(badge=Badge(tone=Tone.CALM, text="câu gợi ý từ số liệu")),
            )
        ),
        Row(
            cells=(
                Cell(text="III"),
                Cell(text="Đánh giá chung", href="#"),
                Cell(badge=Badge(tone=Tone.NEAR, text="cần viết")),
            )
        ),
    ),
)
_FIGURES = Table(
    caption="Số liệu trong báo cáo",
    columns=(Column(label="Số liệu"), Column(label="Trong báo cáo", numeric=True)),
    rows=(Row(cells=(Cell(text="Tỷ lệ giải quyết, mẫu số"), Cell(text="39.779", href="#"))),),
)
_MOVED = Table(
    caption="Số liệu đã khác",
    columns=(Column(label="Số liệu"), Column(label="Đã ghi", numeric=True), Column(label="Bây giờ", numeric=True)),
    rows=(Row(cells=(Cell(text="Tỷ lệ giải quyết, tử số"), Cell(text="39.750"), Cell(text="39.751"))),),
)

_HISTORY = Table(
    caption="Các bản đã lưu",
    columns=(Column(label="Lúc"), Column(label="Người viết"), Column(label="Nội dung")),
    rows=(Row(cells=(Cell(text="08:12 03/07/2023"), Cell(text="Lâm Văn Tâm"), Cell(text="Kết quả tốt."))),),
)

NARRATIVES = NarrativesPage(
    frame=_FRAME,
    sentence="UBND huyện Trà Cú. Câu chữ do người viết, con số lấy thẳng từ hồ sơ và chốt lại khi ký.",
    action="/lanh-dao/bao-cao-cchc/xem/",
    fields=(
        Field(
            name="period",
            label="Kỳ",
            kind=FieldKind.SELECT,
            options=(Option(value="2023-H1", label="6 tháng đầu năm 2023", chosen=True),),
        ),
    ),
    made=_LISTED,
)
NARRATIVES_EMPTY = replace(
    NARRATIVES,
    frame=leader_frame("Báo cáo CCHC, chưa lập"),
    made=None,
    empty=EmptyState(title="Chưa lập báo cáo nào", text="Chọn kỳ ở trên, xem trước rồi lập dự thảo."),
)
NARRATIVE = NarrativePage(
    frame=leader_frame("Báo cáo CCHC · 6 tháng đầu năm 2023"),
    heading="Báo cáo CCHC 6 tháng đầu năm 2023",
    sentence="Dự thảo, còn 1 mục cần viết. Số liệu đến 17:00 30/06/2023.",
    links=(Link(text="Xem bản in", href="#"),),
    back=Link(text="Danh sách báo cáo", href="#"),
    sections=_SECTIONS,
    figures=_FIGURES,
    moved=_MOVED,
    moved_note="1 số liệu khác so với lần ghi nhận lúc 08:12 03/07/2023. Bản in dùng số bây giờ.",
    forms=(
        ActForm(
            action="/lanh-dao/bao-cao-cchc/1/ky/",
            label="Ký, lấy số và chốt số liệu",
            hidden=(Hidden(name="acts", value="2"),),
        ),
    ),
    life=("08:12 03/07/2023: Lâm Văn Tâm lập dự thảo",),
)
_TEXT = "Toàn huyện tiếp nhận {{settlement_rate.denominator}} hồ sơ."
SECTION = SectionPage(
    frame=leader_frame("Đánh giá chung"),
    eyebrow="Báo cáo CCHC 6 tháng đầu năm 2023",
    heading="III. Đánh giá chung",
    asks="Kết quả nổi bật; tồn tại, hạn chế; nguyên nhân.",
    action="/lanh-dao/bao-cao-cchc/1/muc/assessment/",
    text=Field(name="text", label="Nội dung", kind=FieldKind.AREA, value=_TEXT, rows=12, hint="Mỗi đoạn một dòng."),
    hidden=(Hidden(name="seen", value="1"),),
    preview=("Toàn huyện tiếp nhận 39.779 hồ sơ.",),
    newer="",
    fields=_FIGURES,
    history=_HISTORY,
    back=Link(text="Các mục của báo cáo", href="#"),
)
_WHY = "Lâm Văn Tâm vừa lưu mục này. Nội dung ông/bà gõ còn nguyên bên dưới; hãy xem bản mới, ghép lại rồi lưu."
SECTION_NEWER = replace(
    SECTION,
    frame=leader_frame("Đánh giá chung, bản mới"),
    newer="Bản của người trước.",
    text=replace(SECTION.text, error=_WHY),
    errors=(ErrorLink(href="#id_text", text=_WHY),),
)

PAGES: dict[str, tuple[str, object]] = {
    "narratives": ("leader/narratives.html", NARRATIVES),
    "narratives_empty": ("leader/narratives.html", NARRATIVES_EMPTY),
    "narrative": ("leader/narrative.html", NARRATIVE),
    "narrative_section": ("leader/narrative_section.html", SECTION),
    "narrative_section_newer": ("leader/narrative_section.html", SECTION_NEWER),
}
