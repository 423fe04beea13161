"""`motcua explain` by the calendar alone: right answers, and every wrong argument told in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from motcua.cli.running import run

RECEIVED = "2023-04-28 15:20"


def explain(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(["explain", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def answer(*arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    code, out, err = explain(*arguments, "--json", capsys=capsys)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("received", "days", "unit", "due"),
    [
        (RECEIVED, "1", "working_day", "2023-05-04T15:20+07:00"),
        ("2023-04-28T15:20+07:00", "1", "working_day", "2023-05-04T15:20+07:00"),
        ("2023-04-28T08:20Z", "1", "working_day", "2023-05-04T15:20+07:00"),
        (RECEIVED, "3", "working_hour", "2023-05-04T08:20+07:00"),
        ("2023-03-01 08:00", "4", "hour", "2023-03-01T13:30+07:00"),
        ("2023-03-01 08:00", "3", "day", "2023-03-06T08:00+07:00"),
        ("2023-01-31 08:00", "1", "month", "2023-02-28T08:00+07:00"),
        ("2023-03-01 14:59", "", "same_day", "2023-03-01T17:00+07:00"),
        ("2023-03-01 15:00", "1", "same_day", "2023-03-02T17:00+07:00"),
        ("2023-03-01 15:00", "", "none", None),
        ("2023-03-01 15:00", "", "unknown", None),
    ],
)
def test_due(received: str, days: str, unit: str, due: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    amount = ("--days", days) if days else ()
    found = answer("--received", received, *amount, "--unit", unit, capsys=capsys)
    assert found["due"] == due
    assert found["unit"] == unit


def test_the_shape_others_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    found = answer("--received", RECEIVED, "--days", "1", "--unit", "working_day", capsys=capsys)
    assert list(found) == ["received", "counted_from", "due", "amount", "unit", "policy", "lines"]
    assert (found["amount"], found["policy"]) == (1, "minutes")
    assert all(list(line) == ["kind", "at", "minutes", "text", "source"] for line in found["lines"])
    worked = [line["minutes"] for line in found["lines"] if line["kind"] == "worked"]
    assert sum(worked) == 480


def test_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = explain("--received", RECEIVED, "--days", "1", "--unit", "working_day", capsys=capsys)
    assert (code, err) == (0, "")
    assert out.startswith("- Tiếp nhận lúc 15:20 thứ Sáu 28/04/2023.")
    assert "Hạn trả kết quả: 15:20 thứ Năm 04/05/2023." in out.splitlines()[-1]


TERM = ("--days", "1", "--unit", "working_day")


@pytest.mark.parametrize(
    ("arguments", "field", "words"),
    [
        ((), "received", "Thiếu --received"),
        (("--received",), "received", "Thiếu giá trị sau --received"),
        (("--received", "28/04/2023", *TERM), "received", "Không đọc được thời điểm"),
        (("--received", "", *TERM), "received", "Không đọc được thời điểm"),
        (("--received", "2022-12-31 08:00", *TERM), "received", "01/01/2023 đến 31/12/2026"),
        (("--received", "2026-12-31 16:00", *TERM), "received", "01/01/2023 đến 31/12/2026"),
        (("--received", "9999-12-31 16:00", *TERM), "received", "01/01/2023 đến 31/12/2026"),
        (("--received", "0001-01-01 00:00+14:00", *TERM), "received", "--received"),
        (("--received", "2023-04-28\x0015:20", *TERM), "received", "U+0000"),
        (("--received", "2023-04-28\u202e15:20", *TERM), "received", "U+202E"),
        (("--received", "2" * 10_000, *TERM), "received", "10000 ký tự"),
        (("--received", RECEIVED), "days", "--procedure"),
        (("--received", RECEIVED, "--days", "3"), "unit", "--unit"),
        (("--received", RECEIVED, "--unit", "day"), "days", "--days"),
        (("--received", RECEIVED, "--days", "-1", "--unit", "day"), "days", "số nguyên từ 1"),
        (("--received", RECEIVED, "--days=-1", "--unit", "day"), "days", "số nguyên từ 1"),
        (("--received", RECEIVED, "--days", "0", "--unit", "day"), "days", "số nguyên từ 1"),
        (("--received", RECEIVED, "--days", "1.5", "--unit", "day"), "days", "số nguyên từ 1"),
        (("--received", RECEIVED, "--days", "١", "--unit", "day"), "days", "số nguyên từ 1"),
        (("--received", RECEIVED, "--days", "9" * 5_000, "--unit", "day"), "days", "5000 ký tự"),
        (("--received", RECEIVED, "--days", "2", "--unit", "same_day"), "days", "số nguyên từ 0 đến 1"),
        (("--received", RECEIVED, "--days", "1", "--unit", "week"), "unit", "working_day"),
        (("--received", RECEIVED, *TERM, "--channel", "fax"), "channel", "counter, online, post"),
        (("--received", RECEIVED, "--procedure", "khai sinh"), "procedure", "procedure"),
        (("--received", RECEIVED, *TERM, "--nonsense", "1"), "nonsense", "Không có tùy chọn --nonsense"),
        (("--received", RECEIVED, *TERM, "thừa"), "command", "Thừa tham số"),
        (("--received", RECEIVED, *TERM, "--json=1"), "json", "không nhận giá trị"),
    ],
)
def test_a_wrong_argument_is_named(
    arguments: tuple[str, ...], field: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = explain(*arguments, capsys=capsys)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err
    code, out, err = explain(*arguments, "--json", capsys=capsys)
    assert code == 2
    error = json.loads(out)["error"]
    assert error["field"] == field
    assert error["message"] == err.strip()
