"""A decision on a day, as typed or read from a file, checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.law.registry import law
from motcua.law.types import CalendarException, DayKind
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

KINDS = {"off": DayKind.OFF, "nghỉ": DayKind.OFF, "working": DayKind.WORK, "làm việc": DayKind.WORK}
"""How the kind of a day may be written."""

LABELS = {DayKind.OFF: "nghỉ", DayKind.WORK: "làm việc"}

REASON_LIMIT, DOCUMENT_LIMIT = 200, 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A day that is to be off or worked, why, and by which document."""

    day: date
    kind: DayKind
    reason: str
    document: str
    article: str = ""

    @property
    def source(self) -> str:
        """The document and the article, as cited under a line of an explanation."""
        return ", ".join(part for part in (self.document, self.article) if part)

    @property
    def exception(self) -> CalendarException:
        """The decision as the calendar counts with it."""
        return CalendarException(day=self.day, kind=self.kind, reason=self.reason, source=self.source)


def decision(*, day: str, kind: str, reason: str, document: str, article: str = "") -> Decision:
    """A decision as typed: the day as 02/01/2026 or 2026-01-02, the kind as one of KINDS.

    Raises Refusal naming `date`, `kind`, `reason`, `document` or `article`.
    """
    return Decision(
        day=_covered(_day(clean(day, field="date", limit=40))),
        kind=_kind(clean(kind, field="kind", limit=40)),
        reason=_told(
            reason, field="reason", limit=REASON_LIMIT, missing="Chưa có lý do; hãy ghi dịp nghỉ hoặc làm bù."
        ),
        document=_told(
            document,
            field="document",
            limit=DOCUMENT_LIMIT,
            missing="Chưa có số văn bản quyết định; hãy ghi, ví dụ 12729/VPCP-KGVX.",
        ),
        article=clean(article, field="article", limit=DOCUMENT_LIMIT),
    )


def refuse_twice(decisions: Iterable[Decision]) -> None:
    """Raises Refusal (`date`) where two decisions are on one day."""
    seen: set[date] = set()
    for one in decisions:
        if one.day in seen:
            raise Refusal("date", "Ngày {day} có hai dòng; hãy giữ một dòng.", day=f"{one.day:%d/%m/%Y}")
        seen.add(one.day)


def _day(text: str) -> date:
    first, *others = text.split("/")
    try:
        if not others:
            return date.fromisoformat(text)
        month, year = others
        return date(int(year), int(month), int(first))
    except ValueError:
        raise Refusal("date", "Không đọc được ngày «{text}»; hãy viết như 02/01/2026.", text=text) from None


def _covered(day: date) -> date:
    known = law().calendar()
    if not known.first <= day <= known.last:
        raise Refusal(
            "date",
            "Ngày {day} nằm ngoài lịch của chương trình ({first} – {last}); hãy kiểm tra năm.",
            day=f"{day:%d/%m/%Y}",
            first=f"{known.first:%d/%m/%Y}",
            last=f"{known.last:%d/%m/%Y}",
        )
    return day


def _kind(text: str) -> DayKind:
    found = KINDS.get(text.casefold())
    if found is None:
        raise Refusal("kind", "Không có loại ngày «{text}»; hãy ghi off (nghỉ) hoặc working (làm việc).", text=text)
    return found


def _told(text: str, *, field: str, limit: int, missing: str) -> str:
    told = clean(text, field=field, limit=limit)
    if not told:
        raise Refusal(field, missing)
    return told
