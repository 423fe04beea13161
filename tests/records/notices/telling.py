"""What the tests of notices share: a day's messages are handed out, sent, and what arrived is looked at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from motcua.records.notices import actions, queries
from motcua.records.notices.composing import Manner
from motcua.records.notices.envelope import Carry, Envelope
from motcua.records.notices.table import Channel
from motcua.records.outbox.actions import Drained
from tests.world import World

SITE = "https://motcua.example.vn/tra-cuu/"
ALL = frozenset(Channel)
PERSON = {"phone": "0900123456", "email": "anh@example.vn"}


@dataclass(kw_only=True)
class Post:
    """Everybody's post: keeps what arrives, and fails by channel as told."""

    arrived: list[Envelope] = field(default_factory=list)
    fails: dict[Channel, Exception] = field(default_factory=dict)
    tried: list[Channel] = field(default_factory=list)

    def __call__(self, envelope: Envelope) -> None:
        """Takes an envelope."""
        self.tried.append(envelope.channel)
        if envelope.channel in self.fails:
            raise self.fails[envelope.channel]
        self.arrived.append(envelope)

    def by(self, channel: Channel) -> list[Envelope]:
        """What arrived by a channel."""
        return [one for one in self.arrived if one.channel is channel]


def send(post: Carry, channels: Collection[Channel] = ALL, *, plain_sms: bool = False) -> Drained:
    """Sends by these channels whatever is due."""
    return actions.send(dict.fromkeys(channels, post), Manner(site=SITE, plain_sms=plain_sms))


def told(world: World, who: str) -> list[str]:
    """What a member of the cast is told on screen, the latest first."""
    return [row.text for row in queries.notices(world.viewer(who)).rows]
