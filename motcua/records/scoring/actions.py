"""Declaring what nothing here records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from motcua.law.registry import law
from motcua.law.types import ScoreRow, ScoreRule
from motcua.records import clock
from motcua.records.journal import actions as journal
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.scoring.content import DECLARED, SUBJECT, DeclaredView, told_of, view
from motcua.records.scoring.models import Declared
from motcua.records.scoring.queries import require_declarer
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.refusal import Conflict, NotFound, Refusal

LONGEST_DOCUMENT, LONGEST_GROUND = 120, 300
MOST = 10**9


@dataclass(frozen=True, kw_only=True, slots=True)
class Declaration:
    """What is declared of a row; `numerator` and `denominator` both None take back what stood. `seen` is the number of
    the latest declaration that the person saw (0: none).
    """

    row: str
    numerator: int | None
    denominator: int | None
    document: str
    document_date: date
    ground: str = ""
    seen: int = 0


def declare(viewer: Viewer, unit_key: str, period: Period, given: Declaration) -> DeclaredView:
    """Keeps a declaration for a unit and exactly this period, or corrects the one that stands by a new one.

    Raises NotAllowed, NotFound (`row`, `unit`), Refusal naming the field, Conflict (`version`) where somebody declared
    meanwhile.
    """
    unit = places.unit(unit_key)
    require_declarer(viewer, unit.id)
    row = row_on(given.row, period)
    _check(given, row)
    with transaction.atomic():
        before = _latest(unit.id, row.id, period)
        _check_order(before, given)
        written = Declared.objects.create(
            row=row.id,
            unit_id=unit.id,
            first=period.first,
            last=period.last,
            number=(before.number if before else 0) + 1,
            numerator=given.numerator,
            denominator=given.denominator,
            document=clean(given.document, field="document", limit=LONGEST_DOCUMENT),
            document_date=given.document_date,
            ground=clean(given.ground, field="ground", limit=LONGEST_GROUND),
            at=clock.now(),
            by_id=viewer.account_id,
        )
        _tell(written)
    return view(written)


def row_on(row_id: str, period: Period) -> ScoreRow:
    """The row of an id on the sheet of a period. Raises NotFound (`row`)."""
    row = law().score_sheet_on(period.last).row(row_id)
    if row is None:
        raise NotFound("row", "Phiếu điểm của kỳ này không có chỉ số «{row}»; hãy mở lại từ phiếu.", row=row_id[:20])
    return row


def _check(given: Declaration, row: ScoreRow) -> None:
    if row.rule is ScoreRule.WATCHED:
        raise Refusal("row", "Chỉ số {row} chỉ để theo dõi, không cần khai.", row=row.id)
    if not clean(given.document, field="document", limit=LONGEST_DOCUMENT):
        raise Refusal("document", "Hãy ghi số, ký hiệu của văn bản nêu số liệu này, ví dụ 15/BC-UBND.")
    if given.document_date > clock.now().date():
        raise Refusal("document_date", "Ngày của văn bản ở tương lai; hãy xem lại.")
    _check_numbers(given.numerator, given.denominator)


def _check_numbers(numerator: int | None, denominator: int | None) -> None:
    if (numerator is None) != (denominator is None):
        empty = "numerator" if numerator is None else "denominator"
        raise Refusal(empty, "Hãy khai cả tử số và mẫu số, hoặc để trống cả hai để rút số đã khai.")
    if numerator is None or denominator is None:
        return
    if not 0 <= denominator <= MOST:
        raise Refusal("denominator", "Mẫu số phải từ 0 đến 1.000.000.000; hãy xem lại.")
    if not 0 <= numerator <= denominator:
        raise Refusal("numerator", "Tử số phải từ 0 đến mẫu số ({most}); hãy xem lại.", most=denominator)


def _latest(unit_id: int, row_id: str, period: Period) -> Declared | None:
    rows = Declared.objects.filter(unit_id=unit_id, row=row_id, first=period.first, last=period.last)
    return rows.order_by("-number").first()


def _check_order(before: Declared | None, given: Declaration) -> None:
    if (before.number if before else 0) != given.seen:
        raise Conflict("version", "Có người vừa khai chỉ số này; hãy tải lại trang, xem số mới rồi khai tiếp.")
    if before is None and given.numerator is None:
        raise Refusal("numerator", "Chưa có số nào để rút; hãy khai tử số và mẫu số.")
    if before is not None and not given.ground.strip():
        raise Refusal("ground", "Đã có số khai trước; hãy ghi lý do sửa hoặc rút.")


def _tell(written: Declared) -> None:
    journal.append(
        act=DECLARED,
        subject_type=SUBJECT,
        subject_id=written.pk,
        version=1,
        actor_id=written.by_id,
        occurred_at=written.at,
        data=told_of(written),
        personal={"ground": written.ground} if written.ground else None,
    )
