"""Inputs of forms as templates place them, with their errors, and their markup.

They are drawn in Python for the reason that tables are; every text is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString


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


USUAL = "_usual"
"""What the name of an area goes on with, for the choice of a usual wording beside it."""


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
    `usual` are wordings to choose one from beside an AREA; it is sent under the name with USUAL.
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
    usual: tuple[Option, ...] = ()
    rows: int = 3  # of an AREA

    @property
    def id(self) -> str:
        """The id of the input."""
        return escape(f"id_{self.prefix}{self.name}")

    @property
    def markup(self) -> SafeString:
        """The whole field: label, hint, error and input."""
        return SafeString(_choices(self) if self.kind is FieldKind.RADIO else _labelled(self))

    @property
    def described_by(self) -> str:
        """The ids of hint and error, as `aria-describedby` wants them."""
        described = ((self.hint, "hint"), (self.error, "error"))
        return " ".join(f"{self.id}-{part}" for text, part in described if text)

    @property
    def heading(self) -> SafeString:
        """Label, hint and error, for an input that a template draws itself."""
        return SafeString(_heading(self))

    @property
    def complaint(self) -> SafeString:
        """The error, for a group of inputs that a template draws itself."""
        return SafeString(_error(self))

    @property
    def attributes(self) -> SafeString:
        """The attributes that every input has, for one that a template draws itself."""
        return SafeString(_attributes(self))


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


def _labelled(field: Field) -> str:
    tick = field.kind is FieldKind.CHECK
    parts = (_input(field), _heading(field)) if tick else (_heading(field), _input(field))
    first, second = parts
    return f'<div class="field{" tick" if tick else ""}{_wrong(field)}">\n{first}\n{second}\n</div>'


def _heading(field: Field) -> str:
    aside = ' <span class="aside">không bắt buộc</span>' if field.optional else ""
    key = f' <kbd aria-hidden="true">{escape(field.key)}</kbd>' if field.key else ""
    return f'<label for="{field.id}">{escape(field.label)}{aside}{key}</label>{_hint(field)}{_error(field)}'


def _input(field: Field) -> str:
    shared, value = _attributes(field), escape(field.value)
    match field.kind:
        case FieldKind.AREA:
            area = f'<textarea rows="{field.rows}"{_told("maxlength", field.maxlength)} {shared}>{value}</textarea>'
            return _usual(field) + area
        case FieldKind.SELECT:
            return f"<select {shared}>{''.join(map(_option, field.options))}</select>"
        case FieldKind.CHECK:
            return f'<input type="checkbox" value="1"{" checked" if field.checked else ""} {shared}>'
        case _:
            told = _told("inputmode", field.inputmode) + _told("maxlength", field.maxlength)
            typed = f'type="{field.kind.value}" value="{value}" autocomplete="{escape(field.autocomplete)}"'
            return f"<input {typed}{told} {shared}>"


def _usual(field: Field) -> str:
    if not field.usual:
        return ""
    label = escape(f"Câu thường dùng: {field.label}")
    options = "".join(map(_option, field.usual))
    return (
        f'<select class="usual" id="{field.id}-usual" name="{escape(field.name)}{USUAL}" aria-label="{label}">'
        f"{options}</select>\n"
    )


def _option(option: Option) -> str:
    chosen = " selected" if option.chosen else ""
    return f'<option value="{escape(option.value)}"{chosen}>{escape(option.label)}</option>'


def _choices(field: Field) -> str:
    described = _told("aria-describedby", field.described_by)
    choices = "".join(_choice(field, option) for option in field.options)
    return (
        f'<fieldset class="field choices{_wrong(field)}" id="{field.id}"{described}>\n'
        f"<legend>{escape(field.label)}</legend>{_hint(field)}{_error(field)}\n{choices}\n</fieldset>"
    )


def _choice(field: Field, option: Option) -> str:
    chosen = " checked" if option.chosen else ""
    required = " required" if field.required else ""
    hint = f"<small>{escape(option.hint)}</small>" if option.hint else ""
    typed = f'type="radio" name="{escape(field.name)}" value="{escape(option.value)}"'
    return f'<label class="choice"><input {typed}{chosen}{required}><span>{escape(option.label)}{hint}</span></label>'


def _attributes(field: Field) -> str:
    return (
        f'id="{field.id}" name="{escape(field.name)}"{_told("aria-describedby", field.described_by)}'
        f"{_told('aria-invalid', 'true' if field.error else '')}{' required' if field.required else ''}"
        f"{' autofocus' if field.autofocus else ''}{_told('aria-keyshortcuts', field.key)}"
    )


def _hint(field: Field) -> str:
    return f'\n<p class="hint" id="{field.id}-hint">{escape(field.hint)}</p>' if field.hint else ""


def _error(field: Field) -> str:
    if not field.error:
        return ""
    return f'\n<p class="error" id="{field.id}-error">{_icon()}<span>{escape(field.error)}</span></p>'


def _wrong(field: Field) -> str:
    return " wrong" if field.error else ""


def _told(attribute: str, value: str) -> str:
    return f' {attribute}="{escape(value)}"' if value else ""


@cache
def _icon() -> str:
    return render_to_string("frame/icons/note.html")
