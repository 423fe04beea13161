"""A refusal: what was asked cannot be done, in the reader's words."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818  (the field's word; not every refusal is an error of the program)
    """Refuses an input, naming the `field` and what to do.

    `message` is a Vietnamese sentence that may hold `{placeholders}`; it is also the key under which its
    translation is found, so it is kept apart from `values`.
    """

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(field, message, values)
        self.field = field
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values)


class NotAllowed(Refusal):
    """The person may not do this (403)."""


class NotFound(Refusal):
    """There is no such thing, or this person may not know of it (404)."""


class Conflict(Refusal):
    """Someone else was quicker, or the key was used for something else (409)."""
