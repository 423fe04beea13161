"""Scores of agencies and officers, by hand and against plain averages over random ballots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.records.evaluation import ballots as lists
from motcua.records.evaluation import scores
from motcua.records.evaluation.content import Kind
from motcua.records.evaluation.models import Ballot
from motcua.records.evaluation.scores import AgencyScore
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import NotAllowed
from tests.records.casework.contents import forgotten
from tests.records.evaluation.evaluating import ALL, LESS, OWN, assess, enter, settled
from tests.world import COPY, DESK, HAM_TAN, THANH_SON, World, standing

LATER = "2023-07-05 12:00"
BY_BALLOT, OF_OFFICER = ("1", "2", "3", "4", "6", "7"), ("1", "2", "3", "4", "7")


def score(
    unit: str = THANH_SON, over: str = "2023-Q2", *, at: str = LATER, viewer: Viewer | None = None
) -> AgencyScore:
    with standing(at):
        return scores.score(viewer or Viewer.system(), unit, period(over))


def averages(told: AgencyScore) -> dict[str, Fraction | None]:
    return {line.number: line.average for line in told.lines if line.by_ballot}


def test_an_agency_without_ballots_has_no_score_and_no_noughts(world: World) -> None:
    settled(world)
    told = score()
    assert (told.settled, told.ballots, told.score.total, told.grade) == (1, 0, None, None)
    assert told.score.missing == tuple("123456789")
    assert set(averages(told).values()) == {None}
    assert told.few


def test_a_score_by_hand(world: World) -> None:
    enter(world, settled(world).code)  # 2, 2, 1, 2, 1, 2
    enter(world, settled(world).code, {"3": 3, "7": 1}, levels=5)  # 1 and 0 points
    told = score()
    assert averages(told) == {"1": 2, "2": 2, "3": 1, "4": 2, "6": 1, "7": 1}
    assert told.score.missing == ("5", "8", "9")
    assess(world)
    assert score().score.missing == ("5", "8", "9")  # nobody's word for oneself makes a score
    assess(world, Kind.APPRAISED, LESS, seen=1)
    told = score()
    assert (told.score.total, told.grade and told.grade.label) == (Fraction(23, 2), "Khá")
    line = next(line for line in told.lines if line.number == "8")
    assert (line.own, line.appraised, line.points) == (OWN["8"], LESS["8"], LESS["8"])


def test_ballots_count_where_and_when_their_dossier_ended(world: World) -> None:
    enter(world, settled(world).code)
    enter(world, settled(world, unit=HAM_TAN).code, {"7": 1}, unit=HAM_TAN)
    assert [score(unit).ballots for unit in (THANH_SON, HAM_TAN, "tra_cu")] == [1, 1, 0]
    assert [score(over=over).ballots for over in ("2023-04", "2023-05", "2023-H1")] == [1, 0, 1]
    assert score(at="2023-07-03 11:00").ballots == 0  # it was entered at noon


def test_the_latest_version_counts_alone(world: World) -> None:
    code = settled(world).code
    enter(world, code)
    enter(world, code, {"7": 1}, seen=1, reason="Gõ nhầm", at="2023-07-04 08:00")
    told = score()
    assert (told.ballots, averages(told)["7"], averages(told)["3"]) == (1, 0, None)
    assert averages(score(at="2023-07-03 13:00"))["7"] == 2


def test_what_the_record_says_stands_beside_what_was_answered(world: World) -> None:
    enter(world, settled(world).code, {**ALL, "1": 1})
    enter(world, settled(world).code)
    first = score().lines[0]
    assert first.beside is not None
    assert (first.beside.ballots, first.beside.answered, first.beside.record, first.beside.differing) == (2, 1, 2, 1)


def test_the_ranking_puts_whole_scores_first(world: World) -> None:
    enter(world, settled(world).code)
    assess(world)
    assess(world, Kind.APPRAISED, LESS, seen=1)
    with standing(LATER):
        found = scores.ranking(world.viewer("van_phuc"), period("2023-Q2"))
        assert found[0].agency.unit.key == THANH_SON
        assert [one.score.total is None for one in found] == [False, True, True, True]
        own = scores.ranking(world.viewer("sa_rath"), period("2023-Q2"))
        assert [one.agency.unit.key for one in own] == [THANH_SON]


def test_strangers_see_no_score(world: World) -> None:
    with pytest.raises(NotAllowed):
        score(viewer=world.viewer("quoc_huy"))


def test_each_average_opens_its_ballots(world: World) -> None:
    codes = [settled(world).code for _ in range(3)]
    for code, answers in zip(codes, ({"3": 1}, {"7": 2}, ALL), strict=True):
        enter(world, code, answers)
    told = score()
    for line in told.lines:
        found, further = lists.behind(told, Viewer.system(), criterion=line.number)
        assert (len(found), further) == (line.answers, 0)
    first, further = lists.behind(told, Viewer.system(), size=2)
    rest, none = lists.behind(told, Viewer.system(), size=2, after=further)
    assert [one.dossier.code for one in (*first, *rest)] == codes
    assert none == 0


def test_officers_are_those_who_worked_on_the_dossier(world: World) -> None:
    enter(world, settled(world).code)
    other = world.do("forward", world.accept(), by="sa_ruone", to_account_id="so_phia")
    approved = world.do("approve", other, by="bich_thuy")
    enter(world, world.do("settle", approved, by="bich_thuy", result_number="2/XN").code, {"7": 1})
    found = {one.name: one for one in lists.officers(score(), Viewer.system())}
    assert {name: one.ballots for name, one in found.items()} == {"Nguyễn Văn Minh": 1, "Kim Sô Phia": 1}
    assert found["Nguyễn Văn Minh"].score.total == 9  # 2 + 2 + 1 + 2 + 2; indicator 6 is not the officer's
    assert found["Kim Sô Phia"].score.missing == ("1", "2", "3", "4")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("minh", True), ("bich_thuy", True), ("sa_rath", True), ("quoc_thai", True),
        ("so_phia", False), ("sa_ruone", False), ("van_phuc", False), ("quoc_huy", False), ("my_dung", False),
    ],
)  # fmt: skip
def test_an_officer_s_score_is_seen_by_the_officer_the_head_and_inspectors(world: World, who: str, may: bool) -> None:
    with standing(LATER):
        assert lists.may_see_officer(world.viewer(who), world.accounts["minh"]) is may


@dataclass(frozen=True)
class Typed:
    """A ballot of the oracle: who handled the dossier, where, in which month, and what was answered."""

    unit: str
    officer: str
    month: int
    levels: int
    answers: dict[str, int]


@st.composite
def typed(draw: st.DrawFn) -> Typed:
    unit, officer = draw(st.sampled_from([(THANH_SON, "minh"), (THANH_SON, "so_phia"), (HAM_TAN, "chanh_da")]))
    levels = draw(st.sampled_from([3, 5]))
    answers = draw(st.dictionaries(st.sampled_from(BY_BALLOT), st.integers(1, levels)))
    return Typed(
        unit=unit,
        officer=officer,
        month=draw(st.sampled_from([2, 4])),
        levels=levels,
        answers={**answers, "7": draw(st.integers(1, levels))},
    )


def plain(found: Iterable[Typed], numbers: tuple[str, ...]) -> dict[str, Fraction | None]:
    """The averages as anyone would reckon them: level 1 gives 0, the highest 2, those between in equal steps."""
    given = list(found)
    told: dict[str, Fraction | None] = {}
    for number in numbers:
        points = [Fraction(2 * (one.answers[number] - 1), one.levels - 1) for one in given if number in one.answers]
        told[number] = sum(points, Fraction()) / len(points) if points else None
    return told


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=st.lists(typed(), max_size=6))
def test_averages_equal_those_reckoned_plainly(world: World, found: list[Typed]) -> None:
    with forgotten():
        for one in found:
            at = f"2023-{one.month:02}-06 09:00"
            counter = world.post(one.unit, "counter")
            forwarded = world.do(
                "forward", world.accept(at=at, unit_key=one.unit), by=counter, at=at, to_account_id=one.officer
            )
            leader = world.post(one.unit, "leader")
            approved = world.do("approve", forwarded, by=leader, at=at)
            code = world.do("settle", approved, by=leader, at=at, result_number="1/XN").code
            enter(world, code, one.answers, unit=one.unit, levels=one.levels)
        for unit in (THANH_SON, HAM_TAN):
            for over, months in (("2023-Q1", (2,)), ("2023-Q2", (4,)), ("2023-H1", (2, 4))):
                mine = [one for one in found if one.unit == unit and one.month in months]
                told = score(unit, over)
                assert told.ballots == len(mine)
                assert averages(told) == plain(mine, BY_BALLOT)
                for officer in lists.officers(told, Viewer.system()):
                    own = [one for one in mine if world.accounts[one.officer] == officer.account_id]
                    assert officer.score.parts == plain(own, OF_OFFICER)
                    assert officer.ballots == len(own) > 0


def test_a_committee_answers_for_its_desk(world: World) -> None:
    done = world.bring(world.accept(unit_key=DESK, procedure=COPY), State.APPROVED, unit=DESK)
    handled = world.do("settle", done, by="ngoc_lan", result_number="3/CT")
    assert handled.code.startswith("000.00.30")
    assert score("tra_cu").settled == score(DESK).settled == 1
    assert not Ballot.objects.exists()
