"""What changes in notices: wordings, what was read, where mail goes, and what leaves the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from motcua.records.casework.signatures import TOPICS as SIGNATURES
from motcua.records.notices.changing import change_template, restore_template
from motcua.records.notices.composing import Manner
from motcua.records.notices.delivering import Delivery
from motcua.records.notices.envelope import Carry
from motcua.records.notices.queries import may_retry
from motcua.records.notices.reading import choose_mail, mark_read
from motcua.records.notices.table import Channel
from motcua.records.notices.taking import LEAVING, take
from motcua.records.outbox import actions as outbox
from motcua.records.outbox.actions import Drained
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotFound

__all__ = [
    "change_template",
    "choose_mail",
    "hand_out",
    "mark_read",
    "restore_template",
    "retry",
    "send",
    "take",
]


def hand_out(channels: Collection[Channel], *, limit: int = 100) -> Drained:
    """Takes up to `limit` messages that wait in the outbox and tells everybody concerned of them; once each."""
    return outbox.hand_on(partial(take, channels=channels), but=(LEAVING, SIGNATURES), limit=limit)


def send(carriers: Mapping[Channel, Carry], manner: Manner, *, limit: int = 100) -> Drained:
    """Delivers up to `limit` texts by each channel that has a carrier; a channel that is down holds up no other."""
    rounds = [
        outbox.drain(
            Delivery(channel, carry, manner, channels=carriers.keys()), topic=f"{LEAVING}{channel}", limit=limit
        )
        for channel, carry in carriers.items()
    ]
    return Drained(
        sent=sum(one.sent for one in rounds),
        later=sum(one.later for one in rounds),
        dead=sum(one.dead for one in rounds),
    )


def retry(viewer: Viewer, letter_id: int) -> None:
    """Puts a text that was given up back among those to deliver.

    Raises NotFound for one that this person does not administer, Conflict for one that is not given up.
    """
    if not may_retry(viewer, letter_id):
        raise NotFound("letter", "Không có tin này, hoặc tin không thuộc đơn vị của ông/bà; hãy tải lại trang.")
    outbox.retry(letter_id)
