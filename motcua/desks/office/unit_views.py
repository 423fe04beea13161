"""Views of units: parse, one query or action, a page."""

from __future__ import annotations

from typing import TypeVar

from django.db.models.enums import TextChoices
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.days import typed_day
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.office import unit_pages as pages
from motcua.desks.office.presenters import Refused
from motcua.law.types import Level, Role
from motcua.records.people import units as kept_units
from motcua.records.people.actions import Asked
from motcua.records.people.viewer import Viewer
from motcua.records.places.drafts import UnitChange, UnitDraft, UnitKind
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import NotFound, Refusal

Kind = TypeVar("Kind", bound=TextChoices)

INPUTS = {
    pages.CHANGE: ("short_name", "address", "phone", "receives"),
    pages.END: ("on", "successor_key", "document"),
}
SAID = {pages.CHANGE: "Đã lưu thông tin của đơn vị.", pages.END: "Đã ghi ngày kết thúc của đơn vị."}
RENAMED = {"successor": "successor_key"}


@require_GET
@audience(Role.ADMINISTRATOR)
def listed(request: StaffRequest) -> HttpResponse:
    """The units kept."""
    return render(request, "office/list.html", {"page": pages.units_page(request)})


@require_http_methods(["GET", "POST"])
@audience(Role.ADMINISTRATOR)
def registered(request: StaffRequest) -> HttpResponse:
    """Registers a unit."""
    if request.method == "GET":
        return render(request, "office/form.html", {"page": pages.new_unit_page(request)})
    try:
        unit = _register(request.viewer, request.POST)
    except Refusal as refusal:
        typed = {name: request.POST.get(name, "") for name in (KEY, *pages.REGISTERING)}
        page = pages.new_unit_page(request, refused=Refused(slug="new", typed=typed, refusal=refusal))
        return render(request, "office/form.html", {"page": page}, status=status_of(refusal))
    tell(request, f"Đã thêm {unit.name}.")
    return redirect("office:unit", unit.key)


@require_GET
@audience(Role.ADMINISTRATOR)
def shown(request: StaffRequest, key: str) -> HttpResponse:
    """A unit."""
    unit = kept_units.unit(request.viewer, key)
    return render(request, "office/thing.html", {"page": pages.unit_page(request, unit)})


@audience(Role.ADMINISTRATOR)
def act(request: StaffRequest, key: str, slug: str) -> HttpResponse:
    """Changes or ends a unit; a refusal shows it again with the form as it was typed."""
    if slug not in INPUTS:
        raise NotFound("act", "Không có việc này trên trang đơn vị; hãy mở lại trang đơn vị.")
    unit = kept_units.unit(request.viewer, key)
    if request.method != "POST":
        return redirect("office:unit", key)
    try:
        _act(request.viewer, unit, slug, request.POST)
    except Refusal as refusal:
        typed = {name: request.POST.get(name, "") for name in (KEY, *INPUTS[slug])}
        refused = Refused(slug=slug, typed=typed, refusal=refusal, renamed=RENAMED)
        page = pages.unit_page(request, kept_units.unit(request.viewer, key), refused=refused)
        return render(request, "office/thing.html", {"page": page}, status=status_of(refusal))
    tell(request, SAID[slug])
    return redirect("office:unit", key)


def _act(viewer: Viewer, unit: UnitView, slug: str, data: QueryDict) -> None:
    typed = sent(data, fields=(KEY, VERSION, *INPUTS[slug]))
    asked = Asked(key=typed[KEY], version=whole_number(typed[VERSION], field=VERSION))
    if slug == pages.CHANGE:
        change = UnitChange(
            short_name=typed["short_name"],
            address=typed["address"],
            phone=typed["phone"],
            receives=bool(typed["receives"]),
        )
        kept_units.change(viewer, unit.id, change, asked=asked)
    else:
        kept_units.end(
            viewer,
            unit.id,
            on=typed_day(typed["on"], field="on"),
            successor_key=typed["successor_key"],
            document=typed["document"],
            asked=asked,
        )


def _register(viewer: Viewer, data: QueryDict) -> UnitView:
    typed = sent(data, fields=(KEY, *pages.REGISTERING))
    draft = UnitDraft(
        key=typed["key"].strip(),
        kind=_one_of(UnitKind, typed["kind"], field="kind"),
        level=_level(typed["level"]),
        name=typed["name"],
        short_name=typed["short_name"],
        valid_from=typed_day(typed["valid_from"], field="valid_from"),
        parent_key=typed["parent_key"],
        agency_id=typed["agency_id"].strip(),
        receives=bool(typed["receives"]),
        address=typed["address"],
        phone=typed["phone"],
    )
    return kept_units.register(viewer, draft, asked=Asked(key=typed[KEY]))


def _one_of(kinds: type[Kind], text: str, *, field: str) -> Kind:
    try:
        return kinds(text)
    except ValueError:
        raise Refusal(field, "Chưa chọn mục này; hãy chọn trong danh sách.") from None


def _level(text: str) -> Level:
    try:
        return Level(text)
    except ValueError:
        raise Refusal("level", "Chưa chọn cấp; hãy chọn trong danh sách.") from None
