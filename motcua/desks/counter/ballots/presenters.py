"""Ballots as pages: finding the dossier of one, and the ballot itself."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.counter.ballots.forms import ANSWER, LEVELS_FIELD, TypedBallot
from motcua.desks.counter.ballots.pages import BallotPage, BallotsPage
from motcua.desks.counter.framing import counter_frame
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import ABSENT, instant_vi, moment_vi
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Hidden, Link, SearchForm, Tone
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import KEY, kept_key, version_seen
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.casework import lists
from motcua.records.casework.views import DossierView, ListRow
from motcua.records.evaluation import queries
from motcua.records.evaluation.actions import LONGEST_REASON, LONGEST_REMARK
from motcua.records.evaluation.criteria import EvaluationLaw, evaluation_on
from motcua.records.evaluation.proposing import proposed
from motcua.records.evaluation.queries import BALLOTED, BallotView
from motcua.rules.evaluation import LEVELS
from motcua.rules.refusal import Conflict, Refusal

SILENT = "không trả lời"
ERASED = "đã xóa"
_FOUND = (Column(label="Hồ sơ"), Column(label="Người nộp"), Column(label="Có kết quả lúc"), Column(label="Phiếu"))


def ballots_page(request: StaffRequest, text: str, *, levels: int) -> BallotsPage:
    """The dossiers with a result that a text finds."""
    rows = _found(request, text) if text else ()
    there = queries.with_ballot(row.id for row in rows)
    other = other_levels(levels)
    return BallotsPage(
        frame=counter_frame(request, title="Phiếu đánh giá", current="ballots"),
        say=f"Nhập phiếu giấy {levels} mức hài lòng mà người dân đã điền sau khi hồ sơ có kết quả.",
        search=SearchForm(
            action=reverse("counter:ballots"),
            field=Field(
                name="q",
                label="Quét giấy tiếp nhận, hoặc gõ mã, tên, số điện thoại",
                value=text,
                kind=FieldKind.SEARCH,
                autofocus=True,
                maxlength="500",
            ),
            button="Tìm",
            hidden=(Hidden(name=LEVELS_FIELD, value=str(levels)),),
        ),
        levels=Link(text=f"Chuyển sang phiếu {other} mức", href=listed_at(levels=other, text=text)),
        found=Table(
            caption="Hồ sơ có kết quả khớp với tìm kiếm",
            columns=_FOUND,
            rows=tuple(_row(row, levels=levels, there=row.id in there) for row in rows),
        ),
        empty=None if rows else _empty(text),
    )


def ballot_page(
    request: StaffRequest,
    dossier: DossierView,
    *,
    levels: int,
    typed: TypedBallot | None = None,
    refusal: Refusal | None = None,
) -> BallotPage:
    """The ballot of a dossier; a refused form comes back as it was typed."""
    told, versions = evaluation_on(clock.now().date()), queries.ballots_of(dossier)
    record, errors = proposed(dossier, told, levels=levels), errors_of(refusal)
    latest = versions[0] if versions else None
    values = typed.values if typed else _filled(latest, record, levels=levels)
    seen = typed["version"] if typed and not isinstance(refusal, Conflict) else str(latest.number if latest else 0)
    fields = with_errors(_fields(told, values, record, levels=levels, again=latest is not None), errors)
    other = other_levels(levels)
    return BallotPage(
        frame=counter_frame(request, title=f"Phiếu đánh giá {dossier.code}", current="ballots"),
        code=dossier.code,
        procedure=dossier.procedure,
        badge=state_badge(dossier.state),
        facts=_facts(dossier),
        note=_note(told),
        heading=f"Phiếu {levels} mức hài lòng",
        action=ballot_at(dossier.code, levels=levels),
        hidden=(
            Hidden(name=LEVELS_FIELD, value=str(levels)),
            version_seen(int(seen) if seen.isdecimal() else 0),
            kept_key(typed[KEY] if typed and not isinstance(refusal, Conflict) else ""),
        ),
        fields=fields,
        button="Ghi phiếu sửa" if latest else "Ghi phiếu",
        levels=Link(text=f"Phiếu này có {other} mức", href=ballot_at(dossier.code, levels=other)),
        back=Link(text="Phiếu khác", href=listed_at(levels=levels)),
        versions=_versions(versions, told) if versions else None,
        errors=summary(fields, errors),
    )


def listed_at(*, levels: int, text: str = "") -> str:
    """The address where the dossier of a ballot is found."""
    asked = {"q": text, LEVELS_FIELD: str(levels) if levels != LEVELS[0] else ""}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{reverse('counter:ballots')}{'?' if query else ''}{query}"


def ballot_at(code: str, *, levels: int) -> str:
    """The address of the ballot of a dossier."""
    query = f"?{LEVELS_FIELD}={levels}" if levels != LEVELS[0] else ""
    return f"{reverse('counter:ballot', args=(code,))}{query}"


def other_levels(levels: int) -> int:
    """The other number of levels that ballots may have."""
    return next(each for each in LEVELS if each != levels)


def _found(request: StaffRequest, text: str) -> tuple[ListRow, ...]:
    return tuple(row for row in lists.found(request.viewer, text).rows if row.state in BALLOTED)


def _row(row: ListRow, *, levels: int, there: bool) -> Row:
    badge = Badge(tone=Tone.GOOD, text="đã có phiếu") if there else Badge(tone=Tone.QUIET, text="chưa có phiếu")
    return Row(
        cells=(
            Cell(text=row.code, href=ballot_at(row.code, levels=levels), note=row.procedure),
            Cell(text=row.applicant),
            Cell(text=instant_vi(row.ended_at) if row.ended_at else ABSENT),
            Cell(badge=badge),
        )
    )


def _empty(text: str) -> EmptyState:
    if text:
        return EmptyState(
            title="Không có hồ sơ nào có kết quả khớp",
            text="Hồ sơ chưa có kết quả thì chưa đánh giá được. Hãy gõ đủ mã hồ sơ, hoặc quét giấy tiếp nhận.",
        )
    return EmptyState(
        title="Quét giấy tiếp nhận để bắt đầu",
        text="Mỗi hồ sơ một phiếu. Gõ nhầm thì nhập lại kèm lý do, phiếu trước vẫn được giữ.",
    )


def _facts(dossier: DossierView) -> tuple[Fact, ...]:
    return (
        Fact(label="Người nộp", value=dossier.applicant["name"]),
        Fact(label="Có kết quả lúc", value=moment_vi(dossier.ended_at) if dossier.ended_at else ABSENT),
        Fact(label="Hẹn trả", value=moment_vi(dossier.due_at) if dossier.due_at else "không hẹn ngày"),
    )


def _note(told: EvaluationLaw) -> str:
    return (
        "Để nguyên «không trả lời» ở câu người dân bỏ trống: bỏ trống không phải là 0 điểm. Chỉ số 1 và 2 được điền "
        f"sẵn theo sổ, hãy sửa theo phiếu nếu phiếu ghi khác; cả hai đều được giữ. {told.doubt}"
    ).strip()


def _filled(latest: BallotView | None, record: Mapping[str, int], *, levels: int) -> dict[str, str]:
    """What stands in the form before anybody types: the latest version, else what the record proposes."""
    if latest is None or latest.levels != levels:
        return {f"{ANSWER}{number}": str(level) for number, level in record.items()}
    answers = {f"{ANSWER}{number}": str(level) for number, level in latest.marks.answers.items()}
    return {**answers, "remark": latest.remark or ""}


def _fields(
    told: EvaluationLaw, values: Mapping[str, str], record: Mapping[str, int], *, levels: int, again: bool
) -> tuple[Field, ...]:
    labels = told.levels[levels]
    answers = [
        Field(
            name=f"{ANSWER}{number}",
            label=f"{number}. {told.labels[number]}",
            kind=FieldKind.SELECT,
            options=_options(labels, values.get(f"{ANSWER}{number}", "")),
            hint=f"theo sổ: {labels[record[number] - 1].lower()}" if number in record else "",
            autofocus=place == 0,
        )
        for place, number in enumerate(told.criteria.by_ballot)
    ]
    remark = Field(
        name="remark",
        label="Ý kiến khác ghi trên phiếu",
        value=values.get("remark", ""),
        kind=FieldKind.AREA,
        optional=True,
        maxlength=str(LONGEST_REMARK),
    )
    reason = Field(
        name="reason",
        label="Vì sao sửa phiếu",
        value=values.get("reason", ""),
        required=True,
        maxlength=str(LONGEST_REASON),
    )
    return (*answers, remark, *((reason,) if again else ()))


def _options(labels: tuple[str, ...], chosen: str) -> tuple[Option, ...]:
    levels = (
        Option(value=str(level), label=f"{level} · {label}", chosen=chosen == str(level))
        for level, label in enumerate(labels, start=1)
    )
    return (Option(value="", label=f"— {SILENT}", chosen=not chosen), *levels)


def _versions(versions: tuple[BallotView, ...], told: EvaluationLaw) -> Table:
    numbers = told.criteria.by_ballot
    columns = (
        Column(label="Lần"),
        *(Column(label=f"Chỉ số {number}", numeric=True) for number in numbers),
        Column(label="Người nhập"),
        Column(label="Lý do sửa"),
    )
    return Table(
        caption="Phiếu đã nhập của hồ sơ này",
        columns=columns,
        rows=tuple(_version(one, numbers) for one in versions),
    )


def _version(one: BallotView, numbers: tuple[str, ...]) -> Row:
    levels = (one.marks.answers.get(number) for number in numbers)
    return Row(
        cells=(
            Cell(text=str(one.number), note=f"{one.levels} mức"),
            *(Cell(text=ABSENT if level is None else str(level)) for level in levels),
            Cell(text=one.by or ABSENT, note=instant_vi(one.at)),
            Cell(text=ERASED if one.reason is None else one.reason or ABSENT),
        )
    )
