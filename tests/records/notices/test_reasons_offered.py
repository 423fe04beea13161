"""The sentences offered for a reason: the package's, an office's own, and never what somebody wrote."""

from __future__ import annotations

import pytest

from motcua.records.casework import checks
from motcua.records.notices import actions, queries, wording
from motcua.records.notices import check as notices_check
from motcua.records.notices.wording import REASONS, Language, Part
from motcua.rules.dossier import TRANSITIONS, Act
from motcua.rules.refusal import Refusal
from tests.world import HAM_TAN, THANH_SON, World

DISTRICT = "tra_cu"


def word(world: World, text: str, *, unit: str = THANH_SON, act: Act = Act.DECLINE, key: str = "k") -> int:
    return actions.change_template(
        world.viewer("my_dung"),
        unit_id=world.units[unit],
        name=REASONS[act],
        language=Language.VI,
        part=Part.REASONS,
        text=text,
        version=0,
        key=key,
    )


def test_the_acts_whose_reasons_recur_have_some() -> None:
    assert set(REASONS) == {
        Act.DECLINE, Act.REQUEST_SUPPLEMENT, Act.SEND_BACK, Act.EXTEND, Act.REFUSE, Act.STOP
    }  # fmt: skip
    assert all(TRANSITIONS[act].needs_reason for act in REASONS)


@pytest.mark.parametrize("act", REASONS)
def test_the_original_sentences_are_few_short_and_to_be_verified(world: World, act: Act) -> None:
    found = queries.usual_reasons((act,), unit_id=world.units[THANH_SON])[act]
    assert found.to_verify
    assert 3 <= len(found.sentences) <= 8
    assert len(set(found.sentences)) == len(found.sentences)
    assert all(len(words) <= 90 and words[0].isupper() and words.endswith(".") for words in found.sentences)


def test_other_acts_have_none_and_ask_nothing_of_the_database(world: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # the fixture of pytest-django
        assert queries.usual_reasons((Act.FORWARD, Act.SETTLE), unit_id=world.units[THANH_SON]) == {}


def test_an_office_words_its_own_and_the_units_below_have_them(world: World) -> None:
    word(world, "Câu của huyện.\nCâu thứ hai.", unit=DISTRICT, key="a")
    word(world, "Câu của xã.", key="b")
    for unit, sentences in ((THANH_SON, ("Câu của xã.",)), (HAM_TAN, ("Câu của huyện.", "Câu thứ hai."))):
        found = queries.usual_reasons((Act.DECLINE, Act.STOP), unit_id=world.units[unit])
        assert (found[Act.DECLINE].sentences, found[Act.DECLINE].to_verify) == (sentences, False)
        assert found[Act.STOP].to_verify
    assert not list(notices_check.problems())
    assert not list(checks.problems())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "để trống"),
        ("Thiếu {code}.", "không có chỗ điền nào"),
        ("x" * 201, "không quá 200 ký tự"),
        ("\n".join(["Một câu."] * 31), "tối đa 30 câu"),
    ],
)
def test_a_list_that_cannot_be_chosen_from_is_refused(world: World, text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        word(world, text)
    assert refused.value.field == "text"
    assert said in str(refused.value)


def test_empty_lines_are_no_sentences() -> None:
    assert wording.sentences("Một.\n\nHai.") == ("Một.", "Hai.")
