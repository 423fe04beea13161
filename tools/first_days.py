"""The first days of July 2023 at one commune, worked through the actions of the records on a demonstration store.

The replay ends with nearly everything settled; after these days there is something on every desk: dossiers late, near,
waiting for papers, to be approved, to be handed over. Everybody here is invented.

`python -m tools.first_days` works on the store of MOTCUA_DATA and prints the codes, one a line.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from motcua.records.casework.changes import Outcome
    from motcua.records.people.viewer import Viewer

OVER = "2023-07-05T08:30+07:00"
"""When these days are over: a Wednesday morning."""

UNIT = "tra_cu.thanh_son"
COUNTER, OFFICER, LEADER = "thanhson.quay", "thanhson.hotich", "thanhson.lanhdao"
HEAD, ABOVE = LEADER, "huyen.chutich"
"""Who gives the points of the commune, and who appraises them."""

SERVICES = ("Hộ tịch", "Chứng thực")

BIRTH, MARRIAGE, MARITAL, AGAIN, COPY, SIGNATURE = (
    "1.001193", "1.000894", "1.004873", "1.004884", "2.000635", "2.000884",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """An act on a dossier: when (day and hour of July), what, by whom, with which inputs."""

    at: str
    act: str
    by: str
    inputs: dict[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Life:
    """A dossier: when it was accepted, or submitted `online`, which procedure, for whom, and what followed."""

    at: str
    procedure: str
    name: str
    id_number: str
    hamlet: str
    steps: tuple[Step, ...]
    online: bool = False


def _life(at: str, procedure: str, name: str, id_number: str, hamlet: str, *steps: Step, online: bool = False) -> Life:
    return Life(at=at, procedure=procedure, name=name, id_number=id_number, hamlet=hamlet, steps=steps, online=online)


def _step(at: str, act: str, by: str, **inputs: str) -> Step:
    return Step(at=at, act=act, by=by, inputs=inputs)


def _forward(at: str) -> Step:
    return _step(at, "forward", COUNTER, to=OFFICER)


def _approve(at: str) -> Step:
    return _step(at, "approve", LEADER)


LIVES = (
    _life("03 07:20", MARITAL, "Thạch Thị Sa Vươne", "084194001207", "ấp Giồng Chanh", _forward("03 07:25")),
    _life("03 07:45", BIRTH, "Nguyễn Hữu Phước", "084088002316", "ấp Sóc Chà", _forward("03 08:05")),
    _life(
        "03 08:10", AGAIN, "Kim Thị Sô Phal", "084175003425", "ấp Trà Lés",
        _forward("03 08:20"),
        _step("03 10:05", "request_supplement", OFFICER, reason="Thiếu bản sao giấy tờ có ghi ngày sinh."),
    ),
    _life(
        "03 08:40", MARITAL, "Trần Văn Lành", "084091004534", "ấp Ba Cụm",
        _forward("03 08:45"),
        _step("03 09:30", "request_supplement", OFFICER, reason="Tờ khai chưa ghi nơi cư trú trước năm 2019."),
        _step("04 08:15", "resume", OFFICER, note="Đã nhận tờ khai ghi đủ."),
    ),
    _life(
        "03 09:05", AGAIN, "Sơn Thị Thanh Nhàn", "084180005643", "ấp Sóc Chà",
        _forward("03 09:10"), _approve("04 15:20"),
    ),
    _life(
        "03 13:30", BIRTH, "Lâm Ngọc Hân", "084195006752", "ấp Giồng Chanh",
        _forward("03 13:40"), _approve("03 15:00"), _step("03 15:10", "settle", LEADER, result_number="118/2023"),
    ),
    _life(
        "03 14:15", COPY, "Võ Thị Bé Ba", "084168007861", "ấp Trà Lés",
        _forward("03 14:20"), _approve("03 15:30"), _step("03 15:35", "settle", LEADER, result_number="204/TL"),
        _step("03 16:10", "return_result", COUNTER, recipient="Võ Thị Bé Ba"),
    ),
    _life(
        "04 07:30", MARRIAGE, "Thạch Minh Trí", "084093008970", "ấp Ba Cụm",
        _forward("04 07:40"),
        _step("04 14:00", "refuse", LEADER, reason="Một bên chưa đủ tuổi đăng ký kết hôn."),
    ),
    _life("04 09:20", AGAIN, "Huỳnh Thị Mỹ Duyên", "084186009089", "ấp Sóc Chà", _forward("04 09:30")),
    _life("04 15:40", MARITAL, "Kiên Sa Huônl", "084089010198", "ấp Giồng Chanh", _forward("04 15:50")),
    _life("05 07:35", COPY, "Phan Thị Ngọc Giàu", "084177011207", "ấp Trà Lés", _forward("05 07:40")),
    _life("05 08:05", BIRTH, "Nguyễn Văn Đời", "084090012316", "ấp Sóc Chà"),
    _life("05 08:20", MARITAL, "Thạch Thị Linh", "084198013425", "ấp Ba Cụm", online=True),
)  # fmt: skip
"""What happens, dossier by dossier."""


def work() -> list[str]:
    """Works these days in the order of time; gives the codes as listed. Raises Refusal when an act is refused."""
    moments: list[tuple[str, int, Step | None]] = [(life.at, number, None) for number, life in enumerate(LIVES)]
    moments += [(step.at, number, step) for number, life in enumerate(LIVES) for step in life.steps]
    done: dict[int, Outcome] = {}
    for at, number, step in sorted(moments, key=lambda moment: moment[:2]):
        with _standing(at):
            done[number] = _done(done[number], step) if step else _accepted(LIVES[number], number)
    _draw_numbers()
    _evaluate()
    return [done[number].code for number in range(len(LIVES))]


def _draw_numbers() -> None:
    """Two windows at the desk, somebody at the first, and numbers drawn: one is being served, two wait."""
    from motcua.records.places import queries as places
    from motcua.records.tickets import actions

    unit_id = places.unit(UNIT).id
    with _standing("05 08:10"):
        leader, clerk = _viewer(LEADER), _viewer(COUNTER)
        services = [actions.add_service(leader, unit_id=unit_id, name=name) for name in SERVICES]
        first, _second = (actions.arrange_window(leader, unit_id=unit_id, number=number) for number in (1, 2))
        actions.sit_down(clerk, window_id=first)
        for number in range(3):
            actions.take(UNIT, service_id=services[number % 2], priority=number == 2, key=f"first-days-{number}")
        actions.call_next(clerk, key="first-days")


BALLOTS = (
    {"1": 3, "2": 3, "3": 3, "4": 3, "6": 3, "7": 3},
    {"1": 3, "2": 3, "3": 2, "4": 3, "6": 2, "7": 3},
    {"1": 2, "2": 3, "3": 3, "7": 2},
    {"1": 3, "2": 2, "3": 3, "4": 3, "6": 3, "7": 3},
    {"1": 3, "2": 3, "3": 1, "4": 2, "6": 3, "7": 2},
    {"1": 3, "2": 3, "3": 3, "4": 3, "7": 3},
)
"""What citizens ticked on paper, on three levels; some left an answer out."""

QUARTER = "2023-Q2"


def _evaluate() -> None:
    """The last results of June are evaluated, and the commune is given points for the quarter, and appraised."""
    from motcua.records import clock
    from motcua.records.casework import lists
    from motcua.records.evaluation import actions, assessing
    from motcua.records.evaluation.actions import BallotGiven
    from motcua.records.evaluation.assessing import AssessmentGiven
    from motcua.records.evaluation.content import Kind
    from motcua.records.evaluation.queries import BALLOTED
    from motcua.rules.period import period

    over = period(QUARTER)
    with _standing("05 08:20"):
        clerk = _viewer(COUNTER)
        settled = [row for row in lists.register(clerk, first=over.start, last=over.end) if row.state in BALLOTED]
        for row, answers in zip(reversed(settled), BALLOTS, strict=False):
            given = BallotGiven(levels=3, answers=answers)
            actions.enter(clerk, row.code, given, key=f"first-days-{row.code}")
        own = AssessmentGiven(points={"5": Fraction(2), "8": Fraction(2), "9": Fraction(3, 2)}, notes={})
        key = clock.now().isoformat()
        seen = assessing.assess(_viewer(HEAD), UNIT, over, Kind.OWN, own, key=key)
    with _standing("05 08:25"):
        notes = {"8": "Một kiến nghị trả lời chậm hai ngày"}
        appraised = AssessmentGiven(
            points={"5": Fraction(2), "8": Fraction(1), "9": Fraction(3, 2)}, notes=notes, seen=seen
        )
        assessing.assess(_viewer(ABOVE), UNIT, over, Kind.APPRAISED, appraised, key=key)


def _accepted(life: Life, number: int) -> Outcome:
    from motcua.law.types import Channel
    from motcua.records.casework import actions
    from motcua.records.casework.intake import Intake

    intake = Intake(
        unit_key=UNIT,
        procedure=life.procedure,
        channel=Channel.ONLINE if life.online else Channel.COUNTER,
        applicant={
            "name": life.name,
            "id_number": life.id_number,
            "phone": f"0900{number:06d}",
            "address": f"{life.hamlet}, xã Thanh Sơn",
        },
        papers=(1,),
    )
    key = f"first-days-{life.at}"
    return actions.submit(None, intake, key=key) if life.online else actions.accept(_viewer(COUNTER), intake, key=key)


def _done(last: Outcome, step: Step) -> Outcome:
    from motcua.records.casework import actions
    from motcua.records.people import queries

    inputs: dict[str, Any] = dict(step.inputs)
    if "to" in inputs:
        inputs["to_account_id"] = queries.account_id(inputs.pop("to"))
    ref = actions.Ref(id=last.dossier_id, version=last.version)
    outcome: Outcome = getattr(actions, step.act)(_viewer(step.by), ref, key=f"first-days-{step.at}", **inputs)
    return outcome


def _standing(at: str) -> AbstractContextManager[None]:
    from motcua.records import clock

    day, hour = at.split()
    return clock.standing_at(clock.instant(f"2023-07-{day}T{hour}", field="at"))


def _viewer(username: str) -> Viewer:
    from motcua.records import clock
    from motcua.records.people import queries

    return queries.viewer_of(queries.account_id(username), clock.now().date())


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    print(*work(), sep="\n")
