"""Units as a tree, a unit with what can be done to it, and the form that registers one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.fields import Field
from motcua.desks.frame.formats import ABSENT, date_vi, number_vi
from motcua.desks.frame.pages import Badge, Fact, Link, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import ActForm, FormPage, ListPage, ThingPage
from motcua.desks.office.presenters import (
    Refused,
    act_form,
    check_field,
    office_frame,
    select_field,
    text_field,
)
from motcua.law.types import Level
from motcua.records import clock
from motcua.records.people import units as kept_units
from motcua.records.places import queries as places
from motcua.records.places.drafts import UnitKind
from motcua.records.places.queries import UnitView

CHANGE, END = "sua", "ket-thuc"
LEVELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}

REGISTERING = (
    "parent_key", "kind", "level", "name", "short_name", "key", "receives", "agency_id", "address", "phone",
    "valid_from",
)  # fmt: skip
"""The inputs of the form that registers a unit."""

_COLUMNS = (
    Column(label="Đơn vị"),
    Column(label="Mã đơn vị", minor=True),
    Column(label="Tiếp nhận hồ sơ"),
    Column(label="Điện thoại"),
    Column(label="Từ ngày", minor=True),
)


def units_page(request: StaffRequest) -> ListPage:
    """The units kept, each below the one it belongs to."""
    today = clock.now().date()
    units = kept_units.kept(request.viewer, today)
    depths = _depths(units)
    receiving = sum(unit.receives for unit in units)
    return ListPage(
        frame=office_frame(request, title="Đơn vị", current="units"),
        heading="Đơn vị",
        sentence=sentence(
            "{count} đơn vị trong phạm vi của ông/bà, {receiving} nơi tiếp nhận hồ sơ.",
            count=number_vi(len(units)),
            receiving=number_vi(receiving),
        ),
        actions=(Link(text="Thêm đơn vị", href=reverse("office:unit_new")),),
        table=Table(
            caption="Đơn vị đang hoạt động",
            caption_hidden=True,
            columns=_COLUMNS,
            rows=tuple(_row(unit, depth=depths[unit.id]) for unit in units),
        ),
        note="Đơn vị đổi tên, chia tách hay sáp nhập thì thêm đơn vị mới rồi kết thúc đơn vị cũ: hồ sơ và số liệu cũ "
        "giữ nguyên nơi đã làm.",
    )


def unit_page(request: StaffRequest, unit: UnitView, *, refused: Refused | None = None) -> ThingPage:
    """A unit with what can be done to it."""
    today = clock.now().date()
    over = unit.valid_to is not None and unit.valid_to <= today
    acts = () if over else _acts(unit, refused=refused, others=_successors(unit, today))
    open_fields = [field for act in acts for field in act.fields if act.open]
    return ThingPage(
        frame=office_frame(request, title=unit.name, current="units"),
        eyebrow=Link(text="Đơn vị", href=reverse("office:units")),
        heading=unit.name,
        badge=_badge(unit, today),
        meta=f"{unit.kind.label} · {LEVELS[unit.level].lower()}",
        facts=_facts(request, unit, today),
        acts=acts,
        no_acts="Đơn vị đã kết thúc; thông tin giữ nguyên như lúc hoạt động.",
        errors=summary(open_fields, refused.errors) if refused else (),
    )


def new_unit_page(request: StaffRequest, *, refused: Refused | None = None) -> FormPage:
    """The form that registers a unit."""
    today = clock.now().date()
    units = kept_units.kept(request.viewer, today)
    form = act_form(
        "new",
        "Thêm đơn vị",
        action=reverse("office:unit_new"),
        button="Thêm đơn vị",
        fields=_registering(units, today),
        refused=refused,
    )
    return FormPage(
        frame=office_frame(request, title="Thêm đơn vị", current="units"),
        heading="Thêm đơn vị",
        note="Ngày bắt đầu có thể ở phía trước. Tên, mã và ngày đã ghi thì không sửa được nữa.",
        form=form,
        back=Link(text="Đơn vị", href=reverse("office:units")),
        errors=summary(form.fields, refused.errors) if refused else (),
    )


def _registering(units: Iterable[UnitView], today: date) -> tuple[Field, ...]:
    return (
        select_field("parent_key", "Trực thuộc", [(unit.key, unit.name) for unit in units]),
        select_field("kind", "Loại đơn vị", [(kind.value, kind.label) for kind in UnitKind]),
        select_field("level", "Cấp", [(level.value, label) for level, label in LEVELS.items()]),
        text_field("name", "Tên đầy đủ", limit=200, hint="Như trên con dấu; ví dụ Ủy ban nhân dân xã Thanh Sơn."),
        text_field("short_name", "Tên ngắn", limit=80, hint="Dùng trong danh sách; ví dụ Xã Thanh Sơn."),
        text_field("key", "Mã đơn vị", limit=60, hint="Đặt một lần, không dấu; ví dụ tra_cu.thanh_son."),
        check_field("receives", "Tiếp nhận hồ sơ", checked=False),
        text_field(
            "agency_id", "Mã định danh", limit=20, hint="Bắt buộc nếu tiếp nhận; ví dụ 000.12.30.H59.", optional=True
        ),
        text_field("address", "Địa chỉ", limit=200, optional=True),
        text_field("phone", "Điện thoại", limit=40, optional=True),
        day_field("valid_from", "Hoạt động từ ngày", value=date_vi(today)),
    )


def _acts(unit: UnitView, *, refused: Refused | None, others: list[UnitView]) -> tuple[ActForm, ...]:
    def form(slug: str, label: str, button: str, fields: Iterable[Field], consequence: str) -> ActForm:
        return act_form(
            slug,
            label,
            action=reverse("office:unit_act", args=(unit.key, slug)),
            button=button,
            fields=fields,
            version=unit.version,
            consequence=consequence,
            refused=refused,
        )

    change = form(
        CHANGE,
        "Sửa thông tin liên hệ",
        "Lưu thông tin",
        (
            text_field("short_name", "Tên ngắn", value=unit.short_name, limit=80),
            text_field("address", "Địa chỉ", value=unit.address, limit=200, optional=True),
            text_field("phone", "Điện thoại", value=unit.phone, limit=40, optional=True),
            check_field("receives", "Tiếp nhận hồ sơ", checked=unit.receives),
        ),
        "In trên giấy tờ từ nay về sau; giấy đã phát hành không đổi.",
    )
    end = form(
        END,
        "Kết thúc đơn vị",
        "Ghi ngày kết thúc",
        (
            day_field("on", "Không còn từ ngày"),
            select_field(
                "successor_key", "Đơn vị kế tục", [("", "Không có đơn vị kế tục"), *((o.key, o.name) for o in others)],
                blank=False,
            ),
            text_field("document", "Văn bản", limit=200, hint="Số, ký hiệu và ngày của nghị quyết, quyết định."),
        ),
        "Hồ sơ chưa xong chuyển sang đơn vị kế tục. Ngày kết thúc đã ghi không sửa được.",
    )  # fmt: skip
    return (change, end) if unit.valid_to is None else (change,)


def _successors(unit: UnitView, today: date) -> list[UnitView]:
    return [each for each in places.units_on(today, level=unit.level) if each.id != unit.id]


def _facts(request: StaffRequest, unit: UnitView, today: date) -> tuple[Fact, ...]:
    above = places.unit_by_id(unit.parent_id) if unit.parent_id else None
    people = kept_units.people_in(request.viewer, unit.id, today)
    accounts = f"{reverse('office:accounts')}?unit={unit.id}"
    return (
        Fact(label="Trực thuộc", value=above.name if above else ABSENT),
        Fact(label="Mã đơn vị", value=unit.key),
        Fact(label="Mã định danh", value=unit.agency_id or ABSENT, note=unit.note),
        Fact(label="Tiếp nhận hồ sơ", value="có" if unit.receives else "không"),
        Fact(label="Địa chỉ", value=unit.address or ABSENT),
        Fact(label="Điện thoại", value=unit.phone or ABSENT),
        Fact(label="Hoạt động", value=_span(unit)),
        Fact(label="Người giữ nhiệm vụ", value=number_vi(people), href=accounts if people else ""),
    )


def _span(unit: UnitView) -> str:
    if unit.valid_to is None:
        return f"từ {date_vi(unit.valid_from)}"
    return f"từ {date_vi(unit.valid_from)} đến trước {date_vi(unit.valid_to)}"


def _badge(unit: UnitView, today: date) -> Badge:
    if unit.exists_on(today):
        ending = unit.valid_to is not None
        return Badge(tone=Tone.NEAR if ending else Tone.GOOD, text="sắp kết thúc" if ending else "đang hoạt động")
    return Badge(tone=Tone.QUIET, text="chưa hoạt động" if unit.valid_from > today else "đã kết thúc")


def _depths(units: Iterable[UnitView]) -> Mapping[int, int]:
    """How far below the first each unit stands; parents come before children."""
    depths: dict[int, int] = {}
    for unit in units:
        depths[unit.id] = depths.get(unit.parent_id or 0, -1) + 1
    return depths


def _row(unit: UnitView, *, depth: int) -> Row:
    return Row(
        below=depth,
        cells=(
            Cell(text=unit.name, href=reverse("office:unit", args=(unit.key,))),
            Cell(text=unit.key),
            Cell(text=unit.agency_id if unit.receives else ABSENT),
            Cell(text=unit.phone or ABSENT),
            Cell(text=date_vi(unit.valid_from)),
        ),
    )
