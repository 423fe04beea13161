"""Where each row of the score sheet takes its numbers from, and what a reader must know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """A figure over dossiers, the catalogue of procedures, what an administrator declared, or nothing."""

    FIGURE = "figure"
    CATALOGUE = "catalogue"
    DECLARED = "declared"
    NONE = "none"


class Flag(StrEnum):
    """What a reader must know of a number. NO_RECORD: nothing records it and nobody declared it; UNRECORDED_YET: what
    would record it is there, and empty; DECLARED_TOO: counted here, though somebody declared it as well.
    """

    SIMULATED = "simulated"
    NO_RECORD = "no_record"
    UNRECORDED_YET = "no_data"
    NOTHING_COUNTED = "nothing_counted"
    NOT_APPLICABLE = "not_applicable"
    DECLARED = "declared"
    DECLARED_TOO = "declared_too"
    SYNC_UNKNOWN = "sync_unknown"
    FULL_ONLINE_UNKNOWN = "full_online_unknown"
    PAPER_RESULT_UNKNOWN = "paper_result_unknown"
    FEES_UNKNOWN = "fees_unknown"
    ROWS_UNPLACED = "rows_unplaced"


class Tally(StrEnum):
    """What is counted over procedures: those offered online; of these, those with a dossier that came so; of those
    with a fee, those with a payment through a gateway.
    """

    OFFERED_ONLINE = "offered_online"
    USED_ONLINE = "used_online"
    PAID_ONLINE = "paid_online"


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Of a row: the indicator that is its ratio, or whose dossiers make a procedure count; or the tally.

    `synchronised`: the ratio is to be multiplied by that of row 1.4.
    """

    indicator: str = ""
    tally: Tally | None = None
    flags: tuple[Flag, ...] = ()
    synchronised: bool = False

    @property
    def origin(self) -> Origin:
        """Where the numbers come from."""
        return Origin.CATALOGUE if self.tally else Origin.FIGURE


SYNCHRONISED = "1.4"
"""The row that tells which share of the dossiers the national portal knows."""

SOURCES: Mapping[str, Source] = {
    "2.1": Source(indicator="progress_766"),
    "2.2": Source(indicator="processing_working_average"),
    "3.1": Source(tally=Tally.OFFERED_ONLINE, flags=(Flag.FULL_ONLINE_UNKNOWN,)),
    "3.2": Source(tally=Tally.USED_ONLINE, indicator="online_share"),
    "3.3": Source(indicator="online_with_result_share", flags=(Flag.PAPER_RESULT_UNKNOWN,), synchronised=True),
    "3.x": Source(indicator="online_share_eligible", flags=(Flag.FULL_ONLINE_UNKNOWN,)),
    "3.5b": Source(tally=Tally.PAID_ONLINE, indicator="online_payment_share"),
    "3.6": Source(indicator="online_payment_share"),
    "4.1": Source(indicator="electronic_result_share", flags=(Flag.PAPER_RESULT_UNKNOWN,)),
    "4.2": Source(indicator="digitised_share"),
    "4.3": Source(indicator="reuse_share"),
}
"""Rows that are counted here; every other one is declared.

5.4 takes complaints and ratings, which nothing here records yet: until something does, it is declared as well.
"""

INDICATORS = tuple(dict.fromkeys(source.indicator for source in SOURCES.values() if source.indicator))
"""Every indicator that a sheet needs, to be counted together."""
