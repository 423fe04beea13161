"""The stream made ahead in a process of its own, so that inventing and recording each have a core."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection

from motcua.demo.specs import Step

_BATCH = 500
"""Steps handed over at a time."""


@contextmanager
def ahead(make: Callable[[], Iterator[Step]]) -> Iterator[Iterator[Step]]:
    """The steps of `make()`, made by a child process from now on, while the caller does other work.

    `make` goes to the child by pickling. The child waits when the caller is far behind, and goes at the end of the
    block. The iterator raises what `make` raises.
    """
    context = multiprocessing.get_context("spawn")  # a fork would take the open database along
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_hand_over, args=(there, make), daemon=True)
    child.start()
    there.close()
    try:
        yield _received(here)
    finally:
        here.close()
        child.join()


def _received(here: Connection) -> Iterator[Step]:
    while batch := here.recv():
        if isinstance(batch, BaseException):
            raise batch
        yield from batch


def _hand_over(there: Connection, make: Callable[[], Iterator[Step]]) -> None:
    try:
        steps = make()
        while batch := list(islice(steps, _BATCH)):
            there.send(batch)
        there.send([])
    except BrokenPipeError:  # the caller has stopped
        return
    except Exception as error:  # told where the steps are used
        there.send(error)
