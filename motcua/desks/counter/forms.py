"""What the forms of the counter send, read strictly. Code, dates, state and unit are never read from a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.desks.counter.presenters import DESK_SEEN
from motcua.desks.counter.scanning import code_in, scanned
from motcua.desks.frame.refusals import errors_of, said, status_of
from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.frame.usual import REASON, REASON_USUAL, worded
from motcua.law.types import Channel
from motcua.records.casework import door
from motcua.records.casework.actions import Ref
from motcua.records.casework.door import SlipKind
from motcua.records.casework.intake import Intake, person_from
from motcua.records.casework.papers import Counts
from motcua.rules import identity
from motcua.rules.folding import clean
from motcua.rules.period import Period, period
from motcua.rules.refusal import Conflict, Refusal

PERSON = (
    "name", "birth", "phone", "id_number", "address", "email", "owner_name", "owner_address", "authorisation",
)  # fmt: skip
INTAKE = (
    *PERSON, "scan", "competent_unit", "helped_unit", "procedure_query", "procedure", "choose", "channel", "copies",
    "duplicate", REASON, REASON_USUAL, "step", DESK_SEEN, KEY,
)  # fmt: skip
HAND_OVER = ("recipient", "recipient_name", "recipient_id_number", "authorisation", "note", VERSION, KEY)
DECISION = ("decision", REASON, REASON_USUAL, VERSION, KEY)
AT_THE_COUNTER = (Channel.COUNTER, Channel.POST)

_INPUTS = {"procedure": "procedure_query", "dossier": "scan", "code": "scan", "ticket": "scan", "window": "scan"}
"""The input that stands for a field of the records, where they are called differently."""


_COUNT = re.compile(r"count_[0-9]{1,3}_(?:originals|certified|copies)")
"""Inputs for how many of a paper were handed in: `count_2_originals`."""


class Step(StrEnum):
    """The button that was pressed on the intake form."""

    READ = "read"
    SEARCH = "search"
    PREVIEW = "preview"
    SAVE = "save"
    PRINT = "print"
    GUIDE = "guide"
    TURN_AWAY = "turn_away"


_SLIPS = {Step.GUIDE: SlipKind.GUIDANCE, Step.TURN_AWAY: SlipKind.REFUSAL}


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """The intake form as typed, with what a card said filled in; `errors` by the name of the input, and the HTTP
    `status` that the last of them asks for. `dossier` and `ticket` are what else was scanned, "" for nothing.
    """

    values: Mapping[str, str]
    papers: tuple[int, ...]
    channel: Channel
    step: Step
    errors: Mapping[str, str]
    status: int = 200
    dossier: str = ""
    ticket: str = ""

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def begun(self) -> bool:
        """Whether anything of a dossier was typed: it must not be lost."""
        return bool(self["procedure"]) or any(self[name] for name in PERSON)

    @property
    def saves(self) -> bool:
        """Whether a button was pressed that accepts the dossier."""
        return self.step in (Step.SAVE, Step.PRINT)

    @property
    def slip(self) -> SlipKind | None:
        """The slip that a button asks for instead of accepting."""
        return _SLIPS.get(self.step)

    def wrong(self, refusal: Refusal) -> Typed:
        """The same with one more error. A used-up key is dropped, so that the page comes with a new one."""
        values = {**self.values, KEY: ""} if isinstance(refusal, Conflict) else self.values
        told = errors_of(refusal, renamed=_INPUTS)
        return replace(self, values=values, errors={**self.errors, **told}, status=status_of(refusal))

    def asked_slip(self, kind: SlipKind, unit_key: str) -> door.Asked:
        """The slip to give at the desk of a unit."""
        person = {name: self[name] for name in PERSON}
        return door.Asked(
            unit_key=unit_key,
            kind=kind,
            procedure=self["procedure"],
            person=person,
            papers=self.papers,
            reason=self[REASON],
        )

    def intake(self, unit_key: str) -> Intake:
        """The dossier to accept at the desk of a unit. Raises Refusal for a number of sets that is none."""
        return Intake(
            unit_key=unit_key,
            procedure=self["procedure"],
            channel=self.channel,
            applicant={name: self[name] for name in PERSON},
            papers=self.papers,
            copies=whole_number(self["copies"] or "1", field="copies"),
            counts=self._counts(),
            competent_unit_key=self["competent_unit"],
            helped_unit_key=self["helped_unit"],
        )

    def _counts(self) -> Mapping[int, Counts]:
        counted: dict[int, dict[str, int]] = {}
        for name, text in self.values.items():
            if name.startswith("count_") and text.strip():
                _, number, kind = name.split("_")
                counted.setdefault(int(number), {})[kind] = whole_number(text, field="papers")
        return {number: Counts(**kinds) for number, kinds in counted.items()}


BLANK = Typed(values={}, papers=(), channel=Channel.COUNTER, step=Step.READ, errors={})
"""The form before anything was typed."""


def typed_in(data: QueryDict) -> Typed:
    """The intake form as sent, and what is in the scan box read; a card fills the inputs. Raises Refusal for a field
    that the form does not have, or a button it does not show.
    """
    counts = [name for name in data if _COUNT.fullmatch(name)]
    values = worded(sent(data, fields=(*INTAKE, *counts), repeated=("papers",)))
    typed = Typed(
        values=values,
        papers=tuple(whole_number(number, field="papers") for number in data.getlist("papers")),
        channel=_channel(values["channel"]),
        step=_step(values),
        errors={},
    )
    if values["choose"]:
        chosen = {"procedure": values["choose"], "choose": "", "procedure_query": ""}
        typed = replace(typed, values={**values, **chosen}, papers=())
    return _with_scan(typed) if values["scan"].strip() else typed


def searches(typed: Typed) -> bool:
    """Whether procedures are looked for: asked to, or there are words and nothing is chosen yet."""
    return bool(typed["procedure_query"].strip()) and (typed.step is Step.SEARCH or not typed["procedure"])


def checked(typed: Typed, *, on: date) -> Typed:
    """The form with every error of what was typed of people, each by its input; the records check the same again."""
    errors = dict(typed.errors)
    if not typed["procedure"]:
        errors["procedure_query"] = _("Chưa chọn thủ tục; hãy gõ tên hoặc mã rồi chọn trong danh sách.")
    for name in PERSON:
        try:
            person_from({"name": "—", name: typed[name]})
            if name == "birth":
                identity.birth(typed[name], on=on)
        except Refusal as refusal:
            errors[name] = said(refusal)
    return replace(typed, errors=errors, status=400 if errors else typed.status)


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """The hand-over form as typed: who received the result, on whose behalf; `also` are the other results given to the
    same hand, as "id.version".
    """

    values: Mapping[str, str]
    also: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    @property
    def by_other(self) -> bool:
        """Whether another person than the one who submitted receives."""
        return self["recipient"] == "other"

    def ref(self, dossier_id: int) -> Ref:
        """The dossier at the version that the person saw. Raises Refusal."""
        return Ref(id=dossier_id, version=whole_number(self[VERSION], field=VERSION))

    @property
    def others(self) -> tuple[Ref, ...]:
        """The other dossiers whose results are given, each at the version that the person saw. Raises Refusal."""
        parts = (each.partition(".") for each in self.also)
        return tuple(
            Ref(id=whole_number(number, field="also"), version=whole_number(version, field="also"))
            for number, _dot, version in parts
        )


def received(data: QueryDict) -> Received:
    """The hand-over form as sent. Raises Refusal."""
    values = sent(data, fields=HAND_OVER, repeated=("also",))
    if values["recipient"] not in ("self", "other"):
        raise Refusal("recipient", "Chưa chọn ai nhận; hãy chọn chính người nộp hoặc người được ủy quyền.")
    return Received(values=values, also=tuple(data.getlist("also")))


def kept_hand_over(data: QueryDict) -> Received:
    """The hand-over form as sent, right or wrong, to be shown again."""
    return Received(values={name: data.get(name, "") for name in HAND_OVER}, also=tuple(data.getlist("also")))


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """What the desk decides on an online dossier."""

    accepts: bool
    reason: str
    version: int
    key: str


def decided(data: QueryDict) -> Decided:
    """The decision as sent. Raises Refusal."""
    values = worded(sent(data, fields=DECISION))
    if values["decision"] not in ("accept", "decline"):
        raise Refusal("decision", "Chưa chọn tiếp nhận hay không; hãy bấm một trong hai nút.")
    return Decided(
        accepts=values["decision"] == "accept",
        reason=values[REASON],
        version=whole_number(values[VERSION], field=VERSION),
        key=values[KEY],
    )


def reason_in(data: QueryDict) -> str:
    """The reason of a decision as sent, right or wrong, to be shown again."""
    return worded({name: data.get(name, "") for name in (REASON, REASON_USUAL)})[REASON]


class Stretch(StrEnum):
    """Which days of a register: two typed ones, or the whole day, month, quarter or year of the first."""

    CUSTOM = "custom"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What the register is asked for: days [`first`, `last`], both included, which are a whole `stretch`."""

    text: str
    first: date
    last: date
    stretch: Stretch


def asked(query: QueryDict, *, today: date) -> Asked:
    """The days and words of the register; without days, today. Raises Refusal."""
    typed = query.get("stretch", "")
    if typed not in ("", *Stretch):
        raise Refusal("stretch", "Không có kỳ này; hãy chọn lại trong danh sách.")
    stretch = Stretch(typed or Stretch.CUSTOM)
    first = day(query.get("from", ""), field="from", missing=today)
    if stretch is not Stretch.CUSTOM:
        whole = _whole(stretch, first)
        return Asked(text=searched(query), first=whole.first, last=whole.last, stretch=stretch)
    last = day(query.get("to", ""), field="to", missing=max(first, today))
    if last < first:
        raise Refusal("to", "Ngày cuối trước ngày đầu; hãy chọn lại khoảng ngày.")
    return Asked(text=searched(query), first=first, last=last, stretch=stretch)


def _whole(stretch: Stretch, on: date) -> Period:
    match stretch:
        case Stretch.MONTH:
            return period(f"{on:%Y-%m}")
        case Stretch.QUARTER:
            return period(f"{on.year:04d}-Q{(on.month + 2) // 3}")
        case Stretch.YEAR:
            return period(f"{on.year:04d}")
        case _:
            return period(f"{on}..{on}")


def searched(query: QueryDict) -> str:
    """The words of a search, or the dossier code in the QR text of a receipt. Raises Refusal."""
    return code_in(clean(query.get("q", ""), field="q", limit=500))


def day(text: str, *, field: str, missing: date) -> date:
    """A day written 28/04/2023 or 2023-04-28. Raises Refusal naming `field`."""
    written = text.strip()
    if not written:
        return missing
    try:
        numbers = [int(part) for part in re.split("[/.-]", written)]
        found = date(*numbers) if "-" in written else date(*reversed(numbers))
        if abs(found - missing) < timedelta(days=36_600):
            return found
    except (TypeError, ValueError):
        pass  # refused below
    raise Refusal(field, "Không đọc được ngày «{text}»; hãy viết như 28/04/2023.", text=written[:20])


def _channel(text: str) -> Channel:
    if text in ("", *AT_THE_COUNTER):
        return Channel(text or Channel.COUNTER)
    raise Refusal("channel", "Tại quầy chỉ nhận trực tiếp hoặc qua bưu chính; hãy chọn lại cách nộp.")


def _step(values: Mapping[str, str]) -> Step:
    if values["choose"]:
        return Step.PREVIEW
    if values["step"] not in ("", *Step):
        raise Refusal("step", "Không có nút ấy trên biểu mẫu; hãy tải lại trang rồi gửi lại.")
    return Step(values["step"] or Step.READ)


def _with_scan(typed: Typed) -> Typed:
    try:
        read = scanned(typed["scan"])
    except Refusal as refusal:
        return typed.wrong(refusal)
    return replace(typed, values={**typed.values, **read.person, "scan": ""}, dossier=read.dossier, ticket=read.ticket)
