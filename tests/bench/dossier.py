"""How long a large dossier takes to open: 300 files, 500 acts, over HTTP with session, policy and journal on.

python -m tests.bench.dossier
"""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any
from unittest.mock import patch

from tests.bench.casework import Measure, Office

FILES, ACTS = 300, 500
BUDGET = 300.0
"""Milliseconds within which the page of a large dossier is there."""

_ROUNDS = 15
_BATCH = 20


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better)."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, ExitStack() as standing:
        office = Office(Path(folder), standing)
        code = _large(office)
        client = _entered(office)
        pages = {"trang hồ sơ": "", "trang tệp": "tep/", "trang nhật ký": "nhat-ky/"}
        return [
            ("D1", f"{name}, {FILES} tệp và {ACTS} việc (ms)", _took(client, f"/ho-so/{code}/{place}"), BUDGET, False)
            for name, place in pages.items()
        ]


def _large(office: Office) -> str:
    """The code of a dossier with many acts and files."""
    from motcua.records.casework import actions, attaching
    from motcua.records.casework.attaching import About, Batch
    from motcua.records.casework.attachments import Kind
    from motcua.records.files import keeping
    from motcua.records.files.inspecting import Inspected
    from motcua.records.files.keeping import Upload
    from motcua.records.files.media import Media
    from tests.world import ref

    (dossier,) = office.accept(1)
    dossier = actions.forward(office.clerk, ref(dossier), key="f", to_account_id=office.officer.account_id)
    for number in range(ACTS - 2):
        to = (office.leader, office.officer)[number % 2].account_id
        dossier = actions.assign(office.leader, ref(dossier), key=f"a{number}", to_account_id=to, reason="Giao lại")
    seen = Inspected(media=Media.PDF, pages=2, width=None, height=None)
    with patch.object(keeping, "inspected", lambda *_, **__: seen):  # what is measured is the reading
        for batch in range(FILES // _BATCH):
            uploads = [Upload(name=f"quet-{batch}-{n}.pdf", chunks=[b"%d %d" % (batch, n)]) for n in range(_BATCH)]
            about = About(kind=Kind.PAPER, paper=1 + batch % 2, digitised=True)
            attaching.attach(office.officer, dossier.dossier_id, [Batch(about=about, uploads=uploads)], key=f"b{batch}")
    return dossier.code


def _entered(office: Office) -> Any:
    from tests.desks.entering import entered

    client = entered(office._world, "minh")
    client.defaults["SERVER_NAME"] = "127.0.0.1"
    return client


def _took(client: Any, address: str) -> float:
    """Milliseconds of an answer: the lower quartile, for other work of the machine only ever adds to it."""
    took = []
    for _ in range(_ROUNDS):
        begun = perf_counter()
        response = client.get(address)
        took.append((perf_counter() - begun) * 1000)
        assert response.status_code == 200, response.status_code
    return quantiles(took, n=4)[0]


if __name__ == "__main__":
    for figure_id, what, value, budget, higher_is_better in measure():
        print(f"{figure_id:5} {what}: {value:.3g} ({'≥' if higher_is_better else '≤'} {budget:g})")
