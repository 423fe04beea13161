"""The environment, read once and typed; nothing else reads `os.environ` for settings."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from motcua.config.services import services
from motcua.config.signing import signing
from motcua.gateways.messages.services import Service
from motcua.gateways.signature.services import SigningService
from motcua.rules.refusal import Refusal

POSTGRESQL = frozenset({"postgresql", "postgres"})


@dataclass(frozen=True, kw_only=True)
class PostgreSQL:
    """Where a PostgreSQL database is; `port` empty for the usual one, `host` empty for the local socket."""

    name: str
    user: str
    password: str
    host: str
    port: str


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the operator may set. `data` holds motcua.sqlite3, files/, keys/ and store.json; `database` replaces
    only the database and is None for SQLite.
    """

    data: Path
    database: PostgreSQL | None
    debug: bool
    hosts: tuple[str, ...]
    public_url: str
    language: str
    https: bool
    idle_minutes: int
    services: Mapping[str, Service]
    plain_sms: bool
    signing: SigningService | None

    @classmethod
    def read(cls, source: Mapping[str, str] = os.environ) -> Environment:
        """Reads MOTCUA_DATA, DATABASE_URL, MOTCUA_DEBUG, MOTCUA_HOSTS, MOTCUA_URL, MOTCUA_LANG, MOTCUA_HTTPS,
        MOTCUA_SMS_PLAIN (text messages without marks), where messages leave by (`config.services`), and who signs
        (`config.signing`).

        Raises Refusal, naming the variable, for one that cannot be used.
        """
        url = source.get("MOTCUA_URL") or "http://127.0.0.1:8000"
        return cls(
            data=Path(source.get("MOTCUA_DATA") or "var").absolute(),
            database=database(source.get("DATABASE_URL", "")),
            debug=source.get("MOTCUA_DEBUG") == "1",
            hosts=_hosts(source.get("MOTCUA_HOSTS") or "127.0.0.1,localhost,[::1]"),
            public_url=_public_url(url),
            language=language(source),
            https=source.get("MOTCUA_HTTPS") == "1",
            idle_minutes=_idle_minutes(source.get("MOTCUA_IDLE_MINUTES") or "30"),
            services=services(source),
            plain_sms=source.get("MOTCUA_SMS_PLAIN") == "1",
            signing=signing(source),
        )


def language(source: Mapping[str, str] = os.environ) -> str:
    """The language of the command line: "en" when MOTCUA_LANG asks for it, else "vi"."""
    return "en" if source.get("MOTCUA_LANG", "")[:2].lower() == "en" else "vi"


def database(url: str) -> PostgreSQL | None:
    """The database of a DATABASE_URL; None for an empty one, which means SQLite in the data folder.

    Raises Refusal for anything but postgresql://user:password@host:port/name. The address is not repeated in the
    message, because it may hold a password.
    """
    if not url:
        return None
    parts = _split(url, field="DATABASE_URL")
    if parts.scheme not in POSTGRESQL:
        raise Refusal(
            "DATABASE_URL",
            "DATABASE_URL bắt đầu bằng «{scheme}://», loại cơ sở dữ liệu chưa dùng được. Hãy viết "
            "postgresql://người-dùng:mật-khẩu@máy-chủ:5432/tên, hoặc bỏ biến này để dùng SQLite.",
            scheme=parts.scheme[:20],
        )
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name or parts.query:
        raise Refusal(
            "DATABASE_URL",
            "DATABASE_URL thiếu tên cơ sở dữ liệu hoặc thừa phần sau tên. Hãy viết "
            "postgresql://người-dùng:mật-khẩu@máy-chủ:5432/tên.",
        )
    return PostgreSQL(
        name=name,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
    )


def _split(url: str, *, field: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for one that is not a number
    except ValueError:
        raise Refusal(field, "Không đọc được địa chỉ trong {name}. Hãy kiểm tra lại cách viết.", name=field) from None
    return parts


def _public_url(url: str) -> str:
    parts = _split(url, field="MOTCUA_URL")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal(
            "MOTCUA_URL", "MOTCUA_URL phải là địa chỉ đầy đủ mà người dân mở được, ví dụ https://motcua.vidu.gov.vn."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _idle_minutes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 5 <= int(text[:4]) <= 480 and len(text) <= 4):
        raise Refusal(
            "MOTCUA_IDLE_MINUTES",
            "MOTCUA_IDLE_MINUTES là số phút một phiên được bỏ không trước khi tự đóng: hãy đặt từ 5 đến 480.",
        )
    return int(text)


def _hosts(names: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in names.split(",")) if name)
