"""What queries of notices answer: frozen rows, instants in legal time, nothing formatted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.records.notices.wording import Language, Part


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateRow:
    """A template in the list of an office; `changed` counts the parts that this unit words otherwise."""

    name: str
    label: str
    audience: str
    changed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingView:
    """A part of a template in a language, as it stands for a unit.

    `version` is what a change must name, 0 when the unit never had a wording of its own. `inherited_from` is the
    unit above whose wording holds here, "" for the own one or the original.
    """

    language: Language
    part: Part
    text: str
    original: str
    version: int
    own: bool
    inherited_from: str
    changed_by: str
    changed_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateView:
    """A template whole, for the administrator of a unit. `placeholders` say what may stand in it, and what it means.

    `unreviewed` languages await a native reader ("chờ hiệu đính").
    """

    name: str
    label: str
    audience: str
    placeholders: Mapping[str, str]
    unreviewed: frozenset[Language]
    wordings: tuple[WordingView, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class UsualReasons:
    """The sentences offered for the reason of an act; `to_verify` where they are the original ones ("chờ kiểm chứng"),
    which no office has made its own yet.
    """

    sentences: tuple[str, ...]
    to_verify: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A wording filled with invented values. `units` and `parts` say how long a short one is as a text message, and
    `plain_parts` how many it would be without the marks of Vietnamese.
    """

    text: str
    units: int
    parts: int
    plain_parts: int


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeView:
    """Something a person is told on screen; `text` is ready to be read."""

    id: int
    code: str
    subject: str
    text: str
    at: datetime
    read: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticePage:
    """A page of notices, the latest first; `next` is the id to go on from, 0 at the end."""

    rows: tuple[NoticeView, ...]
    next: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadLetterView:
    """A text that could not be delivered: what, about which dossier, by which channel, and why. It names nobody."""

    id: int
    label: str
    channel: str
    code: str
    attempts: int
    created_at: datetime
    reason: str
