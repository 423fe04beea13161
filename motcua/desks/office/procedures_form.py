"""The form that drafts a version, as typed: read strictly, kept whole, and turned into a content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from django.http import QueryDict

from motcua.desks.frame.days import typed_day
from motcua.desks.frame.formats import date_vi
from motcua.desks.frame.refusals import said
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.office import steps
from motcua.desks.office.steps import BLANK_PAPER, BLANK_STEP, LIMITS, Order, Row
from motcua.law.types import Channel, Confidence, DayReading, Level, SupplementPolicy, Term, TermUnit
from motcua.records.catalogue.checking import complaints
from motcua.records.catalogue.content import ChannelView, PaperKind, PaperView, ProcedureContent, SupplementLimit
from motcua.records.catalogue.rows import read_fee
from motcua.records.people.asking import Asked
from motcua.rules.process import StepTable
from motcua.rules.refusal import Refusal

TEXTS = ("code", "name", "short_name", "field", "ministry", "decision", "result", "note")
LIMIT = ("max_supplements", "supplements_basis", "supplements_confidence")
RULES = ("supplement_policy", *LIMIT, "day_reading", "confidence", "valid_from")
OPTION = ("offered", "amount", "unit", "term_note", "fee", "fee_note")
DO = "do"

_CHANNEL_FIELDS = tuple(f"{channel.value}_{name}" for channel in Channel for name in OPTION)
_SINGLE = (*TEXTS, *RULES, *_CHANNEL_FIELDS, DO, VERSION, KEY)
_REPEATED = ("levels", *(f"step_{name}" for name in steps.STEP), *(f"paper_{name}" for name in steps.PAPER))
_UNTIMED = (TermUnit.SAME_DAY, TermUnit.NONE, TermUnit.UNKNOWN)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Do(StrEnum):
    """The button that was pressed, where it is not one of a row."""

    CHECK = "check"
    SAVE = "save"


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """The form as typed. `errors` by the name of the input, that of a row with its place: "step_hours-3"."""

    values: Mapping[str, str]
    levels: frozenset[str]
    papers: tuple[Row, ...]
    steps: tuple[Row, ...]
    errors: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def do(self) -> Do | Order:
        """What was asked for. Raises Refusal for a button that the form does not have."""
        order = steps.order_in(self[DO])
        if order is None and self[DO] not in ("", *Do):
            raise Refusal(DO, "Không có nút ấy trên biểu mẫu; hãy tải lại trang rồi gửi lại.")
        return order or Do(self[DO] or Do.CHECK)

    @property
    def asked(self) -> Asked:
        """The key of the form and the revision it showed. Raises Refusal."""
        return Asked(key=self[KEY], version=whole_number(self[VERSION], field=VERSION))

    @property
    def valid_from(self) -> date:
        """The first day of the version. Raises Refusal."""
        return typed_day(self["valid_from"], field="valid_from")

    def named(self, code: str) -> Typed:
        """The form of a procedure that has its code already, whatever was sent."""
        return replace(self, values={**self.values, "code": code})

    def ordered(self, order: Order) -> Typed:
        """The form after a button of a row was pressed. Raises Refusal."""
        most = LIMITS[order.what]
        if order.what == "step":
            return replace(self, steps=steps.ordered(self.steps, order, blank=BLANK_STEP, most=most))
        return replace(self, papers=steps.ordered(self.papers, order, blank=BLANK_PAPER, most=most))

    def wrong(self, errors: Mapping[str, str]) -> Typed:
        """The same with more errors."""
        return replace(self, errors={**self.errors, **errors})


def typed_in(data: QueryDict) -> Typed:
    """The form as sent. Raises Refusal for a field that the form does not have, and for rows that are not whole."""
    values = sent(data, fields=_SINGLE, repeated=_REPEATED)
    return Typed(
        values=values,
        levels=frozenset(data.getlist("levels")),
        papers=_rows(data, "paper", steps.PAPER),
        steps=_rows(data, "step", steps.STEP),
    )


def typed_of(content: ProcedureContent, *, valid_from: date) -> Typed:
    """The form filled from a version."""
    values = {name: getattr(content, name) for name in TEXTS}
    values |= {
        "supplement_policy": content.supplement_policy or "",
        **_limit_values(content.supplement_limit),
        "day_reading": content.day_reading or "",
        "confidence": content.confidence,
        "valid_from": date_vi(valid_from),
    }
    for channel in Channel:
        values |= _channel_values(channel, content.channels.get(channel))
    papers = tuple(
        {"name": paper.name, "kind": paper.kind.value, "required": "1" if paper.required else "0"}
        for paper in content.papers
    )
    return Typed(
        values=values,
        levels=frozenset(level.value for level in content.levels),
        papers=papers,
        steps=steps.rows_of(content.steps),
    )


def blank(*, valid_from: date) -> Typed:
    """The form of a new procedure."""
    values = {
        "valid_from": date_vi(valid_from),
        "confidence": Confidence.TO_VERIFY.value,
        **_limit_values(None),
        "counter_offered": "1",
        **{f"{channel.value}_unit": TermUnit.WORKING_DAY.value for channel in Channel},
    }
    return Typed(values=values, levels=frozenset(), papers=(BLANK_PAPER,), steps=(BLANK_STEP,))


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What the form says: the content, and errors by input, and problems that belong to no one input.

    The content is whole only without errors.
    """

    content: ProcedureContent
    errors: Mapping[str, str]
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it can be drafted."""
        return not self.errors and not self.problems


def read(typed: Typed) -> Read:
    """Reads the whole form and gathers everything that is wrong with it."""
    errors: dict[str, str] = {}
    table, row_errors = steps.table_of(typed.steps) if typed.steps else (StepTable(), [])
    errors |= {f"step_{error.field}-{error.row}": error.message for error in row_errors}
    told: dict[str, Any] = {name: typed[name] for name in TEXTS} | _rules(typed, errors)
    content = ProcedureContent(
        **told,
        levels=_gathered(
            errors, "levels", lambda: frozenset(_choice(Level, each) for each in typed.levels), frozenset()
        ),
        channels=_channels(typed, errors),
        papers=tuple(_paper(row, place, errors) for place, row in enumerate(typed.papers, start=1)),
        steps=table,
    )
    _gathered(errors, "valid_from", lambda: typed.valid_from, None)
    problems: list[str] = []
    for complaint in complaints(content):
        where = _input_of(complaint.field)
        if where and where not in errors:
            errors[where] = said(complaint)
        elif not where and not any(name.startswith(f"{complaint.field[:-1]}_") for name in errors):
            problems.append(said(complaint))
    return Read(content=content, errors=errors, problems=tuple(problems))


def _input_of(complained: str) -> str:
    """The input that a complaint of the records belongs to; "" for the steps and papers as a whole."""
    if complained in tuple(Channel):
        return f"{complained}_amount"
    kind, _, channel = complained.partition("_")
    if kind == "fee" and channel in tuple(Channel):
        return f"{channel}_fee"
    return complained if complained in (*TEXTS, *LIMIT, "levels") else ""


def _rules(typed: Typed, errors: dict[str, str]) -> dict[str, Any]:
    policy, reading = typed["supplement_policy"], typed["day_reading"]
    confidence = _gathered(errors, "confidence", lambda: _choice(Confidence, typed["confidence"]), Confidence.TO_VERIFY)
    if confidence is Confidence.VERIFIED and not (typed["decision"].strip() and typed["note"].strip()):
        errors["confidence"] = (
            "«Đã kiểm chứng» cần số quyết định công bố và điều khoản trong ghi chú; hãy ghi đủ hoặc chọn lại."
        )
    return {
        "supplement_policy": _gathered(
            errors, "supplement_policy", lambda: _choice(SupplementPolicy, policy) if policy else None, None
        ),
        "supplement_limit": _limit(typed, errors),
        "day_reading": _gathered(
            errors, "day_reading", lambda: _choice(DayReading, reading) if reading else None, None
        ),
        "confidence": confidence,
    }


def _limit(typed: Typed, errors: dict[str, str]) -> SupplementLimit | None:
    """An own number of supplements; None where the box is left empty, whatever stands beside it."""
    if not typed["max_supplements"].strip():
        if typed["supplements_basis"].strip():
            errors["max_supplements"] = "Đã ghi căn cứ mà chưa ghi số lần; hãy ghi số lần, hoặc xóa căn cứ."
        return None
    number = _gathered(
        errors, "max_supplements", lambda: whole_number(typed["max_supplements"], field="max_supplements"), 0
    )
    sure = _gathered(
        errors,
        "supplements_confidence",
        lambda: _choice(Confidence, typed["supplements_confidence"]),
        Confidence.TO_VERIFY,
    )
    return SupplementLimit(count=number, basis=typed["supplements_basis"], confidence=sure)


def _limit_values(limit: SupplementLimit | None) -> dict[str, str]:
    return {
        "max_supplements": str(limit.count) if limit else "",
        "supplements_basis": limit.basis if limit else "",
        "supplements_confidence": (limit.confidence if limit else Confidence.TO_VERIFY).value,
    }


def _channels(typed: Typed, errors: dict[str, str]) -> dict[Channel, ChannelView]:
    offered = [channel for channel in Channel if typed[f"{channel.value}_offered"]]
    return {channel: _option(typed, channel.value, errors) for channel in offered}


def _option(typed: Typed, channel: str, errors: dict[str, str]) -> ChannelView:
    unit = _gathered(errors, f"{channel}_unit", lambda: _choice(TermUnit, typed[f"{channel}_unit"]), TermUnit.UNKNOWN)
    amount = 0
    if unit not in _UNTIMED:
        where = f"{channel}_amount"
        amount = _gathered(errors, where, lambda: whole_number(typed[where], field=where), 0)
    fee = _gathered(errors, f"{channel}_fee", lambda: read_fee(typed[f"{channel}_fee"], field=f"{channel}_fee"), None)
    return ChannelView(
        term=Term(amount=amount, unit=unit),
        term_note=typed[f"{channel}_term_note"],
        fee=fee,
        fee_note=typed[f"{channel}_fee_note"],
    )


def _paper(row: Row, place: int, errors: dict[str, str]) -> PaperView:
    kind = _gathered(errors, f"paper_kind-{place}", lambda: PaperKind(row["kind"]), PaperKind.ORIGINAL)
    if not row["name"].strip():
        errors[f"paper_name-{place}"] = "Giấy tờ này chưa có tên; hãy ghi tên hoặc bỏ dòng."
    return PaperView(number=place, name=row["name"], kind=kind, required=row["required"] == "1")


def _gathered(errors: dict[str, str], where: str, reading: Callable[[], T], instead: T) -> T:
    """What was read, or `instead` with the error noted."""
    try:
        return reading()
    except Refusal as refusal:
        errors[where] = said(refusal)
    except ValueError:
        errors[where] = "Lựa chọn này không có trong danh sách; hãy chọn lại."
    return instead


def _choice(choices: type[E], text: str) -> E:
    return choices(text)


def _rows(data: QueryDict, what: str, names: Iterable[str]) -> tuple[Row, ...]:
    columns = {name: data.getlist(f"{what}_{name}") for name in names}
    counts = {len(values) for values in columns.values()}
    if len(counts) != 1 or max(counts) > LIMITS[what]:
        raise Refusal(what, "Biểu mẫu gửi lên thiếu ô của một dòng; hãy tải lại trang rồi gửi lại.")
    return tuple({name: columns[name][place] for name in columns} for place in range(counts.pop()))


def _channel_values(channel: Channel, option: ChannelView | None) -> dict[str, str]:
    told = dict.fromkeys(OPTION, "") | {"unit": TermUnit.WORKING_DAY.value}
    if option is not None:
        told = {
            "offered": "1",
            "amount": str(option.term.amount) if option.term.unit not in _UNTIMED else "",
            "unit": option.term.unit.value,
            "term_note": option.term_note,
            "fee": "" if option.fee is None else str(option.fee),
            "fee_note": option.fee_note,
        }
    return {f"{channel.value}_{name}": value for name, value in told.items()}
