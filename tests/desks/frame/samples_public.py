"""Sample pages of the door and of the citizen. All persons are invented."""

from __future__ import annotations

from motcua.desks.citizen import pages as citizen
from motcua.desks.entrance import pages as entrance
from motcua.desks.frame.fields import Field, FieldKind, error_links
from motcua.desks.frame.pages import (
    Badge,
    Deadline,
    Fact,
    Flash,
    Frame,
    Hidden,
    Link,
    Part,
    Passage,
    TimelineItem,
    Tone,
    Why,
)
from motcua.desks.frame.sentences import sentence

CLOCK = "Thứ Sáu 30/06/2023, 17:00"
CLOCK_ISO = "2023-06-30T17:00+07:00"
WHY = Why(
    lines=(
        "Tiếp nhận lúc 15:20 thứ Sáu 28/04/2023.",
        "Thời hạn 3 ngày làm việc = 1.440 phút làm việc.",
        "15:20 – 17:00 thứ Sáu 28/04/2023: 100 phút làm việc.",
        "Nghỉ 29/04–03/05/2023: thứ Bảy, Chủ nhật; Giỗ Tổ Hùng Vương, Ngày Chiến thắng, Quốc tế Lao động và nghỉ bù.",
        "07:00 thứ Năm 04/05/2023 – 15:20 thứ Hai 08/05/2023: 1.340 phút làm việc.",
        "Hạn trả kết quả: 15:20 thứ Hai 08/05/2023.",
    ),
    sources=("61/2018/NĐ-CP Điều 19 (chờ kiểm chứng)",),
)
DUE = "Thứ Hai 08/05/2023, 15:20"
DUE_ISO = "2023-05-08T15:20+07:00"
CODE = "000.12.30.H59-230428-0041"
PROCEDURE = "Cấp Giấy xác nhận tình trạng hôn nhân"


def public_frame(title: str, *, flashes: tuple[Flash, ...] = ()) -> Frame:
    """The frame of a page for everybody."""
    return Frame(
        title=title,
        desk="Một cửa Trà Cú",
        public=True,
        clock=CLOCK,
        clock_iso=CLOCK_ISO,
        demonstration=True,
        flashes=flashes,
        footer=(Link(text="Tra cứu hồ sơ", href="#"), Link(text="Trang đầu", href="#")),
    )


START = entrance.StartPage(
    frame=public_frame("Bắt đầu"),
    eyebrow="Huyện Trà Cú, tỉnh Trà Vinh · 6 tháng đầu năm 2023",
    sentence=sentence(
        "Kho này diễn lại nửa năm của mười bảy xã, thị trấn và một huyện: {received} hồ sơ, từ lúc nộp đến khi trả.",
        received=Part(text="41.180", href="#"),
    ),
    note="Chọn một người để vào làm việc như họ. Không cần mật khẩu vì ở đây không có dữ liệu của ai.",
    groups=(
        entrance.CastGroup(
            desk="Quầy tiếp nhận",
            purpose="nhận hồ sơ, hẹn ngày, trả kết quả",
            members=(
                entrance.CastMember(
                    account="sa_ruone",
                    name="Thạch Thị Sa Rươne",
                    post="Cán bộ một cửa · UBND xã Thanh Sơn",
                    trial="Nhận một hồ sơ chỉ bằng bàn phím, xem ngày hẹn và lý do trước khi in.",
                ),
                entrance.CastMember(
                    account="bao_tran",
                    name="Nguyễn Bảo Trân",
                    post="Cán bộ một cửa · Bộ phận Một cửa huyện",
                    trial="Quét giấy hẹn để trả kết quả cho người đến nhận.",
                ),
            ),
        ),
        entrance.CastGroup(
            desk="Chuyên môn",
            purpose="xử lý hồ sơ theo giờ làm việc còn lại",
            members=(
                entrance.CastMember(
                    account="kim_lien",
                    name="Kim Thị Liên",
                    post="Công chức Tư pháp – Hộ tịch · UBND xã Thanh Sơn",
                    trial="Mở hồ sơ sắp hạn, yêu cầu bổ sung một lần, xem ngày hẹn dời ra sao.",
                ),
            ),
        ),
        entrance.CastGroup(
            desk="Lãnh đạo",
            purpose="phê duyệt và đọc số liệu",
            members=(
                entrance.CastMember(
                    account="van_tam",
                    name="Lâm Văn Tâm",
                    post="Chủ tịch UBND huyện Trà Cú",
                    trial="Đọc câu báo cáo nửa năm, bấm vào từng con số để thấy hồ sơ của nó.",
                ),
                entrance.CastMember(
                    account="son_thi",
                    name="Sơn Thị Hoa",
                    post="Chủ tịch UBND xã Hàm Giang",
                    trial="Phê duyệt, hoặc xin lỗi và hẹn lại khi không kịp.",
                ),
            ),
        ),
    ),
    enter_href="/vao/",
    look_up=Link(text="Tra cứu hồ sơ", href="/tra-cuu/"),
    facts=(
        Fact(label="Đồng hồ của kho", value="Thứ Sáu 30/06/2023, 17:00", note="chạy tiếp từ 07:00 thứ Hai 03/07/2023"),
        Fact(label="Đơn vị tiếp nhận", value="18"),
        Fact(label="Thủ tục", value="312", note="theo danh mục 07/2026, chờ kiểm chứng cho 2023"),
    ),
)
LANDING = entrance.LandingPage(
    frame=Frame(title="Trang đầu", desk="Một cửa", public=True, clock=CLOCK, clock_iso=CLOCK_ISO),
    unit="Ủy ban nhân dân huyện Trà Cú",
    look_up=Link(text="Tra cứu hồ sơ", href="/tra-cuu/"),
    login=Link(text="đăng nhập vào bàn làm việc", href="/vao/"),
)
_WRONG_PASSWORD = Field(
    name="password",
    label="Mật khẩu",
    kind=FieldKind.PASSWORD,
    autocomplete="current-password",
    required=True,
    error="Tên đăng nhập hoặc mật khẩu chưa đúng; hãy gõ lại.",
)
LOGIN = entrance.LoginPage(
    frame=public_frame("Đăng nhập"),
    action="/vao/",
    username=Field(name="username", label="Tên đăng nhập", value="sa_ruone", autocomplete="username", required=True),
    password=_WRONG_PASSWORD,
    hidden=(Hidden(name="next", value="/quay/"),),
    errors=error_links(_WRONG_PASSWORD),
    help_text="Quên mật khẩu: nhờ quản trị của đơn vị đặt lại.",
)
LOOK_UP = citizen.LookUpPage(
    frame=public_frame("Tra cứu hồ sơ"),
    action="/tra-cuu/",
    code=Field(
        name="code",
        label="Mã hồ sơ",
        hint="Dòng chữ dưới mã vạch, ví dụ 000.12.30.H59-230428-0041.",
        required=True,
        autofocus=True,
    ),
    secret=Field(name="secret", label="Khóa tra cứu", hint="13 chữ và số, dưới mã QR bên trái.", required=True),
)
_WRONG_SECRET = Field(
    name="code",
    label="Mã hồ sơ",
    value=CODE,
    required=True,
    error="Không có hồ sơ nào ứng với mã và khóa này; hãy kiểm tra lại từng chữ trên giấy tiếp nhận.",
)
LOOK_UP_WRONG = citizen.LookUpPage(
    frame=public_frame("Tra cứu hồ sơ: chưa tìm thấy"),
    action="/tra-cuu/",
    code=_WRONG_SECRET,
    secret=LOOK_UP.secret,
    errors=error_links(_WRONG_SECRET),
)
TIMELINE = (
    TimelineItem(at="15:20 28/04/2023", at_iso="2023-04-28T15:20+07:00", text="Xã Thanh Sơn đã nhận hồ sơ tại quầy"),
    TimelineItem(
        at="15:34 28/04/2023", at_iso="2023-04-28T15:34+07:00", text="Đã chuyển công chức Tư pháp – Hộ tịch xử lý"
    ),
    TimelineItem(
        at="09:10 04/05/2023",
        at_iso="2023-05-04T09:10+07:00",
        text="Đang xác minh với UBND thị trấn Trà Cú",
        passage=Passage.CURRENT,
    ),
    TimelineItem(at="chậm nhất 15:20 08/05/2023", at_iso=DUE_ISO, text="Trả kết quả tại quầy 2", passage=Passage.AHEAD),
)
DOSSIER = citizen.DossierPage(
    frame=public_frame(f"Hồ sơ {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    unit="UBND xã Thanh Sơn, huyện Trà Cú",
    sentence="Đang được xử lý, đúng tiến độ",
    badge=Badge(tone=Tone.CALM, text="Đang xử lý"),
    due_label="Hẹn trả kết quả",
    deadline=Deadline(due=DUE, due_iso=DUE_ISO, badge=Badge(tone=Tone.CALM, text="còn 2 ngày làm việc 3 giờ"), why=WHY),
    unchanged=Badge(tone=Tone.GOOD, text="ngày hẹn chưa từng thay đổi"),
    changes=(),
    timeline=TIMELINE,
    looked_summary="2 công chức đã mở hồ sơ này, 4 lượt, đều trong lúc xử lý.",
    looked=(
        citizen.Looked(who="Cán bộ một cửa, xã Thanh Sơn", at="15:20 28/04/2023"),
        citizen.Looked(who="Công chức Tư pháp – Hộ tịch, xã Thanh Sơn", at="08:05 04/05/2023"),
    ),
    contact=(
        Fact(label="Bộ phận Một cửa xã Thanh Sơn", value="0294 3 000 000", note="07:00–11:30 và 13:30–17:00"),
        Fact(label="Phản ánh, kiến nghị", value="Gửi phản ánh", href="#"),
    ),
    again=Link(text="Tra cứu hồ sơ khác", href="/tra-cuu/"),
)
DOSSIER_MOVED = citizen.DossierPage(
    frame=public_frame(f"Hồ sơ {CODE} đã đổi hẹn"),
    code=CODE,
    procedure="Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc",
    unit="UBND xã Hàm Giang, huyện Trà Cú",
    sentence="Đã quá hạn, cơ quan đã xin lỗi và hẹn lại",
    badge=Badge(tone=Tone.CALM, text="Đang xử lý"),
    due_label="Hẹn trả kết quả",
    deadline=Deadline(
        due="Thứ Tư 10/05/2023, 15:20",
        due_iso="2023-05-10T15:20+07:00",
        badge=Badge(tone=Tone.LATE, text="quá hạn 1 ngày làm việc 2 giờ"),
    ),
    unchanged=None,
    changes=(
        citizen.DateChange(
            at="14:00 05/05/2023",
            before="thứ Hai 08/05/2023, 15:20",
            after="thứ Tư 10/05/2023, 15:20",
            reason="Chờ bản chính Sổ hộ tịch lưu tại Phòng Tư pháp huyện.",
            basis="Phiếu xin lỗi số 02/PXL",
        ),
    ),
    timeline=(
        *TIMELINE[:2],
        TimelineItem(
            at="16:00 11/05/2023",
            at_iso="2023-05-11T16:00+07:00",
            text="Chưa có kết quả",
            passage=Passage.CURRENT,
            late=True,
            quote="Sổ hộ tịch năm 1978 bị mờ, đang đối chiếu.",
        ),
    ),
    looked_summary="Chưa có ai ngoài người xử lý mở hồ sơ này.",
    looked=(),
    to_do="Ông/bà chưa phải làm gì. Cơ quan sẽ báo khi có kết quả.",
)
