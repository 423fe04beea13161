"""What a desk hands over to open a dossier, checked field by field before anything is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from motcua.law.types import Channel
from motcua.records.casework.changes import Opening, Person
from motcua.records.casework.papers import Counts, checked_counts, written
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.queries import ChannelView, ProcedureView
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules import identity
from motcua.rules.folding import clean, fold
from motcua.rules.refusal import NotFound, Refusal

MAX_COPIES = 99

CHANNELS = {Channel.COUNTER: "tại quầy", Channel.POST: "qua bưu chính", Channel.ONLINE: "trực tuyến"}
"""How a dossier arrives, in words."""

_TEXTS = {
    "name": 200,
    "address": 300,
    "owner_name": 200,
    "owner_address": 300,
    "authorisation": 200,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """A dossier as handed in. `applicant` has the fields of `changes.Person` except `search`, as typed;
    `papers` are the numbers of the components handed in, `counts` how many of each where they were counted; `copies`
    the number of sets.

    The unit of `unit_key` receives: term and code are its own. Another one may be competent (received without regard
    to boundaries), and another may have helped the citizen; "" for neither.
    """

    unit_key: str
    procedure: str
    channel: Channel
    applicant: Mapping[str, str]
    papers: tuple[int, ...] = ()
    copies: int = 1
    helped_unit_key: str = ""
    competent_unit_key: str = ""
    counts: Mapping[int, Counts] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """An intake found good on a date."""

    unit: UnitView
    competent_unit: UnitView
    helped_unit: UnitView | None
    procedure: ProcedureView
    option: ChannelView
    person: Person
    papers: tuple[int, ...]
    counts: Mapping[int, Counts]
    copies: int
    channel: Channel = field(kw_only=True)

    def opening(self, *, code: str, policy: str, reading: str) -> Opening:
        """What is fixed with the code."""
        return Opening(
            code=code,
            helped_unit_id=self.helped_unit.id if self.helped_unit else None,
            procedure_version_id=self.procedure.version_id,
            term=self.option.term,
            day_reading=reading,
            supplement_policy=policy,
            copies=self.copies,
            papers=json.dumps(written(self.papers, self.counts)),
            fee=self.option.fee,
            person=self.person,
        )


def checked(intake: Intake, *, on: date) -> Checked:
    """The intake with everything it names found in force `on`. Raises Refusal naming the field."""
    unit = receiving_unit(intake.unit_key, on=on)
    competent = competent_unit(intake.competent_unit_key, receiver=unit, on=on)
    procedure = received_procedure(intake.procedure, unit=unit, competent=competent, on=on)
    option = option_of(procedure, channel=intake.channel)
    papers = _papers(intake.papers, procedure=procedure)
    return Checked(
        unit=unit,
        competent_unit=competent,
        helped_unit=_standing(intake.helped_unit_key, field="helped_unit", on=on) if intake.helped_unit_key else None,
        procedure=procedure,
        option=option,
        person=person_from(intake.applicant),
        papers=papers,
        counts=checked_counts(intake.counts, handed_in=papers),
        copies=_copies(intake.copies),
        channel=intake.channel,
    )


def person_from(typed: Mapping[str, str]) -> Person:
    """The applicant as typed, cleaned. Raises Refusal naming the field."""
    unknown = sorted(set(typed) - set(Person.__slots__) | {"search"} & set(typed))
    if unknown:
        name = unknown[0][:40]
        raise Refusal(name, "Không có trường «{name}» trong hồ sơ; hãy bỏ trường này.", name=name)
    texts = {name: clean(typed.get(name, ""), field=name, limit=limit) for name, limit in _TEXTS.items()}
    if not texts["name"]:
        raise Refusal("name", "Chưa có họ và tên người nộp; hãy nhập họ và tên.")
    return Person(
        search=fold(f"{texts['name']} {texts['owner_name']}".strip()),
        id_number=identity.id_number(typed.get("id_number", ""), field="id_number"),
        birth=identity.birth(typed.get("birth", ""), field="birth"),
        phone=identity.phone(typed.get("phone", ""), field="phone"),
        email=identity.email(typed.get("email", ""), field="email"),
        **texts,
    )


def receiving_unit(key: str, *, on: date) -> UnitView:
    """The unit of a key, when it receives dossiers on a day. Raises NotFound, Refusal."""
    unit = places.unit(key)
    if not unit.receives or not unit.exists_on(on):
        raise Refusal(
            "unit",
            "«{name}» không tiếp nhận hồ sơ vào ngày {day}; hãy chọn đơn vị khác.",
            name=unit.name,
            day=f"{on:%d/%m/%Y}",
        )
    return unit


def competent_unit(key: str, *, receiver: UnitView, on: date) -> UnitView:
    """The unit that decides: of a key, or the receiver for "". Raises Refusal (`competent_unit`)."""
    return _standing(key, field="competent_unit", on=on) if key else receiver


def _standing(key: str, *, field: str, on: date) -> UnitView:
    try:
        unit = places.unit(key)
    except NotFound as unknown:
        raise Refusal(field, unknown.message, **unknown.values) from None
    if not unit.exists_on(on):
        raise Refusal(
            field,
            "«{name}» không hoạt động vào ngày {day}; hãy chọn đơn vị khác.",
            name=unit.name,
            day=f"{on:%d/%m/%Y}",
        )
    return unit


def received_procedure(code: str, *, unit: UnitView, on: date, competent: UnitView | None = None) -> ProcedureView:
    """The version in force of a procedure that a unit receives for itself, or for the `competent` unit.

    Raises NotFound where it is not of the receiver's level, Refusal (`competent_unit`) where it is not of the other's.
    """
    procedure = catalogue.procedure_in_force(code, on)
    if competent is not None and competent.id != unit.id:
        if competent.level in procedure.levels:
            return procedure
        raise Refusal(
            "competent_unit",
            "{unit} không có thẩm quyền giải quyết thủ tục {code}; hãy chọn cơ quan khác.",
            code=procedure.code,
            unit=competent.name,
        )
    if unit.level not in procedure.levels:
        raise NotFound(
            "procedure",
            "Thủ tục {code} không thuộc thẩm quyền tiếp nhận của {unit}; hãy chọn thủ tục khác.",
            code=procedure.code,
            unit=unit.name,
        )
    return procedure


def option_of(procedure: ProcedureView, *, channel: Channel) -> ChannelView:
    """Term and fee of a procedure by a channel. Raises Refusal where it is not received that way."""
    option = procedure.channels.get(channel)
    if option is None:
        raise Refusal(
            "channel",
            "Thủ tục {code} không nhận {channel}; hãy chọn cách nộp khác.",
            code=procedure.code,
            channel=CHANNELS[channel],
        )
    return option


def _papers(numbers: tuple[int, ...], *, procedure: ProcedureView) -> tuple[int, ...]:
    known = {paper.number for paper in procedure.papers}
    for number in numbers:
        if number not in known:
            raise Refusal(
                "papers",
                "Thủ tục {code} không có giấy tờ số {number}; hãy tải lại trang.",
                code=procedure.code,
                number=number,
            )
    return tuple(sorted(set(numbers)))


def _copies(copies: int) -> int:
    if not 1 <= copies <= MAX_COPIES:
        raise Refusal("copies", "Số bộ hồ sơ phải từ 1 đến {most}.", most=MAX_COPIES)
    return copies
