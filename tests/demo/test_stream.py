"""The stream keeps what it promises: totals, order, office hours, lawful courses, and the same for the same seed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from motcua.demo.specs import CLOSES, OPENS
from motcua.demo.stream import PUBLISHED, Step, Totals, stream
from motcua.law.types import Channel, Level
from motcua.rules.refusal import Refusal
from tests.demo.invented_district import (
    CALENDAR,
    NAMES,
    OFFICES,
    PROCEDURES,
    RULES,
    SAME_DAY,
    Course,
    commune,
    courses,
    procedure,
    steps_of,
)

SCALES = (1.0, 0.05, 0.01)
CITIZEN = None

AUTOMATON = {
    ("", "submit"): "submitted",
    ("", "accept"): "accepted",
    ("submitted", "accept"): "accepted",
    ("submitted", "decline"): "over",
    ("accepted", "correct"): "accepted",
    ("accepted", "void"): "over",
    ("accepted", "forward"): "processing",
    ("processing", "request_supplement"): "waiting",
    ("processing", "extend"): "processing",
    ("processing", "approve"): "approved",
    ("processing", "refuse"): "over",
    ("processing", "withdraw"): "over",
    ("waiting", "resume"): "processing",
    ("waiting", "stop"): "over",
    ("approved", "settle"): "settled",
    ("settled", "return_result"): "over",
}

INPUTS = {
    "forward": {"to", "reason"},
    "request_supplement": {"reason"},
    "resume": {"note"},
    "extend": {"amount", "unit", "reason"},
    "approve": {"note"},
    "settle": {"result_number"},
    "return_result": {"recipient", "how"},
    "correct": {"applicant", "reason"},
    "decline": {"reason"},
    "refuse": {"reason"},
    "withdraw": {"reason"},
    "stop": {"reason"},
    "void": {"reason", "second"},
}
INTAKE = {"unit", "procedure", "channel", "applicant", "papers", "copies"}


def counted(gathered: tuple[Course, ...]) -> dict[Level, Totals]:
    """Received and settled dossiers by level, counted from the acts alone."""
    received = Counter(course.level for course in gathered if course.received)
    settled = Counter(course.level for course in gathered if course.settled)
    return {level: Totals(received=received[level], settled=settled[level]) for level in received}


def fingerprint(steps: list[Step]) -> str:
    return hashlib.sha256("\n".join(map(repr, steps)).encode()).hexdigest()


def in_office_hours(at: datetime) -> bool:
    return CALENDAR.into_office_hours(at) == at


class TestTotals:
    def test_the_published_figures_of_the_half_year(self) -> None:
        assert counted(courses(1.0)) == {
            Level.DISTRICT: Totals(received=1_401, settled=1_400),
            Level.COMMUNE: Totals(received=39_779, settled=39_751),
        }

    @pytest.mark.parametrize(
        ("scale", "district", "commune_"),
        [(0.05, (70, 69), (1989, 1988)), (0.01, (14, 13), (398, 397)), (0.0001, (1, 0), (4, 3))],
    )
    def test_scaled_to_nearest_with_one_left_unsettled(
        self, scale: float, district: tuple[int, int], commune_: tuple[int, int]
    ) -> None:
        assert counted(courses(scale)) == {
            Level.DISTRICT: Totals(received=district[0], settled=district[1]),
            Level.COMMUNE: Totals(received=commune_[0], settled=commune_[1]),
        }

    def test_halves_are_rounded_up(self) -> None:
        assert Totals(received=1_401, settled=1_301).scaled(0.5) == Totals(received=701, settled=651)

    @pytest.mark.parametrize("scale", [0.0, -1.0, float("nan")])
    def test_a_scale_that_is_not_above_nothing_is_refused(self, scale: float) -> None:
        with pytest.raises(Refusal) as refused:
            steps_of(scale=scale)
        assert refused.value.field == "scale"

    def test_other_totals_may_be_asked_for(self) -> None:
        steps = stream(
            seed=1, scale=1, offices=OFFICES, procedures=PROCEDURES, names=NAMES, calendar=CALENDAR, rules=RULES,
            totals={Level.COMMUNE: Totals(received=5, settled=2)},
        )  # fmt: skip
        assert Counter(step.act for step in steps)["accept"] == 5

    def test_a_level_without_an_office_is_a_fault_of_the_caller(self) -> None:
        with pytest.raises(ValueError, match="no office"):
            stream(
                seed=1, scale=1, offices=OFFICES[:1], procedures=PROCEDURES, names=NAMES, calendar=CALENDAR,
                rules=RULES,
            )  # fmt: skip

    def test_an_office_with_same_day_procedures_alone_still_leaves_one_unsettled(self) -> None:
        steps = list(
            stream(
                seed=5, scale=1, offices=(commune(1, share=1),),
                procedures=(procedure("2.000815", "Chứng thực", SAME_DAY, weight=1),),
                names=NAMES, calendar=CALENDAR, rules=RULES,
                totals={Level.COMMUNE: Totals(received=40, settled=30)},
            )
        )  # fmt: skip
        acts = Counter(step.act for step in steps)
        assert set(acts) <= {act for _, act in AUTOMATON}
        assert acts["accept"] == 40
        assert acts["settle"] + acts["refuse"] + acts["withdraw"] + acts["stop"] == 30

    def test_what_comes_online_only_is_left_out_where_nothing_does(self) -> None:
        steps = stream(
            seed=5, scale=1, offices=(commune(1, share=1),),
            procedures=(procedure("1.0", "Hộ tịch", SAME_DAY, weight=1, channels=(Channel.COUNTER,)),),
            names=NAMES, calendar=CALENDAR, rules=RULES,
            totals={Level.COMMUNE: Totals(received=5_000, settled=4_990)},
        )  # fmt: skip
        acts = Counter(step.act for step in steps)
        assert acts["submit"] == acts["decline"] == 0
        assert acts["accept"] - acts["void"] == 5_000


class TestSameSeed:
    def test_same_stream(self) -> None:
        assert list(steps_of(scale=0.02)) == list(steps_of(scale=0.02))

    def test_other_seed_other_stream_same_totals(self) -> None:
        other = courses(0.01, seed=7)
        assert other != courses(0.01)
        assert counted(other) == counted(courses(0.01))

    def test_whatever_the_hash_seed(self) -> None:
        code = (
            "from tests.demo.test_stream import fingerprint, steps_of; print(fingerprint(list(steps_of(scale=0.01))))"
        )
        told = [
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=Path(__file__).parents[2],
                env={**os.environ, "PYTHONHASHSEED": hash_seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout.strip()
            for hash_seed in ("1", "2")
        ]
        assert told == [fingerprint(list(steps_of(scale=0.01)))] * 2

    def test_fast_enough_for_the_replay(self) -> None:
        start = time.process_time()
        steps = sum(1 for _ in steps_of(scale=0.2))
        assert steps > 40_000
        assert time.process_time() - start < 4  # a fifth of the whole, which has 8 s on a machine of its own


@pytest.mark.parametrize("scale", SCALES)
class TestOrder:
    def test_numbered_in_order_of_time_within_the_period(self, scale: float) -> None:
        steps = sorted((step for course in courses(scale) for step in course.steps), key=lambda step: step.number)
        assert [step.number for step in steps] == list(range(len(steps)))
        assert all(before.at <= after.at for before, after in pairwise(steps))
        assert steps[0].at >= OPENS
        assert steps[-1].at <= CLOSES

    def test_dossiers_are_numbered_by_their_first_act(self, scale: float) -> None:
        gathered = courses(scale)
        assert [course.steps[0].dossier for course in gathered] == list(range(len(gathered)))
        firsts = [course.steps[0].at for course in gathered]
        assert firsts == sorted(firsts)

    def test_acts_on_a_dossier_are_a_minute_apart_and_on_the_minute(self, scale: float) -> None:
        for course in courses(scale):
            assert all((after.at - before.at).total_seconds() >= 60 for before, after in pairwise(course.steps))
            assert all(step.at.second == step.at.microsecond == 0 for step in course.steps)

    def test_staff_act_in_office_hours_only(self, scale: float) -> None:
        for course in courses(scale):
            for step in course.steps:
                assert (step.by is CITIZEN) == (step.act == "submit")
                assert step.by is CITIZEN or in_office_hours(step.at), step

    def test_online_dossiers_are_answered_within_eight_working_hours(self, scale: float) -> None:
        for course in courses(scale):
            if course.channel is Channel.ONLINE:
                sent, answered = course.steps[0], course.steps[1] if len(course.steps) > 1 else None
                assert sent.act == "submit"
                assert CALENDAR.between(sent.at, answered.at if answered else CLOSES) <= 8 * 60

    def test_every_course_is_lawful(self, scale: float) -> None:
        for course in courses(scale):
            state = ""
            for act in course.acts:
                assert (state, act) in AUTOMATON, course.acts
                state = AUTOMATON[state, act]

    def test_inputs_are_what_the_acts_take(self, scale: float) -> None:
        for course in courses(scale):
            for place, step in enumerate(course.steps):
                expected = INPUTS.get(step.act, INTAKE if place == 0 else set())
                assert set(step.inputs) == expected, step
                assert step.act in {"forward", "approve", "accept"} or all(value for value in step.inputs.values())


class TestCourses:
    def test_offices_are_interleaved(self) -> None:
        steps = sorted((step for course in courses(0.05) for step in course.steps), key=lambda step: step.number)
        staff = [step.by.partition(".")[0] for step in steps[:200] if step.by]
        assert len(set(staff)) > 10

    def test_each_office_works_with_its_own_staff(self) -> None:
        for course in courses(0.05):
            if course.level is Level.DISTRICT:
                continue
            own = course.unit.removeprefix("huyen.")
            named = [name for step in course.steps for name in (step.by, step.inputs.get("to")) if name]
            assert {name.partition(".")[0] for name in named} <= {own}

    def test_a_department_gets_the_fields_it_handles(self) -> None:
        for course in courses(1.0):
            sent_to = course.step("forward")
            if course.level is Level.DISTRICT and sent_to:
                handles = {"Hộ kinh doanh": "taichinh", "Khiếu nại": "thanhtra"}.get(course.procedure.field, "tuphap")
                assert sent_to.inputs["to"] == f"{handles}.chuyenvien"

    def test_the_first_officer_has_certification_and_civil_status(self) -> None:
        for course in courses(0.05):
            sent_to = course.step("forward")
            if course.level is Level.COMMUNE and sent_to:
                at_registry = course.procedure.field in ("Chứng thực", "Hộ tịch")
                assert sent_to.inputs["to"].endswith("hotich" if at_registry else "xahoi")

    def test_a_number_is_voided_by_two_people(self) -> None:
        voids = [step for course in courses(1.0) if (step := course.step("void"))]
        assert 20 <= len(voids) <= 80
        assert all(step.inputs["second"] != step.by for step in voids)

    def test_results_are_numbered_without_a_gap(self) -> None:
        issued: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for course in courses(0.05):
            if step := course.step("settle"):
                key = (course.unit, course.procedure.field)
                issued.setdefault(key, []).append((step.number, step.inputs["result_number"]))
        for numbers in issued.values():
            told = [number for _, number in sorted(numbers)]
            assert told == [f"{serial}/2023" for serial in range(1, len(numbers) + 1)]

    def test_published_totals_say_99_93_per_cent_at_both_levels(self) -> None:
        assert [round(100 * totals.settled / totals.received, 2) for totals in PUBLISHED.values()] == [99.93, 99.93]
