"""Mail by SMTP (RFC 5321), as plain text in UTF-8.

The Message-ID is made from the envelope's id: a mail that comes twice has the same one, and a mail server or reader
may pass over the second.
"""

from __future__ import annotations

import smtplib
import ssl
import unicodedata
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from motcua.gateways.messages.base import Envelope, PermanentFailure, TemporaryFailure, Unreachable
from motcua.gateways.messages.services import MailServer, Security
from motcua.records import clock

TIMEOUT = 15.0
"""Seconds for each answer of the server."""


class SmtpGateway:
    """Delivers to a mail server, over a connection of its own for each mail. `context` says whom TLS trusts."""

    def __init__(self, server: MailServer, *, context: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._context = context or ssl.create_default_context()

    def deliver(self, envelope: Envelope) -> None:
        """Hands a mail to the server; returns when the server has taken it."""
        mail = _mail(envelope, sender=self._server.sender)
        with self._connected() as smtp:
            _hand_over(smtp, mail, sender=self._server.sender, to=envelope.to)

    def _connected(self) -> smtplib.SMTP:
        """A connection, encrypted and entered. Raises Unreachable."""
        server = self._server
        try:
            if server.security is Security.TLS:
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=self._context)
            else:
                smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        except (OSError, smtplib.SMTPException) as failure:
            raise _unreachable(failure) from None
        try:
            if server.security is Security.STARTTLS:
                smtp.starttls(context=self._context)
            if server.user:
                smtp.login(server.user, server.password)
        except (OSError, smtplib.SMTPException) as failure:
            smtp.close()
            raise _unreachable(failure) from None
        return smtp


def _hand_over(smtp: smtplib.SMTP, mail: EmailMessage, *, sender: str, to: str) -> None:
    try:
        smtp.send_message(mail, from_addr=sender, to_addrs=[to])
    except smtplib.SMTPSenderRefused as refused:
        raise Unreachable(f"máy chủ thư không nhận địa chỉ gửi (mã {refused.smtp_code})") from None
    except smtplib.SMTPRecipientsRefused as refused:
        raise _refused(next(iter(refused.recipients.values()))[0]) from None
    except smtplib.SMTPResponseException as refused:
        raise _refused(refused.smtp_code) from None
    except (OSError, smtplib.SMTPException) as failure:
        raise TemporaryFailure(f"đứt kết nối với máy chủ thư ({type(failure).__name__})") from None


def _refused(code: int) -> TemporaryFailure | PermanentFailure:
    """4xx: not now; 5xx: never. What the server wrote beside the code may quote the address."""
    told = f"máy chủ thư từ chối (mã {code})"
    return PermanentFailure(told) if code >= 500 else TemporaryFailure(told)


def _unreachable(failure: Exception) -> Unreachable:
    code = getattr(failure, "smtp_code", "")
    return Unreachable(f"không vào được máy chủ thư ({type(failure).__name__}{f' {code}' if code else ''})")


def _mail(envelope: Envelope, *, sender: str) -> EmailMessage:
    """The mail. Raises PermanentFailure for an address or a subject that would break its head."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = sender
        mail["To"] = envelope.to
        mail["Subject"] = unicodedata.normalize("NFC", envelope.subject)
        envelope.to.encode("ascii")
    except ValueError:
        raise PermanentFailure("địa chỉ hoặc tiêu đề có ký tự không dùng được trong thư") from None
    mail["Date"] = format_datetime(clock.machine())
    mail["Message-ID"] = f"<{envelope.id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(unicodedata.normalize("NFC", envelope.text), charset="utf-8", cte="base64")
    mail["Content-Language"] = envelope.language.value
    return mail
