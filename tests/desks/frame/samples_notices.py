"""Sample pages of notices. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.entrance.notices import MailForm, NoticeItem, NoticesPage
from motcua.desks.frame.fields import Field, FieldKind, error_links
from motcua.desks.frame.pages import Badge, Bell, EmptyState, Hidden, Link, Pager, Tone
from tests.desks.frame.samples_officer import officer_frame
from tests.desks.frame.samples_public import CODE, PROCEDURE

_FIELD = Field(
    name="address",
    label="Địa chỉ thư điện tử",
    value="lien@",
    kind=FieldKind.EMAIL,
    hint="Để trống thì chỉ báo trên màn hình.",
    error="Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn; hãy sửa lại hoặc để trống.",
    autocomplete="email",
)

_ITEM = NoticeItem(
    id="12",
    subject=f"Hồ sơ {CODE} chuyển đến",
    href="#",
    text=f"{PROCEDURE}. Thạch Thị Sa Rươne chuyển, hẹn trả 15:20 09/05/2023.",
    at="Thứ Năm 04/05/2023, 12:20",
    at_iso="2023-05-04T12:20+07:00",
    fresh=Badge(tone=Tone.CALM, text="Mới"),
)

NOTICES = NoticesPage(
    frame=replace(officer_frame("Thông báo"), bell=Bell(href="#", count="1", label="Thông báo: 1 chưa đọc")),
    sentence="1 thông báo chưa đọc.",
    items=(_ITEM, replace(_ITEM, id="11", fresh=None, subject="Được nhắc trong hồ sơ khác")),
    read_href="#",
    unread=True,
    empty=None,
    pager=Pager(summary="2 thông báo trên trang này", next_href="#"),
    mail=MailForm(
        action="#",
        note="Thư chỉ ghi mã hồ sơ, tên thủ tục và việc cần làm, không có tên người dân.",
        field=_FIELD,
        hidden=(Hidden(name="version", value="0"),),
    ),
    errors=error_links(_FIELD),
)

NOTICES_EMPTY = NoticesPage(
    frame=replace(
        officer_frame("Chưa có thông báo"), bell=Bell(href="#", count="", label="Thông báo: không có gì mới")
    ),
    sentence="Không có gì mới.",
    items=(),
    read_href="#",
    unread=False,
    empty=EmptyState(title="Chưa có thông báo nào", text="Thông báo hiện ở đây.", link=Link(text="Về", href="#")),
    pager=None,
    mail=None,
)
