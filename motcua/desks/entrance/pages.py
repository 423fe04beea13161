"""Pages at the door. Forms send: enter as a cast member `account`; login `username`, `password`, `next`."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Fact, Frame, Hidden, Link, Part


@dataclass(frozen=True, kw_only=True, slots=True)
class CastMember:
    """An invented person one can enter as; `account` is the value sent. `trial` says what to try at this desk."""

    account: str
    name: str
    post: str
    trial: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CastGroup:
    """The members who work at one desk, and what the desk is for."""

    desk: str
    purpose: str
    members: tuple[CastMember, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StartPage:
    """The start page of a demonstration store. `sentence` says what is in it; `enter_href` receives the POST."""

    frame: Frame
    eyebrow: str
    sentence: tuple[Part, ...]
    note: str
    groups: tuple[CastGroup, ...]
    enter_href: str
    look_up: Link
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LandingPage:
    """The first page of a real store, for everybody."""

    frame: Frame
    unit: str
    look_up: Link
    login: Link


@dataclass(frozen=True, kw_only=True, slots=True)
class PasswordPage:
    """One's own password, chosen anew. Sends `current`, `password`, `again`; without `current` for an initial one."""

    frame: Frame
    heading: str
    note: str
    action: str
    fields: tuple[Field, ...]
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenSession:
    """An open session: `where` is device and address, `when` since and last used. `id` is sent to end it."""

    id: str
    where: str
    when: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionsPage:
    """One's own open sessions. Each is ended by sending its `session`; all others by `others`."""

    frame: Frame
    sentence: str
    note: str
    action: str
    sessions: tuple[OpenSession, ...]
    hidden: tuple[Hidden, ...]
    others: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LoginPage:
    """Staff enter here."""

    frame: Frame
    action: str
    username: Field
    password: Field
    hidden: tuple[Hidden, ...] = ()
    errors: tuple[ErrorLink, ...] = ()
    help_text: str = ""
