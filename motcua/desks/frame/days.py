"""A day as one types it: 31/12/2023, or as machines write it."""

from __future__ import annotations

from datetime import date, datetime

from motcua.desks.frame.fields import Field
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal


def typed_day(text: str, *, field: str) -> date:
    """The day typed. Raises Refusal naming `field`, also for none."""
    day = typed_day_or_none(text, field=field)
    if day is None:
        raise Refusal(field, "Ô ngày còn trống; hãy nhập như 31/12/2023.")
    return day


def typed_day_or_none(text: str, *, field: str) -> date | None:
    """The day typed, None for an empty box. Raises Refusal naming `field`."""
    typed = clean(text, field=field, limit=20)
    if not typed:
        return None
    for written in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, written).date()  # noqa: DTZ007  (a day, not an instant)
        except ValueError:
            continue
    raise Refusal(field, "Không đọc được ngày «{text}»; hãy nhập như 31/12/2023.", text=typed)


def day_field(name: str, label: str, *, value: str = "", optional: bool = False, hint: str = "") -> Field:
    """A box for a day."""
    return Field(
        name=name,
        label=label,
        value=value,
        hint=hint,
        required=not optional,
        optional=optional,
        inputmode="numeric",
        maxlength="10",
    )
