"""`motcua demo`: a store of invented people and dossiers, made once, gone on with, or begun anew, then served."""

from __future__ import annotations

import resource
import shutil
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.db import connection, connections
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from typer import Option

from motcua.cli import arguments, stores
from motcua.cli.words import answer, say
from motcua.demo.preparing import Replayed, prepare
from motcua.records import store
from motcua.rules.refusal import Conflict, Refusal

PARTS = ("motcua.sqlite3", "motcua.sqlite3-wal", "motcua.sqlite3-shm", "motcua.sqlite3.lock", "files", "keys")
"""What a store consists of besides store.json, which goes first: without it the rest is no store."""


def demo(
    *,
    no_serve: Annotated[bool, Option("--no-serve", help=say("Chỉ dựng kho mẫu, không chạy máy chủ."))] = False,
    scale: Annotated[
        str, Option("--scale", metavar="S", help=say("Phần hồ sơ được dựng: 1 là tất cả, 0.05 là ít."))
    ] = "",
    fresh: Annotated[bool, Option("--fresh", help=say("Xóa kho mẫu đang có và làm lại từ đầu."))] = False,
    port: stores.Port = "8000",
    no_worker: Annotated[bool, Option("--no-worker", help=say("Không chạy kèm việc nền."))] = False,
) -> int:
    """Makes the demonstration store, or goes on with the one that is there, and serves it."""
    number = arguments.whole(port, field="port", least=1, most=65_535)
    share = arguments.share(scale, field="scale") if scale else None
    if fresh:
        _remove()
    _tell(_prepared(share))
    return 0 if no_serve else stores.serve(port=str(number), with_worker=not no_worker)


def _remove() -> None:
    """Removes a demonstration store. Raises Conflict for a real one: no option of this command touches it."""
    here = store.read()
    if here is None:
        return
    if not here.is_demonstration:
        raise Conflict(
            "data",
            "Ở {folder} là kho thật nên --fresh không xóa. Hãy chọn thư mục khác bằng --data.",
            folder=settings.DATA_DIR,
        )
    if connection.vendor != "sqlite":
        raise Refusal("fresh", "--fresh chỉ xóa kho SQLite. Hãy tự tạo cơ sở dữ liệu PostgreSQL trống rồi chạy lại.")
    connections.close_all()
    store.path().unlink()
    for name in PARTS:
        part = Path(settings.DATA_DIR) / name
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)


def _prepared(share: float | None) -> Replayed | None:
    here = store.read()
    wanted = share if share is not None else here.scale if here else 1.0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("Dựng hồ sơ nửa đầu năm 2023"), total=None)
        return prepare(scale=wanted, progress=lambda done, expected: bar.update(task, advance=done, total=expected))


def _tell(done: Replayed | None) -> None:
    if done is None:
        answer(say("Kho mẫu ở {folder} đã sẵn sàng.", folder=settings.DATA_DIR))
        return
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds = max(done.seconds, 0.001)
    answer(
        say(
            "Đã dựng {dossiers} hồ sơ, {acts} thao tác trong {seconds} giây: {pace} hồ sơ/giây, "
            "{rate} thao tác/giây, bộ nhớ cao nhất {peak} MB.",
            dossiers=done.dossiers,
            acts=done.acts,
            seconds=f"{seconds:.1f}".replace(".", ","),
            pace=round(done.dossiers * done.acts / (done.begun_at + done.acts) / seconds),
            rate=round(done.acts / seconds),
            peak=peak,
        )
    )
