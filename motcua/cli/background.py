"""Work that waits, done again and again: warnings, messages, signatures, places of entries in the log, checkpoints."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Annotated

from django.conf import settings
from django.urls import reverse
from typer import Option

from motcua.cli.starting import require_tables
from motcua.cli.words import say, tell
from motcua.gateways.messages.registry import carriers
from motcua.gateways.messages.services import Folder, Service
from motcua.gateways.signature.registry import signer
from motcua.gateways.signature.services import SampleKeys, SigningService
from motcua.gateways.signature.verifying import Verifier
from motcua.records import clock, store
from motcua.records.casework import duties
from motcua.records.casework.file_looking import look_again, look_waiting
from motcua.records.casework.file_signing import sign_waiting
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.notices import actions as notices
from motcua.records.notices.composing import Manner
from motcua.records.notices.table import CHANNELS, Channel

PAUSE = 5.0
"""Seconds a worker rests when there is nothing to do."""

LOOK = 60.0
"""Seconds between two looks at every promise that stands."""

END = 10.0
"""Seconds a worker of our own has to finish what it does."""


def worker(
    *,
    once: Annotated[bool, Option("--once", help=say("Làm hết việc đang chờ rồi thôi."))] = False,
    tied: Annotated[
        bool, Option("--tied", help=say("Thôi khi đầu vào chuẩn đóng lại: dành cho chương trình cha."))
    ] = False,
) -> int:
    """Does what waits, again and again: warnings, messages to deliver, places of entries in the log, checkpoints."""
    require_tables()
    _tell_closed_channels()
    watch = _Watch()
    while True:
        done = watch.look() + _work()
        if once and not done:
            return 0
        if tied and _let_go(0.0 if done else PAUSE):
            return 0
        if not done and not tied:
            time.sleep(PAUSE)


def tick() -> int:
    """Does once what a timer asks for; a second call right after it changes nothing."""
    require_tables()
    _Watch().look()
    _work()
    return 0


class _Watch:
    """Looks at every promise that stands, at once and then from time to time."""

    def __init__(self) -> None:
        self._next = 0.0

    def look(self) -> int:
        """Gives the warnings that are due; how many."""
        now = time.monotonic()
        if now < self._next:
            return 0
        self._next = now + LOOK
        return duties.tick(clock.now()).written


class Beside:
    """A worker in a process of its own, which ends with this one whatever becomes of it.

    It watches a pipe that only this process holds open: when this one is gone, however it went, the pipe closes.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the worker."""
        program = [sys.executable, "-c", "from motcua.cli import main; main()", "worker", "--tied"]
        self._process = subprocess.Popen(  # noqa: S603  (this very program)
            program,
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for this process; the worker is told by the pipe
        )

    def stop(self) -> None:
        """Lets the worker finish what it does, and waits until it is gone."""
        process, self._process = self._process, None
        if process is None or process.stdin is None:
            return
        process.stdin.close()
        try:
            process.wait(END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _let_go(seconds: float) -> bool:
    """Whether the standard input closed within so many seconds; what is written to it is passed over."""
    ready, _, _ = select.select([sys.stdin.fileno()], [], [], seconds)
    return bool(ready) and not os.read(sys.stdin.fileno(), 4096)


def _work() -> int:
    """How much was done."""
    services = _services()
    carrying = carriers(services)
    manner = Manner(site=f"{settings.PUBLIC_URL}{reverse('citizen:look_up')}", plain_sms=settings.PLAIN_SMS)
    handed = notices.hand_out(carrying.keys())
    sent = notices.send(carrying, manner)
    done = journal.sequence() + handed.sent + handed.dead + sent.sent + sent.dead + _signatures()
    if not journal_queries.checkpoint_due():
        return done
    journal.checkpoint()
    return done + 1


def _signatures() -> int:
    """How many signatures were made, and files looked at."""
    chosen, verify = _signing(), Verifier()
    made = sign_waiting(signer(chosen).sign) if chosen else None
    looked = look_waiting(verify, roots=verify.roots)
    again = look_again(verify, roots=verify.roots)
    return again + sum(drained.sent + drained.dead for drained in (made, looked) if drained)


def _signing() -> SigningService | None:
    """Who signs, as the operator chose; in a demonstration store, without a choice, sample certificates."""
    here = store.read()
    if settings.SIGNING is not None or here is None or not here.is_demonstration:
        chosen: SigningService | None = settings.SIGNING
        return chosen
    return SampleKeys()


def _services() -> Mapping[str, Service]:
    """The channels that are open: those the operator chose; in a demonstration store, without a choice, folders."""
    here = store.read()
    if settings.SERVICES or here is None or not here.is_demonstration:
        chosen: Mapping[str, Service] = settings.SERVICES
        return chosen
    return {channel.value: Folder() for channel in Channel}


def _tell_closed_channels() -> None:
    closed = [name for channel, name in CHANNELS.items() if channel not in _services()]
    if closed:
        tell(say("Kênh chưa mở nên không gửi: {names}.", names=", ".join(closed)))
