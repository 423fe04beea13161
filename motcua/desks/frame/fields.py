"""Inputs of forms as templates place them, with their errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class FieldKind(StrEnum):
    """What one types into or chooses from; the first six are types of `<input>`."""

    TEXT = "text"
    TEL = "tel"
    EMAIL = "email"
    SEARCH = "search"
    PASSWORD = "password"  # noqa: S105  (a type of input)
    NUMBER = "number"
    AREA = "area"
    SELECT = "select"
    CHECK = "check"
    RADIO = "radio"


_INPUT = "frame/field_input.html"
_TEMPLATES = {
    FieldKind.AREA: "frame/field_area.html",
    FieldKind.SELECT: "frame/field_select.html",
    FieldKind.CHECK: "frame/field_check.html",
    FieldKind.RADIO: "frame/field_radio.html",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A choice of a SELECT or RADIO field."""

    value: str
    label: str
    chosen: bool = False
    hint: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """A labelled input. `prefix` keeps ids apart where a page has several forms with the same names.

    `autocomplete` is a token of HTML ("name", "bday", "off"); `key` a key that moves here, shown beside the label.
    """

    name: str
    label: str
    value: str = ""
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""
    error: str = ""
    required: bool = False
    optional: bool = False  # says so beside the label
    autofocus: bool = False
    checked: bool = False
    autocomplete: str = "off"
    inputmode: str = ""
    maxlength: str = ""
    key: str = ""
    prefix: str = ""
    options: tuple[Option, ...] = ()

    @property
    def id(self) -> str:
        """The id of the input."""
        return f"id_{self.prefix}{self.name}"

    @property
    def template(self) -> str:
        """The template of this kind of input."""
        return _TEMPLATES.get(self.kind, _INPUT)

    @property
    def described_by(self) -> str:
        """The ids of hint and error, as `aria-describedby` wants them."""
        described = ((self.hint, "hint"), (self.error, "error"))
        return " ".join(f"{self.id}-{part}" for text, part in described if text)


@dataclass(frozen=True, kw_only=True, slots=True)
class ErrorLink:
    """An error at the top of a page; `href` jumps to the input, or is empty where the error is of no one input."""

    text: str
    href: str = ""


def with_errors(fields: Iterable[Field], errors: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields, each with the error of its name."""
    return tuple(replace(field, error=errors.get(field.name, field.error)) for field in fields)


def error_links(*fields: Field, general: Iterable[str] = ()) -> tuple[ErrorLink, ...]:
    """The error summary of a page: what concerns no one input, then each input in error, in order."""
    summary = [ErrorLink(text=text) for text in general]
    summary += [ErrorLink(text=field.error, href=f"#{field.id}") for field in fields if field.error]
    return tuple(summary)
