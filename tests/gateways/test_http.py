"""Text messages by HTTP, to a service of the test's own: what it gets, what its answers mean, where we do not go."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest

from motcua.gateways.messages.base import Channel, PermanentFailure, TemporaryFailure, Unreachable
from motcua.gateways.messages.http import HttpGateway, pinning, signature
from motcua.gateways.messages.services import HttpService
from motcua.records import clock
from tests.gateways.envelopes import Trust, envelope, trust

SMS = {"channel": Channel.SMS, "to": "0900123456", "subject": "", "text": "Hồ sơ H59 đã có kết quả."}


@dataclass(kw_only=True)
class Service:
    """A service that keeps what it gets and answers with a status."""

    status: int = 200
    head: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://localhost:{self.port}/gui?kenh=1"


@contextmanager
def served(service: Service, *, trusted: Trust | None = None) -> Iterator[Service]:
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.got.append((self.path, dict(self.headers), body))
            self.send_response(service.status)
            for name, value in service.head.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        if trusted is not None:
            server.socket = trusted.server.wrap_socket(server.socket, server_side=True)
        service.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def service() -> Iterator[Service]:
    """A service on this machine."""
    with served(Service()) as running:
        yield running


def gateway(service: Service, **changes: Any) -> HttpGateway:
    return HttpGateway(HttpService(**{"url": service.url, "token": "tha", "key": "", "private": True, **changes}))


def test_a_text_arrives_whole(service: Service) -> None:
    gateway(service).deliver(envelope(**SMS))
    [(path, head, body)] = service.got
    assert path == "/gui?kenh=1"
    assert (head["Idempotency-Key"], head["Authorization"]) == ("motcua-0f3a-42", "Bearer tha")
    assert head["Host"] == f"localhost:{service.port}"
    assert head["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(body) == {
        "id": "motcua-0f3a-42",
        "channel": "sms",
        "to": "0900123456",
        "text": "Hồ sơ H59 đã có kết quả.",
        "language": "vi",
    }


def test_a_request_is_signed_when_there_is_a_key(service: Service) -> None:
    gateway(service, token="", key="khóa").deliver(envelope(**SMS))
    [(_, head, body)] = service.got
    assert "Authorization" not in head
    told = dict(part.split("=", 1) for part in head["Motcua-Signature"].split(","))
    assert head["Motcua-Signature"] == signature(body, key="khóa", at=int(told["t"]))
    assert abs(int(told["t"]) - clock.machine().timestamp()) < 60
    assert signature(body + b" ", key="khóa", at=int(told["t"])) != head["Motcua-Signature"]


def test_the_same_text_again_has_the_same_key(service: Service) -> None:
    for number in (42, 43, 42):
        gateway(service).deliver(envelope(number, **SMS))
    keys = [head["Idempotency-Key"] for _, head, _ in service.got]
    assert (keys[0] == keys[2], len(set(keys))) == (True, 2)


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, PermanentFailure),
        (422, PermanentFailure),
        (408, TemporaryFailure),
        (500, TemporaryFailure),
        (301, Unreachable),
        (307, Unreachable),
        (401, Unreachable),
        (404, Unreachable),
        (429, Unreachable),
        (503, Unreachable),
    ],
)
def test_what_an_answer_means(service: Service, status: int, failure: type[Exception]) -> None:
    service.status = status
    with pytest.raises(failure, match=str(status)) as failed:
        gateway(service).deliver(envelope(**SMS))
    assert type(failed.value) is failure


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_taken(service: Service, status: int) -> None:
    service.status = status
    gateway(service).deliver(envelope(**SMS))
    assert len(service.got) == 1


def test_a_redirection_is_not_followed(service: Service) -> None:
    with served(Service()) as other:
        service.status, service.head = 302, {"Location": other.url}
        with pytest.raises(Unreachable):
            gateway(service).deliver(envelope(**SMS))
        assert other.got == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "93.184.216.34", address)
    gate = HttpGateway(HttpService(url="https://sms.example.vn/gui", token="", key=""))
    with pytest.raises(Unreachable, match="mạng riêng"):
        gate.deliver(envelope(**SMS))


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Names lead to these addresses; the names that were asked for."""
    asked: list[str] = []

    def found(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(pinning.socket, "getaddrinfo", found)
    return asked


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving(monkeypatch, "93.184.216.34")
    tried: list[tuple[str, int]] = []

    def connecting(address: tuple[str, int], timeout: float) -> socket.socket:
        tried.append(address)
        raise TimeoutError

    monkeypatch.setattr(pinning.socket, "create_connection", connecting)
    gate = HttpGateway(HttpService(url="https://sms.example.vn/gui", token="", key=""))
    with pytest.raises(Unreachable, match="TimeoutError"):
        gate.deliver(envelope(**SMS))
    assert (tried, asked) == ([("93.184.216.34", 443)], ["sms.example.vn"])


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **options: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(pinning.socket, "getaddrinfo", unknown)
    with pytest.raises(Unreachable, match="không tìm được"):
        HttpGateway(HttpService(url="https://sms.example.vn", token="", key="")).deliver(envelope(**SMS))


def test_a_service_that_hangs_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        thread = Thread(target=lambda: silent.accept()[0].close())
        thread.start()
        service = HttpService(url=f"http://127.0.0.1:{port}/", token="", key="", private=True)
        with pytest.raises(TemporaryFailure) as failed:
            HttpGateway(service).deliver(envelope(**SMS))
        thread.join()
    assert "0900123456" not in str(failed.value)


def test_tls_checks_the_name_although_the_address_is_pinned(tmp_path: Path) -> None:
    trusted = trust(tmp_path)
    with served(Service(), trusted=trusted) as service:
        here = HttpService(url=f"https://localhost:{service.port}/", token="", key="", private=True)
        HttpGateway(here, context=trusted.client).deliver(envelope(**SMS))
        by_number = HttpService(url=f"https://127.0.0.1:{service.port}/", token="", key="", private=True)
        for refused in (HttpGateway(here), HttpGateway(by_number, context=trusted.client)):
            with pytest.raises(Unreachable, match="SSLCertVerificationError"):
                refused.deliver(envelope(**SMS))
    assert len(service.got) == 1


def test_the_connection_names_no_secret() -> None:
    with pytest.raises(Unreachable) as failed:
        pinning.connected(urlsplit("https://127.0.0.1:1/?khoa=mat"), context=trust_nobody(), private=True)
    assert "mat" not in str(failed.value)


def trust_nobody() -> Any:
    import ssl

    return ssl.create_default_context()
