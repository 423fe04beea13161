"""Pages of the numbers drawn at a desk.

The screen at the door POSTs `service`, `priority` and `request_key`. The window POSTs to its own address `act` (sit,
leave, next, call, recall, absent, transfer, finish), `ticket`, `window`, `service` and `request_key`; from the intake
also `back`. The arrangement POSTs `act` (window, service, offer), `number`, `services` (repeated), `active`, `name`,
`service`.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, EmptyState, Frame, Hidden, Link, Part


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Something to press at the door; `value` is the id of the service."""

    value: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorPage:
    """The screen at the door."""

    frame: Frame
    unit: str
    waiting: str
    action: str
    hidden: tuple[Hidden, ...]
    choices: tuple[Choice, ...]
    board: Link
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TicketPage:
    """A number just drawn, on screen and 80 mm wide on paper."""

    frame: Frame
    unit: str
    number: str
    service: str
    badge: Badge
    ahead: str
    wait: str
    at: str
    back: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """A number on the board; `voice` is what is said aloud, `mark` tells one call from the next."""

    number: str
    window: str
    voice: str
    mark: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardPage:
    """The board in the waiting room. `version` is that of what it shows."""

    frame: Frame
    unit: str
    href: str
    version: str
    latest: Called | None
    others: tuple[Called, ...]
    waiting: tuple[str, ...]
    more: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A number in a list at the window."""

    ticket: str
    number: str
    service: str
    since: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CallingPage:
    """The window: whom it serves, who waits. Without a window `seats` offers those that are free."""

    frame: Frame
    sentence: tuple[Part, ...]
    action: str
    hidden: tuple[Hidden, ...]
    window: str
    current: Line | None
    recalled: str
    waiting: tuple[Line, ...]
    absent: tuple[Line, ...]
    seats: tuple[Choice, ...]
    services: tuple[Choice, ...]
    door: Link
    board: Link
    arrange: Link | None = None
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WindowLine:
    """A window as it is arranged."""

    number: str
    serves: str
    staff: str
    badge: Badge


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceLine:
    """Something offered at the door; `toggle` is what its button does."""

    id: str
    name: str
    badge: Badge
    toggle: str
    active: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ArrangePage:
    """Windows and services of a unit, for whoever arranges them."""

    frame: Frame
    unit: str
    action: str
    windows: tuple[WindowLine, ...]
    services: tuple[ServiceLine, ...]
    number: Field
    active: Field
    serves: tuple[Choice, ...]
    name: Field
    units: tuple[Link, ...]
    door: Link
    board: Link
    errors: tuple[ErrorLink, ...] = ()
