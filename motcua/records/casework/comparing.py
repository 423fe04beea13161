"""One dossier held against its entries in the journal: rows, facts of every version, ledger and applicant."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.types import LOCAL
from motcua.records.casework.changes import Person, seal
from motcua.records.casework.hot.columns import STANDING
from motcua.records.casework.models import Applicant, Dossier, DutyWarning, LedgerRow, Note
from motcua.records.casework.notes import ADD, kept
from motcua.records.casework.refolding import refolded
from motcua.records.casework.warning import BROKEN, WARNED
from motcua.records.journal.streams import Told
from motcua.rules.dossier import Act
from motcua.rules.facts import Facts

ACT = "dossier."
"""How the acts on a dossier begin in the journal; a printed receipt is no act."""

Known = tuple[Any, ...]
"""A version of the facts as stored: version, known from, known to, and the columns of the facts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """Everything that is stored of a dossier, its facts and its ledger in order."""

    dossier: Dossier
    facts: Sequence[Known]
    ledger: Sequence[LedgerRow]
    person: Applicant | None
    warnings: Sequence[DutyWarning] = ()
    notes: Sequence[Note] = ()


def disagreements(stored: Stored, entries: Sequence[Told]) -> Iterator[str]:
    """What the rows of a dossier say otherwise than its journal, each as a sentence."""
    code = stored.dossier.code
    acts = [entry for entry in entries if entry.act.startswith(ACT)]
    try:
        history = _history(acts)
        told = _fixed(acts)
        found = [what for what, agrees in _compared(stored, acts, history, told) if not agrees]
        if sorted(map(_warning, stored.warnings)) != sorted(_warnings(entries)):
            found.append("các lần báo hạn")
        if [kept(row) for row in stored.notes] != [_noted(entry) for entry in entries if entry.act == ADD]:
            found.append("các ghi chú")
    except (IndexError, KeyError, TypeError, ValueError):
        yield f"Hồ sơ {code}: không đọc được các mục nhật ký của hồ sơ này."
        return
    for what in found:
        yield f"Hồ sơ {code}: {what} khác với nhật ký."


def _noted(entry: Told) -> tuple[int, int | None, list[int]]:
    return entry.data["note"], entry.actor_id, entry.data["mentioned"]


def _fixed(acts: Sequence[Told]) -> dict[str, Any]:
    """What was fixed with the code, and the policies of the era in which the dossier was accepted."""
    era: dict[str, Any] = next((entry.data["era"] for entry in acts if "era" in entry.data), {})
    return {**acts[0].data["opening"], **era}


def _history(acts: Sequence[Told]) -> list[Facts]:
    """The facts after each act, made again from the journal alone."""
    history: list[Facts] = []
    for entry in acts:
        before = history[-1] if history else None
        act = Act(entry.act.removeprefix(ACT))
        history.append(refolded(before, act=act, at=entry.occurred_at, data=entry.data))
    return history


def _compared(
    stored: Stored, acts: Sequence[Told], history: Sequence[Facts], told: dict[str, Any]
) -> Iterator[tuple[str, bool]]:
    dossier = stored.dossier
    yield "mã hồ sơ", dossier.code == told["code"]
    yield "nội dung tiếp nhận (đơn vị, thủ tục, kênh, thời hạn, giấy tờ, lệ phí)", _opened(dossier) == _opening(told)
    standing = dossier.version == len(acts) and dossier.submitted_at == acts[0].occurred_at
    yield "trạng thái, ngày hẹn hoặc người giữ", standing and _standing(dossier) == _standing(history[-1])
    yield "số kết quả", dossier.result_number == _result_number(acts)
    yield "số liệu theo từng phiên bản", list(stored.facts) == list(_known(acts, history))
    yield "sổ hẹn", [_entry(row) for row in stored.ledger] == list(_promises(acts))
    sealed = zip(stored.ledger, _sealed(acts), strict=False)  # a missing entry is told of by the line above
    yield "lý do trong sổ hẹn", all(_reason_agrees(row, entry) for row, entry in sealed)
    yield "thông tin người nộp", _person_agrees(stored.person, acts)


def _opened(dossier: Dossier) -> list[object]:
    term = [dossier.term_amount, dossier.term_unit]
    return [
        dossier.unit_id, dossier.competent_unit_id, dossier.helped_unit_id, dossier.procedure_id,
        dossier.procedure_version_id, dossier.channel, term, dossier.day_reading, dossier.supplement_policy,
        json.loads(dossier.papers), dossier.copies, dossier.fee,
    ]  # fmt: skip


def _opening(told: dict[str, Any]) -> list[object]:
    names = (
        "unit", "competent_unit", "helped_unit", "procedure", "procedure_version", "channel", "term", "reading",
        "policy", "papers", "copies", "fee",
    )  # fmt: skip
    return [told[name] for name in names]


def _standing(row: Dossier | Facts) -> list[object]:
    return [getattr(row, name) for name in STANDING]


def _result_number(acts: Sequence[Told]) -> str:
    return next((str(entry.data["result_number"]) for entry in reversed(acts) if "result_number" in entry.data), "")


def _known(acts: Sequence[Told], history: Sequence[Facts]) -> Iterator[Known]:
    """Every version of the facts, each known from its entry until the next."""
    until: list[datetime | None] = [entry.recorded_at for entry in acts[1:]]
    for number, (entry, facts, end) in enumerate(zip(acts, history, [*until, None], strict=True), start=1):
        yield (number, entry.recorded_at, end, *facts)


def _sealed(acts: Sequence[Told]) -> list[Told]:
    return [entry for entry in acts if "ledger" in entry.data]


def _promises(acts: Sequence[Told]) -> Iterator[tuple[object, ...]]:
    """The entries of the ledger as the journal sealed them."""
    for number, entry in enumerate(_sealed(acts), start=1):
        yield number, entry.occurred_at, entry.recorded_at, entry.data["ledger"]


def _entry(row: LedgerRow) -> tuple[object, ...]:
    return row.number, row.occurred_at.astimezone(LOCAL), row.recorded_at.astimezone(LOCAL), seal(row)


def _reason_agrees(row: LedgerRow, entry: Told) -> bool:
    """Whether the reason is the one given; nothing is left to compare with where it was erased."""
    return entry.personal is None or "reason" not in entry.personal or row.reason == entry.personal["reason"]


def _warning(row: DutyWarning) -> tuple[object, ...]:
    return row.kind, row.due_at.astimezone(LOCAL).isoformat(), row.at.astimezone(LOCAL), row.unit_id, row.holder_id or 0


def _warnings(entries: Sequence[Told]) -> Iterator[tuple[object, ...]]:
    """The warnings as the journal tells them."""
    for entry in entries:
        if entry.act in (WARNED, BROKEN):
            data = entry.data
            yield data["kind"], data["due_at"], entry.occurred_at, data["unit"], data["holder"] or 0


def _person_agrees(person: Applicant | None, acts: Sequence[Told]) -> bool:
    told: dict[str, Any] | None = None
    for entry in acts:
        if entry.personal is None:
            continue
        if "opening" in entry.data:
            told = dict(entry.personal)
        elif "after" in entry.personal:
            told = entry.personal["after"]
    if told is None:
        return True  # erased: nothing is left to compare with
    names = [name for name in Person.__slots__ if name != "search"]
    return person is not None and all(getattr(person, name) == told.get(name, "") for name in names)
