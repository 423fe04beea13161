"""Making a store, bringing one up to date, and serving one: init, upgrade, serve."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Annotated

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from typer import Option

from motcua.cli import arguments
from motcua.cli.background import Beside
from motcua.cli.serving import run_server
from motcua.cli.starting import pending_migrations, require_store, require_tables, unfit
from motcua.cli.words import answer, say, tell
from motcua.records import clock, keys, store
from motcua.records.people import actions as people
from motcua.records.people.viewer import Viewer
from motcua.records.store import Store
from motcua.rules.refusal import Refusal

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


def serve(
    *,
    port: Port = "8000",
    workers: Annotated[
        str, Option("--workers", metavar="N", help=say("Số tiến trình cùng trả lời, từ 1 đến 32."))
    ] = "2",
    with_worker: Annotated[
        bool, Option("--with-worker", help=say("Chạy kèm việc nền (gửi thông báo, ký điểm chốt)."))
    ] = False,
) -> int:
    """Serves the store; refuses one that could lose what it acknowledges, or that lacks a key."""
    number = arguments.whole(port, field="port", least=1, most=65_535)
    processes = arguments.whole(workers, field="workers", least=1, most=32)
    here = require_tables()
    problems = unfit(here)
    for problem in problems:
        tell(f"- {problem}")
    if problems:
        tell(say("Chưa chạy máy chủ vì kho dữ liệu chưa an toàn. Hãy sửa các điểm trên rồi chạy lại."))
        return 1
    if here.is_demonstration:
        store.write(here.resumed(clock.machine()))
    run_server(number, workers=processes, beside=Beside() if with_worker else None)
    return 0
