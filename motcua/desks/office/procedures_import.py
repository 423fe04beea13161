"""The two tables of the catalogue that can be taken in: the steps that a decision approves, and procedures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial

from motcua.desks.frame.formats import date_vi
from motcua.desks.frame.spreadsheets import Sheet, SheetColumn
from motcua.desks.office.import_types import Foretold, ImportKind, Line
from motcua.records.catalogue import sheets
from motcua.records.catalogue.sheets import Fate, ProcedureFate
from motcua.records.catalogue.step_rows import KIND_LABELS, LEVEL_LABELS, RowError, TextRow, hours_vi
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.people.viewer import Viewer
from motcua.records.places.drafts import UnitKind
from motcua.rules.process import WORKING_ROLES
from motcua.rules.refusal import Refusal

MOST_ROWS = 5_000
_LONGEST = 4_000

_CODE = SheetColumn(name="code", label="Mã thủ tục", note="Mã quốc gia, như 1.001193.", required=True, width=14)
_FROM = SheetColumn(
    name="valid_from",
    label="Áp dụng từ ngày",
    note="Ngày phiên bản mới bắt đầu; phiên bản đang áp dụng kết thúc vào ngày đó.",
    required=True,
    is_date=True,
    width=16,
)
_LEVELS = tuple(LEVEL_LABELS.values())

STEP_COLUMNS = (
    SheetColumn(
        name="code",
        label="Mã thủ tục",
        note="Ghi ở dòng đầu của mỗi bảng bước; để trống ở các dòng sau là cùng thủ tục với dòng trên.",
        required=True,
        width=14,
    ),
    SheetColumn(name="number", label="Bước", note="Số thứ tự; để trống thì đánh số theo dòng.", width=8),
    SheetColumn(
        name="name", label="Việc làm", note="Nội dung công việc của bước, tối đa 200 ký tự.", required=True, width=44
    ),
    SheetColumn(
        name="unit_kind",
        label="Nơi thực hiện",
        note="Loại đơn vị làm bước này.",
        required=True,
        choices=tuple(str(label) for label in UnitKind.labels),
        width=22,
    ),
    SheetColumn(
        name="role",
        label="Vai trò",
        note="Người làm bước này.",
        required=True,
        choices=tuple(label for role, label in ROLE_LABELS.items() if role in WORKING_ROLES),
        width=24,
    ),
    SheetColumn(
        name="hours",
        label="Thời gian (giờ)",
        note="Số giờ làm việc, như 16 hoặc 7,5; để trống là không giao.",
        width=14,
    ),
    SheetColumn(
        name="kind",
        label="Loại bước",
        note="Để trống là xử lý. Bước lấy ý kiến chạy song song với bước ghi ở cột «Đi cùng bước».",
        choices=tuple(KIND_LABELS.values()),
        width=22,
    ),
    SheetColumn(
        name="level", label="Cấp của đơn vị", note="Để trống là của cơ quan tiếp nhận.", choices=_LEVELS, width=14
    ),
    SheetColumn(name="beside", label="Đi cùng bước", note="Chỉ cho bước lấy ý kiến: số của bước chờ ý kiến.", width=13),
    SheetColumn(
        name="next",
        label="Bước tiếp theo",
        note="Để trống là bước ở dòng sau; ghi «kết thúc» nếu quy trình dừng ở đây.",
        width=14,
    ),
    SheetColumn(
        name="back",
        label="Trả lại bước",
        note="Khi chưa đạt thì trả về bước này; để trống là bước liền trước.",
        width=13,
    ),
    SheetColumn(
        name="decision",
        label="Quyết định phê duyệt",
        note="Số quyết định, ghi ở dòng đầu của mỗi bảng; để trống thì giữ số cũ.",
        width=22,
    ),
    SheetColumn(
        name="valid_from",
        label="Áp dụng từ ngày",
        note="Ghi ở dòng đầu của mỗi bảng: ngày phiên bản mới bắt đầu.",
        required=True,
        is_date=True,
        width=16,
    ),
)

_TERM_NOTE = "Như «3 ngày làm việc», «trong ngày», «chưa rõ»; để trống nếu không nhận theo cách này."
PROCEDURE_COLUMNS = (
    _CODE,
    SheetColumn(name="name", label="Tên thủ tục", note="Tên đầy đủ theo quyết định công bố.", required=True, width=50),
    SheetColumn(
        name="short_name", label="Tên ngắn", note="Hiện trên màn hình; để trống thì cắt từ tên đầy đủ.", width=30
    ),
    SheetColumn(name="field", label="Lĩnh vực", note="Như Hộ tịch, Đất đai.", required=True),
    SheetColumn(name="ministry", label="Bộ, ngành quản lý"),
    SheetColumn(name="decision", label="Quyết định công bố", note="Số quyết định."),
    SheetColumn(name="levels", label="Cấp tiếp nhận", note="Như «xã; huyện».", required=True),
    SheetColumn(name="counter", label="Thời hạn trực tiếp", note=_TERM_NOTE),
    SheetColumn(name="online", label="Thời hạn trực tuyến", note=_TERM_NOTE),
    SheetColumn(name="post", label="Thời hạn bưu chính", note=_TERM_NOTE),
    SheetColumn(
        name="fee_counter", label="Mức thu trực tiếp", note="Số đồng, như 8.000; 0 là không thu; để trống là chưa rõ."
    ),
    SheetColumn(name="fee_online", label="Mức thu trực tuyến", note="Số đồng."),
    SheetColumn(name="fee_post", label="Mức thu bưu chính", note="Số đồng."),
    SheetColumn(name="term_note", label="Ghi chú thời hạn"),
    SheetColumn(name="fee_note", label="Miễn, giảm"),
    SheetColumn(name="result", label="Kết quả"),
    SheetColumn(
        name="papers",
        label="Giấy tờ",
        note="Như «bản chính: Tờ khai | bản chụp?: Giấy tờ kèm theo»; dấu hỏi là nếu có. Để trống thì giữ như cũ.",
        width=50,
    ),
    SheetColumn(name="note", label="Ghi chú pháp lý"),
    SheetColumn(name="rank", label="Thứ tự thông dụng", note="1 là thủ tục gặp nhiều nhất; để trống được."),
    _FROM,
)

_STEP_EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "code": "1.012345",
        "number": "1",
        "name": "Tiếp nhận, kiểm tra, chuyển hồ sơ",
        "unit_kind": "Bộ phận một cửa",
        "role": "Cán bộ một cửa",
        "hours": "4",
        "decision": "45/QĐ-UBND",
        "valid_from": "01/08/2023",
    },
    {
        "number": "2",
        "name": "Thẩm định hồ sơ",
        "unit_kind": "Phòng chuyên môn",
        "role": "Công chức chuyên môn",
        "hours": "40",
        "next": "4",
    },
    {
        "number": "3",
        "name": "Cho ý kiến về hiện trạng",
        "unit_kind": "Ủy ban nhân dân",
        "role": "Công chức chuyên môn",
        "hours": "16",
        "kind": "Lấy ý kiến song song",
        "level": "Cấp xã",
        "beside": "2",
    },
)
_PROCEDURE_EXAMPLES: tuple[Mapping[str, str], ...] = (
    {
        "code": "1.099999",
        "name": "Thủ tục cấp bản sao trích lục (ví dụ)",
        "field": "Hộ tịch",
        "levels": "xã; huyện",
        "counter": "trong ngày",
        "fee_counter": "8.000",
        "papers": "bản chính: Tờ khai | xuất trình: Giấy tờ tùy thân",
        "valid_from": "01/08/2023",
    },
)

_FATES = {
    Fate.CREATED: Foretold.NEW,
    Fate.CHANGED: Foretold.CHANGED,
    Fate.UNCHANGED: Foretold.UNCHANGED,
}


def _texts(sheet: Sheet, columns: Iterable[SheetColumn]) -> tuple[list[TextRow], list[RowError]]:
    """The rows as cleaned texts, and an error for each cell that holds none."""
    rows: list[TextRow] = []
    errors: list[RowError] = []
    for row in sheet.rows:
        try:
            cells = {column.name: row.text(column.name, limit=_LONGEST) for column in columns}
            day, code = row.day("valid_from"), row.cells.get("code")
            cells["valid_from"] = date_vi(day) if day else ""
            if isinstance(code, Decimal):  # a spreadsheet took the code for a number and dropped its last zeros
                cells["code"] = f"{code:.6f}"
            rows.append(TextRow(number=row.number, cells=cells))
        except Refusal as refusal:
            errors.append(RowError(row=row.number, field=refusal.field, message=str(refusal)))
    return rows, errors


def _foresee(viewer: Viewer, sheet: Sheet, *, kind: str, columns: tuple[SheetColumn, ...]) -> tuple[Line, ...]:
    rows, unread = _texts(sheet, columns)
    report = sheets.foresee(viewer, kind, rows)
    errors = (*unread, *report.errors)
    told = {row.number: row for row in rows}
    wrong = [_wrong(number, errors, told, columns) for number in dict.fromkeys(error.row for error in errors)]
    return (*wrong, *map(_line, report.fates))


def _wrong(
    number: int, errors: Iterable[RowError], told: Mapping[int, TextRow], columns: Iterable[SheetColumn]
) -> Line:
    """A row in error with everything that is wrong with it, each with its column."""
    labels = {column.name: column.label for column in columns}
    words = [
        f"{labels[error.field]}: {error.message}" if error.field in labels else error.message
        for error in errors
        if error.row == number
    ]
    row = told.get(number)
    about = " · ".join(filter(None, (row["code"], row["name"]))) if row else ""
    return Line(number=number, fate=Foretold.WRONG, about=about, text=" ".join(words))


def _line(fate: ProcedureFate) -> Line:
    return Line(
        number=fate.row,
        fate=_FATES[fate.fate],
        about=f"{fate.code} · {fate.name}",
        text=_words(fate),
    )


def _words(fate: ProcedureFate) -> str:
    if fate.fate is Fate.UNCHANGED:
        return "Đã có đúng như vậy."
    since = f"áp dụng từ {date_vi(fate.valid_from)}"
    if fate.table is None:
        return f"{'Thủ tục mới' if fate.fate is Fate.CREATED else 'Phiên bản mới'}, {since}."
    most = f" trong {hours_vi(fate.table.most)} giờ của thời hạn" if fate.table.most else ""
    count = len(fate.table.rows)
    return f"{count} bước, cộng {hours_vi(fate.table.minutes) or '0'} giờ{most}; {since}."


def _take(viewer: Viewer, import_id: int, sheet: Sheet, *, kind: str, columns: tuple[SheetColumn, ...]) -> int:
    rows, errors = _texts(sheet, columns)
    if errors:
        raise Refusal("file", "Tệp có dòng lỗi nên chưa nhập gì; hãy sửa các dòng đã đánh dấu rồi gửi lại.")
    return sheets.take(viewer, kind, import_id, rows).changing


def _undo(viewer: Viewer, import_id: int, *, kind: str) -> object:
    return sheets.undo(viewer, kind, import_id)


STEPS = ImportKind(
    slug="cac-buoc",
    kind=sheets.STEPS,
    label="Bảng bước xử lý",
    text="Quy trình nội bộ theo quyết định phê duyệt: nhiều thủ tục trong một tệp, mỗi bước một dòng. Mỗi thủ tục có "
    "bước thay đổi được ban hành phiên bản mới từ ngày ghi trong tệp.",
    thing="bảng bước",
    columns=lambda _viewer: STEP_COLUMNS,
    examples=_STEP_EXAMPLES,
    most_rows=MOST_ROWS,
    foresee=partial(_foresee, kind=sheets.STEPS, columns=STEP_COLUMNS),
    take=partial(_take, kind=sheets.STEPS, columns=STEP_COLUMNS),
    undo=partial(_undo, kind=sheets.STEPS),
)

PROCEDURES = ImportKind(
    slug="thu-tuc",
    kind=sheets.PROCEDURES,
    label="Thủ tục",
    text="Danh mục thủ tục: mã, tên, cấp, thời hạn, mức thu, giấy tờ. Thủ tục đã có thì ban hành phiên bản mới và giữ "
    "bảng bước đang dùng.",
    thing="thủ tục",
    columns=lambda _viewer: PROCEDURE_COLUMNS,
    examples=_PROCEDURE_EXAMPLES,
    most_rows=MOST_ROWS,
    foresee=partial(_foresee, kind=sheets.PROCEDURES, columns=PROCEDURE_COLUMNS),
    take=partial(_take, kind=sheets.PROCEDURES, columns=PROCEDURE_COLUMNS),
    undo=partial(_undo, kind=sheets.PROCEDURES),
)
