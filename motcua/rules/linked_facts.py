"""What is known of a dossier beside its acts: its files, its money, its procedure, and verdicts that take a calendar.

They are no columns of the facts row: they are read, as of a cut-off, from the rows of whoever records them.
"""

from __future__ import annotations

from typing import NamedTuple


class LinkedFacts(NamedTuple):
    """Linked facts of one dossier as of a cut-off; made by name.

    `digitised`: a paper was digitised and a file of the result is there; `electronic_result`: the latter.
    `reused`: a paper came from where it was kept already; `rated`: a ballot stands that answers what only the citizen
    can tell; `satisfied`: every such answer is a level that counts as satisfied.
    `fee_due`: something is to be paid; `paid_online`: a payment that stands came by one of the two gateways.
    `online_offered`: its procedure may be done online. `progress`: the verdict of `rules.progress` on a dossier whose
    due date alone does not tell; "" on the others. `apology`: the verdict of `rules.duty` on a broken promise.
    """

    digitised: bool = False
    electronic_result: bool = False
    reused: bool | None = None
    rated: bool = False
    satisfied: bool = False
    fee_due: bool = False
    paid_online: bool = False
    online_offered: bool = False
    progress: str = ""
    apology: str = ""


LINKED: tuple[str, ...] = LinkedFacts._fields
"""The names of the linked facts."""
