"""Reports of a unit on the leader's desk: the list of a period, a report with its life, the dossiers behind a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_href, dossier_table
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.formats import instant_vi, number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Hidden, Link, Pager, Tone
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import fresh_key
from motcua.desks.frame.sheets.forms.report import counts_dossiers, report_sheet
from motcua.desks.frame.sheets.pages import words_of
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.periods import period_form, period_vi
from motcua.desks.leader.reports.forms import ACTS, TO, AskedCells, AskedReport
from motcua.desks.leader.reports.pages import ActForm, ReportPage, ReportsPage
from motcua.desks.leader.warnings.presenters import OverrunsPage
from motcua.law.report_types import ReportForm, ReportRows
from motcua.records import clock
from motcua.records.people import policy
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.reports import actions, looking, making, queries
from motcua.records.reports.content import Act
from motcua.records.reports.making import Made
from motcua.records.reports.queries import MOST_CHANGES, Explained, ReportView
from motcua.rules.period import Period
from motcua.rules.reporting.columns import COLUMNS

CURRENT = "reports"
FILES = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"}
_STANDING = {
    Act.DRAFT: Badge(tone=Tone.NEAR, text="dự thảo"),
    Act.SIGN: Badge(tone=Tone.CALM, text="đã ký, chưa gửi"),
    Act.SEND: Badge(tone=Tone.GOOD, text="đã gửi"),
}
_DID = {Act.DRAFT: "lập dự thảo", Act.SIGN: "ký và chốt số liệu", Act.SEND: "gửi", Act.DROP: "bỏ dự thảo"}


def own_unit(request: StaffRequest) -> UnitView:
    """The unit at which the person works as its head or inspects."""
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return places.unit_by_id(post.unit_id)


def reports_page(
    request: StaffRequest,
    unit: UnitView,
    period: Period,
    *,
    typed: TypedPeriod,
    errors: Mapping[str, str] | None = None,
) -> ReportsPage:
    """The reports of a unit: the forms of a period, and all made before."""
    found = queries.reports(request.viewer, unit.id)
    form = period_form(period, typed=typed, errors=dict(errors or {}))
    fields = (*_units(request, unit), form.period, form.first, form.last)
    return ReportsPage(
        frame=leader_frame(request, title=f"Báo cáo {period_vi(period)}", current=CURRENT),
        sentence=f"{unit.name}, {period_vi(period)}. Mỗi con số đếm từ hồ sơ tại thời điểm chốt và mở ra được.",
        action=reverse("leader:reports"),
        fields=fields,
        forms=_forms(unit, period, found),
        made=_made(found),
        empty=None
        if found
        else EmptyState(title="Chưa lập báo cáo nào", text="Mở một biểu ở trên, xem số liệu rồi bấm «Lập dự thảo»."),
        errors=error_links(*fields),
    )


def preview_page(request: StaffRequest, asked: AskedReport, *, errors: Mapping[str, str] | None = None) -> ReportPage:
    """A report as of a cut-off that nobody has begun yet."""
    made = making.made(request.viewer, asked.form, asked.unit, asked.period, as_of=asked.as_of)
    fixed = _asked(made)
    forms = []
    if asked.as_of is None and actions.may_act(request.viewer, made.unit.id):
        hidden = (Hidden(name="unit", value=asked.unit), Hidden(name="period", value=asked.period.id))
        action = reverse("leader:report_draft", args=(made.form.code,))
        forms.append(ActForm(action=action, label="Lập dự thảo", hidden=(fresh_key(), *hidden)))
    sheet = replace(report_sheet(made, links=_links(made)), mark="Xem trước")
    return ReportPage(
        frame=leader_frame(request, title=f"{made.form.code} · {period_vi(made.period)}", current=CURRENT),
        sheet=sheet,
        words=words_of(sheet),
        links=tuple(Link(text=text, href=fixed.file_href(kind)) for kind, text in FILES.items()),
        back=_back(made.unit, made.period),
        standing=f"Xem trước, số liệu biết đến {instant_vi(made.as_of)}; chưa lập thành báo cáo.",
        life=(),
        forms=tuple(forms),
        errors=summary((), errors or {}),
    )


def report_page(
    request: StaffRequest, report_id: int, *, to: str = "", errors: Mapping[str, str] | None = None
) -> ReportPage:
    """A report with what was done with it, what may be, and what has changed since it was signed."""
    view, made = queries.report(request.viewer, report_id)
    changes, count = queries.differences(view)
    sheet = report_sheet(made, view, links=_links(made))
    forms = _act_forms(view, to=to, errors=errors or {}) if actions.may_act(request.viewer, view.unit.id) else ()
    edition = f", lần {view.edition}" if view.edition > 1 else ""
    return ReportPage(
        frame=leader_frame(
            request, title=f"Báo cáo {view.form.code} · {period_vi(view.period)}{edition}", current=CURRENT
        ),
        sheet=sheet,
        words=words_of(sheet),
        links=tuple(Link(text=text, href=_file_href(view.id, kind)) for kind, text in FILES.items()),
        back=_back(view.unit, view.period),
        standing=_standing(view, made),
        life=tuple(_said(act) for act in view.acts),
        forms=forms,
        changes=_changes(changes, made.form) if changes else None,
        changes_note=_changes_note(view, count),
        errors=summary(tuple(form.field for form in forms if form.field), errors or {}),
    )


def cells_page(request: StaffRequest, asked: AskedCells) -> OverrunsPage:
    """The dossiers that a cell counts."""
    report = asked.report
    look = making.looked(request.viewer, report.form, report.unit, report.period, as_of=report.as_of)
    rows, further = looking.behind(look, asked.row, asked.column, after=asked.after)
    fixed = replace(report, as_of=look.at.as_of, unit=look.unit.key)
    label = _labels(look.form).get(asked.column, asked.column)
    where = _row_label(asked.row, look.unit)
    pager = None
    if further or asked.after:
        following = fixed.cells_href(asked.row, asked.column, after=further) if further else ""
        pager = Pager(summary=f"{number_vi(len(rows))} hồ sơ trên trang này", next_href=following)
    return OverrunsPage(
        frame=leader_frame(request, title=f"{look.form.code} · {label} · {where}", current=CURRENT),
        heading=f"{label}: {where}",
        sentence=f"Hồ sơ được đếm ở ô này của {look.form.symbol}, {period_vi(look.period)}.",
        table=dossier_table(rows, caption="Hồ sơ của ô này"),
        note=f"Số liệu biết đến {instant_vi(look.at.as_of)}; cột «Hẹn trả» là tình trạng bây giờ của hồ sơ.",
        back=Link(text="Về báo cáo", href=fixed.href),
        empty=None if rows else EmptyState(title="Không có hồ sơ nào", text="Ô này của báo cáo bằng 0."),
        pager=pager,
    )


def _units(request: StaffRequest, unit: UnitView) -> tuple[Field, ...]:
    """The choice of unit, for whoever sees more than one."""
    scope = policy.scope(request.viewer)
    seen = [one for one in places.units_on(clock.now().date()) if scope.allows(one.id)]
    if len(seen) < 2:
        return ()
    options = tuple(Option(value=one.key, label=one.name, chosen=one.id == unit.id) for one in seen)
    return (Field(name="unit", label="Đơn vị báo cáo", kind=FieldKind.SELECT, options=options),)


_FORM_COLUMNS = (Column(label="Biểu"), Column(label="Nội dung"), Column(label="Tình trạng"))


def _forms(unit: UnitView, period: Period, found: tuple[ReportView, ...]) -> Table:
    rows = []
    for form in making.forms(period.last):
        same = [
            view
            for view in found
            if view.form.code == form.code and (view.period.first, view.period.last) == (period.first, period.last)
        ]
        asked = AskedReport(form=form.code, unit=unit.key, period=period)
        standing = Cell(badge=_STANDING[same[0].standing], href=_href(same[0])) if same else Cell(text="chưa lập")
        name = form.symbol if form.own else form.code
        rows.append(Row(cells=(Cell(text=name, href=asked.href), Cell(text=form.title), standing)))
    return Table(caption=f"Các biểu của {period_vi(period)}", columns=_FORM_COLUMNS, rows=tuple(rows))


_MADE_COLUMNS = (
    Column(label="Báo cáo"),
    Column(label="Kỳ"),
    Column(label="Tình trạng"),
    Column(label="Số"),
    Column(label="Việc gần nhất", minor=True),
)


def _made(found: tuple[ReportView, ...]) -> Table:
    rows = []
    for view in found:
        last = view.acts[-1]
        edition = f", lần {view.edition}" if view.edition > 1 else ""
        rows.append(
            Row(
                cells=(
                    Cell(text=f"{view.form.code}{edition}", href=_href(view)),
                    Cell(text=period_vi(view.period)),
                    Cell(badge=_STANDING[view.standing]),
                    Cell(text=view.signed.number if view.signed else "chưa có số"),
                    Cell(text=instant_vi(last.at), note=last.by),
                )
            )
        )
    return Table(caption="Báo cáo đã lập", columns=_MADE_COLUMNS, rows=tuple(rows))


def _asked(made: Made) -> AskedReport:
    return AskedReport(form=made.form.code, unit=made.unit.key, period=made.period, as_of=made.as_of)


def _links(made: Made) -> tuple[tuple[str, ...], ...]:
    """Where the rows lead: a number to the dossiers it counts, the code of a dossier to its page."""
    asked, listed = _asked(made), made.form.rows is ReportRows.DOSSIERS
    return tuple(
        (
            dossier_href(row.key) if listed else "",
            *(
                asked.cells_href(row.key, column.id) if counts_dossiers(row, column.id, cell, made.form) else ""
                for cell, column in zip(row.cells, made.form.columns, strict=True)
            ),
        )
        for row in made.table.rows
    )


def _act_forms(view: ReportView, *, to: str, errors: Mapping[str, str]) -> tuple[ActForm, ...]:
    hidden = (Hidden(name=ACTS, value=str(len(view.acts))),)
    if view.standing is Act.DRAFT:
        return (
            ActForm(action=_act_href(view, "ky"), label="Ký và chốt số liệu", hidden=(fresh_key(), *hidden)),
            ActForm(action=_act_href(view, "bo"), label="Bỏ dự thảo", hidden=(fresh_key(), *hidden), plain=True),
        )
    if view.standing is Act.SIGN:
        field = Field(
            name=TO, label="Gửi đến", value=to, required=True, maxlength="200", error=errors.get(TO, ""),
            hint="Ví dụ Văn phòng UBND tỉnh.",
        )  # fmt: skip
        return (ActForm(action=_act_href(view, "gui"), label="Ghi đã gửi", hidden=(fresh_key(), *hidden), field=field),)
    return ()


def _standing(view: ReportView, made: Made) -> str:
    if view.signed is None:
        early = " Kỳ chưa kết thúc: ký bây giờ là chốt số đến lúc ký." if made.as_of < made.period.end else ""
        return f"Dự thảo, số liệu biết đến {instant_vi(made.as_of)} và còn đổi cho đến khi ký.{early}"
    sent = "" if view.standing is Act.SEND else " Chưa ghi gửi đi đâu."
    return f"Đã ký số {view.signed.number}, số liệu chốt lúc {instant_vi(view.signed.as_of)}, không đổi nữa.{sent}"


def _said(act: queries.ActView) -> str:
    to = f" đến {act.to}" if act.to else ""
    return f"{instant_vi(act.at)} · {act.by or 'người vận hành'} {_DID[act.act]}{to}"


_CHANGE_COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Việc"),
    Column(label="Xảy ra", minor=True),
    Column(label="Ghi nhận"),
    Column(label="Rời cột"),
    Column(label="Sang cột"),
)


def _changes(changes: tuple[Explained, ...], form: ReportForm) -> Table:
    labels = _labels(form)

    def named(columns: tuple[str, ...], others: tuple[str, ...]) -> str:
        moved = [labels[column] for column in columns if column not in others]
        return "; ".join(moved) or "—"

    return Table(
        caption="Thay đổi sau khi chốt",
        columns=_CHANGE_COLUMNS,
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.code, href=dossier_href(one.code), note=one.row),
                    Cell(text=one.act),
                    Cell(text=instant_vi(one.happened_at)),
                    Cell(text=instant_vi(one.recorded_at)),
                    Cell(text=named(one.before, one.after)),
                    Cell(text=named(one.after, one.before)),
                )
            )
            for one in changes
        ),
    )


def _changes_note(view: ReportView, count: int) -> str:
    if view.signed is None:
        return ""
    if view.form.rows not in making.RECOUNTED:
        return "Biểu này không đếm từ hồ sơ nên không đối chiếu thay đổi sau khi chốt."
    if not count:
        return "Từ lúc chốt đến nay không có việc nào ghi sau làm đổi số của báo cáo này."
    shown = f", dưới đây là {number_vi(MOST_CHANGES)} việc đầu" if count > MOST_CHANGES else ""
    return (
        f"{number_vi(count)} việc ghi nhận sau khi chốt làm một hồ sơ đổi chỗ trong báo cáo nếu lập lại{shown}. Số đã "
        "ký không đổi; cần thì lập báo cáo thay thế."
    )


def _labels(form: ReportForm) -> dict[str, str]:
    """The columns as they are called outside their headings: «Số lượng hồ sơ đã giải quyết, trước hạn»."""
    told = {
        column.id: ", ".join((*column.groups[:1], column.label.lower())) if column.groups else column.label
        for column in form.columns
    }
    return {**dict.fromkeys(COLUMNS, ""), **told}


def _row_label(key: str, unit: UnitView) -> str:
    level, slash, field = key.partition("/")
    label = next((label for one, label in looking.LEVELS.items() if one.value == level), "")
    if label:
        return f"{label}, {field}" if slash else label
    return places.unit(key).short_name if key else unit.short_name


def _back(unit: UnitView, period: Period) -> Link:
    query = urlencode({"unit": unit.key, "period": period.id})
    return Link(text="Về các báo cáo", href=f"{reverse('leader:reports')}?{query}")


def _href(view: ReportView) -> str:
    return reverse("leader:report", args=(view.id,))


def _file_href(report_id: int, kind: str) -> str:
    return reverse("leader:report_file", args=(report_id, kind))


def _act_href(view: ReportView, slug: str) -> str:
    return reverse("leader:report_act", args=(view.id, slug))
