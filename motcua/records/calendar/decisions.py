"""A decision on a day, as typed or read from a file, checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.law.registry import law
from motcua.law.types import CalendarException, DayKind
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

KINDS = {"off": DayKind.OFF, "nghỉ": DayKind.OFF, "working": DayKind.WORK, "làm việc": DayKind.WORK}
"""How the kind of a day may be written."""

LABELS = {DayKind.OFF: "nghỉ", DayKind.WORK: "làm việc"}

REASON_LIMIT, DOCUMENT_LIMIT = 200, 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """A day that is to be off or worked, why, and by which document; of one `unit` and those below it, or of all."""

    day: date
    kind: DayKind
    reason: str
    document: str
    article: str = ""
    unit: UnitView | None = None

    @property
    def place(self) -> tuple[date, int | None]:
        """The day and the id of the unit: of two decisions that have it in common, the later one holds."""
        return self.day, self.unit.id if self.unit else None

    @property
    def source(self) -> str:
        """The document and the article, as cited under a line of an explanation."""
        return ", ".join(part for part in (self.document, self.article) if part)

    @property
    def exception(self) -> CalendarException:
        """The decision as the calendar counts with it."""
        reason = f"{self.reason} (riêng {self.unit.short_name})" if self.unit else self.reason
        return CalendarException(day=self.day, kind=self.kind, reason=reason, source=self.source)


def decision(*, day: str, kind: str, reason: str, document: str, article: str = "", unit: str = "") -> Decision:
    """A decision as typed: the day as 02/01/2026 or 2026-01-02, the kind as one of KINDS, the unit by its key.

    Raises Refusal naming `date`, `kind`, `reason`, `document`, `article` or `unit`.
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
        unit=places.unit(key) if (key := clean(unit, field="unit", limit=60)) else None,
    )


def refuse_twice(decisions: Iterable[Decision]) -> None:
    """Raises Refusal (`date`) where two decisions for the same units are on one day."""
    seen: set[tuple[date, int | None]] = set()
    for one in decisions:
        if one.place in seen:
            raise Refusal("date", "Ngày {day} có hai dòng; hãy giữ một dòng.", day=f"{one.day:%d/%m/%Y}")
        seen.add(one.place)


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
