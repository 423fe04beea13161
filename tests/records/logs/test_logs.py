"""Logs taken in: whole or not at all, apart from casework, looked at by those who may, and not changed unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from motcua.records.casework.models import Dossier, FactsRow
from motcua.records.journal import queries as journal_queries
from motcua.records.journal.models import Entry
from motcua.records.logs import actions, check, queries
from motcua.records.logs.models import Log, LogCase, LogEvent
from motcua.records.people.viewer import Viewer
from motcua.rules.event_log import Case, Fate
from motcua.rules.event_log_figures import analysed
from motcua.rules.event_log_reading import Reading
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.rules.event_logs import case
from tests.world import World

OPERATOR = Viewer.system()

CASES = (
    case("ABC", key="1", by="xyz", channel="quầy", planned=3, ended=2),
    case("ABC", key="2", by="xyy", channel="quầy", planned=1, ended=2),
    case("AB", key="3", hours=(5, 4), ended=9),
    case("A", key="4", planned=8),
)


def reading(cases: tuple[Case, ...] = CASES, *, left_out: int = 0) -> Reading:
    return Reading(form="csv", cases=cases, columns={}, wrong=(), left_out=left_out)


def taken_in(name: str = "Trà Vinh 2012", **told: object) -> int:
    return actions.take_in(OPERATOR, reading(), name=name, file_name="a.csv", **told)  # type: ignore[arg-type]


@pytest.fixture
def log(db: None, store: object) -> int:
    """A log taken in by the operator."""
    return taken_in()


def test_a_log_is_kept_as_it_was_read(log: int) -> None:
    assert tuple(queries.cases_of(log)) == CASES
    view, analysis = queries.log(OPERATOR, "Trà Vinh 2012")
    assert analysis == analysed(CASES)
    assert (view.cases, view.events, view.form, view.file_name, view.left_out) == (4, 9, "csv", "a.csv", 0)
    assert [one.name for one in queries.logs(OPERATOR)] == ["Trà Vinh 2012"]


def test_casework_is_not_touched(log: int) -> None:
    assert (Dossier.objects.count(), FactsRow.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fate", "numbers"), [(None, [1, 2, 3, 4]), (Fate.LATE, [2]), (Fate.OPEN, [4]), (Fate.UNPLANNED, [3])]
)
def test_the_cases_behind_a_number(log: int, fate: Fate | None, numbers: list[int]) -> None:
    found, further = queries.cases(OPERATOR, "Trà Vinh 2012", fate=fate)
    assert [one.number for one in found] == numbers
    assert further == 0


def test_cases_of_a_variant_and_page_by_page(log: int) -> None:
    found, further = queries.cases(OPERATOR, "Trà Vinh 2012", variant=1, size=1)
    assert ([one.key for one in found], further) == (["1"], 1)
    found, further = queries.cases(OPERATOR, "Trà Vinh 2012", variant=1, size=1, after=further)
    assert ([one.key for one in found], further) == (["2"], 0)


def test_a_case_with_its_events(log: int) -> None:
    view, whole = queries.case(OPERATOR, "Trà Vinh 2012", 3)
    assert whole == CASES[2]
    assert (view.fate, view.size, view.variant) == (Fate.UNPLANNED, 2, 3)
    with pytest.raises(NotFound, match="không có hồ sơ số 9"):
        queries.case(OPERATOR, "Trà Vinh 2012", 9)


def test_a_name_is_taken_once_unless_the_log_is_replaced(log: int) -> None:
    with pytest.raises(Conflict, match="Đã có nhật ký"):
        taken_in()
    assert queries.logs(OPERATOR)[0].id == log
    newer = actions.take_in(OPERATOR, reading(CASES[:1]), name="Trà Vinh 2012", file_name="b.csv", replace=True)
    assert tuple(queries.cases_of(newer)) == CASES[:1]
    assert (Log.objects.count(), LogCase.objects.count(), LogEvent.objects.count()) == (1, 1, 3)
    assert list(check.problems()) == []


def test_a_log_is_removed_with_all_its_rows(log: int) -> None:
    actions.remove(OPERATOR, "Trà Vinh 2012")
    assert (Log.objects.count(), LogCase.objects.count(), LogEvent.objects.count()) == (0, 0, 0)
    assert list(check.problems()) == []
    with pytest.raises(Refusal, match="Không có nhật ký"):
        actions.remove(OPERATOR, "Trà Vinh 2012")


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a/b", "a\nb", "<b>", ".x", "?"])
def test_a_name_that_does_not_do_is_refused(db: None, store: object, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        taken_in(name)
    assert refused.value.field == "name"
    assert not Log.objects.exists()


def test_a_file_of_nothing_is_refused(db: None, store: object) -> None:
    with pytest.raises(Refusal, match="không có hồ sơ nào"):
        actions.take_in(OPERATOR, reading((), left_out=9), name="a", file_name="a.csv")


def test_the_journal_tells_of_it_without_names(log: int) -> None:
    entry = Entry.objects.get(act="log.import")
    assert (entry.subject_type, entry.subject_id) == ("event_log", log)
    assert "Trà Vinh" not in entry.body
    (told,) = journal_queries.entries_of("event_log", log)
    assert (told.data["cases"], told.data["events"]) == (4, 9)
    assert told.personal == {"name": "Trà Vinh 2012", "file": "a.csv"}


def _event(log: int) -> None:
    LogEvent.objects.filter(log=log, case_number=1, place=1).update(at=5)


def _end(log: int) -> None:
    LogCase.objects.filter(log=log, number=2).update(actual_end=None)


def _analysis(log: int) -> None:
    row = Log.objects.get(pk=log)
    row.analysis = row.analysis.replace('"late":1', '"late":0', 1)
    row.save()


def _gone(log: int) -> None:
    LogEvent.objects.all().delete()
    LogCase.objects.all().delete()
    Log.objects.all().delete()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_event, "nội dung khác với lúc nhập"),
        (_end, "nội dung khác với lúc nhập"),
        (_analysis, "số liệu đã tính không khớp"),
        (_gone, "không còn nhật ký ấy"),
    ],
)
def test_what_is_changed_behind_its_back_is_found(log: int, change: Callable[[int], None], told: str) -> None:
    assert list(check.problems()) == []
    change(log)
    (problem,) = check.problems()
    assert told in problem


def test_an_analysis_of_another_making_is_made_anew(log: int) -> None:
    Log.objects.update(analysed_as=0, analysis='{"summary":{"cases":4,"events":9}}')
    assert queries.log(OPERATOR, "Trà Vinh 2012")[1] == analysed(CASES)
    assert list(check.problems()) == []


READS = ("van_phuc", "ngoc_lan", "quoc_thai", "bich_thuy", "sa_rath")
STRANGERS = ("minh", "sa_ruone", "hong_cuc")


@pytest.mark.parametrize("who", READS)
def test_heads_and_inspectors_look_and_take_nothing_in(world: World, store: object, who: str) -> None:
    taken_in()
    viewer = world.viewer(who)
    assert queries.log(viewer, "Trà Vinh 2012")[0].cases == 4
    with pytest.raises(NotAllowed):
        actions.take_in(viewer, reading(), name="b", file_name="b.csv")
    with pytest.raises(NotAllowed):
        actions.remove(viewer, "Trà Vinh 2012")


def test_the_administrator_takes_in_and_does_not_look(world: World, store: object) -> None:
    viewer = world.viewer("my_dung")
    actions.take_in(viewer, reading(), name="b", file_name="b.csv")
    (listed,) = queries.logs(viewer)
    assert listed.by_id == viewer.account_id
    for look in (
        lambda: queries.log(viewer, "b"),
        lambda: queries.cases(viewer, "b"),
        lambda: queries.case(viewer, "b", 1),
    ):
        with pytest.raises(NotAllowed):
            look()


@pytest.mark.parametrize("who", STRANGERS)
def test_others_are_not_told_which_logs_there_are(world: World, store: object, who: str) -> None:
    taken_in()
    viewer = world.viewer(who)
    for look in (lambda: queries.logs(viewer), lambda: queries.log(viewer, "Trà Vinh 2012")):
        with pytest.raises(NotAllowed):
            look()


def test_a_log_that_is_not_there_is_not_found(db: None) -> None:
    for name in ("không có", "a\0b", ""):
        with pytest.raises(NotFound):
            queries.log(OPERATOR, name)
