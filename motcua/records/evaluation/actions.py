"""Entering the ballot of a dossier, and correcting it by a further version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from motcua.records import clock
from motcua.records.casework import queries as casework
from motcua.records.casework.views import DossierView
from motcua.records.evaluation.content import BALLOT, ENTERED, Marks, told_of_ballot
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.models import Answer, Ballot
from motcua.records.evaluation.proposing import proposed
from motcua.records.evaluation.queries import require_enterer
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.people.viewer import Viewer
from motcua.rules.evaluation import LEVELS, Origin, points_of, satisfied
from motcua.rules.folding import clean, clean_lines
from motcua.rules.refusal import Conflict, Refusal
from motcua.rules.request_key import request_key

LONGEST_REMARK, LONGEST_REASON = 2_000, 300


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotGiven:
    """A ballot as typed: the level of each indicator answered, from 1, the lowest; `seen` is the number of the version
    that the person saw (0: none).
    """

    levels: int
    answers: Mapping[str, int]
    remark: str = ""
    reason: str = ""
    seen: int = 0


@transaction.atomic
def enter(viewer: Viewer, code: str, given: BallotGiven, *, key: str) -> int:
    """Keeps the ballot of a dossier as it stands on paper; its number. The same `key` gives the same ballot.

    Raises NotFound; NotAllowed for whom the ballot judges, and for whoever is not of the counter that received the
    dossier; Refusal naming the field; Conflict where somebody entered another version meanwhile.
    """
    own_key = request_key(key, owner=str(viewer.account_id or "operator"))
    dossier = casework.dossier(viewer, code)
    digest = hashlib.sha256(repr((dossier.id, given)).encode()).hexdigest()
    prior = journal_queries.entry_for_key(own_key)
    if prior is not None:
        if prior.request_digest != digest:
            raise Conflict("key", "Biểu mẫu này đã gửi với nội dung khác; hãy tải lại trang rồi nhập lại.")
        return prior.version
    require_enterer(viewer, dossier)
    told = evaluation_on(clock.now().date())
    remark = clean_lines(given.remark, field="remark", limit=LONGEST_REMARK)
    reason = clean(given.reason, field="reason", limit=LONGEST_REASON)
    _check(given, told)
    number = _next(dossier, given, reason=reason)
    marks = Marks(answers=given.answers, record=proposed(dossier, told, levels=given.levels))
    row = Ballot(
        dossier_id=dossier.id,
        number=number,
        unit_id=dossier.unit_id,
        origin=Origin.PAPER.value,
        levels=given.levels,
        satisfied=satisfied(marks.answers, asked=told.only_citizen, least=told.satisfied_from[given.levels]),
        at=clock.now(),
        by_id=viewer.account_id,
    )
    _write(row, marks, personal={"remark": remark, "reason": reason}, key=own_key, digest=digest)
    return number


def _check(given: BallotGiven, told: EvaluationLaw) -> None:
    if given.levels not in LEVELS:
        raise Refusal("levels", "Phiếu có 3 hoặc 5 mức hài lòng; hãy chọn lại.")
    for number, level in given.answers.items():
        if number not in told.criteria.by_ballot:
            raise Refusal("answers", "Phiếu không hỏi chỉ số «{number}»; hãy tải lại trang.", number=number[:4])
        points_of(level, levels=given.levels, most=told.criteria.most)
    if not set(given.answers) & set(told.only_citizen):
        raise Refusal(
            "answers",
            "Phiếu chưa có câu trả lời nào của người dân; hãy chọn ít nhất một mức ở các chỉ số {numbers}.",
            numbers=", ".join(told.only_citizen),
        )


def _next(dossier: DossierView, given: BallotGiven, *, reason: str) -> int:
    """The number of the version to be written, nobody else writing one meanwhile. Raises Conflict, Refusal."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ballot'), %s::integer)", (dossier.id,))
    last = Ballot.objects.filter(dossier_id=dossier.id).count()
    if last != given.seen:
        raise Conflict("version", "Có người vừa nhập phiếu của hồ sơ này; hãy tải lại trang, xem phiếu ấy rồi mới sửa.")
    if last and not reason:
        raise Refusal("reason", "Hồ sơ này đã có phiếu; hãy ghi vì sao phải sửa.")
    return last + 1


def _write(row: Ballot, marks: Marks, *, personal: Mapping[str, str], key: str, digest: str) -> None:
    entry = journal.append(
        act=ENTERED,
        subject_type=BALLOT,
        subject_id=row.dossier_id,
        version=row.number,
        actor_id=row.by_id,
        occurred_at=row.at,
        data=told_of_ballot(row, marks),
        personal=personal,
        request_key=key,
        request_digest=digest,
    )
    row.entry_id = entry.entry_id
    row.save(force_insert=True)
    Answer.objects.bulk_create(
        Answer(ballot=row, criterion=number, level=marks.answers.get(number), record=marks.record.get(number))
        for number in marks.numbers
    )
