"""The words of a notice: templates filled with what happened and, only now, with whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.types import LOCAL
from motcua.records.casework.addressing import Addressed, addressed
from motcua.records.journal import queries as journal
from motcua.records.notices.envelope import Envelope
from motcua.records.notices.models import MailChoice
from motcua.records.notices.overriding import Wordings
from motcua.records.notices.table import FOR_APPLICANTS, Channel
from motcua.records.notices.wording import FRAME, Language, Part, filled
from motcua.records.outbox.delivery import OutgoingMessage
from motcua.records.people import queries as people
from motcua.rules.short_message import without_marks

_NO_DATE = {Language.VI: "chưa ấn định", Language.EN: "not set yet", Language.KM: "មិនទាន់កំណត់"}
_TELEPHONE = {Language.VI: "điện thoại", Language.EN: "telephone", Language.KM: "ទូរស័ព្ទ"}
SOMEBODY = "Hệ thống"
"""Who did what nobody did by hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manner:
    """How texts leave this store: `site` is the address of the look-up page; `plain_sms` without marks."""

    site: str
    plain_sms: bool = False


def envelope(message: OutgoingMessage, channel: Channel, manner: Manner) -> Envelope | None:
    """What to send for a message of the outbox; None where there is nobody to reach any more."""
    dossier = addressed(message.subject_id)
    if dossier is None:
        return None
    told: Any = message.payload
    to = _address(dossier, channel, account_id=told["account"])
    if not to:
        return None
    language = Language.VI
    values = _values(dossier, told, language=language, site=manner.site)
    subject, text = _worded(str(told["template"]), channel, dossier.unit_id, language=language, values=values)
    return Envelope(
        id=f"{journal.origin().replace('/', '-')}-{told.get('first') or message.id}",
        channel=channel,
        to=to,
        subject=subject,
        text=without_marks(text) if manner.plain_sms and channel is Channel.SMS else text,
        language=language,
    )


def staff_values(code: str, data: Mapping[str, Any], *, actor: str) -> dict[str, str]:
    """What a text for staff may say: nothing of whom the dossier belongs to."""
    due = _instant(data["due_at"])
    return {
        "code": code,
        "procedure": str(data["procedure"]),
        "due": f"{due:%H:%M %d/%m/%Y}" if due else _NO_DATE[Language.VI],
        "actor": actor or SOMEBODY,
    }


def _address(dossier: Addressed, channel: Channel, *, account_id: int | None) -> str:
    if account_id is None:
        return dossier.email if channel is Channel.MAIL else dossier.phone
    choice = MailChoice.objects.filter(account_id=account_id).first()
    return choice.address if choice else ""


def _worded(
    name: str, channel: Channel, unit_id: int, *, language: Language, values: Mapping[str, str]
) -> tuple[str, str]:
    """Subject and text."""
    wordings = Wordings([name, FRAME])

    def said(template: str, part: Part, **more: str) -> str:
        return filled(wordings.text(unit_id, template, language=language, part=part), {**values, **more})

    if channel is not Channel.MAIL:
        return "", said(name, Part.SHORT)
    subject = said(name, Part.SUBJECT)
    if name not in FOR_APPLICANTS:
        return subject, f"{subject}\n{said(name, Part.SHORT)}"
    return subject, said(FRAME, Part.LONG, content=said(name, Part.LONG))


def _values(dossier: Addressed, told: Mapping[str, Any], *, language: Language, site: str) -> dict[str, str]:
    due, at = _instant(told["due_at"]), _instant(told["at"])
    contact = [dossier.unit_name]
    if dossier.unit_phone:
        contact.append(f"{_TELEPHONE[language]} {dossier.unit_phone}")
    if dossier.unit_address:
        contact.append(dossier.unit_address)
    actor = told["actor"]
    return {
        "code": dossier.code,
        "procedure": dossier.procedure,
        "due": f"{due:%H:%M %d/%m/%Y}" if due else _NO_DATE[language],
        "day": f"{at:%d/%m/%Y}" if at else "",
        "unit": dossier.unit_short_name,
        "contact": ", ".join(contact),
        "site": site,
        "name": dossier.name,
        "actor": (people.names_of([actor]).get(actor) if actor else "") or SOMEBODY,
    }


def _instant(told: object) -> datetime | None:
    return datetime.fromisoformat(str(told)).astimezone(LOCAL) if told else None
