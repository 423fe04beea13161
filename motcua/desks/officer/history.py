"""Everything that was done on a dossier, as a page: the dossier's own page shows the latest of it."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Link
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.officer.files_pages import HistoryPage
from motcua.desks.officer.lists import officer_frame
from motcua.desks.officer.presenters import timeline_item
from motcua.records.casework.views import DossierView


def history_page(request: StaffRequest, dossier: DossierView) -> HistoryPage:
    """All acts on a dossier, in the order in which they were recorded."""
    items = [timeline_item(entry) for entry in dossier.timeline]
    columns = ("Khi nào", "Việc", "Ai làm")
    rows = tuple(
        Row(cells=(Cell(text=item.at), Cell(text=item.text, note=item.quote), Cell(text=item.actor))) for item in items
    )
    return HistoryPage(
        frame=officer_frame(request, title=f"Nhật ký hồ sơ {dossier.code}"),
        code=dossier.code,
        procedure=dossier.procedure,
        sentence=f"{number_vi(len(items))} việc, theo thứ tự ghi vào sổ. Không dòng nào sửa được hay xóa được.",
        table=Table(
            caption="Nhật ký của hồ sơ",
            caption_hidden=True,
            columns=tuple(Column(label=label) for label in columns),
            rows=rows,
        ),
        back=Link(text=f"Về hồ sơ {dossier.code}", href=reverse("officer:dossier", args=(dossier.code,))),
    )
