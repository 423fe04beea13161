"""Sample pages of the administration and of one's own account. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.entrance import pages as entrance
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, NavItem, Pager, Person, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office import days_off, wordings
from motcua.desks.office.import_pages import ForeseenPage, ImportPage
from motcua.desks.office.pages import (
    ActForm,
    Card,
    FilterForm,
    FormPage,
    HomePage,
    ListPage,
    PasswordPage,
    ThingPage,
)
from motcua.desks.office.session_page import SessionLine, SessionsPage
from tests.desks.frame.samples_public import CLOCK, CLOCK_ISO

_BACK = Link(text="Tài khoản", href="#")
_KEY = (Hidden(name="request_key", value="k"),)


def _frame(title: str, *, desk: str = "Quản trị") -> Frame:
    return Frame(
        title=title,
        desk=desk,
        nav=(NavItem(label="Tài khoản", href="#", current=True), NavItem(label="Đơn vị", href="#")),
        place="Huyện Trà Cú",
        clock=CLOCK,
        clock_iso=CLOCK_ISO,
        person=Person(
            name="Kim Thị Mỹ Dung",
            post="Quản trị hệ thống",
            leave_href="/ra/",
            links=(Link(text="Đổi mật khẩu", href="#"),),
        ),
        demonstration=True,
    )


def _table(caption: str, *labels: str, rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(
        caption=caption,
        columns=tuple(Column(label=label) for label in labels),
        rows=tuple(Row(cells=cells) for cells in rows),
    )


HOME = HomePage(
    frame=_frame("Trang đầu"),
    heading="Quản trị",
    sentence="Giữ cho mỗi người đúng nhiệm vụ, mỗi đơn vị đúng thông tin.",
    cards=(
        Card(link=Link(text="Tài khoản", href="#"), text="Mở, khóa tài khoản.", now="17 tài khoản"),
        Card(link=Link(text="Đơn vị", href="#"), text="Điện thoại, địa chỉ."),
    ),
)

LIST = ListPage(
    frame=_frame("Tài khoản"),
    heading="Tài khoản",
    sentence=sentence("{count} tài khoản trong phạm vi của ông/bà.", count="17"),
    actions=(Link(text="Mở tài khoản", href="#"), Link(text="Nhập từ Excel", href="#")),
    filter=FilterForm(action="#", fields=(Field(name="q", label="Họ tên", kind=FieldKind.SEARCH),)),
    table=Table(
        caption="Tài khoản theo tên",
        columns=(Column(label="Họ tên"), Column(label="Tình trạng")),
        rows=(
            Row(
                cells=(Cell(text="Nguyễn Văn Minh", href="#", note="minh"), Cell(badge=Badge(tone=Tone.GOOD, text="x")))
            ),
            Row(
                cells=(Cell(text="Kim Sô Phia", href="#"), Cell(badge=Badge(tone=Tone.QUIET, text="đã khóa"))), below=1
            ),
            Row(cells=(Cell(text="Sơn Minh Hiếu", href="#"), Cell()), below=3),
        ),
    ),
    pager=Pager(summary="1–3 trong 17", next_href="#"),
    note="Đơn vị đổi tên thì thêm đơn vị mới.",
)
LIST_EMPTY = replace(
    LIST,
    frame=_frame("Không tài khoản nào"),
    empty=EmptyState(title="Không có tài khoản nào khớp", text="Hãy gõ ít chữ hơn.", link=_BACK),
    pager=None,
)

_CLOSE = ActForm(
    label="Khóa tài khoản",
    action="#",
    button="Khóa tài khoản",
    hidden=_KEY,
    fields=(Field(name="reason", label="Lý do", kind=FieldKind.AREA, prefix="khoa-", error="Mục này còn trống."),),
    consequence="Không ai đăng nhập được bằng tài khoản này nữa.",
    open=True,
)
THING = ThingPage(
    frame=_frame("Nguyễn Văn Minh"),
    eyebrow=_BACK,
    heading="Nguyễn Văn Minh",
    badge=Badge(tone=Tone.GOOD, text="đang dùng"),
    meta="minh",
    facts=(Fact(label="Mật khẩu", value="chưa có, chưa đăng nhập được"),),
    tables=(_table("Nhiệm vụ", "Chức danh", "Đơn vị", rows=((Cell(text="Công chức"), Cell(text="Xã Thanh Sơn")),)),),
    acts=(ActForm(label="Cấp mật khẩu lần đầu", action="#", button="Cấp mật khẩu", hidden=_KEY), _CLOSE),
    errors=(ErrorLink(text="Mục này còn trống.", href="#id_khoa-reason"),),
)
THING_OWN = replace(
    THING, frame=_frame("Kim Thị Mỹ Dung"), acts=(), no_acts="Đây là tài khoản của ông/bà.", errors=(), badge=None
)

FORM = FormPage(
    frame=_frame("Mở tài khoản"),
    heading="Mở tài khoản",
    note="Mỗi người một tài khoản.",
    form=replace(_CLOSE, button="Mở tài khoản"),
    back=_BACK,
    errors=(ErrorLink(text="Mục này còn trống.", href="#id_khoa-reason"),),
)

FIRST_PASSWORD = PasswordPage(
    frame=_frame("Mật khẩu lần đầu"),
    heading="Mật khẩu lần đầu",
    facts=(Fact(label="Tên đăng nhập", value="minh"),),
    password="abcd-efgh-2345",
    note="Chỉ hiện một lần.",
    back=_BACK,
)

SESSIONS = SessionsPage(
    frame=_frame("Phiên đăng nhập"),
    heading="Phiên đăng nhập",
    sentence="2 phiên đang mở trong phạm vi của ông/bà.",
    note="Phiên tự đóng sau 30 phút không dùng.",
    action="#",
    hidden=_KEY,
    sessions=(
        SessionLine(id="1-1", name="Kim Thị Mỹ Dung", href="#", where="Edge trên Windows", when="vào 07:00", own=True),
        SessionLine(
            id="2-2", name="Nguyễn Văn Minh", href="#", where="Chrome trên Windows", when="vào 07:05", own=False
        ),
    ),
)

IMPORT = ImportPage(
    frame=_frame("Nhập cán bộ"),
    back=Link(text="Nhập dữ liệu", href="#"),
    heading="Nhập cán bộ",
    text="Tài khoản và nhiệm vụ.",
    template=Link(text="Tải tệp mẫu", href="#"),
    action="#",
    error="Tệp «a.xlsx» trống; hãy chọn tệp khác.",
    limits="XLSX hoặc CSV, tối đa 5 MB.",
    earlier=_table("Đã nhập", "Tệp", "Lúc", rows=((Cell(text="can_bo.xlsx"), Cell(text="07:00 03/07/2023")),)),
    undo_action="#",
    undo_note="Lấy lại mọi thay đổi.",
    undo_hidden=(Hidden(name="import", value="1"),),
    errors=(ErrorLink(text="Tệp «a.xlsx» trống; hãy chọn tệp khác.", href="#id_file"),),
)
IMPORT_FIRST = replace(
    IMPORT,
    frame=_frame("Nhập cán bộ lần đầu"),
    error="",
    errors=(),
    undo_action="",
    earlier=_table("Đã nhập", "Tệp", "Lúc", rows=()),
)

FORESEEN = ForeseenPage(
    frame=_frame("Xem thử tệp can_bo.xlsx"),
    back=Link(text="Nhập cán bộ", href="#"),
    heading="can_bo.xlsx",
    sentence="2 trong 2 dòng sẽ thay đổi dữ liệu.",
    facts=(Fact(label="Có lỗi", value="0"),),
    table=_table("Từng dòng", "Dòng", "Nội dung", rows=((Cell(text="2"), Cell(text="Kim Mới")),)),
    note="Cột không dùng đến: Ghi chú.",
    again="#",
    action="#",
    button="Nhập 2 dòng",
    hidden=_KEY,
)
FORESEEN_WRONG = replace(
    FORESEEN,
    frame=_frame("Xem thử tệp có lỗi"),
    action="",
    marked=Link(text="Tải tệp đã đánh dấu lỗi", href="#"),
    errors=(ErrorLink(text="Dòng 3 còn lỗi."),),
)

DAYS_OFF = days_off.CalendarPage(
    frame=_frame("Ngày nghỉ 2023"),
    heading="Ngày nghỉ năm 2023",
    sentence="Quyết định công bố muộn thì ghi ở đây.",
    years=(NavItem(label="2023", href="#", current=True), NavItem(label="2024", href="#")),
    applied=_table("Đã áp dụng", "Ngày", "Dịp", rows=((Cell(text="Thứ Hai 02/01/2023"), Cell(text="bù Tết")),)),
    days=_table("Theo lịch", "Ngày", "Dịp", rows=((Cell(text="Thứ Hai 02/01/2023"), Cell(text="bù Tết")),)),
    days_note="Ngoài các ngày này, làm việc từ thứ Hai đến thứ Sáu.",
    one=replace(_CLOSE, button="Xem ảnh hưởng"),
    not_allowed="",
    action="#",
    sample="date,kind,reason,document,article",
    file_error="Thiếu cột kind.",
    errors=(ErrorLink(text="Thiếu cột kind.", href="#id_file"),),
)
DAYS_OFF_READ = replace(
    DAYS_OFF,
    frame=_frame("Ngày nghỉ 2024"),
    one=None,
    not_allowed="Chỉ người quản trị của toàn hệ thống mới áp dụng được.",
    applied=_table("Đã áp dụng", "Ngày", rows=()),
    file_error="",
    errors=(),
)

EFFECTS = days_off.EffectsPage(
    frame=_frame("Ảnh hưởng của quyết định"),
    back=Link(text="Ngày nghỉ", href="#"),
    heading="Nếu áp dụng quyết định này",
    sentence="3 hồ sơ đang mở lùi hẹn.",
    facts=(Fact(label="Hồ sơ lùi hẹn", value="3"),),
    decisions=_table("Quyết định", "Ngày", rows=((Cell(text="Thứ Sáu 02/01/2026"),),)),
    units=_table("Theo đơn vị", "Đơn vị", rows=((Cell(text="Xã Thanh Sơn"),),)),
    moves=_table("Hồ sơ lùi hẹn", "Hồ sơ", rows=((Cell(text="000.12.30.H59-230428-0041"),),)),
    note="Bảng trên hiện 50 hồ sơ đầu.",
    action="#",
    hidden=_KEY,
    errors=(ErrorLink(text="Khóa đã dùng."),),
)
EFFECTS_NONE = replace(
    EFFECTS,
    frame=_frame("Không ảnh hưởng"),
    action="",
    moves=_table("Hồ sơ lùi hẹn", "Hồ sơ", rows=()),
    errors=(),
)


def _wording(part: str, **changes: object) -> wordings.WordingForm:
    form = wordings.WordingForm(
        label=part,
        field=Field(name="text", label=part, kind=FieldKind.AREA, value="Hồ sơ {code}", prefix=f"vi-{part}-"),
        hidden=_KEY,
        badge=Badge(tone=Tone.CALM, text="lời văn riêng"),
        note="Kim Thị Mỹ Dung sửa 07:00.",
        own=True,
        open=False,
    )
    return replace(form, **changes)  # type: ignore[arg-type]


TEMPLATE = wordings.TemplatePage(
    frame=_frame("Mẫu: Tiếp nhận hồ sơ"),
    back=Link(text="Mẫu thông báo", href="#"),
    heading="Tiếp nhận hồ sơ",
    meta="Gửi cho người nộp hồ sơ",
    action="#",
    placeholders=(Fact(label="{code}", value="mã hồ sơ"),),
    groups=(
        wordings.WordingGroup(
            language="Tiếng Khmer",
            note="Chờ người biết tiếng hiệu đính.",
            forms=(
                _wording("short", preview="Hồ sơ 000.12", length="Dài 40 ký tự."),
                _wording("long", own=False, note=""),
            ),
        ),
    ),
    errors=(ErrorLink(text="Chữ {ma} không có.", href="#id_vi-short-text"),),
)

DEAD = wordings.DeadLettersPage(
    frame=_frame("Tin chưa gửi được"),
    back=Link(text="Mẫu thông báo", href="#"),
    heading="Tin chưa gửi được",
    sentence="1 tin đã thử nhiều lần mà không gửi được.",
    action="#",
    letters=(wordings.DeadLine(id="1", label="Đã có kết quả", about="000.12 · SMS", reason="Đã thử 8 lần."),),
)
DEAD_NONE = replace(
    DEAD,
    frame=_frame("Mọi tin đã gửi"),
    letters=(),
    empty=EmptyState(title="Không có tin nào", text="Tin không gửi được sẽ nằm ở đây."),
)

OWN_PASSWORD = entrance.PasswordPage(
    frame=_frame("Đổi mật khẩu", desk="Tài khoản của tôi"),
    heading="Đổi mật khẩu",
    note="Sau khi đổi, mọi phiên khác của tài khoản này đóng lại.",
    action="#",
    fields=(
        Field(name="current", label="Mật khẩu hiện tại", kind=FieldKind.PASSWORD, error="Mật khẩu không đúng."),
        Field(name="password", label="Mật khẩu mới", kind=FieldKind.PASSWORD, hint="Ít nhất 10 ký tự."),
    ),
    errors=(ErrorLink(text="Mật khẩu không đúng.", href="#id_current"),),
)

OWN_SESSIONS = entrance.SessionsPage(
    frame=_frame("Phiên đăng nhập của tôi", desk="Tài khoản của tôi"),
    sentence="Tài khoản đang mở ở 2 nơi.",
    note="Phiên tự đóng sau 30 phút không dùng.",
    action="#",
    sessions=(
        entrance.OpenSession(id="1", where="Edge trên Windows · 10.0.0.7", when="Vào 07:00.", own=True),
        entrance.OpenSession(id="2", where="Chrome trên Android · 10.0.0.9", when="Vào 06:00.", own=False),
    ),
    hidden=_KEY,
    others=True,
)

PAGES: dict[str, tuple[str, object]] = {
    "office_home": ("office/home.html", HOME),
    "office_list": ("office/list.html", LIST),
    "office_list_empty": ("office/list.html", LIST_EMPTY),
    "office_thing": ("office/thing.html", THING),
    "office_thing_own": ("office/thing.html", THING_OWN),
    "office_form": ("office/form.html", FORM),
    "office_first_password": ("office/first_password.html", FIRST_PASSWORD),
    "office_sessions": ("office/sessions.html", SESSIONS),
    "office_import": ("office/import.html", IMPORT),
    "office_import_first": ("office/import.html", IMPORT_FIRST),
    "office_foreseen": ("office/foreseen.html", FORESEEN),
    "office_foreseen_wrong": ("office/foreseen.html", FORESEEN_WRONG),
    "office_days_off": ("office/days_off.html", DAYS_OFF),
    "office_days_off_read": ("office/days_off.html", DAYS_OFF_READ),
    "office_effects": ("office/effects.html", EFFECTS),
    "office_effects_none": ("office/effects.html", EFFECTS_NONE),
    "office_template": ("office/template.html", TEMPLATE),
    "office_dead_letters": ("office/dead_letters.html", DEAD),
    "office_dead_letters_none": ("office/dead_letters.html", DEAD_NONE),
    "own_password": ("entrance/password.html", OWN_PASSWORD),
    "own_sessions": ("entrance/sessions.html", OWN_SESSIONS),
}
"""Pages of the administration and of one's own account, by a name of their own."""
