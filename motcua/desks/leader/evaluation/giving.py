"""The form in which a head gives the points of an agency, or appraises those of one below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, with_errors
from motcua.desks.frame.formats import ABSENT, instant_vi, number_vi
from motcua.desks.frame.pages import Hidden, Link
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import KEY, VERSION, kept_key
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.evaluation.forms import GROUND, NOTE, POINTS, SLUGS, AskedEvaluation, TypedPoints
from motcua.desks.leader.evaluation.pages import GroupOfFields, PointsPage
from motcua.desks.leader.evaluation.presenters import EVALUATION
from motcua.desks.leader.evaluation.words import points_vi
from motcua.desks.leader.framing import leader_frame
from motcua.desks.leader.periods import period_vi
from motcua.records import clock
from motcua.records.evaluation import queries
from motcua.records.evaluation.assessing import LONGEST_NOTE, assessed_unit, require_assessor
from motcua.records.evaluation.content import AssessmentView, Kind
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.queries import Standing
from motcua.records.people import queries as people
from motcua.rules.refusal import Conflict, Refusal

_HEADINGS = {Kind.OWN: "Tự chấm điểm", Kind.APPRAISED: "Thẩm định điểm tự chấm"}
_SAY = {
    Kind.OWN: (
        "Chấm các chỉ số không lấy từ phiếu. Điểm chỉ tính sau khi cấp trên trực tiếp thẩm định; chấm lại thì phải "
        "thẩm định lại, lần trước vẫn còn."
    ),
    Kind.APPRAISED: "Điểm thẩm định là điểm được tính. Để trống chỉ số chưa thẩm định được.",
}
_BUTTONS = {Kind.OWN: "Ghi điểm tự chấm", Kind.APPRAISED: "Ghi điểm thẩm định"}
_DONE = {Kind.OWN: "Đã ghi điểm tự chấm.", Kind.APPRAISED: "Đã ghi điểm thẩm định."}


def done_vi(kind: Kind) -> str:
    """What is said once the points are kept."""
    return _DONE[kind]


def points_page(
    request: StaffRequest,
    asked: AskedEvaluation,
    kind: Kind,
    *,
    typed: TypedPoints | None = None,
    refusal: Refusal | None = None,
) -> PointsPage:
    """The form; refused points come back as they were typed. Raises NotFound, NotAllowed, Refusal."""
    unit, told = assessed_unit(request.viewer, asked.unit, asked.period), evaluation_on(asked.period.last)
    standing = queries.standing(unit.id, asked.period, as_of=clock.now())
    require_assessor(request.viewer, unit, standing, kind)
    before = standing.own if kind is Kind.OWN else standing.appraised
    values, errors = typed.values if typed else _given_before(before), errors_of(refusal)
    groups = _groups(told, values, errors, standing, kind)
    ground = _ground(values, errors) if before else None
    fields = [field for group in groups for field in group.fields] + ([ground] if ground else [])
    used_up = isinstance(refusal, Conflict)
    seen = typed[VERSION] if typed and not used_up else str(standing.number)
    return PointsPage(
        frame=leader_frame(request, title=f"{_HEADINGS[kind]} · {unit.short_name}", current=EVALUATION),
        eyebrow=f"{unit.name} · {period_vi(asked.period)}",
        heading=_HEADINGS[kind],
        say=_SAY[kind],
        action=asked.points(next(slug for slug, each in SLUGS.items() if each is kind)),
        hidden=(Hidden(name=VERSION, value=seen), kept_key(typed[KEY] if typed and not used_up else "")),
        groups=groups,
        ground=ground,
        button=_BUTTONS[kind],
        back=Link(text="Về điểm của cơ quan", href=asked.agency),
        versions=_versions(queries.history(unit.id, asked.period), told),
        errors=summary(fields, errors),
    )


def _given_before(before: AssessmentView | None) -> dict[str, str]:
    if before is None:
        return {}
    points = {f"{POINTS}{number}": points_vi(each) for number, each in before.points.items()}
    return {**points, **{f"{NOTE}{number}": text for number, text in queries.notes_of(before).items() if number}}


def _groups(
    told: EvaluationLaw, values: Mapping[str, str], errors: Mapping[str, str], standing: Standing, kind: Kind
) -> tuple[GroupOfFields, ...]:
    notes = queries.notes_of(standing.own) if kind is Kind.APPRAISED else {}
    return tuple(
        GroupOfFields(
            legend=f"{number}. {told.labels[number]}",
            said=_said(number, standing, notes) if kind is Kind.APPRAISED else "",
            fields=with_errors(_fields(number, values, most=told.criteria.most), errors),
        )
        for number in told.criteria.by_self
    )


def _said(number: str, standing: Standing, notes: Mapping[str, str]) -> str:
    """What the agency gave itself."""
    if standing.own is None or number not in standing.own.points:
        return "Cơ quan chưa tự chấm chỉ số này."
    note = f": {notes[number]}" if number in notes else "."
    return f"Cơ quan tự chấm {points_vi(standing.own.points[number])} điểm{note}"


def _fields(number: str, values: Mapping[str, str], *, most: int) -> tuple[Field, ...]:
    return (
        Field(
            name=f"{POINTS}{number}",
            label=f"Điểm, từ 0 đến {number_vi(most)}",
            value=values.get(f"{POINTS}{number}", ""),
            inputmode="decimal",
            maxlength="4",
        ),
        Field(
            name=f"{NOTE}{number}",
            label="Ghi chú",
            value=values.get(f"{NOTE}{number}", ""),
            optional=True,
            maxlength=str(LONGEST_NOTE),
        ),
    )


def _ground(values: Mapping[str, str], errors: Mapping[str, str]) -> Field:
    return Field(
        name=GROUND,
        label="Vì sao chấm lại",
        value=values.get(GROUND, ""),
        required=True,
        maxlength=str(LONGEST_NOTE),
        error=errors.get(GROUND, ""),
    )


def _versions(found: Iterable[AssessmentView], told: EvaluationLaw) -> Table | None:
    given = tuple(found)
    if not given:
        return None
    names = people.names_of(one.by_id for one in given if one.by_id is not None)
    columns = (
        Column(label="Việc"),
        *(Column(label=f"Chỉ số {number}", numeric=True) for number in told.criteria.by_self),
        Column(label="Người chấm"),
        Column(label="Lý do chấm lại"),
    )
    rows = tuple(_version(one, told, names.get(one.by_id or 0, ABSENT)) for one in given)
    return Table(caption="Điểm đã ghi của kỳ này", columns=columns, rows=rows)


def _version(one: AssessmentView, told: EvaluationLaw, by: str) -> Row:
    return Row(
        cells=(
            Cell(text="Tự chấm" if one.kind is Kind.OWN else "Thẩm định"),
            *(Cell(text=points_vi(one.points.get(number))) for number in told.criteria.by_self),
            Cell(text=by, note=instant_vi(one.at)),
            Cell(text=queries.notes_of(one).get("", ABSENT)),
        )
    )
