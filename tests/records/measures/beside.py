"""What lies beside dossiers in random histories: files, money, ballots, put straight into their tables in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from motcua.records.casework.models import Attachment, Dossier
from motcua.records.evaluation.models import Ballot
from motcua.records.files.models import StoredFile
from motcua.records.payments.models import MoneyEntry


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing of the `which`-th dossier, so many minutes before the end of the history; `gone` after how many."""

    which: int
    kind: str
    ago: int
    amount: int = 0
    gone: int | None = None


FILES = ("paper", "digitised", "result")
BALLOTS = {"ballot:satisfied": True, "ballot:unsatisfied": False, "ballot:silent": None}
"""A ballot by what `satisfied` says; the silent one answers nothing that only the citizen can tell."""

MONEY = ("assess", "charge", "waiver", "payment:cash", "payment:portal", "payment:gateway")

BESIDE = st.builds(
    Beside,
    st.integers(0, 9),
    st.sampled_from((*FILES, *MONEY, *BALLOTS)),
    st.sampled_from((0, 5, 600, 5_000, 20_000)),
    st.sampled_from((1, 8_000, 16_000)),
    st.sampled_from((None, 0, 10, 5_000)),
)


def add(things: list[Beside], *, until: datetime) -> None:
    """Adds the things in the order of time; of dossiers that there are none of, nothing."""
    dossiers = list(Dossier.objects.order_by("pk"))
    for number, one in enumerate(sorted(things, key=lambda one: -one.ago), start=1):
        if dossiers:
            at = until - timedelta(minutes=one.ago)
            gone = None if one.gone is None else min(until, at + timedelta(minutes=one.gone))
            chosen = dossiers[one.which % len(dossiers)]
            if one.kind in BALLOTS:
                _ballot(chosen, one, at)
            else:
                (_file if one.kind in FILES else _money)(chosen, number, one, at, gone)


def _file(dossier: Dossier, number: int, one: Beside, at: datetime, gone: datetime | None) -> None:
    file = StoredFile.objects.create(sha256=f"{number:064d}", size=1, media="pdf", stored_at=at)
    Attachment.objects.create(
        dossier=dossier,
        number=number,
        file=file,
        kind="paper" if one.kind == "digitised" else one.kind,
        paper=None if one.kind == "result" else 1,
        name="tep.pdf",
        digitised=one.kind == "digitised",
        added_at=at,
        removed_at=gone,
    )


def _ballot(dossier: Dossier, one: Beside, at: datetime) -> None:
    Ballot.objects.create(
        dossier=dossier,
        number=Ballot.objects.filter(dossier=dossier).count() + 1,
        unit_id=dossier.unit_id,
        origin="paper",
        levels=3,
        satisfied=BALLOTS[one.kind],
        at=at,
        entry_id=0,
    )


def _money(dossier: Dossier, number: int, one: Beside, at: datetime, gone: datetime | None) -> None:
    kind, _, method = one.kind.partition(":")
    entry = MoneyEntry.objects.create(
        dossier=dossier,
        number=2 * number,
        kind=kind,
        method=method,
        amount=one.amount,
        unit_id=dossier.unit_id,
        at=at,
    )
    if kind == "payment" and gone is not None:
        MoneyEntry.objects.create(
            dossier=dossier,
            number=2 * number + 1,
            kind="cancellation",
            amount=0,
            of=entry,
            unit_id=dossier.unit_id,
            at=gone,
        )
