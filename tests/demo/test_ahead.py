"""The stream made in a process of its own is the stream, and its failures are told where it is used."""

from __future__ import annotations

from functools import partial
from itertools import islice

import pytest

from motcua.demo.ahead import ahead
from motcua.demo.invention import steps_of
from motcua.packs.loading import TRA_CU_2023
from motcua.packs.types import PackError

SMALL = partial(steps_of, TRA_CU_2023, seed=2023, scale=0.002)


def test_the_steps_are_the_same_and_in_order() -> None:
    with ahead(SMALL) as steps:
        assert list(steps) == list(SMALL())


def test_whoever_stops_early_is_not_kept_waiting() -> None:
    with ahead(SMALL) as steps:
        assert [step.number for step in islice(steps, 3)] == [0, 1, 2]


def test_what_goes_wrong_there_is_raised_here() -> None:
    with (
        pytest.raises(PackError, match="không có bộ dữ liệu này"),
        ahead(partial(steps_of, "nowhere", seed=1, scale=1)) as steps,
    ):
        list(steps)
