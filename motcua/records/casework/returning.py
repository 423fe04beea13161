"""Several results that go into one hand."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from motcua.records.casework import actions
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.people.viewer import Viewer


def return_results(
    viewer: Viewer,
    refs: Sequence[Ref],
    *,
    key: str,
    recipient: str,
    on_behalf: bool = False,
    id_number: str = "",
    authorisation: str = "",
    note: str = "",
) -> tuple[Outcome, ...]:
    """Returns the results of several dossiers to one person, all or none; each is an act of its own dossier.

    Raises what `actions.return_result` does.
    """
    with transaction.atomic():
        return tuple(
            actions.return_result(
                viewer,
                ref,
                key=key if place == 0 else f"{key}.{ref.id}",
                recipient=recipient,
                on_behalf=on_behalf,
                id_number=id_number,
                authorisation=authorisation,
                note=note,
            )
            for place, ref in enumerate(refs)
        )
