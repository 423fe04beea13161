"""The interface of the writers, and the choice between them."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from motcua.records.casework.changes import Change, Loaded, Outcome
from motcua.rules.refusal import Conflict


class Writer(Protocol):
    """Reads and writes one dossier inside the caller's transaction."""

    def load(self, dossier_id: int) -> Loaded | None:
        """The dossier as it stands, or None."""

    def next_serial(self, agency_id: str, *, day: date) -> int:
        """The next serial of an agency's dossiers on a local day, from 1; no other caller gets it.

        When the last number of the day is given, the one after it, which no code can hold; nothing is counted.
        """

    def open(self, change: Change) -> int:
        """Writes the first act of a dossier; gives its id."""

    def write(self, change: Change, *, dossier_id: int) -> None:
        """Writes a further act. Raises Conflict when another act came first."""

    def answered(self, request_key: str) -> tuple[str, Outcome] | None:
        """The digest and the answer of an earlier request with this key, or None."""


def stale() -> Conflict:
    """The refusal of an act on a version that is no longer the latest."""
    return Conflict(
        "version",
        "Hồ sơ vừa được người khác cập nhật; hãy tải lại trang, xem thay đổi rồi làm lại. Chưa có gì bị ghi đè.",
    )
