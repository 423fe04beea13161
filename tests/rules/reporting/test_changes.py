"""Acts recorded after a cut-off, and the columns between which they move a dossier."""

from __future__ import annotations

from motcua.rules.reporting.changes import Version, changes, standing
from motcua.rules.reporting.flow import Fate, cut
from tests.rules.reporting.test_flow import HALF, at, known

ACCEPTED = known("2023-06-27 08:00", due="2023-06-30 08:00")
DONE = known("2023-06-27 08:00", due="2023-06-30 08:00", ended="2023-06-29 10:00")
DONE_LATER = known("2023-06-27 08:00", due="2023-06-30 08:00", ended="2023-07-04 10:00")
PINNED = cut(HALF, as_of=at("2023-07-03 07:00"))
NOW = at("2023-07-10 07:00")


def version(number: int, recorded: str, happened: str, told: object = ACCEPTED, *, void: bool = False) -> Version:
    return Version(number, at(recorded), at(happened), told, void)  # type: ignore[arg-type]


BEGUN = version(1, "2023-06-27 08:00", "2023-06-27 08:00")


def test_an_act_entered_late_moves_the_dossier() -> None:
    (one,) = changes([BEGUN, version(2, "2023-07-05 09:00", "2023-06-29 10:00", DONE)], PINNED, until=NOW)
    assert one.before is not None
    assert one.after is not None
    assert (one.number, one.before.fate, one.after.fate) == (2, Fate.OPEN_LATE, Fate.EARLY)


def test_what_happened_after_the_period_changes_nothing() -> None:
    later = version(2, "2023-07-04 10:00", "2023-07-04 10:00", DONE_LATER)
    assert changes([BEGUN, later], PINNED, until=NOW) == ()


def test_a_number_that_became_void_never_counted() -> None:
    (one,) = changes([BEGUN, version(2, "2023-07-04 10:00", "2023-07-04 10:00", void=True)], PINNED, until=NOW)
    assert one.before is not None
    assert one.after is None


def test_a_dossier_entered_late_appears() -> None:
    (one,) = changes([version(1, "2023-07-05 09:00", "2023-06-27 08:00")], PINNED, until=NOW)
    assert one.before is None
    assert one.after is not None


def test_what_was_recorded_before_the_cut_off_or_after_now_is_no_difference() -> None:
    before = version(2, "2023-07-03 07:00", "2023-06-29 10:00", DONE)
    beyond = version(2, "2023-07-11 07:00", "2023-06-29 10:00", DONE)
    assert changes([BEGUN, before], PINNED, until=NOW) == changes([BEGUN, beyond], PINNED, until=NOW) == ()


def test_before_acceptance_a_dossier_stands_nowhere() -> None:
    assert standing([version(1, "2023-06-27 08:00", "2023-06-27 08:00", None)], PINNED) is None
    assert standing([], PINNED) is None
