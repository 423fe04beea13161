"""What the addresses and forms of reports ask for: a form of a unit over a period, one of its cells, an act on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.leader.asking import period_in, typed_period
from motcua.records import clock
from motcua.records.people.viewer import Viewer
from motcua.records.reports import actions
from motcua.records.reports.actions import Ref
from motcua.records.reports.content import Act
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.refusal import NotFound

ACTS, TO = "acts", "to"
SLUGS = {"ky": Act.SIGN, "gui": Act.SEND, "bo": Act.DROP}
"""Acts on a report by the last part of their address."""

DONE = {
    Act.SIGN: "Đã ký báo cáo và chốt số liệu.",
    Act.SEND: "Đã ghi nhận việc gửi báo cáo.",
    Act.DROP: "Đã bỏ dự thảo.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedReport:
    """A report that is looked at, all of it in the address so that a list equals the number that led to it."""

    form: str
    unit: str
    period: Period
    as_of: datetime | None = None

    @property
    def query(self) -> dict[str, str]:
        """The address after its question mark."""
        at = {"as_of": self.as_of.isoformat()} if self.as_of else {}
        return {"unit": self.unit, "period": self.period.id, **at}

    @property
    def href(self) -> str:
        """The address of the report, kept nowhere."""
        return f"{reverse('leader:report_preview', args=(self.form,))}?{urlencode(self.query)}"

    def file_href(self, kind: str) -> str:
        """The address of the report as a file."""
        return f"{reverse('leader:report_preview_file', args=(self.form, kind))}?{urlencode(self.query)}"

    def cells_href(self, row: str, column: str, *, after: int = 0) -> str:
        """The address of the dossiers that a cell counts."""
        more = {"row": row, "column": column, **({"after": str(after)} if after else {})}
        return f"{reverse('leader:report_cells', args=(self.form,))}?{urlencode({**self.query, **more})}"


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedCells:
    """A cell of a report by the key of its row and its column."""

    report: AskedReport
    row: str
    column: str
    after: int


def asked_report(form: str, data: QueryDict, *, unit: str) -> AskedReport:
    """The report that an address asks for; `unit` where it names none. Raises Refusal."""
    as_of = clean(data.get("as_of", ""), field="as_of")
    return AskedReport(
        form=clean(form, field="form", limit=20),
        unit=clean(data.get("unit", ""), field="unit", limit=60) or unit,
        period=period_in(typed_period(data)),
        as_of=clock.instant(as_of, field="as_of") if as_of else None,
    )


def asked_cells(form: str, data: QueryDict, *, unit: str) -> AskedCells:
    """The cell that an address asks for. Raises Refusal."""
    after = data.get("after", "")
    return AskedCells(
        report=asked_report(form, data, unit=unit),
        row=clean(data.get("row", ""), field="row"),
        column=clean(data.get("column", ""), field="column", limit=40),
        after=whole_number(after, field="after") if after else 0,
    )


def drafted(viewer: Viewer, form: str, data: QueryDict, *, unit: str) -> int:
    """Begins a report; its id. Raises Refusal, NotAllowed, NotFound, Conflict."""
    typed = sent(data, fields=(KEY, "unit", "period"))
    asked = asked_report(form, data, unit=unit)
    return actions.draft(viewer, asked.form, asked.unit, asked.period, key=typed[KEY])


def acted(viewer: Viewer, report_id: int, slug: str, data: QueryDict) -> Act:
    """Signs, sends or drops a report; what was done. Raises Refusal, NotAllowed, NotFound, Conflict."""
    act = SLUGS.get(slug)
    if act is None:
        raise NotFound("act", "Không có việc này với báo cáo; hãy mở lại trang báo cáo.")
    typed: Mapping[str, str] = sent(data, fields=(KEY, ACTS, TO) if act is Act.SEND else (KEY, ACTS))
    ref = Ref(id=report_id, acts=whole_number(typed[ACTS], field=ACTS))
    match act:
        case Act.SIGN:
            actions.sign(viewer, ref, key=typed[KEY])
        case Act.SEND:
            actions.send(viewer, ref, to=typed[TO], key=typed[KEY])
        case _:
            actions.drop(viewer, ref, key=typed[KEY])
    return act
