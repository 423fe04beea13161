"""How a form asks for a change: once, however often it is sent, and of what the person saw."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from motcua.records.journal import queries as journal
from motcua.records.journal.queries import PriorEntry
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict
from motcua.rules.request_key import request_key


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The idempotency `key` of a form, and the `version` of what it showed; None where nothing was shown yet."""

    key: str
    version: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """A change as asked for. Without a key, from the command line and from imports, it is never taken for another.

    `answered` is what an earlier request with the same key wrote.
    """

    key: str | None = None
    digest: str = ""
    version: int | None = None
    answered: PriorEntry | None = None

    def earlier(self, name: str) -> int:
        """A number that the earlier request wrote into its entry. Only for one that was answered."""
        assert self.answered is not None
        return int(journal.entry(self.answered.entry_id).data[name])

    def require_seen(self, version: int) -> None:
        """Raises Conflict when what is to be changed is no longer what the person saw."""
        if self.version is not None and self.version != version:
            raise Conflict(
                "version",
                "Có người vừa thay đổi mục này trước ông/bà; hãy tải lại trang, xem rồi làm tiếp nếu còn cần.",
            )


def request(viewer: Viewer, asked: Asked | None, act: str, *given: object) -> Request:
    """What is asked for: `act` with what was `given`. Raises Conflict for a key that was used for something else,
    Refusal (`key`) for one that is none.
    """
    if asked is None:
        return Request()
    key = request_key(asked.key, owner=str(viewer.account_id or "operator"))
    digest = sha256(repr((act, asked.version, *map(str, given))).encode()).hexdigest()
    prior = journal.entry_for_key(key)
    if prior is not None and prior.request_digest != digest:
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return Request(key=key, digest=digest, version=asked.version, answered=prior)
