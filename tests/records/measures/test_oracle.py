"""Every indicator, broken down every way, is what plain Python counts over the same history, also as of the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.types import LOCAL, Channel
from motcua.records import clock
from motcua.records.casework import legal, warning
from motcua.records.casework.models import Attachment, Dossier, FactsRow, LedgerRow
from motcua.records.catalogue import queries as catalogue
from motcua.records.evaluation.models import Ballot
from motcua.records.measures import queries
from motcua.records.measures.figures import NO_DATA, Count, Figure
from motcua.records.measures.queries import By
from motcua.records.payments.models import MoneyEntry
from motcua.records.people.viewer import Viewer
from motcua.rules.deadline import due_date
from motcua.rules.dossier import State
from motcua.rules.duty import Promise, apology
from motcua.rules.facts import COLUMNS, Facts
from motcua.rules.indicator import Indicator
from motcua.rules.indicators import indicators
from motcua.rules.linked_facts import LinkedFacts
from motcua.rules.period import Period, period
from motcua.rules.progress import progress, told_by_due_date
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.measures.beside import BESIDE, Beside, add
from tests.rules.oracle import Dossier as OneDossier
from tests.rules.oracle import Look, told
from tests.world import World

ON_THE_WORLD = settings(deadline=None, max_examples=examples(40), suppress_health_check=list(HealthCheck))
PERIODS = ("2023-H1", "2023-01", "2023-Q1", "2023-01-20..2023-02-10")
OVER_DOSSIERS = [each for each in indicators().values() if not each.elsewhere]


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    beside=st.lists(BESIDE, max_size=8),
    named=st.sampled_from(PERIODS),
    ago=st.sampled_from((0, 0, 1, 30, 1440, 10_000)),
)
def test_every_indicator_is_what_plain_python_counts(
    world: World, script: list[Step], beside: list[Beside], named: str, ago: int
) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(days=1)
        add(beside, until=now)
        over, as_of = period(named), now - timedelta(minutes=ago)
        with clock.standing_at(now):
            dossiers = known(over, as_of=as_of)
            for by in (None, *By):
                found = queries.figures(Viewer.system(), [each.id for each in OVER_DOSSIERS], over, by=by, as_of=as_of)
                for each in OVER_DOSSIERS:
                    compare(found[each.id], each, dossiers, over, as_of=as_of, by=by)


def compare(
    found: Figure, each: Indicator, dossiers: Mapping[int, OneDossier], over: Period, *, as_of: datetime, by: By | None
) -> None:
    """The total and every group of a figure as plain Python has them."""
    if NO_DATA in found.flags:
        assert found.total.value is None
        assert not found.groups
        return
    look = Look(first=over.first, last=over.last, as_of=as_of)
    assert numbers(found.total) == told(each, dossiers.values(), look), (each.id, by)
    if by is None:
        return
    parts: defaultdict[object, list[OneDossier]] = defaultdict(list)
    for one in dossiers.values():
        if one[0].accepted_at is not None:
            parts[group_of(one[0], by, as_of=as_of)].append(one)
    expected = {key: answer for key, part in parts.items() if any(answer := told(each, part, look))}
    groups = {group.key: numbers(group.count) for group in found.groups if any(numbers(group.count))}
    assert groups == expected, (each.id, by)


def numbers(count: Count) -> tuple[int, int | None, float | None]:
    return count.numerator, count.denominator, count.value


def known(over: Period, *, as_of: datetime) -> dict[int, OneDossier]:
    """The facts of every dossier as known at a cut-off, with what was beside them then, from the rows of each."""
    rows: dict[int, Facts] = {}
    for row in FactsRow.objects.filter(known_from__lte=as_of).order_by("dossier_id", "version"):
        rows[row.dossier_id] = Facts(**{name: local(getattr(row, name)) for name in COLUMNS})
    until = min(over.end, as_of)
    return {pk: (facts, links(pk, facts, as_of=as_of, until=until)) for pk, facts in rows.items()}


def local(value: object) -> object:
    return value.astimezone(LOCAL) if isinstance(value, datetime) else value


def links(pk: int, facts: Facts, *, as_of: datetime, until: datetime) -> LinkedFacts:
    dossier = Dossier.objects.get(pk=pk)
    files = [
        file
        for file in Attachment.objects.filter(dossier_id=pk)
        if file.added_at <= as_of and (file.removed_at is None or file.removed_at > as_of)
    ]
    version = catalogue.version(dossier.procedure_version_id)
    result = any(file.kind == "result" for file in files)
    counts = facts.accepted_at is not None and facts.state != State.VOID
    return LinkedFacts(
        digitised=result and any(file.kind == "paper" and file.digitised for file in files),
        electronic_result=result,
        online_offered=Channel.ONLINE in version.channels,
        progress=verdict(facts, version, until=until) if counts else "",
        apology=apologised(pk, facts, as_of=as_of) if counts else "",
        **money(pk, dossier.fee, as_of=as_of),
        **ballot(pk, as_of=as_of),
    )


def ballot(pk: int, *, as_of: datetime) -> dict[str, bool]:
    versions = [one for one in Ballot.objects.filter(dossier_id=pk).order_by("number") if one.at <= as_of]
    satisfied = versions[-1].satisfied if versions else None
    return {"rated": satisfied is not None, "satisfied": satisfied is True}


def money(pk: int, tariff: int | None, *, as_of: datetime) -> dict[str, bool]:
    due, paid = tariff or 0, set()
    more = 0
    for entry in MoneyEntry.objects.filter(dossier_id=pk).order_by("number"):
        if entry.at > as_of:
            continue
        match entry.kind:
            case "assess":
                due = entry.amount
            case "charge":
                more += entry.amount
            case "waiver":
                more -= entry.amount
            case "payment" if entry.method in ("portal", "gateway"):
                paid.add(entry.pk)
            case "cancellation":
                paid.discard(entry.of_id)
    return {"fee_due": due + more > 0, "paid_online": bool(paid)}


def verdict(facts: Facts, version: catalogue.ProcedureView, *, until: datetime) -> str:
    if told_by_due_date(facts):
        return ""
    terms = [channel.term for channel in version.channels.values() if channel.term.unit.is_timed]
    assert facts.accepted_at is not None
    rules, calendar = legal.rules_on(facts.accepted_at.date()), legal.calendar()
    dues = [due_date(facts.accepted_at, term=term, rules=rules, calendar=calendar).due for term in terms]
    longest = max(due for due in dues if due is not None) if terms and facts.first_due_at is None else None
    return progress(facts, until=until, legal_due=longest, calendar=calendar).value


def apologised(pk: int, facts: Facts, *, as_of: datetime) -> str:
    due = facts.due_at
    moved = LedgerRow.objects.filter(dossier_id=pk, kind="extension", recorded_at__lte=as_of).order_by("number").first()
    if moved is not None:
        due = moved.due_before
    end = facts.ended_at or facts.waiting_since or as_of
    if due is None or end <= due:
        return ""
    assert facts.accepted_at is not None
    promise = Promise(
        accepted_at=facts.accepted_at,
        due_at=due.astimezone(LOCAL),
        waited=facts.waiting_minutes,
        apologised_at=facts.apologised_at,
    )
    return apology(promise, now=end, lead=warning.lead_of(promise), calendar=legal.calendar()).value


def group_of(facts: Facts, by: By, *, as_of: datetime) -> str:
    """The key of a dossier's group, in words of its own."""
    from motcua.records.places import queries as places

    day = facts.accepted_day
    assert day is not None
    match by:
        case By.UNIT:
            return places.unit_by_id(facts.unit_id).key
        case By.LEVEL:
            return facts.level
        case By.PROCEDURE:
            return catalogue.codes_and_names([facts.procedure_id])[facts.procedure_id][0]
        case By.MONTH:
            return f"{day:%Y-%m}"
        case By.WEEK:
            return monday(day).isoformat()
        case By.CHANNEL:
            return facts.channel
        case By.HOLDER:
            return "" if facts.holder_id is None else str(facts.holder_id)
        case By.AGE:
            return age(facts, as_of=as_of)


def monday(day: date) -> date:
    while day.weekday():
        day -= timedelta(days=1)
    return day


def age(facts: Facts, *, as_of: datetime) -> str:
    if facts.end_kind:
        return "ended"
    if facts.waiting_since is not None:
        return "waiting"
    if facts.due_at is None:
        return "no_due"
    days = legal.calendar().between(as_of, facts.due_at) / 480
    if facts.due_at < as_of:
        return next((f"late_{least}" for least in (20, 10, 5, 1) if -days >= least), "late_0")
    return next((f"left_{most}" for most in (1, 5, 10, 20) if days <= most), "left_more")


def test_facts_of_no_dossier_give_no_value(world: World) -> None:
    with clock.standing_at(clock.instant("2023-07-03 07:00", field="at")):
        found = queries.figures(Viewer.system(), indicators(), period("2023-H1"))
    for each in found.values():
        assert each.total.value in (None, 0), each.indicator.id
