"""Who is told what: one row for each kind of message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from motcua.rules.dossier import TRANSITIONS, Act


class Channel(StrEnum):
    """A way by which a text leaves the system; on screen staff are told always."""

    MAIL = "mail"
    SMS = "sms"
    ZALO = "zalo"


CHANNELS = {Channel.MAIL: "Thư điện tử", Channel.SMS: "Tin nhắn SMS", Channel.ZALO: "Zalo"}
"""The names of channels as an office reads them."""

INSTEAD = {Channel.ZALO: Channel.SMS}
"""Where a telephone can be reached by either, the first is tried and the second follows when it fails."""


class Audience(StrEnum):
    """Who is meant, seen from the dossier."""

    APPLICANT = "applicant"
    HOLDER = "holder"
    """Whoever has to work on it now; for one that lies in a unit's queue the leaders, who assign it."""
    LEADER = "leader"
    """The leaders of the unit that holds it."""
    NAMED = "named"
    """The accounts that the message itself names."""
    CONSULTED = "consulted"
    """The people of the unit that is asked for an opinion."""


AUDIENCES = {
    Audience.APPLICANT: "người nộp hồ sơ",
    Audience.HOLDER: "người đang giữ hồ sơ",
    Audience.LEADER: "lãnh đạo đơn vị đang giữ hồ sơ",
    Audience.NAMED: "người được nhắc đến",
    Audience.CONSULTED: "đơn vị được lấy ý kiến",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A message of `topic` is told to an audience in the words of a template."""

    topic: str
    audience: Audience
    template: str


def _of_act(act: Act, *audiences: tuple[Audience, str]) -> tuple[Rule, ...]:
    return tuple(Rule(topic=f"dossier.{act}", audience=audience, template=name) for audience, name in audiences)


def _to_applicant(act: Act) -> tuple[Rule, ...]:
    return _of_act(act, (Audience.APPLICANT, act.value))


PASSED, ASSIGNED, SENT_BACK = "passed", "assigned", "sent_back"
CONSULTED, ANSWERED, TAKEN_BACK, MENTIONED = "consulted", "answered", "taken_back", "mentioned"
NEAR, LATE = "near", "late"

WARNING, NOTE = "dossier.warning", "dossier.note"
"""Messages that are no acts. Payloads hold `code`; a warning's also `due_at` (ISO 8601), the promise it speaks of; a
note's `mentioned`, the ids of accounts, and `by`, that of who wrote it.
"""
BROKEN = "dossier.warning.late"
"""A warning that came when the promise was past."""

RULES: tuple[Rule, ...] = (
    *_to_applicant(Act.ACCEPT),
    *_to_applicant(Act.DECLINE),
    *_to_applicant(Act.REQUEST_SUPPLEMENT),
    *_to_applicant(Act.RESUME),
    *_to_applicant(Act.REQUIRE_PAYMENT),
    *_to_applicant(Act.CONFIRM_PAYMENT),
    *_to_applicant(Act.EXTEND),
    *_to_applicant(Act.APOLOGISE),
    *_to_applicant(Act.RECALCULATE),
    *_to_applicant(Act.SETTLE),
    *_to_applicant(Act.REFUSE),
    *_to_applicant(Act.STOP),
    *_to_applicant(Act.WITHDRAW),
    *_to_applicant(Act.RETURN_RESULT),
    *_of_act(Act.FORWARD, (Audience.HOLDER, PASSED)),
    *_of_act(Act.HAND_OVER, (Audience.HOLDER, PASSED)),
    *_of_act(Act.ASSIGN, (Audience.HOLDER, ASSIGNED)),
    *_of_act(Act.SEND_BACK, (Audience.HOLDER, SENT_BACK)),
    *_of_act(Act.CONSULT, (Audience.CONSULTED, CONSULTED)),
    *_of_act(Act.ANSWER, (Audience.HOLDER, ANSWERED)),
    *_of_act(Act.TAKE_BACK, (Audience.CONSULTED, TAKEN_BACK)),
    Rule(topic=NOTE, audience=Audience.NAMED, template=MENTIONED),
    Rule(topic=WARNING, audience=Audience.HOLDER, template=NEAR),
    Rule(topic=WARNING, audience=Audience.LEADER, template=NEAR),
    Rule(topic=BROKEN, audience=Audience.HOLDER, template=LATE),
    Rule(topic=BROKEN, audience=Audience.LEADER, template=LATE),
)

_OF_STAFF = {
    PASSED: "Hồ sơ chuyển đến",
    ASSIGNED: "Hồ sơ được giao",
    SENT_BACK: "Hồ sơ bị trả lại bước trước",
    CONSULTED: "Được lấy ý kiến",
    ANSWERED: "Đã có ý kiến trả lời",
    TAKEN_BACK: "Câu hỏi lấy ý kiến được rút lại",
    MENTIONED: "Được nhắc trong ghi chú",
    NEAR: "Hồ sơ sắp đến hạn",
    LATE: "Hồ sơ quá hạn",
}

LABELS = {
    **{rule.template: TRANSITIONS[Act(rule.template)].done for rule in RULES if rule.audience is Audience.APPLICANT},
    **_OF_STAFF,
}
"""The name of each template as an office reads it, in the order of the table."""

FOR_APPLICANTS = frozenset(rule.template for rule in RULES if rule.audience is Audience.APPLICANT)
"""The templates that citizens read."""


def rules_of(topic: str) -> tuple[Rule, ...]:
    """The rows for a topic; none for one that nobody is told of."""
    return tuple(rule for rule in RULES if rule.topic == topic)
