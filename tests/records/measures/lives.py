"""Dossiers written as an office writes them in tests/cases/figures.yaml, lived through the actions of casework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from motcua.law.types import Channel, TermUnit
from motcua.records import clock
from motcua.records.casework import actions
from motcua.records.casework.changes import Outcome
from tests.world import MARITAL, World, standing

Row = dict[str, Any]
Do = Callable[[], None]

_ENDS = {
    "refused": ("refuse", "leader", {"reason": "Không đủ điều kiện"}),
    "stopped": ("stop", "leader", {"reason": "Không còn căn cứ"}),
    "withdrawn": ("withdraw", "counter", {"reason": "Người nộp đổi ý"}),
}


def live(world: World, rows: list[Row]) -> None:
    """Lets all that is written of the dossiers happen, in the order of time, the clock standing at each instant."""
    happenings = [happening for row in rows for happening in Life(world, row).happenings()]
    for _, do in sorted(happenings, key=lambda happening: clock.instant(happening[0], field="at")):
        do()


class Life:
    """One row: a dossier as it stands, and what is still to happen."""

    def __init__(self, world: World, row: Row) -> None:
        self._world = world
        self._row = row
        self._unit = f"tra_cu.{row.get('unit', 'thanh_son')}"
        self._last: Outcome | None = None

    def happenings(self) -> list[tuple[str, Do]]:
        """When and what, each once, in order."""
        row = self._row
        found: list[tuple[str, Do]] = []
        if "submitted" in row:
            found.append((row["submitted"], self._submit))
        if "accepted" in row:
            found.append((str(row.get("entered", row["accepted"])), self._accept))
        for at, act in zip(row.get("waited", ()), (self._ask, self._resume), strict=False):
            found.append((at, act))
        if "extended" in row:
            found.append((row["extended"][0], self._extend))
        if "ended" in row:
            found.append((row["ended"], self._end))
        if "returned" in row:
            found.append((row["returned"], self._return))
        return found

    def _submit(self) -> None:
        self._last = self._world.submit(at=self._row["submitted"], **self._intake())

    def _accept(self) -> None:
        row = self._row
        if self._last is not None:
            self._do("accept_submitted", "counter", row["accepted"])
        else:
            self._enter()
        assert self._last is not None
        assert self._last.due_at == _instant(row["due"]), f"{row}: {self._last.due_at}"

    def _enter(self) -> None:
        row = self._row
        happened = _instant(row["accepted"])
        with standing(str(row.get("entered", row["accepted"]))):
            viewer = self._world.viewer(self._world.post(self._unit, "counter"))
            channel = Channel(row.get("channel", "counter"))
            intake = self._world.intake(channel=channel, **self._intake())
            self._last = actions.accept(viewer, intake, key=self._world.key(), at=happened)

    def _intake(self) -> dict[str, Any]:
        return {"unit_key": self._unit, "procedure": self._row.get("procedure", MARITAL)}

    def _ask(self) -> None:
        self._do("request_supplement", "officer", self._row["waited"][0], reason="Thiếu giấy tờ")

    def _resume(self) -> None:
        self._do("resume", "counter", self._row["waited"][1])

    def _extend(self) -> None:
        at, days = self._row["extended"]
        self._do("extend", "leader", at, amount=int(days), unit=TermUnit.WORKING_DAY, reason="Chờ xác minh")

    def _end(self) -> None:
        row = self._row
        at, how = row["ended"], row.get("how", "result")
        if how == "declined":
            self._do("decline", "counter", at, reason="Không thuộc thẩm quyền")
        elif how == "void":
            second = self._world.post(self._unit, "leader")
            self._do("void", "counter", at, reason="Nhập trùng", second_account_id=second)
        elif how == "result":
            self._do("forward", "counter", at, to_account_id=self._world.post(self._unit, "officer"))
            self._do("approve", "leader", at)
            self._do("settle", "leader", at)
        else:
            act, duty, inputs = _ENDS[how]
            self._do(act, duty, at, **inputs)

    def _return(self) -> None:
        self._do("return_result", "counter", self._row["returned"], recipient="Kim Thị Ngọc Ánh")

    def _do(self, act: str, duty: str, at: str, **inputs: Any) -> None:
        assert self._last is not None
        self._last = self._world.do(act, self._last, by=self._world.post(self._unit, duty), at=at, **inputs)


def _instant(text: str) -> Any:
    return None if text == "none" else clock.instant(text, field="at")
