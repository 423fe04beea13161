"""The commands on a real store, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email.message import Message
from pathlib import Path

import pytest

from tests.cli.commands import PASSWORD, make_store, motcua

SOON = {"MOTCUA_NOW": "2023-07-03T08:00"}
"""A time for which the calendar is known."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that the tests of this module only look at."""
    folder = tmp_path_factory.mktemp("made") / "store"
    assert make_store(folder).code == 0
    return folder


@pytest.mark.parametrize("name", ["doctor", "verify", "tick", "serve", "upgrade"])
def test_without_a_store_both_ways_to_make_one_are_named(name: str, tmp_path: Path) -> None:
    ran = motcua(name, data=tmp_path / "nothing")
    assert ran.code == 2
    assert "motcua demo" in ran.err
    assert "motcua init" in ran.err
    assert not (tmp_path / "nothing").exists()


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = motcua("doctor", "--json", data=tmp_path / "file")
    assert (ran.code, ran.json()["error"]["field"]) == (2, "data")


def test_init_makes_everything_once(made: Path) -> None:
    assert {path.name for path in made.iterdir()} >= {"motcua.sqlite3", "keys", "store.json"}
    assert json.loads((made / "store.json").read_text(encoding="utf-8"))["kind"] == "real"
    assert made.stat().st_mode & 0o077 == 0
    assert (made / "motcua.sqlite3").stat().st_mode & 0o077 == 0
    again = make_store(made)
    assert again.code == 2
    assert "đã có kho dữ liệu" in again.err


def test_init_keeps_the_password_hashed(made: Path) -> None:
    with sqlite3.connect(made / "motcua.sqlite3") as database:
        ((username, password),) = database.execute("SELECT username, password FROM people_account").fetchall()
    assert username == "quan.tri"
    assert password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("username", "name", "password", "said"),
    [
        ("quan.tri", "Thạch Thị Sa Ry", "ngan", "Mật khẩu quá ngắn"),
        ("Ø", "Thạch Thị Sa Ry", PASSWORD, "--username"),
        ("quan.tri", "a\x01b", PASSWORD, "--name"),
        ("quan.tri", "x" * 10_000, PASSWORD, "10000 ký tự"),
        ("quan.tri", "", PASSWORD, "còn trống"),
    ],
)
def test_init_refuses_and_can_be_run_again(username: str, name: str, password: str, said: str, tmp_path: Path) -> None:
    ran = motcua(
        "init", "--username", username, "--name", name, data=tmp_path / "s", environment={"MOTCUA_PASSWORD": password}
    )
    assert ran.code == 2
    assert said in ran.err
    assert not (tmp_path / "s" / "store.json").exists()
    assert make_store(tmp_path / "s").code == 0


def test_init_without_a_password_says_where_it_comes_from(tmp_path: Path) -> None:
    ran = motcua("init", "--username", "quan.tri", "--name", "Sa Ry", data=tmp_path / "s")
    assert ran.code == 2
    assert "MOTCUA_PASSWORD" in ran.err
    assert not (tmp_path / "s").exists()


def test_data_beats_the_environment(made: Path, tmp_path: Path) -> None:
    ran = motcua("verify", "--json", "--data", str(made), data=tmp_path / "elsewhere")
    assert (ran.code, ran.json()) == (0, {"ok": True, "problems": []})


def test_doctor_knows_whether_the_calendar_reaches(made: Path) -> None:
    report = motcua("doctor", "--json", data=made, environment=SOON).json()
    checks = {check["id"]: check for check in report["checks"]}
    assert checks["calendar"]["ok"]
    assert checks["durability"]["ok"]
    late = motcua("doctor", "--now", "2030-01-01", "--json", data=made)
    assert late.code == 1
    assert "31/12/2026" in late.out


def test_doctor_finds_a_missing_key(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    (tmp_path / "keys" / "receipts.key").unlink()
    ran = motcua("doctor", data=tmp_path, environment=SOON)
    assert ran.code == 1
    assert "receipts.key" in ran.out
    served = motcua("serve", "--port", "1", data=tmp_path)
    assert served.code == 1
    assert "receipts.key" in served.err


def test_verify_finds_a_changed_entry(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    with sqlite3.connect(tmp_path / "motcua.sqlite3") as database:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_entry'"
        for (name,) in database.execute(triggers).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute("UPDATE journal_entry SET body = replace(body, 'account.create', 'account.create2')")
    ran = motcua("verify", "--json", data=tmp_path)
    assert ran.code == 1
    assert not ran.json()["ok"]
    assert motcua("verify", data=tmp_path).out.startswith("✗")


def test_work_done_twice_changes_nothing(made: Path) -> None:
    assert motcua("worker", "--once", data=made).code == 0
    before = motcua("checkpoint", "export", data=made)
    assert motcua("tick", data=made).code == 0
    assert motcua("checkpoint", "export", data=made) == before
    assert [json.loads(line)["kind"] for line in before.out.splitlines()][::3] == ["log", "checkpoint"]


def test_upgrade_of_a_store_that_is_up_to_date(made: Path) -> None:
    ran = motcua("upgrade", data=made)
    assert ran.code == 0
    assert "0 thay đổi" in ran.out


def test_a_broken_database_is_told_in_one_line_and_logged(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    for leftover in tmp_path.glob("motcua.sqlite3*"):
        leftover.unlink()
    (tmp_path / "motcua.sqlite3").write_bytes(b"not a database" * 1000)
    ran = motcua("verify", "--json", data=tmp_path)
    assert (ran.code, ran.json()["error"]["field"]) == (2, "database")
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" in (tmp_path / "motcua.log").read_text(encoding="utf-8")


def test_a_wrong_setting_is_named(made: Path) -> None:
    ran = motcua("doctor", data=made, environment={"DATABASE_URL": "mysql://someone:secret@host/name"})
    assert ran.code == 2
    assert "mysql://" in ran.err
    assert "secret" not in ran.err


def test_words_leave_as_utf8_whatever_the_locale(made: Path) -> None:
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = motcua("verify", data=made, environment=environment)
    assert ran.code == 0
    assert "Nhật ký" in ran.out


def test_serve_answers_with_safe_headers_and_stops(made: Path) -> None:
    port = _free_port()
    with _served(made, port) as server:
        status, headers = _get(f"http://127.0.0.1:{port}/khong-co-trang-nay")
        second = motcua("serve", "--port", str(port), data=made)
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0
    assert status == 404
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert (second.code, "đang có chương trình khác dùng" in second.err) == (2, True)


@pytest.mark.parametrize("port", ["0", "65536", "abc", "-1"])
def test_serve_refuses_a_port(port: str, made: Path) -> None:
    ran = motcua("serve", "--port", port, "--json", data=made)
    assert ran.code == 2
    assert "--port" in ran.err or "--json" in ran.err


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _served(data: Path, port: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from motcua.cli import main; main()", "serve", "--port", str(port)],
        env={**os.environ, "MOTCUA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _get(address: str) -> tuple[int, Message]:
    """The status and the headers of an answer, as soon as there is one."""
    deadline = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answered:
                return answered.status, answered.headers
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers
        except urllib.error.URLError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
