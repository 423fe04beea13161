"""Where texts go, as an operator sets it: a mail server, a service that takes JSON, or a folder to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Security(StrEnum):
    """How the connection to a mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, kw_only=True, slots=True)
class MailServer:
    """A server that takes mail; empty `user` for one that asks no password. `sender` is the address mail comes from."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HttpService:
    """A service that takes a text as JSON by POST. `token` goes as Bearer; with `key` each request is signed.

    `private` allows an address within the office's own network.
    """

    url: str
    token: str = field(repr=False)
    key: str = field(repr=False)
    private: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Folder:
    """Texts become files, for a demonstration and for whoever writes a gateway."""


Service = MailServer | HttpService | Folder
