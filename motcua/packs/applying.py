"""Brings the units and procedures of a pack into the store, through the actions of the records."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from django.db import transaction

from motcua.packs.types import Pack
from motcua.records.catalogue.importing import take_in
from motcua.records.places.actions import register_units, succeed
from motcua.rules.refusal import Refusal


@transaction.atomic
def apply_pack(pack: Pack, *, actor_id: int | None, at: datetime) -> None:
    """Registers units, successions and procedures, all or none; what is there already is left as it is.

    Staff are brought in by whoever owns accounts. Raises Refusal where the store says something else.
    """
    register_units(pack.units, actor_id=actor_id, at=at)
    for link in pack.successors:
        succeed(
            link.predecessor,
            successor_key=link.successor,
            on=link.on,
            document=link.document,
            actor_id=actor_id,
            at=at,
        )
    for valid_from, editions in groupby(pack.editions, key=lambda edition: edition.valid_from):
        rows = [(edition.content, edition.rank) for edition in editions]
        report = take_in(rows, valid_from=valid_from, actor_id=actor_id, at=at)
        for error in report.errors:
            code = rows[error.row - 1][0].code
            raise Refusal(error.field, "Thủ tục {code}: {said}", code=code, said=error.message)
