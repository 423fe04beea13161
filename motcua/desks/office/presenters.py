"""What the pages of the administration share: their frame, and forms that keep what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.pages import Frame, Hidden, NavItem
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.frame.refusals import errors_of
from motcua.desks.frame.sent import KEY, kept_key, version_seen
from motcua.desks.office.pages import ActForm
from motcua.law.types import Role
from motcua.rules.refusal import Refusal

DESK = "Quản trị"
ROLES = (Role.ADMINISTRATOR,)

NOTHING = Option(value="", label="Chọn trong danh sách")
"""The choice that stands first while nothing is chosen."""

_NAV = (
    ("accounts", "Tài khoản"),
    ("units", "Đơn vị"),
    ("procedures", "Thủ tục"),
    ("days_off", "Ngày nghỉ"),
    ("templates", "Thông báo"),
)
"""Names of addresses of the desk that stand in its navigation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A form that was refused: which, what was typed, and why. `renamed` maps fields of the records onto inputs."""

    slug: str
    typed: Mapping[str, str]
    refusal: Refusal
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> dict[str, str]:
        """The error by the name of its input."""
        return errors_of(self.refusal, renamed=self.renamed)


def office_frame(request: StaffRequest, *, title: str, current: str = "") -> Frame:
    """The frame of every page of the administration; `current` is the name of an address in its navigation."""
    nav = tuple(NavItem(label=label, href=reverse(f"office:{name}"), current=name == current) for name, label in _NAV)
    return staff_frame(request, title=title, desk=DESK, nav=nav, roles=ROLES, home_href=reverse("office:home"))


def act_form(
    slug: str,
    label: str,
    *,
    action: str,
    button: str,
    fields: Iterable[Field] = (),
    version: int | None = None,
    consequence: str = "",
    refused: Refused | None = None,
) -> ActForm:
    """A form with its key and the version seen; the one that was `refused` keeps what was typed, and its key."""
    again = refused if refused and refused.slug == slug else None
    told = tuple(replace(each, prefix=f"{slug}-") for each in fields)
    hidden: tuple[Hidden, ...] = (kept_key(again.typed.get(KEY, "") if again else ""),)
    if version is not None:
        hidden = (version_seen(version), *hidden)
    return ActForm(
        label=label,
        action=action,
        button=button,
        hidden=hidden,
        fields=with_errors(filled(told, again.typed), again.errors) if again else told,
        consequence=consequence,
        open=again is not None,
    )


def filled(fields: Iterable[Field], typed: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields as they were typed."""
    return tuple(
        replace(
            each,
            value=typed.get(each.name, ""),
            checked=bool(typed.get(each.name)),
            options=tuple(replace(one, chosen=one.value == typed.get(each.name, "")) for one in each.options),
        )
        for each in fields
    )


def text_field(
    name: str, label: str, *, value: str = "", limit: int = 120, hint: str = "", optional: bool = False
) -> Field:
    """A box for a line of text."""
    return Field(
        name=name,
        label=label,
        value=value,
        hint=hint,
        required=not optional,
        optional=optional,
        maxlength=str(limit),
    )


def reason_field(label: str = "Lý do", *, hint: str = "") -> Field:
    """A box for a reason."""
    return Field(name="reason", label=label, kind=FieldKind.AREA, required=True, maxlength="500", hint=hint)


def select_field(
    name: str, label: str, options: Iterable[tuple[str, str]], *, chosen: str = "", hint: str = "", blank: bool = True
) -> Field:
    """A choice; `blank` starts with none."""
    offered = tuple(Option(value=value, label=text, chosen=value == chosen) for value, text in options)
    return Field(
        name=name,
        label=label,
        kind=FieldKind.SELECT,
        hint=hint,
        required=True,
        options=(NOTHING, *offered) if blank else offered,
    )


def check_field(name: str, label: str, *, checked: bool, hint: str = "") -> Field:
    """A box to tick."""
    return Field(name=name, label=label, kind=FieldKind.CHECK, checked=checked, hint=hint)
