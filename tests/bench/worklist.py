"""G3: a work list of fifty rows, as the officer's desk makes it, beside a plain page of the ORM with date filters.

python -m tests.bench.worklist
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from tests.bench.casework import Office

Measure = tuple[str, str, float, float, bool]

_ROUNDS = 40
_OPEN = 120
_PAGE = 50

_PLAIN = """{% load l10n %}<table>{% for dossier in dossiers %}<tr><td>{{ dossier.code }}</td>
<td>{{ dossier.applicant.name }}</td><td>{{ dossier.procedure_version.short_name }}</td><td>{{ dossier.unit.name }}</td>
<td>{{ dossier.holder.full_name }}</td><td>{{ dossier.accepted_at|date:"H:i d/m/Y" }}</td>
<td>{{ dossier.due_at|date:"H:i d/m/Y" }}</td></tr>{% endfor %}</table>"""


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better)."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, ExitStack() as standing:
        office = Office(Path(folder), standing)
        viewer = _busy(office)
        ours, plain = _interleaved(_view(viewer), _plain(viewer))
    return [
        ("G3", f"danh sách việc {_PAGE} dòng, mili giây CPU trong view", ours * 1e3, 2, False),
        ("G3", f"danh sách việc ÷ trang ORM thường ({plain * 1e3:.1f} ms)", ours / plain, 1 / 3, False),
    ]


def _busy(office: Office) -> Any:
    from motcua.records.casework import actions
    from tests.world import ref

    for opened in office.accept(_OPEN):
        key = f"w{opened.dossier_id}"
        actions.forward(office.clerk, ref(opened), key=key, to_account_id=office.officer.account_id)
    return office.officer


def _view(viewer: Any) -> Callable[[], bytes]:
    from django.test import RequestFactory

    from motcua.desks.officer.views import work_list

    def shown() -> bytes:
        request = RequestFactory().get("/ho-so/?tab=processing")
        request.viewer, request.session = viewer, {}  # type: ignore[attr-defined]
        return work_list(request).content

    page = shown()
    assert page.count(b"<tr") > _PAGE
    return shown


def _plain(viewer: Any) -> Callable[[], str]:
    from django.template import Context, Template

    from motcua.records.casework.models import Dossier

    template = Template(_PLAIN)
    units = [post.unit_id for post in viewer.posts]

    def shown() -> str:
        rows = Dossier.objects.filter(holder_unit__in=units, state="processing", holder=viewer.account_id)
        related = ("applicant", "procedure_version", "unit", "holder")
        return template.render(Context({"dossiers": rows.select_related(*related).order_by("due_at")[:_PAGE]}))

    assert shown().count("<tr>") == _PAGE
    return shown


def _interleaved(ours: Callable[[], object], plain: Callable[[], object]) -> tuple[float, float]:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS):
        for kept, shown in zip(times, (ours, plain), strict=True):
            begun = process_time()
            shown()
            kept.append(process_time() - begun)
    return median(times[0]), median(times[1])


if __name__ == "__main__":
    for figure_id, what, value, budget, higher_is_better in measure():
        print(f"{figure_id:5} {what}: {value:.3g} ({'≥' if higher_is_better else '≤'} {budget:.3g})")
