"""The page that narrows a work list down, and the lists that a person keeps under names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind, Option
from motcua.desks.frame.formats import capitalised
from motcua.desks.frame.pages import Frame, Hidden, Link
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import sent
from motcua.desks.officer import lists, narrowing
from motcua.desks.officer.lists import MINE, TABS, UNIT, Wanted
from motcua.records import clock
from motcua.records.casework import filters
from motcua.records.casework.filters import LONGEST_NAME, FilterView, Kept
from motcua.records.casework.views import Tab
from motcua.records.catalogue import queries as catalogue
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer

NAME = "name"
"""The input that names a list to keep."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptList:
    """A list that is kept: the way to it, and where a POST forgets it."""

    link: Link
    said: str
    remove: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SaveForm:
    """Keeps the list that is asked for under a `name`."""

    action: str
    hidden: tuple[Hidden, ...]
    field: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrowPage:
    """What a work list may be narrowed to; the form GETs the list. `save` keeps what is asked for now."""

    frame: Frame
    sentence: str
    action: str
    hidden: tuple[Hidden, ...]
    fields: tuple[Field, ...]
    kept: tuple[KeptList, ...]
    back: Link
    save: SaveForm | None = None
    errors: tuple[ErrorLink, ...] = ()


def narrow_page(
    request: StaffRequest, asked: Wanted, *, name: str = "", errors: Mapping[str, str] | None = None
) -> NarrowPage:
    """The page for a list as it is asked for; `name` and `errors` are of a name that was refused."""
    said = narrowing.said(asked.narrowing)
    save = _save_form(asked, name=name, error=(errors or {}).get(NAME, "")) if said or asked.text else None
    return NarrowPage(
        frame=lists.officer_frame(request, title="Lọc danh sách", current=asked.whose),
        sentence=f"Đang lọc: {said}."
        if said
        else "Chọn một hay nhiều điều kiện; danh sách giữ nguyên thứ tự theo hạn.",
        action=lists.queue_href(),
        hidden=_hidden({"q": asked.text, "size": str(asked.size)}),
        fields=_fields(request.viewer, asked),
        kept=tuple(_kept(each) for each in filters.filters_of(request.viewer)),
        back=Link(text="Về danh sách", href=asked.href(after="")),
        save=save,
        errors=summary([save.field] if save else [], errors or {}),
    )


def chips(viewer: Viewer, asked: Wanted) -> tuple[tuple[Link, bool], ...]:
    """The kept lists as links above the list, each with whether it is the one shown."""
    return tuple(
        (Link(text=each.name, href=wanted_of(each).href()), each.kept == kept_of(asked))
        for each in filters.filters_of(viewer)
    )


def kept_of(asked: Wanted) -> Kept:
    """A list as it would be kept: from its beginning, whatever the size of its pages."""
    return Kept(tab=asked.tab.value, whose=asked.whose, text=asked.text, narrowing=asked.narrowing)


def wanted_of(view: FilterView) -> Wanted:
    """The list that was kept."""
    kept = view.kept
    return Wanted(tab=Tab(kept.tab), whose=kept.whose, text=kept.text, after="", narrowing=kept.narrowing)


def to_keep(data: QueryDict) -> tuple[Wanted, str]:
    """The list to keep and the name as typed. Raises Refusal."""
    sent(data, fields=(NAME, "tab", "whose", "q", *narrowing.NAMES))
    return lists.wanted(data), data.get(NAME, "")


def _save_form(asked: Wanted, *, name: str, error: str) -> SaveForm:
    told = {"tab": asked.tab.value, "whose": asked.whose, "q": asked.text, **narrowing.parameters(asked.narrowing)}
    return SaveForm(
        action=reverse("officer:filter_save"),
        hidden=_hidden(told),
        field=Field(
            name=NAME,
            label="Tên bộ lọc",
            value=name,
            required=True,
            maxlength=str(LONGEST_NAME),
            error=error,
            hint="Chỉ mình ông/bà thấy; tên trùng thì thay bộ lọc cũ.",
        ),
    )


def _hidden(values: Mapping[str, str]) -> tuple[Hidden, ...]:
    return tuple(Hidden(name=name, value=value) for name, value in values.items() if value)


def _kept(view: FilterView) -> KeptList:
    asked = wanted_of(view)
    said = narrowing.said(asked.narrowing)
    whose = "của tôi" if asked.whose == MINE else "cả đơn vị"
    words = [f"{TABS[asked.tab][0]}, {whose}", said, f"có chữ «{asked.text}»" if asked.text else ""]
    return KeptList(
        link=Link(text=view.name, href=asked.href()),
        said="; ".join(part for part in words if part),
        remove=reverse("officer:filter_remove", args=(view.id,)),
    )


K = TypeVar("K", bound=StrEnum)


def _fields(viewer: Viewer, asked: Wanted) -> tuple[Field, ...]:
    wanted = asked.narrowing
    fields = catalogue.fields_of_work()
    known = fields if not wanted.field or wanted.field in fields else (*fields, wanted.field)
    return (
        _select("whose", "Hồ sơ của ai", {MINE: "Của tôi", UNIT: "Cả đơn vị"}, chosen=asked.whose),
        _select("tab", "Tình trạng", {tab.value: name for tab, (name, _) in TABS.items()}, chosen=asked.tab.value),
        _select("field", "Lĩnh vực", {"": "Mọi lĩnh vực", **{one: one for one in known}}, chosen=wanted.field),
        _select("channel", "Kênh tiếp nhận", {"": "Mọi kênh", **_capitals(narrowing.CHANNELS)}, chosen=wanted.channel),
        _select("due", "Hạn trả", {"": "Bất kỳ", **_capitals(narrowing.DUES)}, chosen=wanted.due),
        _select("holder", "Người đang giữ", _holders(viewer), chosen=str(wanted.holder_id or "")),
    )


def _capitals(labels: Mapping[K, str]) -> dict[str, str]:
    return {value.value: capitalised(label) for value, label in labels.items()}


def _holders(viewer: Viewer) -> dict[str, str]:
    on = clock.now().date()
    found = {"": "Bất kỳ ai"}
    for post in viewer.posts:
        found |= {str(account.id): account.full_name for account in people.colleagues(viewer, post.unit_id, on)}
    return found


def _select(name: str, label: str, options: Mapping[str, str], *, chosen: str) -> Field:
    offered = tuple(Option(value=value, label=text) for value, text in options.items())
    marked = tuple(replace(option, chosen=option.value == chosen) for option in offered)
    return Field(name=name, label=label, kind=FieldKind.SELECT, options=marked)
