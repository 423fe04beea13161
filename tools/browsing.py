"""A demonstration store, a server for it and a browser: what the pictures and the tests in a browser stand on."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
HOST = "127.0.0.1"
PATIENCE = 30.0
"""Seconds within which a server must answer."""

_COMMAND = (sys.executable, "-c", "from motcua.cli import main; main()")


def environment(data: Path, *, now: str = "") -> dict[str, str]:
    """The environment of a command on the store in `data`, whose clock stands at `now` (ISO 8601) if given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    return {**kept, "MOTCUA_DATA": str(data), **({"MOTCUA_NOW": now} if now else {})}


def motcua(*arguments: str, data: Path, now: str = "") -> subprocess.CompletedProcess[str]:
    """Runs a command of Motcua on a store; the caller looks at the exit code."""
    return _ran(*_COMMAND, *arguments, data=data, now=now)


def make_store(data: Path, *, scale: float) -> None:
    """Makes a demonstration store on which the first days of July are worked too. Raises RuntimeError."""
    for command in (
        (*_COMMAND, "demo", "--no-serve", "--scale", str(scale)),
        (sys.executable, "-m", "tools.first_days"),
    ):
        done = _ran(*command, data=data)
        if done.returncode:
            raise RuntimeError(f"{command[-1]}: {done.stderr}")


def _ran(*command: str, data: Path, now: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  (our own commands)
        command,
        cwd=ROOT,
        env=environment(data, now=now),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )


@contextmanager
def serving(data: Path, *, now: str, public_url: str = "") -> Iterator[str]:
    """`motcua serve` on a free port, with the clock standing at `now`; gives its address, without a slash at the end.

    Receipts name `public_url`, or this address. What the server says goes to serve.log in the store. Raises
    RuntimeError when it does not answer.
    """
    port = _free_port()
    url = f"http://{HOST}:{port}"
    log = data / "serve.log"
    with log.open("wb") as said:
        server = subprocess.Popen(  # noqa: S603  (our own command)
            [*_COMMAND, "serve", "--port", str(port)],
            cwd=ROOT,
            env={**environment(data, now=now), "MOTCUA_URL": public_url or url},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _await(url, server=server, log=log)
            yield url
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def enter(page: Page, url: str, account: str) -> None:
    """Enters as a member of the cast from the start page, as a person would."""
    page.goto(f"{url}/")
    page.locator(f'button[name=account][value="{account}"]').click()
    page.locator("details.me").wait_for()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])


def _await(url: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"{url}/", timeout=PATIENCE):  # noqa: S310  (our own address)
                return
        except HTTPError:
            break
        except URLError:
            time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace")
    raise RuntimeError(f"motcua serve: {said[-2000:]}")
