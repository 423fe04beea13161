"""The inputs of the intake screen."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.counter.intake.forms import AT_THE_COUNTER, Typed
from motcua.desks.counter.intake.pages import OnBehalf, PaperTick
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.pages import Badge, Tone
from motcua.records.casework.intake import CHANNELS
from motcua.records.catalogue.content import PaperKind
from motcua.records.catalogue.queries import PaperView

KEYS = "1234567890"
"""The number keys, in the order of the papers that they tick."""

_COUNTS = (("originals", "Bản chính"), ("certified", "Sao chứng thực"), ("copies", "Bản chụp"))


def fields(typed: Typed, *, fresh: bool) -> tuple[Field, ...]:
    """Every input that is there from the beginning."""
    return (
        replace(_text(typed, "scan", "Quét thẻ căn cước, giấy tiếp nhận, số thứ tự", limit=500), autofocus=fresh),
        *_person(typed),
        replace(
            _text(typed, "procedure_query", "Tìm theo tên hoặc mã, không cần dấu", limit=120), kind=FieldKind.SEARCH
        ),
        replace(_text(typed, "copies", "Số bộ hồ sơ", limit=2, inputmode="numeric"), value=typed["copies"] or "1"),
        Field(
            name="channel",
            label="Cách nộp",
            kind=FieldKind.SELECT,
            options=tuple(
                Option(value=channel.value, label=CHANNELS[channel], chosen=channel is typed.channel)
                for channel in AT_THE_COUNTER
            ),
        ),
        Field(
            name="reason",
            label="Cần hoàn thiện điều gì, hoặc vì sao từ chối",
            value=typed["reason"],
            kind=FieldKind.AREA,
            maxlength="2000",
        ),
        Field(
            name="duplicate",
            label="Đã xem, đây là hồ sơ khác: vẫn tiếp nhận",
            kind=FieldKind.CHECK,
            checked=bool(typed["duplicate"]),
        ),
    )


def on_behalf(known: dict[str, Field]) -> OnBehalf:
    """The inputs for whoever acts for another, open where one of them has something to show."""
    owner, address, authorisation = known["owner_name"], known["owner_address"], known["authorisation"]
    return OnBehalf(
        owner_name=owner,
        owner_address=address,
        authorisation=authorisation,
        open=any(field.value or field.error for field in (owner, address, authorisation)),
    )


def tick(paper: PaperView, place: int, typed: Typed) -> PaperTick:
    """A component to tick and to count, the `place`th of its procedure."""
    return PaperTick(
        number=str(paper.number),
        name=paper.name,
        badge=Badge(tone=Tone.PLAIN, text=str(PaperKind(paper.kind).label).lower()),
        checked=paper.number in typed.papers,
        key=KEYS[place - 1] if place <= len(KEYS) else "",
        note="" if paper.required else "nếu có",
        counts=tuple(
            _text(typed, f"count_{paper.number}_{kind}", label, limit=2, inputmode="numeric") for kind, label in _COUNTS
        ),
    )


def _person(typed: Typed) -> tuple[Field, ...]:
    owner_hint = "Văn bản ủy quyền, hoặc quan hệ với chủ hồ sơ."
    return (
        _text(typed, "name", "Họ và tên", limit=200),
        _text(typed, "birth", "Ngày hoặc năm sinh", limit=20, inputmode="numeric"),
        _text(typed, "phone", "Điện thoại", limit=20, inputmode="tel"),
        _text(typed, "id_number", "Số căn cước", limit=20, inputmode="numeric"),
        _text(typed, "address", "Nơi cư trú", limit=300),
        # Not type="email": the server says what is wrong, in Vietnamese.
        replace(_text(typed, "email", "Thư điện tử", limit=120, inputmode="email"), optional=True),
        _text(typed, "owner_name", "Chủ hồ sơ", limit=200),
        _text(typed, "owner_address", "Địa chỉ của chủ hồ sơ", limit=300),
        replace(_text(typed, "authorisation", "Căn cứ nộp thay", limit=200), hint=owner_hint),
    )


def _text(typed: Typed, name: str, label: str, *, limit: int, inputmode: str = "") -> Field:
    return Field(name=name, label=label, value=typed[name], maxlength=str(limit), inputmode=inputmode)
