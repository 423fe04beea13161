"""The check of the catalogue: silent after any history of acts, and aware of what was changed behind its back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.records.catalogue import check
from motcua.records.catalogue.actions import close, draft_version, drop_draft, publish, withdraw
from motcua.records.catalogue.models import ChannelOption, Paper, Procedure, ProcedureVersion, Step
from motcua.rules.refusal import Refusal
from tests.records.catalogue.contents import AT, BIRTH, NEW_YEAR, in_force, named

JULY = date(2023, 7, 1)


def problems() -> list[str]:
    return list(check.problems())


@pytest.mark.django_db
class TestTampering:
    @pytest.mark.parametrize(
        ("tamper", "says"),
        [
            (lambda: Step.objects.filter(number=2).update(minutes=1), "nội dung khác với lúc soạn"),
            (lambda: ChannelOption.objects.update(fee=1), "nội dung khác với lúc soạn"),
            (lambda: Paper.objects.filter(number=1).delete(), "nội dung khác với lúc soạn"),
            (lambda: ProcedureVersion.objects.update(digest="0" * 64), "nội dung khác với lúc soạn"),
            (lambda: ProcedureVersion.objects.update(status="closed"), "tình trạng hoặc thời gian áp dụng khác"),
            (lambda: ProcedureVersion.objects.update(valid_to=JULY), "tình trạng hoặc thời gian áp dụng khác"),
            (lambda: ProcedureVersion.objects.update(number=9), "nhật ký không ghi việc soạn"),
            (lambda: ProcedureVersion.objects.all().delete(), "không còn phiên bản ấy"),
        ],
    )
    def test_is_found(self, tamper: Callable[[], object], says: str) -> None:
        in_force(BIRTH)
        in_force(named("1.004884", "Khai sinh lại"))
        assert problems() == []
        tamper()
        assert says in problems()[0]

    def test_names_the_procedure(self) -> None:
        in_force(BIRTH)
        Procedure.objects.update(code="1.001199")
        Step.objects.all().delete()
        assert problems() == ["Thủ tục 1.001199, phiên bản 1: nội dung khác với lúc soạn."]


def _draft(day: date) -> None:
    draft_version(replace(BIRTH, note=f"{day}"), valid_from=day, actor_id=None, at=AT)


def _publish(day: date) -> None:
    publish(_latest(), valid_from=day, actor_id=None, at=AT)


def _close(day: date) -> None:
    close(_latest(), on=day, actor_id=None, at=AT)


def _drop(day: date) -> None:
    drop_draft(_latest(), actor_id=None, at=AT)


def _withdraw(day: date) -> None:
    version = ProcedureVersion.objects.get(pk=_latest())
    before = ProcedureVersion.objects.filter(valid_to=version.valid_from, status="closed").order_by("number").last()
    withdraw(version.pk, reopened_id=before.pk if before else None, actor_id=None, at=AT)


def _latest() -> int:
    return ProcedureVersion.objects.order_by("-number").values_list("pk", flat=True).first() or 0


class TestHistories(TestCase):
    @settings(deadline=None, max_examples=40)
    @given(
        st.lists(
            st.tuples(st.sampled_from([_draft, _publish, _publish, _close, _drop]), st.integers(0, 60)), max_size=14
        )
    )
    def test_leave_nothing_to_find(self, acts: list[tuple[Callable[[date], None], int]]) -> None:
        for act, day in acts:
            try:
                with transaction.atomic():
                    act(NEW_YEAR + timedelta(days=day))
            except Refusal:
                pass
        assert problems() == []


@pytest.mark.django_db
def test_a_withdrawn_version_leaves_nothing_to_find() -> None:
    in_force(BIRTH)
    in_force(replace(BIRTH, result="Khác"), valid_from=JULY)
    _withdraw(JULY)
    assert problems() == []
    in_force(replace(BIRTH, result="Lại khác"), valid_from=JULY)
    assert problems() == []
