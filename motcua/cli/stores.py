"""Making a store, bringing one up to date, and keeping one running: init, upgrade, serve, worker, tick."""

from __future__ import annotations

import getpass
import os
import sys
import time
from typing import Annotated

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from typer import Option

from motcua.cli import arguments
from motcua.cli.serving import run_server
from motcua.cli.starting import pending_migrations, require_store, require_tables, unfit
from motcua.cli.words import answer, say, tell
from motcua.gateways.messages.base import Gateway
from motcua.gateways.messages.registry import gateway as gateway_named
from motcua.records import clock, keys, store
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.outbox import actions as messages
from motcua.records.outbox import queries as outbox
from motcua.records.people import actions as people
from motcua.records.people.viewer import Viewer
from motcua.records.store import Store
from motcua.rules.refusal import Refusal

PAUSE = 5.0
"""Seconds a worker rests when there is nothing to do."""

Port = Annotated[str, Option("--port", metavar="PORT", help=say("Cổng; mặc định 8000."))]


def init(
    *,
    username: Annotated[
        str, Option("--username", metavar="USER", help=say("Tên đăng nhập của người quản trị đầu tiên."))
    ],
    name: Annotated[str, Option("--name", metavar="NAME", help=say("Họ và tên người quản trị đầu tiên."))],
) -> int:
    """Makes a real, empty store: folder, tables, keys, first administrator. `store.json` is written last, so that
    an interrupted run is taken up again.
    """
    if store.read() is not None:
        raise Refusal(
            "data", "Ở {folder} đã có kho dữ liệu. Hãy chọn thư mục khác bằng --data.", folder=settings.DATA_DIR
        )
    password = _password()
    settings.DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    if not keys.folder().exists():
        keys.create()
    _first_administrator(username, name=name, password=password)
    store.write(Store(kind=store.REAL, created_at=clock.now().isoformat()))
    answer(say("Đã lập kho thật ở {folder}.", folder=settings.DATA_DIR))
    answer(say("Hãy sao lưu thư mục keys ở nơi khác: mất khóa thì không xác minh được biên nhận đã in."))
    answer(say("Chạy tiếp: motcua serve --data {folder}", folder=settings.DATA_DIR))
    return 0


@transaction.atomic
def _first_administrator(username: str, *, name: str, password: str) -> None:
    with arguments.options({"full_name": "name"}):
        account_id = people.create_account(Viewer.system(), username=username, full_name=name)
    people.set_password(Viewer.system(), account_id=account_id, password=password)


def _password() -> str:
    """From MOTCUA_PASSWORD, or typed twice at a terminal. Raises Refusal."""
    told = os.environ.get("MOTCUA_PASSWORD")
    if told is not None:
        return told
    if not sys.stdin.isatty():
        raise Refusal("password", "Chưa có mật khẩu. Hãy đặt biến MOTCUA_PASSWORD, hoặc chạy lệnh này trên màn hình.")
    typed = getpass.getpass(say("Mật khẩu (ít nhất 10 ký tự): "))
    if getpass.getpass(say("Nhập lại mật khẩu: ")) != typed:
        raise Refusal("password", "Hai lần nhập mật khẩu không giống nhau. Hãy chạy lại lệnh này.")
    return typed


def upgrade() -> int:
    """Brings the tables of a store up to this version of the program."""
    require_store()
    pending = pending_migrations()
    call_command("migrate", verbosity=0)
    answer(say("Đã cập nhật cơ sở dữ liệu: {count} thay đổi.", count=len(pending)))
    return 0


def serve(*, port: Port = "8000") -> int:
    """Serves the store; refuses one that could lose what it acknowledges, or that lacks a key."""
    number = arguments.whole(port, field="port", least=1, most=65_535)
    here = require_tables()
    problems = unfit(here)
    for problem in problems:
        tell(f"- {problem}")
    if problems:
        tell(say("Chưa chạy máy chủ vì kho dữ liệu chưa an toàn. Hãy sửa các điểm trên rồi chạy lại."))
        return 1
    if here.is_demonstration:
        store.write(here.resumed(clock.machine()))
    run_server(number)
    return 0


def worker(*, once: Annotated[bool, Option("--once", help=say("Làm hết việc đang chờ rồi thôi."))] = False) -> int:
    """Does what waits, again and again: messages to deliver, places of entries in the log, checkpoints."""
    require_tables()
    if _gateway() is None and (waiting := outbox.waiting().pending):
        tell(say("{count} thông điệp chờ gửi: chưa chọn cổng gửi nào (MOTCUA_MESSAGES).", count=waiting))
    done = _work()
    while done or not once:
        if not done:
            time.sleep(PAUSE)
        done = _work()
    return 0


def tick() -> int:
    """Does once what a timer asks for; a second call right after it changes nothing."""
    require_tables()
    _work()
    return 0


def _work() -> int:
    """How much was done."""
    done = journal.sequence()
    gateway = _gateway()
    if gateway is not None:
        drained = messages.drain(gateway.deliver)
        done += drained.sent + drained.dead
    if not journal_queries.checkpoint_due():
        return done
    journal.checkpoint()
    return done + 1


def _gateway() -> Gateway | None:
    """Where messages go: what the operator chose; in a demonstration store, without a choice, a folder."""
    here = store.read()
    name = settings.MESSAGES or ("demo" if here and here.is_demonstration else "")
    return gateway_named(name) if name else None
