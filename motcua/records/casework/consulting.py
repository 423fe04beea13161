"""Opinions asked of other units while a dossier is being settled: each has its own deadline, none moves the promise."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from motcua.law.types import LOCAL, Term, TermUnit
from motcua.records.casework import legal, promises
from motcua.records.casework.changes import JSON, Outcome
from motcua.records.casework.models import Consultation
from motcua.records.casework.performing import Asked, Case, Decision, Ref, perform, reason_in, staying
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import Act
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import Conflict, NotFound, Refusal
from motcua.rules.term import due_instant

TERM_UNITS = (TermUnit.WORKING_DAY, TermUnit.DAY, TermUnit.WORKING_HOUR)
"""The units in which a deadline for an answer may be set."""

MOST_UNITS = 20
"""Units asked with one question."""

_LIMIT = 2000


def consult(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    unit_ids: tuple[int, ...],
    question: str,
    amount: int,
    unit: TermUnit,
    at: datetime | None = None,
) -> Outcome:
    """Puts a question to one or more units at once, to be answered within `amount` of `unit`; work goes on meanwhile.

    The deadline is theirs alone: the citizen's date stays. Refusals name `units`, `question`, `amount` or `unit`.
    """

    def decide(case: Case) -> Decision:
        asked = _words(question, field="question", missing="Chưa có nội dung hỏi ý kiến; hãy nêu điều cần hỏi.")
        due = _due(case, amount=amount, unit=unit)
        _require_askable(case, unit_ids)
        opened: list[JSON] = [
            {"number": row.number, "unit": row.unit_id, "due": row.due_at.isoformat()}
            for row in _opened(case, unit_ids, due=due)
        ]
        return staying(case, data={"consultations": opened}, personal={"question": asked})

    inputs = {"units": unit_ids, "question": question, "amount": amount, "unit": unit}
    return perform(viewer, ref, Act.CONSULT, key=key, at=at, inputs=inputs, decide=decide)


def answer(
    viewer: Viewer,
    ref: Ref,
    *,
    key: str,
    consultation: int,
    agrees: bool | None,
    text: str,
    at: datetime | None = None,
) -> Outcome:
    """Answers the question of a number for the unit that was asked; `agrees` None: neither yes nor no.

    Whatever others did to the dossier since it was asked, also other answers, stands in no answer's way. Raises
    NotFound, NotAllowed, Conflict where the question is closed, Refusal (`text`).
    """
    put = _question(ref.id, consultation)

    def decide(case: Case) -> Decision:
        said = _words(text, field="text", missing="Chưa có nội dung trả lời; hãy nêu ý kiến của đơn vị.")
        row = _open(ref.id, consultation)
        row.answered_version, row.answered_at = case.loaded.version + 1, case.at
        row.agrees, row.closed = agrees, True
        row.save(update_fields=["answered_version", "answered_at", "agrees", "closed"])
        return staying(case, data={"consultation": consultation, "agrees": agrees}, personal={"answer": said})

    return perform(
        viewer,
        ref,
        Act.ANSWER,
        key=key,
        at=at,
        inputs={"consultation": consultation, "agrees": agrees, "text": text},
        decide=decide,
        asked=Asked(unit_id=put.unit_id, version=put.asked_version),
    )


def take_back(
    viewer: Viewer, ref: Ref, *, key: str, consultation: int, reason: str, at: datetime | None = None
) -> Outcome:
    """Takes the question of a number back for the unit that put it, as long as nobody has answered.

    The unit that was asked owes no answer any more; dossier and promise stay as they are, and so do other questions.
    As for an answer, what others did meanwhile is in nobody's way. Raises NotFound, NotAllowed, Conflict where the
    question is closed, Refusal (`reason`).
    """
    put = _question(ref.id, consultation)

    def decide(case: Case) -> Decision:
        said = reason_in(reason, needed=True)
        row = _open(ref.id, consultation)
        row.closed = True
        row.save(update_fields=["closed"])
        return staying(case, data={"consultation": consultation}, personal={"reason": said})

    return perform(
        viewer,
        ref,
        Act.TAKE_BACK,
        key=key,
        at=at,
        inputs={"consultation": consultation, "reason": reason},
        decide=decide,
        asked=Asked(unit_id=put.asker_unit_id, version=put.asked_version),
    )


def unanswered(case: Case) -> list[int]:
    """The numbers of the questions that nobody has answered yet; the database is asked only where there are any."""
    if not case.loaded.facts.consultations:
        return []
    rows = Consultation.objects.filter(dossier_id=case.loaded.id, closed=False).order_by("number")
    return list(rows.values_list("number", flat=True))


def _words(text: str, *, field: str, missing: str) -> str:
    said = clean_lines(text, field=field, limit=_LIMIT)
    if not said:
        raise Refusal(field, missing)
    return said


def _question(dossier_id: int, number: int) -> Consultation:
    row = Consultation.objects.filter(dossier_id=dossier_id, number=number).first()
    if row is None:
        raise NotFound("consultation", "Không có câu hỏi này trong hồ sơ; hãy tải lại trang hồ sơ.")
    return row


def _open(dossier_id: int, number: int) -> Consultation:
    """A question that still waits. Raises Conflict for one that does not."""
    row = _question(dossier_id, number)
    if row.closed:
        raise Conflict(
            "consultation",
            "Câu hỏi này đã có trả lời, đã rút lại hoặc không còn cần trả lời; hãy tải lại trang hồ sơ.",
        )
    return row


def _due(case: Case, *, amount: int, unit: TermUnit) -> datetime:
    """When the answers are due, by the rules that the dossier keeps."""
    if unit not in TERM_UNITS:
        raise Refusal("unit", "Hạn trả lời phải tính bằng ngày hoặc giờ làm việc; hãy chọn trong danh sách.")
    rules, calendar = promises.own_rules(case.loaded), legal.calendar()
    due = due_instant(case.at, term=Term(amount=amount, unit=unit), rules=rules, calendar=calendar)
    assert due is not None  # each of TERM_UNITS gives a date
    return due


def _require_askable(case: Case, unit_ids: tuple[int, ...]) -> None:
    if not unit_ids:
        raise Refusal("units", "Chưa chọn nơi được hỏi; hãy chọn ít nhất một đơn vị.")
    if len(unit_ids) > MOST_UNITS or len(set(unit_ids)) < len(unit_ids):
        raise Refusal("units", "Mỗi lần hỏi tối đa {most} đơn vị, mỗi đơn vị một lần; hãy bỏ bớt.", most=MOST_UNITS)
    day = case.at.astimezone(LOCAL).date()
    waiting = set(
        Consultation.objects.filter(dossier_id=case.loaded.id, closed=False).values_list("unit_id", flat=True)
    )
    for unit_id in unit_ids:
        there = places.unit_by_id(unit_id)
        if not there.exists_on(day):
            raise Refusal("units", "{unit} không hoạt động vào ngày này; hãy chọn đơn vị khác.", unit=there.name)
        if unit_id == case.loaded.facts.holder_unit_id:
            raise Refusal("units", "{unit} đang giữ hồ sơ, không cần hỏi chính mình; hãy bỏ chọn.", unit=there.name)
        if unit_id in waiting:
            raise Refusal("units", "{unit} đang có câu hỏi chưa trả lời; hãy chờ hoặc bỏ chọn.", unit=there.name)


def _opened(case: Case, unit_ids: tuple[int, ...], *, due: datetime) -> list[Consultation]:
    loaded = case.loaded
    last = Consultation.objects.filter(dossier_id=loaded.id).aggregate(last=Max("number"))["last"] or 0
    rows = [
        Consultation(
            dossier_id=loaded.id,
            number=number,
            asker_unit_id=loaded.facts.holder_unit_id,
            unit_id=unit_id,
            asked_version=loaded.version + 1,
            asked_at=case.at,
            due_at=due,
        )
        for number, unit_id in enumerate(unit_ids, start=last + 1)
    ]
    return Consultation.objects.bulk_create(rows)
