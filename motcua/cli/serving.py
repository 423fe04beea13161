"""The web server, in this process: gunicorn with some workers of a few threads each."""

from __future__ import annotations

import gc
import socket
import sys
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication

from motcua.cli.background import Beside
from motcua.cli.words import answer, say
from motcua.law.registry import law
from motcua.rules.refusal import Refusal

HOST = "127.0.0.1"
WORKERS = 2
THREADS = 4
"""Browsers hold connections open without asking anything; a thread each keeps them from stopping a worker."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn set up here and not by its own command line."""

    def __init__(self, port: int, *, workers: int = WORKERS, beside: Beside | None = None) -> None:
        self.port = port
        self.workers = workers
        self.beside = beside
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        chosen = {
            "bind": f"{HOST}:{self.port}",
            "workers": self.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            "loglevel": "warning",
            "limit_request_line": 4094,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)
        beside = self.beside
        if beside is not None:  # both are called in the first process only, and not in its workers
            self.cfg.set("on_starting", lambda server: beside.start())
            self.cfg.set("on_exit", lambda server: beside.stop())

    def load(self) -> Any:
        """Called by gunicorn, once, before it makes its workers: what is read by now, they share."""
        from motcua.config.wsgi import application

        import_module(settings.ROOT_URLCONF)
        law()
        connections.close_all()  # a connection must not be shared by the workers
        gc.collect()
        gc.freeze()  # the collector would write to every page of memory, and so unshare it
        return application


def run_server(port: int, *, workers: int = WORKERS, beside: Beside | None = None) -> None:
    """Serves until stopped, by `workers` processes, with a worker `beside` it where one is given.

    Raises Refusal (`port`) when the port is in use; does not return otherwise.
    """
    _require_free(port)
    connections.close_all()
    answer(say("Motcua đang chạy tại http://{host}:{port} (dừng: Ctrl+C).", host=HOST, port=port))
    sys.stdout.flush()  # what is still in the buffer would be written by every worker again
    Server(port, workers=workers, beside=beside).run()


def _require_free(port: int) -> None:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            raise Refusal(
                "port", "Cổng {port} đang có chương trình khác dùng. Hãy chọn cổng khác, ví dụ --port 8001.", port=port
            ) from None
