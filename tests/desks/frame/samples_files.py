"""Sample pages of the files of a dossier. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.counter.papers.presenters import PapersPage
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import Badge, Fact, Hidden, Link, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.frame.uploads import HINT, FileInput
from motcua.desks.officer import files_pages as files
from motcua.desks.officer import signing_pages as signing
from tests.desks.frame.samples_counter import counter_frame
from tests.desks.frame.samples_officer import officer_frame
from tests.desks.frame.samples_public import CODE, PROCEDURE

_KEY = (Hidden(name="request_key", value="k"),)
_CHECKED, _UNCHECKED = Badge(tone=Tone.GOOD, text="đã đối chiếu"), Badge(tone=Tone.NEAR, text="chưa đối chiếu")
_BACK = Link(text=f"Về hồ sơ {CODE}", href="#")
_ROWS = (
    ("to-khai-xac-nhan.pdf", "PDF · 2 trang · 410 kB", "Tờ khai theo mẫu", _CHECKED, "Kim Thị Liên"),
    ("ban-an-ly-hon-2019.pdf", "PDF · 6 trang · 2,1 MB", "Giấy tờ chứng minh đã ly hôn", _UNCHECKED, ""),
)


def _table(*columns: str, rows: tuple[Row, ...]) -> Table:
    return Table(caption="Các tệp", columns=tuple(Column(label=label) for label in columns), rows=rows)


TABLE = _table(
    "Tệp",
    "Thuộc giấy tờ",
    "Đối chiếu",
    rows=tuple(
        Row(
            cells=(
                Cell(text=name, href="#", note=f"{measures} · Nguyễn Bảo Trân · 15:22 28/04/2023"),
                Cell(text=paper),
                Cell(badge=badge, note=who),
            )
        )
        for name, measures, paper, badge, who in _ROWS
    ),
)
FORM = files.FilesForm(
    action="#",
    hidden=_KEY,
    files=FileInput(field=Field(name="files", label="Chọn tệp", hint=HINT, required=True, prefix="tep-")),
    what=Field(
        name="what",
        label="Tệp này là",
        kind=FieldKind.SELECT,
        required=True,
        prefix="tep-",
        options=(Option(value="", label="Chọn một loại"), Option(value="paper-1", label="1. Tờ khai theo mẫu")),
    ),
    digitised=Field(
        name="digitised", label="Tôi số hóa từ bản giấy đang cầm", kind=FieldKind.CHECK, prefix="tep-", checked=True
    ),
    details=(Field(name="symbol", label="Số, ký hiệu", optional=True, prefix="tep-"),),
)
SECTION = files.FilesSection(
    sentence="Có 2 tệp, trong đó 1 tệp chưa ai đối chiếu với bản giấy.",
    table=TABLE,
    more=Link(text="Mở trang tệp để xem, đối chiếu", href="#"),
    form=FORM,
)
_CHECK = files.CheckForm(
    action="#",
    hidden=_KEY,
    files=(files.ToCheck(id="id_check-2", number="2", name=_ROWS[1][0], note=_ROWS[1][1]),),
)
ALL = files.FilesPage(
    frame=officer_frame(f"Tệp của hồ sơ {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    sentence=SECTION.sentence,
    table=TABLE,
    back=_BACK,
    form=FORM,
    check=_CHECK,
    removed=_table(
        "Tệp",
        "Ai gỡ",
        rows=(Row(cells=(Cell(text="nham.pdf", href="#"), Cell(text="Kim Thị Liên", note="09:10 04/05/2023"))),),
    ),
)
PAPERS = PapersPage(
    frame=counter_frame(f"Bản quét giấy tờ {CODE}", current="intake"),
    code=CODE,
    procedure=PROCEDURE,
    hint=HINT,
    action="#",
    hidden=_KEY,
    papers=(FileInput(field=Field(name="paper-1", label="1. Tờ khai theo mẫu", hint="Đã có 1 tệp", optional=True)),),
    back=Link(text="Về hồ sơ vừa tiếp nhận", href="#"),
    files=Link(text="Xem, đối chiếu các tệp đã có", href="#"),
)
_WRONG = replace(FORM.files.field, error="Tệp «thu.txt» không thuộc loại nhận được; hãy gửi PDF.")
ALL_WRONG = replace(
    ALL,
    frame=officer_frame(f"Tệp bị từ chối {CODE}"),
    form=replace(FORM, files=FileInput(field=_WRONG), details_open=True, open=True),
    errors=error_links(_WRONG),
)
FILE = files.FilePage(
    frame=officer_frame(f"so-do.png · {CODE}"),
    code=CODE,
    name="so-do.png",
    meta="Kết quả giải quyết · ảnh PNG · 340 kB",
    badge=_UNCHECKED,
    facts=(Fact(label="Ai đưa lên", value="Nguyễn Bảo Trân", note="15:22 28/04/2023"),),
    back=Link(text="Tất cả tệp của hồ sơ", href="#"),
    picture="#",
    view="#",
    download="#",
    check=_CHECK,
    remove=files.RemoveForm(
        action="#",
        hidden=_KEY,
        reason=Field(name="reason", label="Vì sao gỡ tệp này", kind=FieldKind.AREA, required=True),
    ),
    previous="#",
    next="#",
)
LETTERS = replace(
    ALL,
    frame=officer_frame(f"Tệp và văn bản của hồ sơ {CODE}"),
    letter=signing.LetterForm(
        action="#",
        hidden=_KEY,
        letter=Field(
            name="letter",
            label="Văn bản",
            kind=FieldKind.SELECT,
            required=True,
            options=(Option(value="1", label="Phiếu yêu cầu bổ sung số 12/HDHS"),),
        ),
    ),
)
SIGNED = replace(
    FILE,
    frame=officer_frame(f"ket-qua (đã ký).pdf · {CODE}"),
    name="ket-qua (đã ký).pdf",
    meta="Kết quả giải quyết · PDF · 1 trang · 62 kB",
    picture="",
    signing=signing.SigningSection(
        sentence="Tệp mang 2 chữ ký số; chương trình xem lúc 10:06 04/05/2023.",
        lines=(
            signing.SignatureLine(
                who="Nguyễn Văn Minh · UBND xã Thanh Sơn",
                badge=Badge(tone=Tone.GOOD, text="chữ ký số hợp lệ"),
                note="chứng thư do Gốc thử cấp · ký lúc 10:05 04/05/2023 (giờ do người ký ghi)",
            ),
            signing.SignatureLine(
                who="không rõ người ký",
                badge=Badge(tone=Tone.NEAR, text="chưa xác minh"),
                note="chưa xác minh được tổ chức chứng thực",
            ),
        ),
        asked=(
            signing.SignatureLine(
                who="Trần Thị Bích Thủy",
                badge=Badge(tone=Tone.CALM, text="chờ ký số"),
                note="yêu cầu lúc 10:07 04/05/2023 · lần thử gần nhất: Không vào được dịch vụ ký.",
            ),
            signing.SignatureLine(
                who="Nguyễn Văn Minh",
                badge=Badge(tone=Tone.GOOD, text="đã ký"),
                note="yêu cầu lúc 10:04 04/05/2023",
                link=Link(text="Mở bản đã ký", href="#"),
            ),
        ),
        forms=(
            signing.SignForm(
                action="#", hidden=_KEY, kind="agency", label="Ký số của cơ quan", note="Thêm chữ ký số của cơ quan."
            ),
        ),
    ),
)
HISTORY = files.HistoryPage(
    frame=officer_frame(f"Nhật ký hồ sơ {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    sentence="1 việc, theo thứ tự ghi vào sổ.",
    table=_table("Khi nào", "Việc", rows=(Row(cells=(Cell(text="15:20 28/04/2023"), Cell(text="Tiếp nhận hồ sơ"))),)),
    back=_BACK,
)
