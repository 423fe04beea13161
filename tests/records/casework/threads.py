"""Several threads that begin together, on a database that they can share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

from motcua.rules.refusal import Refusal

Made = TypeVar("Made")


def at_once(work: Callable[[int], Made], *, threads: int) -> list[Made | Refusal]:
    """What each of several threads made of their number, begun together; a refusal instead where it was refused."""
    together = Barrier(threads)

    def one(number: int) -> Made | Refusal:
        try:
            together.wait(30)
            return work(number)
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))
