"""The half-year looks like one: weekdays, holidays, June, the campaign, the mix of procedures, and what goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from motcua.demo.rhythm import CAMPAIGN, day_weights, online_share
from motcua.demo.specs import CLOSES
from motcua.law.types import Channel, Level, Term, TermUnit
from motcua.rules.deadline import due_instant, extended, resumed
from tests.demo.invented_district import CALENDAR, RULES, TOWN, Course, courses

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
WORKING_DAYS = [day for number in range(179) if CALENDAR.is_working_day(day := date(2023, 1, 3) + timedelta(number))]


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """The first and the last due date of a dossier; None: its procedure has no term."""

    first: datetime | None
    last: datetime | None


def promise_of(course: Course) -> Promise:
    """The promises of a dossier at full scale."""
    return _promises()[course.steps[0].dossier]


@cache
def _promises() -> tuple[Promise, ...]:
    return tuple(_promise(course) for course in courses(1.0))


def _promise(course: Course) -> Promise:
    """Reads the promises off the acts with the rules themselves, independently of the plan."""
    term = course.procedure.term_by_channel[course.channel]
    first = last = asked = None
    for step in course.steps:
        if step.act == "accept":
            first = last = due_instant(step.at, term=term, rules=RULES, calendar=CALENDAR)
        elif step.act == "request_supplement":
            asked = step.at
        elif step.act == "resume" and asked:
            last = resumed(last, requested=asked, completed=step.at, term=term, rules=RULES, calendar=CALENDAR).due
        elif step.act == "extend":
            assert last is not None
            assert step.at <= last
            by = Term(amount=step.inputs["amount"], unit=TermUnit(step.inputs["unit"]))
            last = extended(last, by=by, rules=RULES, calendar=CALENDAR).due
    return Promise(first=first, last=last)


@cache
def received(level: Level | None = None) -> tuple[Course, ...]:
    """The dossiers received at a level (None: at both) at full scale."""
    return tuple(course for course in courses(1.0) if course.received and level in (None, course.level))


def accepted_at(course: Course) -> datetime:
    """When a received dossier was accepted."""
    step = course.step("accept")
    assert step is not None
    return step.at


def share(of: Iterable[Course], where: Callable[[Course], bool]) -> float:
    """The share of dossiers for which something holds."""
    answers = [where(course) for course in of]
    return sum(answers) / len(answers)


def mean_by_weekday() -> list[float]:
    """Mean number of dossiers accepted on each weekday worked."""
    dossiers = Counter(accepted_at(course).weekday() for course in received())
    days = Counter(day.weekday() for day in WORKING_DAYS)
    return [dossiers[weekday] / days[weekday] for weekday in range(5)]


def a_day(first: str, last: str) -> float:
    """Mean number of dossiers accepted on a working day between two days, both included."""
    lower, upper = date.fromisoformat(first), date.fromisoformat(last)
    days = sum(1 for day in WORKING_DAYS if lower <= day <= upper)
    return sum(lower <= accepted_at(course).date() <= upper for course in received()) / days


class TestRhythm:
    def test_mondays_and_thursdays_are_the_busiest(self) -> None:
        means = mean_by_weekday()
        assert sorted(range(5), key=lambda weekday: -means[weekday])[:2] == [MONDAY, THURSDAY]

    def test_mornings_are_busier(self) -> None:
        assert 0.55 < share(received(), lambda course: accepted_at(course).hour < 12) < 0.75

    def test_nothing_is_accepted_in_the_holidays(self) -> None:
        days = {accepted_at(course).date() for course in received()}
        assert days <= set(WORKING_DAYS)
        assert not days & {date(2023, 1, day) for day in range(20, 27)}

    def test_a_swell_follows_a_holiday(self) -> None:
        assert a_day("2023-01-27", "2023-01-31") > 1.15 * a_day("2023-01-03", "2023-01-19")
        assert a_day("2023-05-04", "2023-05-08") > 1.15 * a_day("2023-05-09", "2023-05-26")

    def test_june_rises(self) -> None:
        assert a_day("2023-06-01", "2023-06-30") > 1.1 * a_day("2023-03-01", "2023-03-31")
        assert a_day("2023-06-16", "2023-06-30") > 1.02 * a_day("2023-06-01", "2023-06-15")

    def test_a_long_weekend_makes_a_swell_and_an_ordinary_one_does_not(self) -> None:
        thursday, friday, monday = date(2023, 3, 2), date(2023, 3, 3), date(2023, 3, 6)
        weights = dict(day_weights([thursday, friday, monday, monday + timedelta(days=4)]))
        assert weights[monday] == 1.28
        assert weights[monday + timedelta(days=4)] > 1.4 * weights[friday]

    def test_the_town_receives_most(self) -> None:
        units = Counter(course.unit for course in received(Level.COMMUNE))
        assert units.most_common(1)[0][0] == TOWN.unit_key
        assert 2.5 < units[TOWN.unit_key] / units["huyen.xa05"] < 3.5


class TestChannels:
    def test_online_rises_slowly_then_the_campaign_makes_it_usual(self) -> None:
        def online(first: date, last: date) -> float:
            among = [course for course in received() if first <= accepted_at(course).date() <= last]
            return share(among, lambda course: course.channel is Channel.ONLINE)

        assert 0.18 < online(date(2023, 1, 3), date(2023, 1, 31)) < 0.25
        assert 0.25 < online(date(2023, 3, 1), date(2023, 4, 5)) < 0.32
        assert 0.48 < online(CAMPAIGN, date(2023, 4, 28)) < 0.60
        assert 0.53 < online(date(2023, 6, 1), date(2023, 6, 30)) < 0.65

    def test_the_campaign_begins_on_a_thursday_and_shows_on_thursdays(self) -> None:
        assert CAMPAIGN.weekday() == THURSDAY
        assert online_share(CAMPAIGN) - online_share(CAMPAIGN - timedelta(days=1)) > 0.2
        after = [course for course in received() if accepted_at(course).date() >= CAMPAIGN]
        thursdays = [course for course in after if accepted_at(course).weekday() == THURSDAY]
        others = [course for course in after if accepted_at(course).weekday() != THURSDAY]
        ahead = share(thursdays, _is_online) - share(others, _is_online)
        assert 0.04 < ahead < 0.14

    def test_a_little_comes_by_post(self) -> None:
        assert 0.006 < share(received(), lambda course: course.channel is Channel.POST) < 0.014

    def test_channels_are_those_of_the_procedure(self) -> None:
        assert all(course.channel in course.procedure.term_by_channel for course in courses(1.0))

    def test_people_submit_at_night_and_at_weekends_too(self) -> None:
        sent = [course.steps[0].at for course in courses(1.0) if course.steps[0].act == "submit"]
        outside = [at for at in sent if CALENDAR.into_office_hours(at) != at]
        assert 0.1 < len(outside) / len(sent) < 0.4
        assert any(at.weekday() >= 5 for at in outside)
        assert any(at.hour >= 20 for at in outside)


class TestMix:
    def test_certification_and_civil_status_dominate(self) -> None:
        fields = Counter(course.procedure.field for course in received(Level.COMMUNE))
        total = fields.total()
        assert 0.52 < fields["Chứng thực"] / total < 0.58
        assert 0.27 < fields["Hộ tịch"] / total < 0.33

    def test_procedures_without_a_known_term_are_few_but_there(self) -> None:
        assert 0 < share(received(), lambda course: promise_of(course).first is None) < 0.02

    def test_what_is_signed_while_one_waits_takes_minutes(self) -> None:
        waits = sorted(
            (course.step("settle").at - accepted_at(course)).total_seconds() / 60  # type: ignore[union-attr]
            for course in received()
            if "settle" in course.acts and not course.procedure.needs_approval
        )
        assert waits[len(waits) // 2] < 30


class TestWhatGoesWrong:
    def test_the_on_time_rate_of_communes_is_98_to_99_per_cent(self) -> None:
        judged = _with_result(Level.COMMUNE)
        on_time = share(judged, lambda course: _settled_at(course) <= _due(course))
        assert 0.98 < on_time < 0.99

    def test_first_promises_are_missed_a_little_more_often(self) -> None:
        judged = _with_result(None)
        late = sum(_settled_at(course) > _due(course) for course in judged)
        missed = sum(_settled_at(course) > (promise_of(course).first or CLOSES) for course in judged)
        assert 1.2 * late < missed < 5 * late

    def test_extensions_come_before_the_date_and_keep_the_new_one(self) -> None:
        put_off = [course for course in received() if "extend" in course.acts]
        assert 50 < len(put_off) < 600
        assert all(_settled_at(course) <= _due(course) for course in put_off)

    def test_supplements_refusals_withdrawals_and_stops_are_rare(self) -> None:
        def rate(act: str) -> float:
            return share(received(), lambda course: act in course.acts)

        assert 0.02 < rate("request_supplement") < 0.03
        assert 0.002 < rate("refuse") < 0.004
        assert 0.0012 < rate("withdraw") < 0.0028
        assert 0 < rate("stop") < 0.001
        assert 0 < sum("correct" in course.acts for course in received()) < 200

    def test_rare_fates_keep_their_share_in_a_small_stream(self) -> None:
        few = [course for course in courses(0.05) if course.received]
        assert 0.018 < share(few, lambda course: "request_supplement" in course.acts) < 0.034
        assert 5 <= sum("refuse" in course.acts for course in few) <= 7
        assert 3 <= sum("withdraw" in course.acts for course in few) <= 5

    def test_what_is_declined_or_unanswered_is_not_received(self) -> None:
        turned_away = [course for course in courses(1.0) if "decline" in course.acts]
        unanswered = [course for course in courses(1.0) if course.acts == ("submit",)]
        assert 100 < len(turned_away) < 250
        assert 5 < len(unanswered) < 30
        assert not any(course.received for course in (*turned_away, *unanswered))

    def test_a_few_stand_overdue_in_different_communes_and_the_rest_have_time_left(self) -> None:
        left = [course for course in received() if not course.settled]
        overdue = [course for course in left if _due(course) < CLOSES]
        assert 3 <= len(overdue) <= 8
        assert len({course.unit for course in overdue}) == len(overdue)
        assert all("request_supplement" not in course.acts for course in overdue)
        assert all(_due(course) > CLOSES for course in left if course not in overdue)

    def test_most_results_reach_the_citizen(self) -> None:
        with_result = [course for course in received() if "settle" in course.acts]
        assert 0.97 < share(with_result, lambda course: "return_result" in course.acts) < 0.999


def _is_online(course: Course) -> bool:
    return course.channel is Channel.ONLINE


def _with_result(level: Level | None) -> list[Course]:
    return [course for course in received(level) if "settle" in course.acts and promise_of(course).last]


def _settled_at(course: Course) -> datetime:
    step = course.step("settle")
    assert step is not None
    return step.at


def _due(course: Course) -> datetime:
    due = promise_of(course).last
    assert due is not None
    return due
