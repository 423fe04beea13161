"""The options that every command takes; they may stand before or after its name."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

OPTIONS = {"--data": "DIR", "--now": "INSTANT", "--as": "USER"}
"""Each with the name of its value."""

END_OF_OPTIONS = "--"
LONGEST = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The common options as typed; empty where not given. `rest` is the command with its own options."""

    data: str
    now: str
    account: str
    rest: tuple[str, ...]

    @classmethod
    def read(cls, arguments: Sequence[str]) -> Asked:
        """Takes the common options out of the arguments. Raises Refusal for one without a value or unfit for use."""
        values, rest = _split(arguments)
        for option, value in values.items():
            clean(value, field=option.lstrip("-"), limit=LONGEST)
        return cls(
            data=values.get("--data", ""), now=values.get("--now", ""), account=values.get("--as", ""), rest=tuple(rest)
        )

    @property
    def as_json(self) -> bool:
        """Whether the answer, and a refusal, are wanted as JSON."""
        return "--json" in self.rest

    def apply(self) -> None:
        """Tells the environment, before settings are read: --data beats MOTCUA_DATA, --now beats MOTCUA_NOW."""
        if self.data:
            os.environ["MOTCUA_DATA"] = self.data
        folder = Path(os.environ.get("MOTCUA_DATA") or "var")
        if folder.exists() and not folder.is_dir():
            raise Refusal(
                "data", "«{folder}» là một tệp, không phải thư mục dữ liệu. Hãy chọn thư mục khác.", folder=folder
            )
        if self.now:
            os.environ["MOTCUA_NOW"] = self.now


def _split(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    values: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        option, equals, value = argument.partition("=")
        if argument == END_OF_OPTIONS:
            return values, [*rest, argument, *waiting]
        if option not in OPTIONS:
            rest.append(argument)
            continue
        if not equals:
            value = waiting.pop(0) if waiting else ""
        if not value:
            raise Refusal(
                option.lstrip("-"), "Thiếu giá trị sau {option}. Hãy ghi giá trị ngay sau tùy chọn này.", option=option
            )
        values[option] = value
    return values, rest
