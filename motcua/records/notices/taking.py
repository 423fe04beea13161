"""From what happened to who is told: notices on screen at once, texts for outside into the outbox.

Each text that leaves is a message of the outbox of its own (topic "notice.mail", "notice.sms", "notice.zalo"), with
its own attempts; so one way that is closed holds up no other, and what was delivered is not sent again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import addressing
from motcua.records.casework.addressing import Addressed
from motcua.records.journal import queries as journal
from motcua.records.notices.models import MailChoice, Notice
from motcua.records.notices.table import BROKEN, INSTEAD, WARNING, Audience, Channel, Rule, rules_of
from motcua.records.outbox import actions as outbox
from motcua.records.outbox.delivery import OutgoingMessage
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer

LEAVING = "notice."
"""How the topics of texts that leave begin."""

_HEADS = frozenset({Role.LEADER, Role.CHAIR})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Happening:
    """What a message tells of: when, by whom (None: nobody), the promise, where the dossier went, and which question
    it speaks of, if one.
    """

    at: datetime
    actor_id: int | None
    due_at: str | None
    holder_unit_id: int
    holder_id: int | None
    question: int | None = None


def take(message: OutgoingMessage, *, channels: Collection[Channel]) -> None:
    """Tells everybody concerned of a message, by the `channels` that are open; within the caller's transaction.

    A text for a channel that is closed is not kept: it would go out stale when the channel is opened.
    """
    if not (message.topic == WARNING or rules_of(message.topic)):
        return
    dossier = addressing.addressed(message.subject_id)
    if dossier is None:
        return
    happening = _happening(message, dossier)
    told: set[int] = set()
    for rule in rules_of(_topic(message, happening)):
        if rule.audience is Audience.APPLICANT:
            for channel in _ways(dossier, channels):
                _send(channel, rule, happening, dossier, account_id=None)
        else:
            fresh = set(_staff(rule, message, happening, dossier)) - told - {happening.actor_id}
            _tell(sorted(fresh), rule, happening, dossier, message=message, channels=channels)
            told |= fresh


def _topic(message: OutgoingMessage, happening: _Happening) -> str:
    if message.topic != WARNING or not happening.due_at:
        return message.topic
    return BROKEN if datetime.fromisoformat(happening.due_at) <= happening.at else WARNING


def _happening(message: OutgoingMessage, dossier: Addressed) -> _Happening:
    told: Any = message.payload
    present = dossier.due_at.isoformat() if dossier.due_at else None
    if "entry" not in told:
        return _Happening(
            at=message.created_at,
            actor_id=told.get("by"),
            due_at=told.get("due_at") or present,
            holder_unit_id=dossier.holder_unit_id,
            holder_id=dossier.holder_id,
        )
    entry = journal.entry(told["entry"])
    event = entry.data["event"]
    return _Happening(
        at=entry.occurred_at,
        actor_id=entry.actor_id,
        due_at=event["due_at"] or present,
        holder_unit_id=event["holder_unit"],
        holder_id=event["holder"],
        question=entry.data.get("consultation"),
    )


def _ways(dossier: Addressed, channels: Collection[Channel]) -> Iterator[Channel]:
    """How the applicant can be reached; a fixed line takes no text messages."""
    if dossier.email and Channel.MAIL in channels:
        yield Channel.MAIL
    if dossier.phone and not dossier.phone.startswith("02"):
        second = {INSTEAD[one] for one in channels if one in INSTEAD}
        yield from (one for one in (Channel.ZALO, Channel.SMS) if one in channels and one not in second)


def _staff(rule: Rule, message: OutgoingMessage, happening: _Happening, dossier: Addressed) -> Iterable[int]:
    match rule.audience:
        case Audience.NAMED:
            named: Any = message.payload.get("mentioned", [])
            return people.names_of(named)
        case Audience.CONSULTED:
            version: Any = message.payload["version"]
            units = addressing.asked_units(dossier.id, version=version, number=happening.question)
            return {one for unit_id in units for one in _heads(unit_id)}
        case Audience.HOLDER if happening.holder_id is not None:
            return [happening.holder_id]
        case _:
            return _heads(happening.holder_unit_id)


def _heads(unit_id: int) -> list[int]:
    """The leaders of a unit; where it has none, everybody who works on dossiers there."""
    here = people.colleagues(Viewer.system(), unit_id, clock.now().date())
    heads = [one.id for one in here if any(post.unit_id == unit_id and post.role in _HEADS for post in one.posts)]
    return heads or [one.id for one in here]


def _tell(
    account_ids: list[int],
    rule: Rule,
    happening: _Happening,
    dossier: Addressed,
    *,
    message: OutgoingMessage,
    channels: Collection[Channel],
) -> None:
    data = {
        "unit": dossier.unit_id,
        "procedure": dossier.procedure,
        "due_at": happening.due_at,
        "actor": happening.actor_id,
    }
    rows = [
        Notice(
            account_id=account_id,
            message_id=message.id,
            template=rule.template,
            dossier_id=dossier.id,
            code=dossier.code,
            data=json.dumps(data, ensure_ascii=False),
            at=happening.at,
        )
        for account_id in account_ids
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    if Channel.MAIL in channels:
        wanting = MailChoice.objects.filter(account_id__in=account_ids).exclude(address="")
        for account_id in wanting.order_by("pk").values_list("pk", flat=True):
            _send(Channel.MAIL, rule, happening, dossier, account_id=account_id)


def _send(channel: Channel, rule: Rule, happening: _Happening, dossier: Addressed, *, account_id: int | None) -> None:
    outbox.post(
        topic=f"{LEAVING}{channel}",
        subject_type="dossier",
        subject_id=dossier.id,
        payload={
            "template": rule.template,
            "account": account_id,
            "code": dossier.code,
            "unit": dossier.unit_id,
            "at": happening.at.isoformat(),
            "due_at": happening.due_at,
            "actor": happening.actor_id,
        },
    )
