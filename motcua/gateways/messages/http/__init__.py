"""Text messages and Zalo by a service that takes JSON.

A request is `POST` of {"id", "channel", "to", "text", "language"} with `Idempotency-Key` (the id: a service that got
it before answers 2xx and sends nothing), `Authorization: Bearer` and, with a key, `Motcua-Signature: t=…,v1=…`:
HMAC-SHA256 over "<t>.<body>", t in seconds since 1970. Any 2xx means taken.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import ssl
from contextlib import closing
from urllib.parse import urlsplit

from motcua.gateways.messages.base import Envelope, PermanentFailure, TemporaryFailure, Unreachable
from motcua.gateways.messages.http.pinning import connected
from motcua.gateways.messages.services import HttpService
from motcua.records import clock

NEVER = frozenset({400, 406, 410, 413, 415, 422})
"""Answers that say: this text, or this number, will never do."""

NOT_NOW = frozenset({408, 409, 425, 500})
"""Answers that concern this one request; any other says that the service takes nothing from us now."""


class HttpGateway:
    """Delivers to a service, over a connection of its own for each text. `context` says whom TLS trusts."""

    def __init__(self, service: HttpService, *, context: ssl.SSLContext | None = None) -> None:
        self._service = service
        self._context = context or ssl.create_default_context()

    def deliver(self, envelope: Envelope) -> None:
        """Hands a text to the service; returns when it has taken it. Redirections are not followed."""
        body = _body(envelope)
        parts = urlsplit(self._service.url)
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection = connected(parts, context=self._context, private=self._service.private)
        try:
            with closing(connection):
                connection.request("POST", path, body=body, headers=self._head(envelope, body))
                status = connection.getresponse().status
        except (OSError, http.client.HTTPException) as failure:
            raise TemporaryFailure(f"đứt kết nối với dịch vụ nhắn tin ({type(failure).__name__})") from None
        _judge(status)

    def _head(self, envelope: Envelope, body: bytes) -> dict[str, str]:
        head = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": envelope.id}
        if self._service.token:
            head["Authorization"] = f"Bearer {self._service.token}"
        if self._service.key:
            head["Motcua-Signature"] = signature(body, key=self._service.key, at=int(clock.machine().timestamp()))
        return head


def signature(body: bytes, *, key: str, at: int) -> str:
    """The signature of a request made `at` a second since 1970."""
    signed = hmac.new(key.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def _body(envelope: Envelope) -> bytes:
    told = {
        "id": envelope.id,
        "channel": envelope.channel.value,
        "to": envelope.to,
        "text": envelope.text,
        "language": envelope.language.value,
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _judge(status: int) -> None:
    """Raises what a status means. What the service wrote beside it is not read: it may quote the number."""
    if 200 <= status < 300:
        return
    told = f"dịch vụ nhắn tin trả lời mã {status}"
    if status in NEVER:
        raise PermanentFailure(told)
    if status in NOT_NOW:
        raise TemporaryFailure(told)
    raise Unreachable(told)
