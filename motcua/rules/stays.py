"""Who held a dossier when, by how much a step took longer than its quota, and whose part of the lateness that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from motcua.rules.dossier import INSIDE, OPEN, State
from motcua.rules.process import Step, overrun


class Mark(NamedTuple):
    """An instant as a calendar counts it: whole minutes since its origin, and working minutes until then."""

    minute: int
    worked: int


class Version(NamedTuple):
    """What one version of the facts says of who held the dossier, from `at` until the next version's."""

    unit_id: int
    account_id: int | None
    step: int
    state: State
    at: Mark


class Stay(NamedTuple):
    """A step of the dossier's way at one unit, made by name: figures count hundreds of thousands of them.

    `account_ids` are the persons who held it, in order, each once; `since` and `until` (None: still there) are minutes
    of the calendar. `worked`, `quota` (0: none set), `overrun` and `late` are working minutes: `worked` is without
    the time in which the citizen was waited for, `late` the part of the dossier's lateness laid to this stay.
    """

    unit_id: int
    account_ids: tuple[int, ...]
    step: int
    since: int
    until: int | None
    worked: int
    quota: int
    overrun: int
    late: int


@dataclass(slots=True)
class _Run:
    """A stay being read: from `start` until `end`."""

    unit_id: int
    step: int
    account_ids: list[int]
    start: Mark
    end: Mark
    over: bool = False  # whether the dossier left
    worked: int = 0
    quota: int = 0
    overrun: int = 0


def stays(versions: Sequence[Version], *, steps: Mapping[int, Step], due: Mark | None, now: Mark) -> tuple[Stay, ...]:
    """The stays of a dossier from acceptance until its end, or until `now` while it is open.

    Changes of hand within a step at one unit are one stay. The quota is the step's and counted once, also when the
    dossier comes back to the step: whoever holds it when the quota is used up overruns. What happens after the
    end, at the desk that keeps the result, is no processing; a void number is never late.
    Source: liên thông, NĐ 61/2018/NĐ-CP art. 18, 19 (chờ kiểm chứng).
    """
    runs = list(_runs(versions, now=now))
    spent: dict[int, int] = {}
    for run in runs:
        step = steps.get(run.step)
        if step is None or not step.minutes:
            continue
        before = spent.get(run.step, 0)
        after = spent[run.step] = before + run.worked
        run.quota = step.minutes
        run.overrun = overrun(step, spent=after) - overrun(step, spent=before)
    void = bool(versions) and versions[-1].state is State.VOID
    parts = _laid(runs, due=None if void else due, stopped=_stopped(versions, now=now))
    return tuple(
        Stay(
            unit_id=run.unit_id,
            account_ids=tuple(run.account_ids),
            step=run.step,
            since=run.start.minute,
            until=run.end.minute if run.over else None,
            worked=run.worked,
            quota=run.quota,
            overrun=run.overrun,
            late=late,
        )
        for run, late in zip(runs, parts, strict=True)
    )


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """`total` in whole parts proportional to `weights` (≥ 0, not all 0), which add up to it: the largest remainders
    are rounded up, of equal ones the earlier.
    """
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(parts)), key=lambda place: (-(total * weights[place] % whole), place))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def _runs(versions: Sequence[Version], *, now: Mark) -> Iterator[_Run]:
    run: _Run | None = None
    for place, version in enumerate(versions):
        if version.state not in OPEN:
            continue
        following = versions[place + 1] if place + 1 < len(versions) else None
        end = following.at if following else now
        if run is None or (version.unit_id, version.step) != (run.unit_id, run.step):
            if run is not None:
                yield run
            run = _Run(unit_id=version.unit_id, step=version.step, account_ids=[], start=version.at, end=end)
        if version.account_id is not None and version.account_id not in run.account_ids:
            run.account_ids.append(version.account_id)
        run.end, run.over = end, following is not None
        if version.state in INSIDE:
            run.worked += end.worked - version.at.worked
    if run is not None:
        yield run


def _stopped(versions: Sequence[Version], *, now: Mark) -> Mark:
    """When the term stopped running: at the end, when the citizen began to be waited for, or not yet."""
    stopped = now
    for version in reversed(versions):
        if version.state in INSIDE:
            break
        stopped = version.at
    return stopped


def _laid(runs: Sequence[_Run], *, due: Mark | None, stopped: Mark) -> list[int]:
    """The lateness, due date to end, in parts: to the overruns of quotas, in proportion where they are more than it;
    what they do not explain to whoever held the dossier after the due date, by the minutes not yet laid to them.
    """
    if due is None or not runs:
        return [0] * len(runs)
    began = max(due.worked, runs[0].start.worked)
    late = stopped.worked - began
    if late <= 0:
        return [0] * len(runs)
    overruns = [run.overrun for run in runs]
    explained = sum(overruns)
    if explained >= late:
        return shares(late, overruns)
    after = [max(0, min(run.end.worked, stopped.worked) - max(run.start.worked, began)) for run in runs]
    unexplained = [max(0, held - own) for held, own in zip(after, overruns, strict=True)]
    return [own + rest for own, rest in zip(overruns, shares(late - explained, unexplained), strict=True)]
