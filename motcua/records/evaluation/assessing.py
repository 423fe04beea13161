"""The points of a period that no ballot tells of: given by the head of an agency, appraised by the level above."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db import connection, transaction

from motcua.records import clock
from motcua.records.evaluation.content import ASSESSMENT, Kind, told_of_assessment
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.models import Assessment
from motcua.records.evaluation.queries import Standing, is_head_above, is_own_head, standing
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.evaluation import checked
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.request_key import request_key

LONGEST_NOTE = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class AssessmentGiven:
    """Points as typed by indicator, in tenths at the finest, with what is written beside each; under "" why they
    correct the ones before. `seen` is the number of the latest assessment that the person saw (0: none).
    """

    points: Mapping[str, Fraction]
    notes: Mapping[str, str]
    seen: int = 0


@transaction.atomic
def assess(viewer: Viewer, unit_key: str, period: Period, kind: Kind, given: AssessmentGiven, *, key: str) -> int:
    """Keeps the points of an agency for a period, its own or the appraisal of these; their number.

    Raises NotFound, NotAllowed for whoever heads neither, or gave the points that are appraised; Refusal naming the
    field (`points_5` …); Conflict where somebody was quicker. The same `key` gives the same answer.
    """
    own_key = request_key(key, owner=str(viewer.account_id or "operator"))
    digest = hashlib.sha256(repr((unit_key, period, kind, given)).encode()).hexdigest()
    prior = journal_queries.entry_for_key(own_key)
    if prior is not None:
        if prior.request_digest != digest:
            raise Conflict("key", "Biểu mẫu này đã gửi với nội dung khác; hãy tải lại trang rồi nhập lại.")
        return prior.version
    unit, told = assessed_unit(viewer, unit_key, period), evaluation_on(period.last)
    _lock(unit.id)
    before = standing(unit.id, period, as_of=clock.now())
    require_assessor(viewer, unit, before, kind)
    if before.number != given.seen:
        raise Conflict("version", "Có người vừa chấm kỳ này; hãy tải lại trang, xem điểm mới rồi chấm tiếp.")
    points, notes = _points(given, told), _notes(given, told)
    _check(points, notes, before, kind)
    row = Assessment(
        unit_id=unit.id,
        number=Assessment.objects.filter(unit_id=unit.id).count() + 1,
        first=period.first,
        last=period.last,
        kind=kind.value,
        of=before.own.number if before.own and kind is Kind.APPRAISED else None,
        points=json.dumps(points, sort_keys=True),
        at=clock.now(),
        by_id=viewer.account_id,
    )
    _write(row, notes, key=own_key, digest=digest)
    return row.number


def assessed_unit(viewer: Viewer, unit_key: str, period: Period) -> UnitView:
    """The agency of a key, for a period that is assessed. Raises NotFound, NotAllowed, Refusal (`period`)."""
    unit = places.unit(unit_key)
    if not policy.scope(viewer).allows(unit.id):
        raise NotAllowed("unit", "Bạn không được xem số liệu của {unit}.", unit=unit.name)
    if places.agency_root(unit.id) != unit.id:
        raise Refusal("unit", "{unit} được chấm trong cơ quan của mình, không chấm riêng.", unit=unit.name)
    if ".." in period.id:
        raise Refusal("period", "Điểm tự chấm theo tháng, quý, 6 tháng hoặc năm; hãy chọn một kỳ như vậy.")
    return unit


def require_assessor(viewer: Viewer, unit: UnitView, before: Standing, kind: Kind) -> None:
    """Raises NotAllowed for whoever may not give these points; NotFound where there is nothing to appraise yet."""
    if kind is Kind.OWN:
        if not is_own_head(viewer, unit.id):
            raise NotAllowed("account", "Chỉ lãnh đạo của {unit} tự chấm điểm cơ quan mình.", unit=unit.name)
        return
    if not is_head_above(viewer, unit.id):
        raise NotAllowed(
            "account",
            "Chỉ lãnh đạo cấp trên trực tiếp thẩm định điểm của {unit}; cơ quan không tự thẩm định điểm của mình.",
            unit=unit.name,
        )
    if before.own is None:
        raise NotFound("unit", "{unit} chưa tự chấm kỳ này nên chưa có gì để thẩm định.", unit=unit.name)
    if before.own.by_id == viewer.account_id:
        raise NotAllowed("account", "Người đã tự chấm không thẩm định điểm ấy; hãy để người khác của cấp trên.")


def _points(given: AssessmentGiven, told: EvaluationLaw) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, points in given.points.items():
        field = f"points_{number}"
        if number not in told.criteria.by_self:
            raise Refusal("points", "Chỉ số «{number}» không tự chấm; hãy tải lại trang.", number=number[:4])
        try:
            checked(points, criterion=number, most=told.criteria.most)
        except Refusal as refusal:
            raise Refusal(field, refusal.message, **refusal.values) from None
        if (points * 10).denominator != 1:
            raise Refusal(field, "Điểm ghi đến một chữ số thập phân, như 1,5; hãy nhập lại.")
        found[number] = str(Decimal(int(points * 10)).scaleb(-1))
    return found


def _notes(given: AssessmentGiven, told: EvaluationLaw) -> dict[str, str]:
    fields = {"": "ground", **{number: f"note_{number}" for number in told.criteria.by_self}}
    notes = {
        number: clean(given.notes.get(number, ""), field=name, limit=LONGEST_NOTE) for number, name in fields.items()
    }
    return {number: text for number, text in notes.items() if text}


def _check(points: Mapping[str, str], notes: Mapping[str, str], before: Standing, kind: Kind) -> None:
    if not points:
        raise Refusal("points", "Chưa nhập điểm nào; hãy nhập ít nhất một chỉ số.")
    corrected = before.own if kind is Kind.OWN else before.appraised
    if corrected is not None and "" not in notes:
        raise Refusal("ground", "Kỳ này đã chấm; hãy ghi vì sao chấm lại.")
    if kind is Kind.APPRAISED and before.own is not None and not set(points) <= set(before.own.points):
        missing = ", ".join(sorted(set(points) - set(before.own.points)))
        raise Refusal("points", "Cơ quan chưa tự chấm chỉ số {numbers}; hãy để trống chỉ số ấy.", numbers=missing)


def _lock(unit_id: int) -> None:
    """Two who give points at once queue; on SQLite all writers do."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('assessment'), %s::integer)", (unit_id,))


def _write(row: Assessment, notes: Mapping[str, str], *, key: str, digest: str) -> None:
    entry = journal.append(
        act=f"{ASSESSMENT}.{row.kind}",
        subject_type=ASSESSMENT,
        subject_id=row.unit_id,
        version=row.number,
        actor_id=row.by_id,
        occurred_at=row.at,
        data=told_of_assessment(row),
        personal={"notes": {**notes}},
        request_key=key,
        request_digest=digest,
    )
    row.entry_id = entry.entry_id
    row.save(force_insert=True)
