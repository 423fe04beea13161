"""Where messages leave by, as the environment says it: MOTCUA_MAIL, MOTCUA_SMS, MOTCUA_ZALO and what they need.

A channel that is named but lacks something is refused at once: one that silently sends nothing would be found out
too late.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

from motcua.gateways.messages.services import PORTS, Folder, HttpService, MailServer, Security, Service
from motcua.rules.identity import email
from motcua.rules.refusal import Refusal

DEMO, SMTP, HTTP = "demo", "smtp", "http"
CHANNELS = {"mail": (DEMO, SMTP), "sms": (DEMO, HTTP), "zalo": (DEMO, HTTP)}
"""The channels, each with the ways it may go."""

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def services(source: Mapping[str, str]) -> dict[str, Service]:
    """The channels that are open, by name. Raises Refusal naming the variable."""
    private = frozenset(name.strip().lower() for name in source.get("MOTCUA_PRIVATE_HOSTS", "").split(","))
    found = ((name, _service(name, ways, source, private=private)) for name, ways in CHANNELS.items())
    return {name: service for name, service in found if service is not None}


def _service(
    name: str, ways: Collection[str], source: Mapping[str, str], *, private: Collection[str]
) -> Service | None:
    variable = f"MOTCUA_{name.upper()}"
    match source.get(variable, ""):
        case "":
            return None
        case chosen if chosen not in ways:
            raise Refusal(
                variable,
                "{name} không nhận «{chosen}»; hãy chọn một trong: {known}, hoặc bỏ biến này để không gửi.",
                name=variable,
                chosen=chosen[:40],
                known=", ".join(ways),
            )
        case "smtp":
            return _mail_server(source)
        case "http":
            return _http_service(variable, source, private=private)
        case _:
            return Folder()


def _mail_server(source: Mapping[str, str]) -> MailServer:
    security = _one_of(Security, source.get("MOTCUA_MAIL_TLS") or Security.STARTTLS, variable="MOTCUA_MAIL_TLS")
    host, port = _place(_needed(source, "MOTCUA_MAIL_SERVER"), security)
    if security is Security.NONE and host not in LOOPBACK:
        raise Refusal(
            "MOTCUA_MAIL_TLS",
            "MOTCUA_MAIL_TLS=none chỉ dùng khi máy chủ thư ở chính máy này; hãy dùng starttls hoặc tls.",
        )
    return MailServer(
        host=host,
        port=port,
        security=security,
        user=source.get("MOTCUA_MAIL_USER", ""),
        password=source.get("MOTCUA_MAIL_PASSWORD", ""),
        sender=_sender(_needed(source, "MOTCUA_MAIL_FROM")),
    )


def _sender(text: str) -> str:
    try:
        return email(text)
    except Refusal:
        raise Refusal(
            "MOTCUA_MAIL_FROM", "MOTCUA_MAIL_FROM phải là một địa chỉ thư, ví dụ motcua@vidu.gov.vn."
        ) from None


def _http_service(variable: str, source: Mapping[str, str], *, private: Collection[str]) -> HttpService:
    url = _needed(source, f"{variable}_URL")
    try:
        parts = urlsplit(url)
        known = parts.hostname or ""
        _ = parts.port  # raises for one that is not a number
    except ValueError:
        raise _bad_address(variable) from None
    allowed = known in private
    if (
        not known
        or not url.isascii()
        or parts.username
        or parts.scheme not in (("https", "http") if allowed else ("https",))
    ):
        raise _bad_address(variable)
    return HttpService(
        url=url,
        token=_secret(source, f"{variable}_TOKEN"),
        key=_secret(source, f"{variable}_KEY"),
        private=allowed,
    )


def _bad_address(variable: str) -> Refusal:
    return Refusal(
        f"{variable}_URL",
        "{name} phải là địa chỉ https:// đầy đủ, không kèm tên và mật khẩu; http:// chỉ dùng cho máy có tên trong "
        "MOTCUA_PRIVATE_HOSTS.",
        name=f"{variable}_URL",
    )


def _secret(source: Mapping[str, str], variable: str) -> str:
    """A secret that goes into a header. It is not repeated in the message."""
    value = source.get(variable, "")
    if not value.isascii() or not value.isprintable():
        raise Refusal(variable, "{name} có ký tự không dùng được; hãy chép lại nguyên vẹn.", name=variable)
    return value


def _place(text: str, security: Security) -> tuple[str, int]:
    """Host and port of a mail server."""
    parts = urlsplit(f"//{text}")
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or parts.path or parts.username:
        raise Refusal(
            "MOTCUA_MAIL_SERVER",
            "MOTCUA_MAIL_SERVER phải là tên máy chủ thư, ví dụ mail.vidu.gov.vn hoặc mail.vidu.gov.vn:587.",
        )
    return host, port or PORTS[security]


def _needed(source: Mapping[str, str], variable: str) -> str:
    value = source.get(variable, "").strip()
    if not value:
        raise Refusal(variable, "Thiếu {name}; hãy đặt biến này, hoặc bỏ kênh gửi đó.", name=variable)
    return value


def _one_of(kind: type[Security], text: str, *, variable: str) -> Security:
    known: tuple[StrEnum, ...] = tuple(kind)
    if text not in known:
        raise Refusal(
            variable, "{name} không nhận «{chosen}»; hãy chọn một trong: {known}.",
            name=variable, chosen=text[:40], known=", ".join(known),
        )  # fmt: skip
    return kind(text)
