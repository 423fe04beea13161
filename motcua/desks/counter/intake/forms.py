"""What the intake form sends, read strictly. Code, dates, state and unit are never read from a form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.desks.counter.framing import DESK_SEEN
from motcua.desks.counter.scanning import scanned
from motcua.desks.frame.refusals import errors_of, said, status_of
from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.frame.usual import REASON, REASON_USUAL, worded
from motcua.law.types import Channel
from motcua.records.casework import door
from motcua.records.casework.door import SlipKind
from motcua.records.casework.intake import Intake, person_from
from motcua.records.casework.papers import Counts
from motcua.rules import identity
from motcua.rules.refusal import Conflict, Refusal

PERSON = (
    "name", "birth", "phone", "id_number", "address", "email", "owner_name", "owner_address", "authorisation",
)  # fmt: skip


INTAKE = (
    *PERSON, "scan", "competent_unit", "helped_unit", "procedure_query", "procedure", "choose", "channel", "copies",
    "duplicate", REASON, REASON_USUAL, "step", DESK_SEEN, KEY,
)  # fmt: skip


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
