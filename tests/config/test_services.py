"""Where messages leave by, as an operator sets it; what is half set is refused and never silently closed."""

from __future__ import annotations

import pytest

from motcua.config.services import services
from motcua.gateways.messages.services import Folder, HttpService, MailServer, Security
from motcua.rules.refusal import Refusal

MAIL = {"MOTCUA_MAIL": "smtp", "MOTCUA_MAIL_SERVER": "mail.example.vn", "MOTCUA_MAIL_FROM": "motcua@example.vn"}
SMS = {"MOTCUA_SMS": "http", "MOTCUA_SMS_URL": "https://sms.example.vn/gui"}


def test_nothing_set_is_nothing_open() -> None:
    assert services({}) == services({"MOTCUA_MAIL": "", "MOTCUA_SMS": ""}) == {}


def test_everything_set() -> None:
    found = services(
        {
            **MAIL,
            **SMS,
            "MOTCUA_MAIL_USER": "motcua",
            "MOTCUA_MAIL_PASSWORD": "mật khẩu",
            "MOTCUA_SMS_TOKEN": "tha",
            "MOTCUA_SMS_KEY": "khoa",
            "MOTCUA_ZALO": "demo",
        }
    )
    assert found == {
        "mail": MailServer(
            host="mail.example.vn", port=587, security=Security.STARTTLS, user="motcua", password="mật khẩu",
            sender="motcua@example.vn",
        ),
        "sms": HttpService(url="https://sms.example.vn/gui", token="tha", key="khoa"),
        "zalo": Folder(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "security", "port"),
    [
        ({}, Security.STARTTLS, 587),
        ({"MOTCUA_MAIL_TLS": "tls"}, Security.TLS, 465),
        ({"MOTCUA_MAIL_TLS": "tls", "MOTCUA_MAIL_SERVER": "mail.example.vn:2465"}, Security.TLS, 2465),
        ({"MOTCUA_MAIL_TLS": "none", "MOTCUA_MAIL_SERVER": "localhost"}, Security.NONE, 25),
        ({"MOTCUA_MAIL_TLS": "none", "MOTCUA_MAIL_SERVER": "[::1]:1025"}, Security.NONE, 1025),
    ],
)
def test_how_mail_is_kept_private(told: dict[str, str], security: Security, port: int) -> None:
    server = services({**MAIL, **told})["mail"]
    assert isinstance(server, MailServer)
    assert (server.security, server.port) == (security, port)


def test_a_service_in_the_own_network_must_be_named() -> None:
    inside = {"MOTCUA_ZALO": "http", "MOTCUA_ZALO_URL": "http://zalo.noi-bo:8080/gui"}
    with pytest.raises(Refusal, match="MOTCUA_PRIVATE_HOSTS"):
        services(inside)
    found = services({**inside, "MOTCUA_PRIVATE_HOSTS": "khac, Zalo.Noi-Bo"})["zalo"]
    assert isinstance(found, HttpService)
    assert found.private


@pytest.mark.parametrize(
    ("told", "variable"),
    [
        ({"MOTCUA_MAIL": "sendmail"}, "MOTCUA_MAIL"),
        ({"MOTCUA_MAIL": "http"}, "MOTCUA_MAIL"),
        ({"MOTCUA_SMS": "smtp"}, "MOTCUA_SMS"),
        ({"MOTCUA_SMS": "x" * 10_000}, "MOTCUA_SMS"),
        ({**MAIL, "MOTCUA_MAIL_SERVER": ""}, "MOTCUA_MAIL_SERVER"),
        ({**MAIL, "MOTCUA_MAIL_SERVER": "mail.example.vn:thư"}, "MOTCUA_MAIL_SERVER"),
        ({**MAIL, "MOTCUA_MAIL_SERVER": "u:p@mail.example.vn"}, "MOTCUA_MAIL_SERVER"),
        ({**MAIL, "MOTCUA_MAIL_SERVER": "mail.example.vn/x"}, "MOTCUA_MAIL_SERVER"),
        ({**MAIL, "MOTCUA_MAIL_FROM": ""}, "MOTCUA_MAIL_FROM"),
        ({**MAIL, "MOTCUA_MAIL_FROM": "motcua\nBcc: x@y.vn"}, "MOTCUA_MAIL_FROM"),
        ({**MAIL, "MOTCUA_MAIL_TLS": "có"}, "MOTCUA_MAIL_TLS"),
        ({**MAIL, "MOTCUA_MAIL_TLS": "none"}, "MOTCUA_MAIL_TLS"),
        ({"MOTCUA_SMS": "http"}, "MOTCUA_SMS_URL"),
        ({**SMS, "MOTCUA_SMS_URL": "http://sms.example.vn/"}, "MOTCUA_SMS_URL"),
        ({**SMS, "MOTCUA_SMS_URL": "https://u:hush@sms.example.vn/"}, "MOTCUA_SMS_URL"),
        ({**SMS, "MOTCUA_SMS_URL": "https://sms.example.vn:cổng/"}, "MOTCUA_SMS_URL"),
        ({**SMS, "MOTCUA_SMS_URL": "https://sms.example.vn/gửi"}, "MOTCUA_SMS_URL"),
        ({**SMS, "MOTCUA_SMS_URL": "file:///etc/passwd"}, "MOTCUA_SMS_URL"),
        ({**SMS, "MOTCUA_SMS_TOKEN": "hush\r\nX-Khac: 1"}, "MOTCUA_SMS_TOKEN"),
        ({**SMS, "MOTCUA_SMS_TOKEN": "hush-khóa"}, "MOTCUA_SMS_TOKEN"),
    ],
)
def test_what_is_half_set_is_refused_by_its_name(told: dict[str, str], variable: str) -> None:
    with pytest.raises(Refusal) as refused:
        services(told)
    assert refused.value.field == variable
    assert variable in str(refused.value)
    assert "hush" not in str(refused.value)
