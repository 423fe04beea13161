"""Opinions asked of other units: several at once, each with its own deadline; the promise to the citizen stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from motcua.law.types import TermUnit
from motcua.records import keys
from motcua.records.casework import checks, consultations, lists, queries, receipts
from motcua.records.casework.models import Consultation, Dossier
from motcua.records.casework.views import Tab
from motcua.records.journal.models import PersonalContent
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.casework.asking import LATER, QUESTION, answered, ask, of, taken_back
from tests.records.casework.contents import refused
from tests.records.casework.inputs import INPUTS
from tests.stores import remove_guards
from tests.world import CAST, HAM_TAN, JUSTICE, THANH_SON, TOWN, World, standing


def test_each_unit_has_a_question_of_its_own_with_the_deadline(world: World) -> None:
    at = ask(world, units=(HAM_TAN, JUSTICE))
    first, second = of(world, at.code)
    assert [(one.number, one.unit_id, one.closed) for one in (first, second)] == [
        (1, world.units[HAM_TAN], False),
        (2, world.units[JUSTICE], False),
    ]
    assert first.question == second.question == QUESTION
    assert f"{first.due_at:%d/%m %H:%M}" == "04/05 10:00", "two working days over a long holiday"
    assert (first.asked_by, first.asker_unit) == (CAST["minh"].name, "Ủy ban nhân dân xã Thanh Sơn")


def test_the_promise_the_state_and_the_holder_stay(world: World) -> None:
    before = world.bring(world.accept(), State.PROCESSING)
    kept = Dossier.objects.values("due_at", "state", "holder_id", "holder_unit_id", "step").get()
    at = answered(world, ask(world, on=before))
    assert at.due_at == before.due_at
    assert Dossier.objects.values("due_at", "state", "holder_id", "holder_unit_id", "step").get() == kept
    assert queries.dossier(Viewer.system(), at.code).ledger == queries.dossier(Viewer.system(), before.code).ledger


def test_questions_go_on_being_numbered(world: World) -> None:
    at = ask(world, on=ask(world, units=(HAM_TAN, JUSTICE)), units=(TOWN,))
    assert [one.number for one in of(world, at.code)] == [1, 2, 3]


@pytest.mark.parametrize(("agrees", "by"), [(True, "chanh_da"), (False, "quoc_huy"), (None, "chanh_da")])
def test_the_answer_closes_the_question(world: World, agrees: bool | None, by: str) -> None:
    at = answered(world, ask(world), agrees=agrees, by=by, text="  Đề nghị  xem lại ranh giới. ")
    [one] = of(world, at.code)
    assert (one.agrees, one.answer, one.answered_by) == (agrees, "Đề nghị xem lại ranh giới.", CAST[by].name)
    assert one.closed
    assert one.answered_at is not None
    assert not list(checks.problems())


def test_two_units_answer_the_version_they_both_saw(world: World) -> None:
    at = ask(world, units=(HAM_TAN, JUSTICE))
    answered(world, at)
    other = answered(world, at, by="minh_hieu", consultation=2, agrees=False, text="Chưa phù hợp.")
    assert other.version == at.version + 2, "each act is a version of its own"
    assert [one.agrees for one in of(world, at.code)] == [True, False]
    assert not list(checks.problems())


def test_what_others_do_meanwhile_stands_in_no_answer_s_way(world: World) -> None:
    at = ask(world)
    moved = world.do("forward", at, by="minh", at="2023-04-27 11:00", to_account_id="bich_thuy")
    assert answered(world, at).version == moved.version + 1


def test_an_answer_to_a_version_before_the_question_or_after_the_last_is_stale(world: World) -> None:
    at = ask(world)
    for version in (at.version - 1, at.version + 1):
        with refused(Conflict, "version"):
            answered(world, replace(at, version=version))


def test_a_question_is_answered_once(world: World) -> None:
    at = ask(world)
    first = answered(world, at, key="k-1")
    assert answered(world, at, key="k-1") == replace(first, repeated=True)
    with refused(Conflict, "consultation"):
        answered(world, first)


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("thu_ha", NotAllowed),  # at the counter of the unit that was asked
        ("minh", NotAllowed),
        ("van_phuc", NotAllowed),  # the chair above reads
        ("minh_hieu", NotFound),
        ("my_linh", NotFound),
        ("my_dung", NotFound),
    ],
)
def test_only_the_unit_that_was_asked_answers(world: World, who: str, kind: type[Refusal]) -> None:
    at = ask(world)
    with refused(kind, "act" if kind is NotAllowed else "dossier"):
        answered(world, at, by=who)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"units": ()}, "units"),
        ({"units": (HAM_TAN, HAM_TAN)}, "units"),
        ({"units": (THANH_SON,)}, "units"),
        ({"question": "  "}, "question"),
        ({"question": "x" * 3000}, "question"),
        ({"amount": 0}, "amount"),
        ({"amount": 99_999}, "amount"),
        ({"unit": TermUnit.SAME_DAY}, "unit"),
        ({"unit": TermUnit.NONE}, "unit"),
    ],
)
def test_a_question_that_cannot_be_put(world: World, changes: dict[str, Any], field: str) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    with refused(Refusal, field):
        ask(world, on=at, **changes)


def test_a_unit_is_not_asked_again_while_it_has_a_question(world: World) -> None:
    at = ask(world)
    with refused(Refusal, "units") as caught:
        ask(world, on=at, units=(JUSTICE, HAM_TAN))
    assert "Hàm Tân" in str(caught.value)
    assert ask(world, on=answered(world, at), at=LATER).version == at.version + 2


@pytest.mark.parametrize("text", ["", " ", "x" * 3000])
def test_an_answer_without_fit_words(world: World, text: str) -> None:
    at = ask(world)
    with refused(Refusal, "text"):
        answered(world, at, text=text)


def test_a_number_that_was_never_asked(world: World) -> None:
    at = ask(world)
    with refused(NotFound, "consultation"):
        answered(world, at, consultation=9)


def test_silence_is_no_consent(world: World) -> None:
    at = ask(world, units=(HAM_TAN, JUSTICE))
    with refused(Refusal, "note") as caught:
        world.do("approve", at, by="bich_thuy", at=LATER)
    assert "2 nơi" in str(caught.value)
    done = world.do("approve", answered(world, at), by="bich_thuy", at=LATER, note="Đã đủ căn cứ, không chờ thêm.")
    [*_, last] = queries.dossier(Viewer.system(), done.code).timeline
    assert last.data["open_consultations"] == [2]


def test_approving_asks_nothing_once_all_have_answered(world: World) -> None:
    done = world.do("approve", answered(world, ask(world)), by="bich_thuy", at=LATER)
    [*_, last] = queries.dossier(Viewer.system(), done.code).timeline
    assert "open_consultations" not in last.data


@pytest.mark.parametrize("act", [Act.REFUSE, Act.STOP, Act.WITHDRAW, Act.VOID])
def test_the_end_of_a_dossier_closes_its_questions(world: World, act: Act) -> None:
    at = ask(world)
    world.do(act.value, at, at=LATER, **INPUTS[act])
    [one] = of(world, at.code)
    assert one.closed
    assert (one.answered_at, one.may_answer) == (None, False)
    assert not list(checks.problems())
    with refused(Conflict, "act"):
        answered(world, at)


MATRIX = [
    # who; sees it before being asked, while asked and afterwards
    ("sa_ruone", True, True),
    ("minh", True, True),
    ("van_phuc", True, True),
    ("quoc_thai", True, True),
    ("chanh_da", False, True),
    ("quoc_huy", False, True),
    ("thu_ha", False, True),
    ("minh_hieu", False, False),
    ("my_linh", False, False),
    ("hong_cuc", False, False),
    ("my_dung", False, False),
]


@pytest.mark.parametrize(("who", "before", "after"), MATRIX)
def test_who_sees_the_dossier(world: World, who: str, before: bool, after: bool) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    viewer = world.viewer(who)

    def seen() -> bool:
        listed = bool(lists.found(viewer, at.code).rows)
        try:
            queries.dossier(viewer, at.code)
        except NotFound:
            assert not listed
            return False
        assert listed
        return True

    with standing(LATER):
        assert seen() is before
        at = ask(world, on=at)
        assert seen() is after
        at = answered(world, at)
        assert seen() is after
        assert not lists.worklist(viewer, Tab.PROCESSING).rows or before


def test_who_was_asked_only_answers(world: World) -> None:
    at = ask(world)
    with standing(LATER):
        assert queries.dossier(world.viewer("chanh_da"), at.code).acts == (Act.ANSWER,)
        assert queries.dossier(world.viewer("thu_ha"), at.code).acts == ()
    with refused(NotAllowed, "act"):
        world.do("approve", at, by="quoc_huy", at=LATER)
    done = answered(world, at)
    with standing(LATER):
        assert queries.dossier(world.viewer("chanh_da"), done.code).acts == ()


def test_what_waits_for_a_unit_stands_in_its_list_by_deadline(world: World) -> None:
    late = ask(world, amount=1, unit=TermUnit.WORKING_HOUR)
    soon = ask(world)
    with standing(LATER) as now:
        viewer = world.viewer("chanh_da")
        rows = consultations.waiting(viewer)
        assert [row.code for row in rows] == [late.code, soon.code]
        assert (rows[0].asker_unit, rows[0].number) == ("Xã Thanh Sơn", 1)
        assert consultations.count_waiting(viewer, now=now) == (2, 1)
        assert consultations.count_waiting(world.viewer("minh_hieu"), now=now) == (0, 0)
        assert consultations.count_waiting(Viewer.system(), now=now) == (2, 1)
    answered(world, late)
    with standing(LATER):
        assert [row.code for row in consultations.waiting(viewer)] == [soon.code]


def test_the_citizen_reads_that_others_are_asked_and_not_what(world: World, store: Path) -> None:
    if not keys.folder().exists():
        keys.create(store)
    at = answered(world, ask(world))
    with standing(LATER):
        told = queries.look_up(at.code, secret=receipts.secret(at.code)).timeline[-2:]
    assert [entry.act for entry in told] == [Act.CONSULT, Act.ANSWER]
    assert all(entry.personal is None and not entry.data for entry in told)


def test_words_that_were_erased_are_gone_and_nothing_else(world: World) -> None:
    at = answered(world, ask(world))
    PersonalContent.objects.all().delete()
    [one] = of(world, at.code)
    assert (one.question, one.answer, one.agrees) == (None, None, True)


def test_a_question_opened_again_behind_the_program_is_found(world: World) -> None:
    at = taken_back(world, ask(world))
    Consultation.objects.update(closed=False)
    assert any(at.code in text and "lấy ý kiến" in text for text in checks.problems())


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM casework_consultation",
        "UPDATE casework_consultation SET agrees = NOT agrees",
        "UPDATE casework_consultation SET unit_id = asker_unit_id",
        "UPDATE casework_consultation SET due_at = '2023-06-01 02:00:00'",
        "UPDATE casework_consultation SET closed = false",
        "UPDATE casework_consultation SET answered_at = '2023-04-28 02:00:00'",
    ],
)
def test_a_row_changed_behind_the_program_is_found(world: World, change: str) -> None:
    at = answered(world, ask(world))
    remove_guards("casework_consultation")
    with connection.cursor() as cursor:
        cursor.execute(change)
    found = list(checks.problems())
    assert any(at.code in text and "lấy ý kiến" in text for text in found), found


def test_a_question_cannot_be_deleted(world: World) -> None:
    ask(world)
    with pytest.raises(Exception, match="only grows"):
        Consultation.objects.all().delete()
