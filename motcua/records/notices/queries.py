"""Reading notices and the wording of templates. Every query takes the viewer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from motcua.law.types import LOCAL
from motcua.records import plain
from motcua.records.notices import wording
from motcua.records.notices.composing import staff_values
from motcua.records.notices.models import MailChoice, Notice, TemplateOverride
from motcua.records.notices.overriding import Wordings
from motcua.records.notices.table import AUDIENCES, CHANNELS, LABELS, RULES, Channel
from motcua.records.notices.taking import LEAVING
from motcua.records.notices.views import (
    DeadLetterView,
    NoticePage,
    NoticeView,
    Preview,
    TemplateRow,
    TemplateView,
    UsualReasons,
    WordingView,
)
from motcua.records.notices.wording import Language, Part, Template
from motcua.records.outbox import queries as outbox
from motcua.records.outbox.queries import DeadLetter
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import Act
from motcua.rules.refusal import NotAllowed
from motcua.rules.short_message import length, without_marks


def templates(viewer: Viewer, *, unit_id: int) -> tuple[TemplateRow, ...]:
    """All templates as they stand for a unit, in the order of the table. Raises NotAllowed."""
    _require_administrator(viewer, unit_id)
    own = TemplateOverride.objects.filter(unit_id=unit_id).exclude(text="")
    changed = Counter(own.values_list("template", flat=True))
    return tuple(
        TemplateRow(name=one.name, label=one.label, audience=_audience(one), changed=changed[one.name])
        for one in wording.templates().values()
    )


def template(viewer: Viewer, *, unit_id: int, name: str) -> TemplateView:
    """A template with all its wordings, as they stand for a unit. Raises NotAllowed, NotFound."""
    _require_administrator(viewer, unit_id)
    known = wording.template(name)
    wordings = Wordings([name])
    holding = {
        (language, part): wordings.override(unit_id, name, language=language, part=part)
        for language, part in known.texts
    }
    own = {
        (row.language, row.part): row.version for row in TemplateOverride.objects.filter(unit_id=unit_id, template=name)
    }
    names = people.names_of(row.by_id for row in holding.values() if row and row.by_id)
    shown = [
        _wording(known, place, row, unit_id=unit_id, version=own.get(place, 0), names=names)
        for place, row in holding.items()
    ]
    return TemplateView(
        name=name,
        label=known.label,
        audience=_audience(known),
        placeholders=known.placeholders,
        unreviewed=known.unreviewed,
        wordings=tuple(shown),
    )


def preview(name: str, *, part: Part, text: str) -> Preview:
    """A wording as typed, filled with invented values. Raises NotFound, and Refusal (`text`) for an unusable one."""
    shown = wording.filled(wording.checked(name, part, text), wording.SAMPLE)
    long = length(shown)
    return Preview(text=shown, units=long.units, parts=long.parts, plain_parts=length(without_marks(shown)).parts)


def usual_reasons(acts: Iterable[Act], *, unit_id: int) -> dict[Act, UsualReasons]:
    """The sentences that a unit offers to whoever states a reason, for those of the acts that have some.

    They are the office's own or those of the package, never what somebody wrote in a dossier.
    """
    names = {act: wording.REASONS[act] for act in acts if act in wording.REASONS}
    wordings = Wordings(names.values())
    found = {}
    for act, name in names.items():
        own = wordings.override(unit_id, name, language=Language.VI, part=Part.REASONS)
        text = own.text if own else wording.template(name).texts[Language.VI, Part.REASONS]
        found[act] = UsualReasons(sentences=wording.sentences(text), to_verify=own is None)
    return found


_UNREAD = "SELECT COUNT(*) FROM (SELECT 1 FROM notices_notice WHERE account_id = %s AND read_at IS NULL LIMIT %s) AS u"
MOST_COUNTED = 100
"""Unread notices are counted no further: the bell says "99+"."""

PAGE = 30


def unread(viewer: Viewer) -> int:
    """How many of one's own notices are unread, at most MOST_COUNTED; asked on every page, so one short statement."""
    if viewer.account_id is None:
        return 0
    counted: int = plain.rows(_UNREAD, (viewer.account_id, MOST_COUNTED))[0][0]
    return counted


def notices(viewer: Viewer, *, before: int = 0, size: int = PAGE) -> NoticePage:
    """One's own notices, the latest first; `before` is the `next` of the page before."""
    if viewer.account_id is None:
        return NoticePage(rows=(), next=0)
    rows = Notice.objects.filter(account_id=viewer.account_id)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: size + 1])
    shown = found[:size]
    told = [(row, json.loads(row.data)) for row in shown]
    names = people.names_of(data["actor"] for _, data in told if data["actor"])
    wordings = Wordings(row.template for row in shown)
    views = tuple(_notice(row, data, wordings=wordings, names=names) for row, data in told)
    return NoticePage(rows=views, next=shown[-1].pk if len(found) > size else 0)


def mail_choice(viewer: Viewer) -> tuple[str, int]:
    """Where one's own notices go as mail ("" for nowhere), and the version of that choice."""
    row = MailChoice.objects.filter(pk=viewer.account_id).values_list("address", "version").first()
    return row or ("", 0)


def dead_letters(viewer: Viewer, *, limit: int = 50) -> tuple[DeadLetterView, ...]:
    """The texts given up that concern dossiers of the units one administers, the oldest first."""
    found = (one for one in outbox.dead_letters(limit=None) if _administered(viewer, one))
    return tuple(_dead(one) for one in islice(found, limit))


def may_retry(viewer: Viewer, letter_id: int) -> bool:
    """Whether a text was given up and concerns a unit that this person administers."""
    return any(one.id == letter_id and _administered(viewer, one) for one in outbox.dead_letters(limit=None))


def _administered(viewer: Viewer, letter: DeadLetter) -> bool:
    unit: Any = letter.payload.get("unit")
    return viewer.operator or (isinstance(unit, int) and policy.administers(viewer, unit))


def _dead(letter: DeadLetter) -> DeadLetterView:
    channel = letter.topic.removeprefix(LEAVING)
    return DeadLetterView(
        id=letter.id,
        label=LABELS.get(str(letter.payload.get("template", "")), letter.topic),
        channel=CHANNELS[Channel(channel)] if channel in CHANNELS else "",
        code=str(letter.payload.get("code", "")),
        attempts=letter.attempts,
        created_at=letter.created_at,
        reason=letter.last_error.partition(": ")[2] or letter.last_error,
    )


def _notice(row: Notice, data: dict[str, Any], *, wordings: Wordings, names: dict[int, str]) -> NoticeView:
    values = staff_values(row.code, data, actor=names.get(data["actor"] or 0, ""))

    def said(part: Part) -> str:
        return wording.filled(wordings.text(data["unit"], row.template, language=Language.VI, part=part), values)

    return NoticeView(
        id=row.pk,
        code=row.code,
        subject=said(Part.SUBJECT),
        text=said(Part.SHORT),
        at=row.at.astimezone(LOCAL),
        read=row.read_at is not None,
    )


def _wording(
    known: Template,
    place: tuple[Language, Part],
    row: TemplateOverride | None,
    *,
    unit_id: int,
    version: int,
    names: dict[int, str],
) -> WordingView:
    language, part = place
    inherited = row is not None and row.unit_id != unit_id
    return WordingView(
        language=language,
        part=part,
        text=row.text if row else known.texts[place],
        original=known.texts[place],
        version=version,
        own=row is not None and not inherited,
        inherited_from=places.unit_by_id(row.unit_id).name if row and inherited else "",
        changed_by=names.get(row.by_id or 0, "") if row else "",
        changed_at=row.at.astimezone(LOCAL) if row else None,
    )


def _audience(known: Template) -> str:
    if known.name in wording.REASONS.values():
        return "để chọn khi nêu lý do"
    told = dict.fromkeys(AUDIENCES[rule.audience] for rule in RULES if rule.template == known.name)
    return ", ".join(told) if told else AUDIENCES[RULES[0].audience]


def _require_administrator(viewer: Viewer, unit_id: int) -> None:
    if not policy.administers(viewer, unit_id):
        raise NotAllowed("unit", "Chỉ người quản trị của đơn vị mới xem mẫu thông báo; hãy nhờ người quản trị.")
