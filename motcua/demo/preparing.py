"""A demonstration store, made or continued: tables, keys, the district pack, the replay."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from motcua.demo.ahead import ahead
from motcua.demo.invention import steps_of
from motcua.demo.replay import Cast, Replay
from motcua.demo.specs import CLOSES, OPENS, PUBLISHED, Step
from motcua.demo.staff import bring_in
from motcua.packs.applying import apply_pack
from motcua.packs.figures import bring_in_figures
from motcua.packs.loading import TRA_CU_2023, load_pack
from motcua.packs.tiles import bring_in_tiles
from motcua.packs.types import Pack
from motcua.records import clock, keys, store
from motcua.records.store import Introduction, Store
from motcua.rules.refusal import Conflict, Refusal

RESUMES = "2023-07-03T07:00:00+07:00"
"""The Monday on which the clock of the store runs on."""

SEED = 2023
STEPS_PER_DOSSIER = 5.2
"""About how many acts a dossier of the stream has; only for the length of the progress bar."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Replayed:
    """What a run of the replay did: dossiers and acts, `seconds` of the replay alone, and where it began."""

    dossiers: int
    acts: int
    begun_at: int
    seconds: float


def prepare(*, scale: float, seed: int = SEED, progress: Callable[[int, int], None]) -> Replayed | None:
    """Makes the store of settings.DATA_DIR, or goes on with the one that is there; None when nothing was to do.

    `progress` hears (acts done since the last call, acts expected in all). Raises Refusal for a scale that makes
    no sense, Conflict for a real store or one made with another scale or seed.
    """
    if not 0 < scale <= 1:
        raise Refusal("scale", "Tỷ lệ {scale} không dùng được; hãy nhập một số lớn hơn 0 và không quá 1.", scale=scale)
    here = store.read()
    if here is None:
        here = _created(scale=scale, seed=seed)
    _require_same(here, scale=scale, seed=seed)
    if here.replayed:
        return None
    pack = load_pack(here.pack)
    with ahead(partial(steps_of, here.pack, seed=here.seed, scale=here.scale)) as steps:
        with clock.standing_at(OPENS):
            apply_pack(pack, actor_id=None, at=OPENS)
            bring_in(pack.staff)
            bring_in_figures(pack.name)
            bring_in_tiles(pack.name, at=OPENS)
        done = _replayed(steps, here, progress=progress)
    store.write(replace(here, replayed=True))
    return done


def _created(*, scale: float, seed: int) -> Store:
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    if not keys.folder().exists():
        keys.create()
    call_command("migrate", verbosity=0)
    made = Store(
        kind=store.DEMONSTRATION,
        created_at=clock.machine().isoformat(timespec="seconds"),
        pack=TRA_CU_2023,
        seed=seed,
        scale=scale,
        stands_at=CLOSES.isoformat(),
        resumes_at=RESUMES,
        cast=_introduced(load_pack(TRA_CU_2023)),
    )
    store.write(made)
    return made


def _introduced(pack: Pack) -> tuple[Introduction, ...]:
    return tuple(Introduction(username=one.username, who=one.who, tries=one.tries) for one in pack.cast)


def _require_same(here: Store, *, scale: float, seed: int) -> None:
    if not here.is_demonstration:
        raise Conflict("data", "Thư mục này là kho thật, không phải kho mẫu; hãy chọn thư mục khác bằng --data.")
    if (here.scale, here.seed) != (scale, seed) and not here.replayed:
        raise Conflict(
            "scale",
            "Kho mẫu ở đây được tạo với --scale {scale}; hãy dùng lại đúng tỷ lệ ấy, hoặc thêm --fresh để làm lại.",
            scale=here.scale,
        )


def _replayed(steps: Iterator[Step], here: Store, *, progress: Callable[[int, int], None]) -> Replayed:
    replay = Replay(cast=Cast(OPENS.date()))
    replay.recall()
    begun_at = replay.done
    expected = int(sum(total.received for total in PUBLISHED.values()) * here.scale * STEPS_PER_DOSSIER)
    started = time.perf_counter()
    replay.play(steps, progress=lambda acts: progress(acts, max(expected, replay.done)))
    return Replayed(
        dossiers=len(replay.refs),
        acts=replay.done - begun_at,
        begun_at=begun_at,
        seconds=time.perf_counter() - started,
    )
