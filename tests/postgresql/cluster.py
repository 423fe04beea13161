"""A PostgreSQL cluster of the tests' own, in a temporary folder on a free port of the loopback address."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from motcua.config.databases import postgresql
from motcua.config.environment import PostgreSQL

USER = "motcua"


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running server."""

    port: int
    password: str

    def settings(self, name: str) -> dict[str, Any]:
        """Django's settings of one of its databases."""
        return postgresql(
            PostgreSQL(name=name, user=USER, password=self.password, host="127.0.0.1", port=str(self.port))
        )

    def place(self, name: str) -> str:
        """What the bare driver needs to connect to one of its databases."""
        return f"host=127.0.0.1 port={self.port} user={USER} password={self.password} dbname={name}"

    def execute(self, statement: str) -> None:
        """Runs a statement that no transaction may hold, such as CREATE DATABASE."""
        with psycopg.connect(self.place("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def binaries() -> Path | None:
    """Where the newest server's programs are, Debian's or those on the path; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def running(programs: Path) -> Iterator[Cluster]:
    """Starts a cluster and stops it at the end. As root it runs as `postgres`, since initdb refuses root."""
    with tempfile.TemporaryDirectory(prefix="motcua-postgresql-") as name:
        folder = Path(name)
        cluster = Cluster(port=_free_port(), password=secrets.token_hex(16))
        (folder / "password").write_text(cluster.password)
        if os.geteuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres")
        data, log = str(folder / "data"), str(folder / "log")
        _run(
            programs / "initdb",
            *("-D", data, "-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"),
            f"--pwfile={folder / 'password'}",
        )
        options = f"-c port={cluster.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        _run(programs / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", f"{options} -c max_connections=30")
        try:
            yield cluster
        finally:
            _run(programs / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", data)


def _run(program: Path, *arguments: str) -> None:
    as_postgres = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
    done = subprocess.run(
        [*as_postgres, str(program), *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server inherits it: a pipe would stay open as long as it runs
        stderr=subprocess.DEVNULL,
        cwd="/",
        check=False,
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(f"{program.name} {arguments[0]} ended with {done.returncode}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
