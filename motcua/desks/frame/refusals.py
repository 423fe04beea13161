"""Refusals told on pages: their status, their sentence, and the field they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from motcua.desks.frame.fields import ErrorLink, Field, error_links
from motcua.law.errors import NoValue
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal


def status_of(refusal: Exception) -> int:
    """The HTTP status that stands for a refusal: 403, 404 or 409 by its class, else 400."""
    match refusal:
        case NotAllowed():
            return 403
        case NotFound():
            return 404
        case Conflict():
            return 409
        case _:
            return 400


def said(refusal: Refusal | NoValue) -> str:
    """The sentence of a refusal, or of a gap in the law, in the reader's language."""
    return gettext(refusal.message).format(**refusal.values)


def errors_of(refusal: Refusal | None, *, renamed: Mapping[str, str] | None = None) -> dict[str, str]:
    """The error of a form by the name of its input; `renamed` maps fields of the records onto inputs of the form."""
    if refusal is None:
        return {}
    return {(renamed or {}).get(refusal.field, refusal.field): said(refusal)}


def summary(fields: Iterable[Field], errors: Mapping[str, str]) -> tuple[ErrorLink, ...]:
    """The error summary of a form whose `fields` already carry their errors; what belongs to none of them is told
    first, without a link.
    """
    known = list(fields)
    names = {field.name for field in known}
    return error_links(*known, general=[text for name, text in errors.items() if name not in names])
