"""A version is drafted, published and closed; the one in force on a day is always one and never changes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.law.types import Channel, Confidence, DayReading, Level, SupplementPolicy, Term, TermUnit
from motcua.records import plain
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.actions import close, draft_version, publish
from motcua.records.catalogue.content import ChannelView, PaperView, ProcedureContent, SupplementLimit
from motcua.records.catalogue.models import Procedure, ProcedureVersion, VersionStatus
from motcua.records.journal.models import Entry
from motcua.rules.process import StepTable
from motcua.rules.refusal import Conflict, NotFound, Refusal
from tests.records.catalogue.contents import AT, BIRTH, NEW_YEAR, in_force

JULY = date(2023, 7, 1)


def spans() -> list[tuple[date, date | None, str]]:
    return list(ProcedureVersion.objects.order_by("number").values_list("valid_from", "valid_to", "status"))


@pytest.mark.django_db
class TestPublishing:
    def test_draft_is_not_in_force(self) -> None:
        draft_version(BIRTH, valid_from=NEW_YEAR, actor_id=None, at=AT)
        with pytest.raises(NotFound, match="01/03/2023"):
            catalogue.procedure_in_force("1.001193", date(2023, 3, 1))

    def test_what_is_read_is_what_was_drafted(self) -> None:
        content = replace(
            BIRTH,
            supplement_policy=SupplementPolicy.SUBTRACT,
            supplement_limit=SupplementLimit(count=2, basis="Luật Hộ tịch 2014, Điều 18"),
            day_reading=DayReading.WHOLE_DAYS,
            levels=frozenset({Level.COMMUNE, Level.DISTRICT}),
            channels={
                Channel.COUNTER: ChannelView(term=Term(amount=0, unit=TermUnit.UNKNOWN), fee=None),
                Channel.ONLINE: ChannelView(term=Term(amount=5, unit=TermUnit.WORKING_DAY), fee=0, fee_note="Miễn."),
            },
        )
        version_id = in_force(content)
        view = catalogue.procedure_in_force("1.001193", NEW_YEAR)
        assert (view.version_id, view.number, view.valid_from) == (version_id, 1, NEW_YEAR)
        assert view.to_json() == content.to_json()
        assert view.digest() == content.digest()
        assert catalogue.version(version_id) == view

    def test_what_only_some_versions_say_changes_the_seal_of_no_other(self) -> None:
        assert "supplement_limit" not in BIRTH.to_json()
        limited = replace(BIRTH, supplement_limit=SupplementLimit(count=2, basis="Điều 18"))
        assert limited.digest() != BIRTH.digest()
        assert replace(limited, supplement_limit=None).digest() == BIRTH.digest()

    @pytest.mark.parametrize(
        ("limit", "field"),
        [
            (SupplementLimit(count=10, basis="Điều 18"), "max_supplements"),
            (SupplementLimit(count=-1, basis="Điều 18"), "max_supplements"),
            (SupplementLimit(count=2, basis="  "), "supplements_basis"),
            (SupplementLimit(count=2, basis="x" * 201), "supplements_basis"),
            (SupplementLimit(count=2, basis="Luật Hộ tịch", confidence=Confidence.VERIFIED), "supplements_basis"),
        ],
    )
    def test_an_own_number_of_supplements_stands_on_a_document(self, limit: SupplementLimit, field: str) -> None:
        with pytest.raises(Refusal) as caught:
            draft_version(replace(BIRTH, supplement_limit=limit), valid_from=NEW_YEAR, actor_id=None, at=AT)
        assert caught.value.field == field

    def test_new_version_ends_the_one_before(self) -> None:
        in_force(BIRTH)
        in_force(replace(BIRTH, result="Bản mới"), valid_from=JULY)
        assert spans() == [(NEW_YEAR, JULY, VersionStatus.CLOSED), (JULY, None, VersionStatus.IN_FORCE)]
        assert catalogue.procedure_in_force("1.001193", JULY - timedelta(days=1)).result == "Giấy khai sinh"
        assert catalogue.procedure_in_force("1.001193", JULY).result == "Bản mới"

    @pytest.mark.parametrize("valid_from", [NEW_YEAR, date(2022, 1, 1)])
    def test_version_must_begin_after_the_one_in_force(self, valid_from: date) -> None:
        in_force(BIRTH)
        with pytest.raises(Refusal) as caught:
            in_force(BIRTH, valid_from=valid_from)
        assert caught.value.field == "valid_from"
        assert "01/01/2023" in str(caught.value)

    def test_version_must_not_overlap_one_that_is_closed_later(self) -> None:
        close(in_force(BIRTH), on=JULY, actor_id=None, at=AT)
        with pytest.raises(Refusal):
            in_force(BIRTH, valid_from=date(2023, 6, 1))
        in_force(BIRTH, valid_from=JULY)
        assert catalogue.procedure_in_force("1.001193", JULY).number == 2

    def test_published_version_is_not_published_again(self) -> None:
        version_id = in_force(BIRTH)
        with pytest.raises(Conflict):
            publish(version_id, actor_id=None, at=AT)
        with pytest.raises(NotFound):
            publish(404, actor_id=None, at=AT)

    def test_drafting_again_replaces_the_draft_and_leaves_what_is_in_force(self) -> None:
        in_force(BIRTH)
        draft_version(replace(BIRTH, result="một"), valid_from=JULY, actor_id=None, at=AT)
        second = draft_version(replace(BIRTH, result="hai"), valid_from=JULY, actor_id=None, at=AT)
        drafts = ProcedureVersion.objects.filter(status=VersionStatus.DRAFT)
        assert list(drafts.values_list("pk", "number", "result")) == [(second, 2, "hai")]
        assert catalogue.procedure_in_force("1.001193", JULY).result == "Giấy khai sinh"

    def test_database_holds_one_draft_of_a_procedure(self) -> None:
        draft_version(BIRTH, valid_from=NEW_YEAR, actor_id=None, at=AT)
        row = ProcedureVersion.objects.get()
        row.pk, row.number = None, 2
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)

    def test_name_of_the_procedure_is_that_of_the_version_published_last(self) -> None:
        in_force(BIRTH)
        renamed = replace(BIRTH, name="Thủ tục đăng ký khai sinh điện tử")
        version_id = draft_version(renamed, valid_from=JULY, actor_id=None, at=AT)
        assert Procedure.objects.get().name == "Thủ tục đăng ký khai sinh"
        publish(version_id, actor_id=None, at=AT)
        assert Procedure.objects.get().name == renamed.name
        assert catalogue.procedure_in_force("1.001193", NEW_YEAR).name == "Thủ tục đăng ký khai sinh"
        assert catalogue.search_procedures("dien tu", on=JULY, level=None)

    def test_each_act_is_in_the_journal_with_the_seal_of_the_content(self) -> None:
        version_id = in_force(BIRTH)
        close(version_id, on=JULY, actor_id=7, at=AT)
        entries = Entry.objects.order_by("id")
        assert [entry.act for entry in entries] == ["draft_procedure", "publish_procedure", "close_procedure"]
        assert all(entry.actor_id == 7 and entry.subject_type == "procedure" for entry in entries)
        assert BIRTH.digest() in entries[1].body
        assert '"valid_to":"2023-07-01"' in entries[2].body


@pytest.mark.django_db
class TestClosing:
    def test_closed_version_ends_on_the_day(self) -> None:
        close(in_force(BIRTH), on=JULY, actor_id=None, at=AT)
        assert catalogue.procedure_in_force("1.001193", JULY - timedelta(days=1)).number == 1
        with pytest.raises(NotFound):
            catalogue.procedure_in_force("1.001193", JULY)

    def test_day_must_be_after_the_first(self) -> None:
        with pytest.raises(Refusal) as caught:
            close(in_force(BIRTH), on=NEW_YEAR, actor_id=None, at=AT)
        assert caught.value.field == "on"

    def test_only_a_version_in_force_is_closed(self) -> None:
        with pytest.raises(Conflict):
            close(draft_version(BIRTH, valid_from=NEW_YEAR, actor_id=None, at=AT), on=JULY, actor_id=None, at=AT)


@pytest.mark.django_db
class TestChecking:
    @pytest.mark.parametrize(
        ("content", "field"),
        [
            (replace(BIRTH, code="1.00119"), "code"),
            (replace(BIRTH, code="0.001193"), "code"),
            (replace(BIRTH, name=""), "name"),
            (replace(BIRTH, name="x" * 10_000), "name"),
            (replace(BIRTH, short_name="a\x00"), "short_name"),
            (replace(BIRTH, field=" "), "field"),
            (replace(BIRTH, levels=frozenset()), "levels"),
            (replace(BIRTH, channels={}), "channels"),
            (
                replace(BIRTH, channels={Channel.POST: ChannelView(term=Term(amount=0, unit=TermUnit.DAY))}),
                "post",
            ),
            (
                replace(BIRTH, channels={Channel.POST: ChannelView(term=Term(amount=1, unit=TermUnit.NONE), fee=-1)}),
                "fee_post",
            ),
            (replace(BIRTH, papers=BIRTH.papers[1:]), "papers"),
            (replace(BIRTH, papers=(replace(BIRTH.papers[0], name=" "),)), "papers"),
            (replace(BIRTH, steps=StepTable(steps=BIRTH.steps.steps[:-1])), "steps"),
            (replace(BIRTH, steps=StepTable(steps=BIRTH.steps.steps * 16)), "steps"),
            (replace(BIRTH, steps=StepTable(steps=(replace(BIRTH.steps.steps[3], unit_kind="sở"),))), "steps"),
            (replace(BIRTH, steps=StepTable(steps=(replace(BIRTH.steps.steps[3], name=" "),))), "steps"),
        ],
    )
    def test_bad_content_is_refused_by_field_and_not_drafted(self, content: ProcedureContent, field: str) -> None:
        with pytest.raises(Refusal) as caught:
            draft_version(content, valid_from=NEW_YEAR, actor_id=None, at=AT)
        assert caught.value.field == field
        assert str(caught.value)
        assert not Procedure.objects.exists()

    def test_steps_longer_than_the_shortest_term_are_refused(self) -> None:
        one_day = {**BIRTH.channels, Channel.ONLINE: ChannelView(term=Term(amount=1, unit=TermUnit.WORKING_DAY))}
        with pytest.raises(Refusal, match="quá thời hạn 8 giờ làm việc"):
            draft_version(replace(BIRTH, channels=one_day), valid_from=NEW_YEAR, actor_id=None, at=AT)

    def test_text_is_stored_composed(self) -> None:
        paper = PaperView(number=1, name=unicodedata.normalize("NFD", "Tờ khai"), kind=BIRTH.papers[0].kind)
        version_id = in_force(replace(BIRTH, papers=(paper,)))
        assert catalogue.version(version_id).papers[0].name == "Tờ khai"


@pytest.mark.django_db
class TestReadingAgain:
    def test_costs_one_cheap_statement(self, monkeypatch: pytest.MonkeyPatch) -> None:
        in_force(BIRTH)
        catalogue.procedure_in_force("1.001193", NEW_YEAR)
        asked: list[str] = []
        plain_rows = plain.rows

        def counted(sql: str, values: Sequence[str | int]) -> Sequence[tuple[Any, ...]]:
            asked.append(sql)
            return plain_rows(sql, values)

        monkeypatch.setattr(plain, "rows", counted)
        with CaptureQueriesContext(connection) as statements:
            catalogue.procedure_in_force("1.001193", NEW_YEAR)
        assert (len(asked), len(statements)) == (1, 0)

    def test_never_gives_what_another_store_held_under_the_same_id(self) -> None:
        """Ids come back after a rollback; the content they stand for does not."""
        with transaction.atomic():
            lost = in_force(BIRTH)
            catalogue.version(lost)
            transaction.set_rollback(True)
        version_id = in_force(replace(BIRTH, result="Khác"))
        assert catalogue.version(version_id).result == "Khác"

    def test_what_is_kept_cannot_be_changed_by_its_reader(self) -> None:
        view = catalogue.version(in_force(BIRTH))
        with pytest.raises(TypeError):
            view.channels[Channel.POST] = view.channels[Channel.COUNTER]  # type: ignore[index]

    @pytest.mark.parametrize("code", ["", "9.999999", "1.001193' OR 1=1", "x" * 5000])
    def test_unknown_code_is_not_found(self, code: str) -> None:
        in_force(BIRTH)
        with pytest.raises(NotFound) as caught:
            catalogue.procedure_in_force(code, NEW_YEAR)
        assert caught.value.field == "procedure"
        with pytest.raises(NotFound):
            catalogue.version(404)


class TestInTime(TestCase):
    @settings(deadline=None)
    @given(starts=st.lists(st.integers(0, 400), min_size=1, max_size=6), asked=st.integers(-10, 420))
    def test_at_most_one_version_is_in_force_and_it_is_the_latest_begun(self, starts: list[int], asked: int) -> None:
        begun: list[int] = []
        for start in starts:
            day = NEW_YEAR + timedelta(days=start)
            try:
                with transaction.atomic():
                    in_force(replace(BIRTH, note=str(start)), valid_from=day)
                begun.append(start)
            except Refusal:
                assert begun
                assert start <= max(begun)
        on = NEW_YEAR + timedelta(days=asked)
        expected = max((start for start in begun if start <= asked), default=None)
        if expected is None:
            with pytest.raises(NotFound):
                catalogue.procedure_in_force("1.001193", on)
        else:
            assert catalogue.procedure_in_force("1.001193", on).note == str(expected)
            assert len(catalogue.procedures_on(on)) == 1
