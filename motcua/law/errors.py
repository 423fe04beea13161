"""What can go wrong with the law: a file that is not sound, or a date it does not speak of."""

from __future__ import annotations

from datetime import date


class LawError(Exception):
    """A law file is not sound: `file` relative to the law folder, `line` from 1, what is wrong and what to do."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(file, line, message)
        self.file = file
        self.line = line
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}, dòng {self.line}: {self.message}"


class NoValue(LookupError):  # noqa: N818  (it is an answer of the law, not a fault of the program)
    """The law loaded here says nothing for this id on this date.

    Carries `field`, `message` and `values` as a refusal does, so that it can be shown as one.
    """

    def __init__(self, message: str, *, law_id: str, on: date) -> None:
        super().__init__(message, law_id, on)
        self.field = law_id
        self.message = message
        self.values: dict[str, object] = {"law_id": law_id, "on": f"{on:%d/%m/%Y}"}

    def __str__(self) -> str:
        return self.message.format(**self.values)
