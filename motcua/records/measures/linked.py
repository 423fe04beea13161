"""Linked facts of dossiers as columns beside their facts, as of a cut-off: where each is read, and whether at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.records.casework import counting, verdicts
from motcua.records.casework.counting import FactsQuery, Linked
from motcua.records.catalogue import queries as catalogue
from motcua.records.evaluation import counting as evaluation
from motcua.records.measures.compiling import Moments
from motcua.records.measures.statement import Sql, among, joined, put
from motcua.records.payments import counting as payments
from motcua.rules.linked_facts import LINKED

_FILES, _MONEY, _TARIFF, _BALLOTS = "files", "money", "tariff", "ballots"

_JOINS: Mapping[str, Callable[[datetime], Linked]] = {
    _FILES: lambda as_of: counting.files_known(as_of=as_of),
    _MONEY: lambda as_of: payments.money_known(as_of=as_of),
    _TARIFF: lambda as_of: counting.tariffs(),
    _BALLOTS: lambda as_of: evaluation.ballots_known(as_of=as_of),
}
"""Relations with one row per `dossier_id`, as of a cut-off."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Link:
    """A column: its expression over the relations `joins`, and of which of these there must be any row at the cut-off
    for it to be recorded at all (""; always).
    """

    expression: str
    joins: tuple[str, ...]
    recorded_by: str = ""


_LINKS: Mapping[str, _Link] = {
    "digitised": _Link(
        expression="COALESCE(files.papers = 1 AND files.results = 1, FALSE)", joins=(_FILES,), recorded_by=_FILES
    ),
    "electronic_result": _Link(
        expression="COALESCE(files.results = 1, FALSE)", joins=(_FILES,), recorded_by=_FILES
    ),
    "fee_due": _Link(
        expression="COALESCE(money.assessed, tariff.fee, 0) + COALESCE(money.charged, 0)"
        " - COALESCE(money.waived, 0) > 0",
        joins=(_MONEY, _TARIFF),
    ),
    "paid_online": _Link(expression="COALESCE(money.online > 0, FALSE)", joins=(_MONEY,), recorded_by=_MONEY),
    "rated": _Link(expression="ballots.pleased IS NOT NULL", joins=(_BALLOTS,), recorded_by=_BALLOTS),
    "satisfied": _Link(expression="COALESCE(ballots.pleased = 1, FALSE)", joins=(_BALLOTS,), recorded_by=_BALLOTS),
}  # fmt: skip

_NOWHERE = frozenset({"reused"})
"""What nothing records yet."""


def unrecorded(columns: Iterable[str], *, as_of: datetime) -> frozenset[str]:
    """Those of the columns that nothing has recorded until the cut-off, of any dossier."""
    wanted = frozenset(columns)
    sources = {name: _LINKS[name].recorded_by for name in wanted & set(_LINKS) if _LINKS[name].recorded_by}
    empty = {source for source in set(sources.values()) if not _JOINS[source](as_of).exists()}
    return wanted & _NOWHERE | {name for name, source in sources.items() if source in empty}


def linked(base: Sql, columns: Iterable[str], *, facts: FactsQuery, at: Moments) -> Sql:
    """The relation `base` with the linked facts among `columns` beside its own columns; `facts` is what it selects."""
    wanted = [name for name in LINKED if name in columns]
    if not wanted:
        return base
    joins = dict.fromkeys(join for name in wanted for join in _joins_of(name))
    beside = joined("", (_join(name, as_of=at.as_of) for name in joins))
    told = joined(", ", (put(f"{{}} AS {name}", _expression(name, facts=facts, at=at)) for name in wanted))
    return put("SELECT b.*, {} FROM ({}) b{}{}", told, base, beside, _ONCE)


_ONCE = Sql(f" LIMIT {2**63 - 1}")
"""A relation with a limit is worked out once for each dossier; without, once for each place where a column stands."""


def _joins_of(name: str) -> tuple[str, ...]:
    if name == "online_offered":
        return (_TARIFF,)
    return _LINKS[name].joins if name in _LINKS else ()


def _join(name: str, *, as_of: datetime) -> Sql:
    relation = Sql(*_JOINS[name](as_of).query.sql_with_params())
    return put(f" LEFT JOIN ({{}}) {name} ON {name}.dossier_id = b.dossier_id", relation)


def _expression(name: str, *, facts: FactsQuery, at: Moments) -> Sql:
    match name:
        case "online_offered":
            return put("COALESCE({}, FALSE)", among("tariff.procedure_version_id", catalogue.versions_online()))
        case "progress":
            return _verdict(verdicts.progress_of(facts, until=at.until))
        case "apology":
            return _verdict(verdicts.apologies_of(facts, as_of=at.as_of))
        case _:
            return Sql(_LINKS[name].expression if name in _LINKS else "FALSE")


def _verdict(told: Mapping[int, str]) -> Sql:
    """The verdicts by dossier as an expression; "" for all others."""
    ids: dict[str, list[int]] = {}
    for dossier_id, verdict in told.items():
        ids.setdefault(str(verdict), []).append(dossier_id)
    if not ids:
        return Sql("''")
    cases = (put(f"WHEN {{}} THEN '{verdict}'", among("b.dossier_id", found)) for verdict, found in ids.items())
    return put("CASE {} ELSE '' END", joined(" ", cases))
