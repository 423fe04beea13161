"""The form that drafts a version: every part of it open, rows with their buttons, and what is still wrong beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.drawings import process_drawing
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import Hidden, Link
from motcua.desks.frame.refusals import said
from motcua.desks.frame.sent import KEY, VERSION, kept_key, version_seen
from motcua.desks.office import procedures_form as forms
from motcua.desks.office.procedures import catalogue_frame
from motcua.desks.office.procedures_form import Read, Typed
from motcua.desks.office.procedures_pages import ChannelGroup, Checklist, EditPage, EditRow, RowButton
from motcua.desks.office.procedures_words import (
    BY_THE_ERA,
    CHANNELS,
    CONFIDENCES,
    READINGS,
    SUPPLEMENTS,
    TERM_UNITS,
)
from motcua.desks.office.steps import END, Row
from motcua.law.types import Channel, Level
from motcua.records.catalogue.checking import longest_way
from motcua.records.catalogue.content import PaperKind
from motcua.records.catalogue.step_rows import KIND_LABELS, LEVEL_LABELS, hours_vi
from motcua.records.catalogue.versions import Kept
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.places.drafts import UnitKind
from motcua.rules.process import WORKING_ROLES, StepKind
from motcua.rules.process_problems import problems
from motcua.rules.refusal import Refusal

Choices = Iterable[tuple[str, str]]

_LEVELS = tuple((level.value, LEVEL_LABELS[level]) for level in (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE))
_ROLES = tuple((role.value, label) for role, label in ROLE_LABELS.items() if role in WORKING_ROLES)
_UNITS = tuple((kind.value, str(kind.label)) for kind in UnitKind)
_KINDS = tuple((kind.value, label) for kind, label in KIND_LABELS.items())
_PAPER_KINDS = tuple((kind.value, str(kind.label)) for kind in PaperKind)


def edit_page(
    request: StaffRequest,
    typed: Typed,
    *,
    each: Kept | None,
    found: Read | None = None,
    refusal: Refusal | None = None,
) -> EditPage:
    """The form as typed; with `found` its errors are told, with `refusal` also why it was not saved.

    `each` is the procedure that gets a new version, None for a new one.
    """
    reading = found or forms.read(typed)
    told = typed.wrong(found.errors) if found else typed
    parts = _Parts(told)
    drafting = each is not None and each.draft is not None
    heading = _heading(each)
    general = ([said(refusal)] if refusal else []) + list(found.problems if found else ())
    return EditPage(
        frame=catalogue_frame(request, title=heading),
        heading=heading,
        note="Lưu dự thảo chưa thay đổi gì đối với hồ sơ; ban hành là bước riêng, từ một ngày."
        if not drafting
        else "Lưu sẽ thay bản dự thảo đang có.",
        action=reverse("office:procedure_edit", args=(each.code,)) if each else reverse("office:procedure_new"),
        back=Link(text="Về thủ tục", href=reverse("office:procedure", args=(each.code,)))
        if each
        else Link(text="Danh mục thủ tục", href=reverse("office:procedures")),
        hidden=(kept_key(typed[KEY]), _seen(typed, each)),
        identity=parts.identity(new=each is None),
        levels=parts.levels(),
        levels_error=told.errors.get("levels", ""),
        channels=tuple(parts.channel(channel) for channel in Channel),
        papers=tuple(parts.paper(row, place) for place, row in enumerate(told.papers, start=1)),
        steps=tuple(parts.step(row, place) for place, row in enumerate(told.steps, start=1)),
        rules=parts.rules(),
        check=checklist(reading),
        errors=error_links(*parts.made, general=general) if found or refusal else (),
    )


def checklist(found: Read) -> Checklist:
    """What is still wrong, the hours against the term, and the process as it would be drawn."""
    table, most = found.content.steps, longest_way(found.content)
    hours = hours_vi(table.minutes) or "0"
    term = f" trong {hours_vi(most)} giờ của thời hạn ngắn nhất" if most else ""
    drawable = bool(table.steps) and not problems(table, most=None)
    told = tuple(dict.fromkeys((*found.errors.values(), *found.problems)))
    return Checklist(
        problems=told,
        good="" if told else "Đủ điều kiện để lưu dự thảo.",
        total=f"Các bước cộng lại {hours} giờ làm việc{term}.",
        drawing=process_drawing(table, title="Quy trình đang soạn") if drawable else None,
    )


def _heading(each: Kept | None) -> str:
    if each is None:
        return "Soạn thủ tục mới"
    return f"Sửa dự thảo: {each.short_name}" if each.draft else f"Soạn phiên bản mới: {each.short_name}"


def _seen(typed: Typed, each: Kept | None) -> Hidden:
    """The revision that the person saw first, also when the form comes back."""
    first = version_seen(each.revision if each else 0)
    return replace(first, value=typed[VERSION] or first.value)


class _Parts:
    """The fields of the form as typed, each with its error; `made` keeps them in the order of the page."""

    def __init__(self, typed: Typed) -> None:
        self.typed = typed
        self.made: list[Field] = []

    def identity(self, *, new: bool) -> tuple[Field, ...]:
        """What a procedure is called and who stands behind it."""
        code = (self._text("code", "Mã thủ tục", limit=12, hint="Như 1.001193."),) if new else ()
        return (
            *code,
            self._area("name", "Tên đầy đủ", limit=2000),
            self._text("short_name", "Tên ngắn trên màn hình", limit=120),
            self._text("field", "Lĩnh vực", limit=120),
            self._text("ministry", "Bộ, ngành quản lý", limit=120, optional=True),
            self._text("decision", "Số quyết định công bố", limit=60, optional=True),
            self._area("result", "Kết quả", limit=1000, optional=True),
        )

    def levels(self) -> tuple[Field, ...]:
        """The levels that receive, as boxes to tick."""
        return tuple(
            self._keep(
                Field(
                    name="levels",
                    prefix=f"{value}-",
                    label=label,
                    value=value,
                    kind=FieldKind.CHECK,
                    checked=value in self.typed.levels,
                )
            )
            for value, label in _LEVELS
        )

    def channel(self, channel: Channel) -> ChannelGroup:
        """Term and fee of a channel."""
        name = channel.value
        offered = Field(
            name=f"{name}_offered",
            label="Có nhận hồ sơ theo cách này",
            kind=FieldKind.CHECK,
            checked=bool(self.typed[f"{name}_offered"]),
        )
        units = ((unit.value, label) for unit, label in TERM_UNITS.items())
        return ChannelGroup(
            legend=CHANNELS[channel],
            offered=self._keep(offered),
            fields=(
                self._text(f"{name}_amount", "Thời hạn", limit=4, inputmode="numeric"),
                self._select(f"{name}_unit", "Đơn vị thời gian", units, value=self.typed[f"{name}_unit"]),
                self._text(f"{name}_fee", "Phí, lệ phí (đồng)", limit=14, inputmode="numeric", optional=True),
                self._text(f"{name}_fee_note", "Miễn, giảm", limit=1000, optional=True),
                self._text(f"{name}_term_note", "Ghi chú thời hạn", limit=300, optional=True),
            ),
        )

    def paper(self, row: Row, place: int) -> EditRow:
        """A component of the dossier."""
        return EditRow(
            legend=f"Giấy tờ {place}",
            fields=(
                self._row("paper_name", "Tên giấy tờ", row["name"], place, limit=1000),
                self._choice("paper_kind", "Loại bản", _PAPER_KINDS, row["kind"], place),
                self._choice(
                    "paper_required", "Phải nộp", (("1", "bắt buộc"), ("0", "nếu có")), row["required"], place
                ),
            ),
            buttons=_buttons("paper", place, len(self.typed.papers)),
        )

    def step(self, row: Row, place: int) -> EditRow:
        """A step: who does what in which time; folded away, which way it goes."""
        count = len(self.typed.steps)
        places = tuple((str(number), f"bước {number}") for number in range(1, count + 1) if number != place)
        levels = (("", "của cơ quan tiếp nhận"), *_LEVELS)
        folded = (
            self._choice("step_kind", "Loại bước", _KINDS, row["kind"], place),
            self._choice("step_level", "Cấp của đơn vị", levels, row["level"], place),
            self._choice("step_beside", "Đi cùng bước", (("", "không"), *places), row["beside"], place),
            self._choice(
                "step_next", "Bước tiếp theo", (("", "theo thứ tự"), *places, (END, "kết thúc")), row["next"], place
            ),
            self._choice("step_back", "Chưa đạt thì trả lại", (("", "bước liền trước"), *places), row["back"], place),
        )
        ordinary = row["kind"] in ("", StepKind.WORK) and not any(row[name] for name in ("level", "next", "back"))
        return EditRow(
            legend=f"Bước {place}",
            fields=(
                self._row("step_name", "Việc làm", row["name"], place, limit=200),
                self._row("step_hours", "Giờ", row["hours"], place, limit=8, inputmode="decimal"),
                self._choice("step_unit_kind", "Nơi thực hiện", (("", "Chọn"), *_UNITS), row["unit_kind"], place),
                self._choice("step_role", "Vai trò", (("", "Chọn"), *_ROLES), row["role"], place),
            ),
            folded=folded,
            folded_label="Đường đi của bước này" if ordinary else f"Đường đi: {_said(row)}",
            open=any(each.error for each in folded),
            buttons=_buttons("step", place, count),
        )

    def rules(self) -> tuple[Field, ...]:
        """How terms are counted, how sure it all is, and from when it would apply."""
        supplements = ((policy.value, label) for policy, label in SUPPLEMENTS.items())
        readings = ((reading.value, label) for reading, label in READINGS.items())
        sure = ((each.value, label) for each, label in CONFIDENCES.items())
        typed = self.typed
        return (
            self._select(
                "supplement_policy",
                "Khi phải bổ sung giấy tờ",
                (("", BY_THE_ERA), *supplements),
                value=typed["supplement_policy"],
            ),
            *self._supplement_limit(),
            self._select("day_reading", "Cách tính ngày", (("", BY_THE_ERA), *readings), value=typed["day_reading"]),
            self._select("confidence", "Mức chắc chắn", sure, value=typed["confidence"]),
            self._area("note", "Ghi chú pháp lý", limit=1000, optional=True),
            self._keep(day_field("valid_from", "Dự kiến áp dụng từ", value=typed["valid_from"])),
        )

    def _supplement_limit(self) -> tuple[Field, ...]:
        """An own number of supplements, the document that allows it, and how sure that is."""
        sure = ((each.value, label) for each, label in CONFIDENCES.items())
        return (
            self._text("max_supplements", "Số lần yêu cầu bổ sung riêng", limit=1, inputmode="numeric", optional=True),
            self._text("supplements_basis", "Căn cứ của số lần riêng", limit=200, optional=True),
            self._select(
                "supplements_confidence", "Mức chắc chắn của căn cứ", sure, value=self.typed["supplements_confidence"]
            ),
        )

    def _text(self, name: str, label: str, *, limit: int, **more: Any) -> Field:
        told = Field(name=name, label=label, value=self.typed[name], maxlength=str(limit))
        return self._keep(replace(told, **more))

    def _area(self, name: str, label: str, *, limit: int, optional: bool = False) -> Field:
        return self._text(name, label, limit=limit, kind=FieldKind.AREA, optional=optional)

    def _select(self, name: str, label: str, choices: Choices, *, value: str) -> Field:
        return self._keep(Field(name=name, label=label, kind=FieldKind.SELECT, options=_options(choices, value)))

    def _row(self, name: str, label: str, value: str, place: int, *, limit: int, inputmode: str = "") -> Field:
        told = Field(name=name, prefix=f"{place}-", label=label, value=value, maxlength=str(limit), inputmode=inputmode)
        return self._keep(told, place=place)

    def _choice(self, name: str, label: str, choices: Choices, value: str, place: int) -> Field:
        told = Field(
            name=name, prefix=f"{place}-", label=label, kind=FieldKind.SELECT, options=_options(choices, value)
        )
        return self._keep(told, place=place)

    def _keep(self, made: Field, *, place: int = 0) -> Field:
        key = f"{made.name}-{place}" if place else made.name
        asked_before = key == "levels" and any(each.name == key for each in self.made)
        whole = replace(made, error="" if asked_before else self.typed.errors.get(key, ""))
        self.made.append(whole)
        return whole


def _options(choices: Choices, value: str) -> tuple[Option, ...]:
    return tuple(Option(value=each, label=label, chosen=each == value) for each, label in choices)


def _buttons(what: str, place: int, count: int) -> tuple[RowButton, ...]:
    thing = {"step": "bước", "paper": "giấy tờ"}[what]
    return (
        RowButton(value=f"{what}_up.{place}", sign="↑", label=f"Đưa {thing} {place} lên", off=place == 1),
        RowButton(value=f"{what}_down.{place}", sign="↓", label=f"Đưa {thing} {place} xuống", off=place == count),
        RowButton(value=f"{what}_drop.{place}", sign="×", label=f"Bỏ {thing} {place}"),
    )


def _said(row: Row) -> str:
    """What of a step is out of the ordinary, in a few words."""
    return "; ".join(_departures(row))


def _departures(row: Row) -> Iterator[str]:
    if row["kind"] == StepKind.CONSULT:
        yield f"lấy ý kiến song song với bước {row['beside'] or '…'}"
    if row["kind"] == StepKind.HAND_OVER:
        yield "cơ quan khác xử lý"
    if row["level"]:
        yield dict(_LEVELS).get(row["level"], "").lower()
    if row["next"]:
        yield "rồi kết thúc" if row["next"] == END else f"rồi sang bước {row['next']}"
    if row["back"]:
        yield f"chưa đạt thì trả lại bước {row['back']}"
