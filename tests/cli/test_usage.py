"""Commands, common options and help, without a store."""

from __future__ import annotations

import json

import pytest

from motcua.cli import words
from motcua.cli.asked import Asked
from motcua.cli.commands import command
from motcua.cli.running import run
from motcua.rules.refusal import Refusal


def printed(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(arguments)
    found = capsys.readouterr()
    return code, found.out, found.err


def test_help_is_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed("--help", capsys=capsys)
    assert code == 0
    assert "Cách dùng: motcua" in out
    assert all(name in out for name in ("init", "serve", "doctor", "figure", "explain", "verify", "--data DIR"))


@pytest.mark.parametrize("name", sorted(command().commands))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(name, "--help", capsys=capsys)
    assert (code, err) == (0, "")
    assert not any(english in out for english in ("Usage", "Options", "required", "default", "Show this"))
    assert not any(ending in out for ending in ("None", "TEXT"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Các lệnh: calendar, "),
        (("nonsense",), "Các lệnh: calendar, "),
        (("checkpoint",), "Các lệnh: export"),
        (("checkpoint", "nonsense"), "Các lệnh: export"),
        (("--nonsense",), "Không có tùy chọn --nonsense"),
        (("explain", "--recieved", "x"), "có phải --received?"),
        (("figure",), "Thiếu ID"),
        (("--data",), "Thiếu giá trị sau --data"),
        (("doctor", "--data="), "Thiếu giá trị sau --data"),
        (("doctor", "--data", "a\x00b"), "U+0000"),
        (("doctor", "--data", "a" * 5_000), "5000 ký tự"),
    ],
)
def test_wrong_usage_is_told(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_common_options_stand_anywhere() -> None:
    before = Asked.read(["--data", "x", "--now=2023-06-30", "figure", "a", "--as", "b", "--json"])
    after = Asked.read(["figure", "a", "--json", "--as=b", "--now", "2023-06-30", "--data=x"])
    assert (before.data, before.now, before.account, before.rest) == ("x", "2023-06-30", "b", ("figure", "a", "--json"))
    assert after == before
    assert after.as_json


def test_after_two_dashes_nothing_is_an_option() -> None:
    assert Asked.read(["figure", "--", "--data"]).rest == ("figure", "--", "--data")


def test_the_last_of_a_common_option_counts() -> None:
    assert Asked.read(["--data", "x", "doctor", "--data", "y"]).data == "y"


def test_an_unreadable_common_option_is_refused() -> None:
    with pytest.raises(Refusal, match="điều khiển") as caught:
        Asked.read(["--as", "a\x07"])
    assert caught.value.field == "as"


def test_english_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    assert words.say("{count} x", count=3) == "3 x"
    monkeypatch.setenv("MOTCUA_LANG", "en")
    assert words.say("Một câu chưa có bản dịch.") == "Một câu chưa có bản dịch."


def test_a_refusal_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert words.refuse("unit", "Không có.", as_json=True) == 2
    found = capsys.readouterr()
    assert json.loads(found.out) == {"error": {"field": "unit", "message": "Không có."}}
    assert found.err == "Không có.\n"
