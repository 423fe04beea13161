"""Mail by SMTP, to a server of the test's own: what arrives, and which failures are worth another try."""

from __future__ import annotations

import socket
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from motcua.gateways.messages.base import PermanentFailure, TemporaryFailure, Unreachable
from motcua.gateways.messages.services import MailServer, Security
from motcua.gateways.messages.smtp import SmtpGateway
from tests.gateways.envelopes import Trust, envelope, trust


@dataclass(kw_only=True)
class Inbox:
    """A mail server that keeps what it gets and answers as told."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)
    port: int = 0
    entered: list[bytes] = field(default_factory=list)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Called by aiosmtpd."""
        envelope.mail_from = address
        return self.answers.get("sender", "250 OK")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        """Called by aiosmtpd."""
        envelope.rcpt_tos.append(address)
        return self.answers.get("recipient", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Called by aiosmtpd."""
        self.raw.append(envelope.content)
        read = message_from_bytes(envelope.content, policy=default)
        assert isinstance(read, EmailMessage)
        self.mails.append(read)
        return self.answers.get("data", "250 OK")

    def enter(self, server: Any, session: Any, envelope: Any, mechanism: str, told: Any) -> AuthResult:
        """Whether a user may enter."""
        assert isinstance(told, LoginPassword)
        self.entered.append(told.login)
        return AuthResult(success=told.password == b"dung", handled=False)


@contextmanager
def served(inbox: Inbox, **options: Any) -> Iterator[Inbox]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        inbox.port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=inbox.port, **options)
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop(no_assert=True)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A mail server without TLS on this machine."""
    with served(Inbox()) as running:
        yield running


def server(port: int, **changes: Any) -> MailServer:
    told = {"host": "127.0.0.1", "port": port, "security": Security.NONE, "user": "", "password": ""}
    return MailServer(**{**told, "sender": "motcua@tracu.example.vn", **changes})


def test_a_mail_arrives_whole(inbox: Inbox) -> None:
    SmtpGateway(server(inbox.port)).deliver(envelope())
    [mail] = inbox.mails
    assert (mail["From"], mail["To"]) == ("motcua@tracu.example.vn", "anh@example.vn")
    assert mail["Subject"] == "Đã có kết quả hồ sơ H59"
    assert mail["Message-ID"] == "<motcua-0f3a-42@tracu.example.vn>"
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "vi")
    assert mail["Date"].datetime.tzinfo is not None
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")
    assert mail.get_content().replace("\r\n", "\n").strip() == envelope().text


def test_the_same_mail_again_has_the_same_id(inbox: Inbox) -> None:
    gateway = SmtpGateway(server(inbox.port))
    for number in (42, 43, 42):
        gateway.deliver(envelope(number))
    ids = [mail["Message-ID"] for mail in inbox.mails]
    assert (ids[0] == ids[2], len(set(ids))) == (True, 2)


def test_what_is_written_decomposed_arrives_composed(inbox: Inbox) -> None:
    apart = unicodedata.normalize("NFD", "Đã có kết quả hồ sơ")
    SmtpGateway(server(inbox.port)).deliver(envelope(subject=apart, text=apart))
    assert inbox.mails[0]["Subject"] == unicodedata.normalize("NFC", apart)
    assert inbox.mails[0].get_content().strip() == unicodedata.normalize("NFC", apart)


def test_a_long_line_and_a_line_of_a_dot_arrive(inbox: Inbox) -> None:
    text = "Đ" * 5_000 + "\n.\n" + "x"
    SmtpGateway(server(inbox.port)).deliver(envelope(text=text))
    assert inbox.mails[0].get_content().replace("\r\n", "\n").strip() == text
    assert max(map(len, inbox.raw[0].splitlines())) < 998


@pytest.mark.parametrize(
    "changes",
    [
        {"to": "anh@example.vn\nBcc: nguoi.khac@example.vn"},
        {"to": "anh@example.vn\r\n\r\nNội dung khác"},
        {"subject": "Hồ sơ\nBcc: nguoi.khac@example.vn"},
        {"subject": "Hồ sơ\r\nX-Khac: 1"},
        {"to": "ánh@example.vn"},
    ],
)
def test_nobody_adds_lines_to_the_head(inbox: Inbox, changes: dict[str, str]) -> None:
    with pytest.raises(PermanentFailure, match="không dùng được trong thư") as failed:
        SmtpGateway(server(inbox.port)).deliver(envelope(**changes))
    assert "example" not in str(failed.value)
    assert inbox.mails == []


@pytest.mark.parametrize(
    ("answers", "failure", "told"),
    [
        ({"recipient": "550 no such user anh@example.vn"}, PermanentFailure, "550"),
        ({"recipient": "450 mailbox of anh@example.vn is busy"}, TemporaryFailure, "450"),
        ({"data": "554 looks like spam to anh@example.vn"}, PermanentFailure, "554"),
        ({"data": "452 disk full"}, TemporaryFailure, "452"),
        ({"sender": "553 unknown sender"}, Unreachable, "553"),
        ({"sender": "421 too many connections"}, Unreachable, "421"),
    ],
)
def test_a_refusal_is_for_now_or_for_ever(
    inbox: Inbox, answers: dict[str, str], failure: type[Exception], told: str
) -> None:
    inbox.answers = answers
    with pytest.raises(failure, match=told) as failed:
        SmtpGateway(server(inbox.port)).deliver(envelope())
    assert type(failed.value) is failure
    assert "@" not in str(failed.value), "the answer of the server is not quoted"


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    with pytest.raises(Unreachable, match="ConnectionRefusedError"):
        SmtpGateway(server(port)).deliver(envelope())


def test_a_server_that_hangs_up_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(5)
        port = silent.getsockname()[1]

        def hang_up() -> None:
            silent.accept()[0].close()

        with _beside(hang_up), pytest.raises(Unreachable):
            SmtpGateway(server(port)).deliver(envelope())


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[None]:
    from threading import Thread

    thread = Thread(target=work)
    thread.start()
    yield
    thread.join()


@pytest.fixture
def trusted(tmp_path: Path) -> Trust:
    """Both sides of TLS."""
    return trust(tmp_path)


def test_a_password_goes_over_an_encrypted_line(trusted: Trust) -> None:
    inbox = Inbox()
    options = {"tls_context": trusted.server, "require_starttls": True, "authenticator": inbox.enter}
    with served(inbox, **options):
        told = server(inbox.port, host="localhost", security=Security.STARTTLS, user="motcua", password="dung")
        SmtpGateway(told, context=trusted.client).deliver(envelope())
        assert (len(inbox.mails), inbox.entered) == (1, [b"motcua"])
        wrong = server(inbox.port, host="localhost", security=Security.STARTTLS, user="motcua", password="sai")
        with pytest.raises(Unreachable, match="SMTPAuthenticationError 535"):
            SmtpGateway(wrong, context=trusted.client).deliver(envelope())
        with pytest.raises(Unreachable, match="SSLCertVerificationError"):
            SmtpGateway(told).deliver(envelope())


def test_tls_from_the_first_byte(trusted: Trust) -> None:
    inbox = Inbox()
    with served(inbox, ssl_context=trusted.server, server_hostname="localhost"):
        told = server(inbox.port, host="localhost", security=Security.TLS)
        SmtpGateway(told, context=trusted.client).deliver(envelope())
    assert len(inbox.mails) == 1


def test_no_mail_goes_where_tls_is_wanted_and_missing(inbox: Inbox, trusted: Trust) -> None:
    with pytest.raises(Unreachable, match="SMTPNotSupportedError"):
        SmtpGateway(server(inbox.port, security=Security.STARTTLS), context=trusted.client).deliver(envelope())
    assert inbox.mails == []
