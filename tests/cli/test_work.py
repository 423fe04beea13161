"""What the worker does: notices on screen, texts by the channels that are open; and how one beside a server ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from motcua.cli import background
from motcua.gateways.messages.services import Folder
from motcua.records import store as stores
from motcua.records.notices import queries as notices
from motcua.records.outbox import actions as messages
from motcua.records.outbox import queries as outbox
from tests.cli.commands import make_store, motcua
from tests.conftest import AFTER_REPLAY
from tests.world import World


@pytest.fixture
def received(world: World, store: Path) -> Path:
    """A demonstration store in which a dossier was received and forwarded."""
    world.do("forward", world.accept(email="anh@example.vn"), by="sa_ruone", to_account_id="minh")
    return store


def test_a_demonstration_drops_what_leaves_into_a_folder_for_each_channel(world: World, received: Path) -> None:
    background._work()
    texts = {file.parent.name: file.read_text("utf-8") for file in (received / "files" / "outbox").rglob("*.txt")}
    assert set(texts) == {"mail", "zalo"}
    assert "Đến: 0900123456" in texts["zalo"]
    assert "http://127.0.0.1:8000/tra-cuu/" in texts["zalo"]
    assert notices.unread(world.viewer("minh")) == 1
    assert outbox.waiting().pending == 0


def test_a_real_store_sends_nothing_before_somebody_says_how(world: World, received: Path, settings: Any) -> None:
    stores.write(stores.Store(kind=stores.REAL, created_at=AFTER_REPLAY))
    background._work()
    assert not (received / "files").exists()
    assert notices.unread(world.viewer("minh")) == 1, "on screen people are told all the same"
    assert outbox.waiting().pending == 0


def test_only_the_channels_that_were_opened_are_used(world: World, received: Path, settings: Any) -> None:
    settings.SERVICES = {"sms": Folder()}
    settings.PLAIN_SMS = True
    background._work()
    [file] = (received / "files" / "outbox").rglob("*.txt")
    assert "da duoc tiep nhan" in file.read_text("utf-8")


def test_a_round_says_how_much_it_did(received: Path) -> None:
    assert background._work() > 0
    background._work()
    assert background._work() == 0


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real store that commands work on."""
    folder = tmp_path_factory.mktemp("worked") / "store"
    assert make_store(folder).code == 0
    return folder


def test_the_worker_says_which_channels_are_closed(real: Path) -> None:
    ran = motcua("worker", "--once", data=real, environment={"MOTCUA_MAIL": "demo"})
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.strip() == "Kênh chưa mở nên không gửi: Tin nhắn SMS, Zalo."


def test_a_channel_half_set_keeps_everything_from_starting(real: Path) -> None:
    ran = motcua("worker", "--once", data=real, environment={"MOTCUA_MAIL": "smtp"})
    assert ran.code == 2
    assert "MOTCUA_MAIL_SERVER" in ran.err


def test_a_tied_worker_ends_when_it_is_let_go(real: Path) -> None:
    with _started("worker", "--tied", data=real, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        process.stderr.readline()  # it has said which channels are closed, so it works
        assert process.poll() is None
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_worker_beside_a_server_ends_with_it(real: Path, end: signal.Signals) -> None:
    log = real.parent / "serve.log"
    serving = ("serve", "--with-worker", "--port", _port())
    with log.open("wb") as out, _started(*serving, data=real, stdout=out, stderr=out) as server:
        worker = _child(server.pid, "--tied")
        server.send_signal(end)
        server.wait(30)
        assert _gone(worker)
    told = log.read_text("utf-8").splitlines()
    assert [line for line in told if not line.startswith(("Motcua đang chạy", "Kênh chưa mở"))] == []


def _started(*arguments: str, data: Path, **streams: Any) -> subprocess.Popen[bytes]:
    """A command in a process of its own."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    program = [sys.executable, "-c", "from motcua.cli import main; main()", *arguments]
    return subprocess.Popen(program, env={**clean, "MOTCUA_DATA": str(data)}, **streams)


def _port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _child(parent: int, named: str) -> int:
    """The child of a process whose command line holds a word; waits until it is there."""
    for _ in range(200):
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
        for child in children:
            if named.encode() in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        time.sleep(0.1)
    pytest.fail("no worker was started")


def _gone(process: int) -> bool:
    for _ in range(200):
        try:
            if Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z":
                return True  # reaped by whoever inherited it
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False


def test_doctor_counts_what_could_not_be_sent(real: Path) -> None:
    ran = motcua("doctor", "--json", data=real)
    [check] = [one for one in ran.json()["checks"] if one["id"] == "messages"]
    assert check == {"id": "messages", "ok": True, "problems": []}


def test_doctor_speaks_of_dead_letters_and_of_a_worker_that_does_not_run(
    received: Path, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from motcua.cli import checking

    at("2023-04-27 10:00")
    assert checking._message_problems() == []
    at("2023-04-27 10:01")
    [waiting] = checking._message_problems()
    assert "2 thông báo chờ gửi, lâu nhất từ 09:00 27/04/2023" in waiting
    with transaction.atomic():
        messages.post(topic="dossier.settle", subject_type="dossier", subject_id=1, payload={"code": "X"})
    outbox.Message.objects.update(state="dead")
    [dead] = checking._message_problems()
    assert dead.startswith("3 thông báo không gửi được")
