"""The catalogue kept from forms: who may, once, having seen it; and what is listed of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.law.types import Level
from motcua.records.catalogue import keeping, queries
from motcua.records.catalogue.actions import withdraw
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.models import ProcedureVersion, VersionStatus
from motcua.records.catalogue.versions import Standing, fields, kept, kept_procedures
from motcua.records.journal.models import Entry
from motcua.records.people.asking import Asked
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound
from tests.conftest import At
from tests.records.catalogue.contents import AT, BIRTH, named
from tests.world import COPY, MARITAL, MORNING, SINCE, World

JULY = date(2023, 7, 1)
NEW = "1.099999"


@pytest.fixture
def keeper(world: World, at: At) -> Viewer:
    """Chị Mỹ Dung, on a morning in April."""
    at(MORNING)
    return world.viewer("my_dung")


def changed(code: str = MARITAL, *, result: str = "Giấy xác nhận") -> ProcedureContent:
    view = queries.procedure_in_force(code, JULY)
    return replace(BIRTH, code=code, short_name=view.short_name, name=view.name, steps=view.steps, result=result)


def asked(code: str = MARITAL, *, key: str = "k", seen: int | None = None) -> Asked:
    return Asked(key=key, version=kept(code).revision if seen is None else seen)


def draft(keeper: Viewer, content: ProcedureContent, *, key: str = "draft", seen: int | None = None) -> int:
    return keeping.save_draft(keeper, content, valid_from=JULY, asked=asked(content.code, key=key, seen=seen))


class TestKeeping:
    def test_a_version_is_drafted_changed_published_and_closed(self, keeper: Viewer) -> None:
        first = draft(keeper, changed())
        second = draft(keeper, changed(result="Giấy khác"), key="again")
        assert first != second
        assert (kept(MARITAL).draft, kept(MARITAL).versions[1].status) == (kept(MARITAL).versions[0], "in_force")
        keeping.publish(keeper, second, valid_from=date(2023, 8, 1), asked=asked(key="publish"))
        assert queries.procedure_in_force(MARITAL, date(2023, 8, 1)).result == "Giấy khác"
        assert queries.procedure_in_force(MARITAL, JULY).number == 1
        keeping.close(keeper, second, on=date(2023, 9, 1), asked=asked(key="close"))
        with pytest.raises(NotFound):
            queries.procedure_in_force(MARITAL, date(2023, 9, 1))
        acts = Entry.objects.filter(subject_type="procedure", subject_id=kept(MARITAL).id).values_list("act", flat=True)
        assert list(acts.order_by("id"))[-4:] == [
            "draft_procedure", "draft_procedure", "publish_procedure", "close_procedure",
        ]  # fmt: skip

    def test_each_request_counts_once(self, keeper: Viewer) -> None:
        seen = kept(MARITAL).revision
        one = draft(keeper, changed(), seen=seen)
        assert draft(keeper, changed(), seen=seen) == one
        at_draft = asked(key="publish")
        for _ in range(2):
            keeping.publish(keeper, one, valid_from=JULY, asked=at_draft)
        published = asked(key="close")
        for _ in range(2):
            keeping.close(keeper, one, on=date(2023, 9, 1), asked=published)
        assert kept(MARITAL).revision == seen + 3

    def test_a_key_serves_one_request(self, keeper: Viewer) -> None:
        draft(keeper, changed())
        with pytest.raises(Conflict):
            draft(keeper, changed(result="Khác"))

    def test_nobody_overwrites_what_he_has_not_seen(self, keeper: Viewer) -> None:
        seen = kept(MARITAL).revision
        version_id = draft(keeper, changed())
        with pytest.raises(Conflict, match="thay đổi mục này trước"):
            draft(keeper, changed(result="Khác"), key="late", seen=seen)
        for act in (keeping.drop_draft,):
            with pytest.raises(Conflict):
                act(keeper, version_id, asked=asked(key="late", seen=seen))
        with pytest.raises(Conflict):
            keeping.publish(keeper, version_id, valid_from=JULY, asked=asked(key="late", seen=seen))
        assert queries.version(version_id).result == "Giấy xác nhận"

    def test_a_new_procedure_begins_as_a_draft(self, keeper: Viewer) -> None:
        version_id = draft(keeper, named(NEW, "Thủ tục mới"), seen=0)
        assert kept(NEW).standing(JULY) is Standing.DRAFT
        with pytest.raises(Conflict):
            draft(keeper, named(NEW, "Thủ tục khác"), key="second", seen=0)
        keeping.drop_draft(keeper, version_id, asked=asked(NEW, key="drop"))
        keeping.drop_draft(keeper, version_id, asked=asked(NEW, key="drop", seen=1))
        assert kept(NEW).versions == ()
        with pytest.raises(NotFound):
            draft(keeper, named(NEW, "Thủ tục mới"), seen=0)

    def test_only_a_draft_is_dropped(self, keeper: Viewer) -> None:
        with pytest.raises(Conflict):
            keeping.drop_draft(keeper, kept(MARITAL).versions[0].id, asked=asked())

    @pytest.mark.parametrize("who", ["sa_ruone", "minh", "bich_thuy", "sa_rath", "quoc_thai"])
    def test_others_may_not(self, keeper: Viewer, world: World, who: str) -> None:
        stranger, version_id = world.viewer(who), draft(keeper, changed())
        assert not keeping.may_keep(stranger)
        with pytest.raises(NotAllowed):
            draft(stranger, changed())
        with pytest.raises(NotAllowed):
            keeping.publish(stranger, version_id, valid_from=JULY, asked=asked())
        with pytest.raises(NotAllowed):
            keeping.close(stranger, kept(MARITAL).versions[1].id, on=JULY, asked=asked())
        with pytest.raises(NotAllowed):
            keeping.drop_draft(stranger, version_id, asked=asked())


class TestWithdrawing:
    def test_the_version_before_goes_on(self, keeper: Viewer) -> None:
        before = kept(MARITAL).versions[0].id
        version_id = draft(keeper, replace(changed(), name="Tên nhầm"))
        keeping.publish(keeper, version_id, valid_from=JULY, asked=asked(key="publish"))
        withdraw(version_id, reopened_id=before, actor_id=None, at=AT)
        assert queries.procedure_in_force(MARITAL, JULY).version_id == before
        assert kept(MARITAL).name == queries.version(before).name
        assert kept(MARITAL).standing(JULY) is Standing.IN_FORCE
        again = draft(keeper, changed(), key="again")
        keeping.publish(keeper, again, valid_from=JULY, asked=asked(key="publish again"))
        assert queries.procedure_in_force(MARITAL, JULY).version_id == again
        assert queries.procedure_in_force(MARITAL, JULY - timedelta(days=1)).version_id == before

    def test_not_once_something_was_accepted_under_it(self, keeper: Viewer, world: World) -> None:
        world.accept(procedure=MARITAL)
        with pytest.raises(Conflict, match="Đã có hồ sơ theo phiên bản mới của thủ tục"):
            withdraw(kept(MARITAL).versions[0].id, reopened_id=None, actor_id=None, at=AT)

    def test_not_once_it_was_followed_or_closed(self, keeper: Viewer) -> None:
        before = kept(MARITAL).versions[0].id
        version_id = draft(keeper, changed())
        keeping.publish(keeper, version_id, valid_from=JULY, asked=asked(key="publish"))
        with pytest.raises(Conflict, match="đã được sửa tiếp"):
            withdraw(before, reopened_id=None, actor_id=None, at=AT)
        keeping.close(keeper, version_id, on=date(2023, 9, 1), asked=asked(key="close"))
        with pytest.raises(Conflict, match="đã được sửa tiếp"):
            withdraw(version_id, reopened_id=before, actor_id=None, at=AT)


class TestListing:
    def test_what_stands_how_on_a_day(self, keeper: Viewer) -> None:
        def standing(code: str, on: date) -> Standing:
            return kept(code).standing(on)

        only = kept(COPY).versions[0].id
        keeping.close(keeper, only, on=JULY, asked=asked(COPY, key="close"))
        assert standing(COPY, SINCE - timedelta(days=1)) is Standing.COMING
        assert standing(COPY, JULY - timedelta(days=1)) is Standing.IN_FORCE
        assert standing(COPY, JULY) is Standing.ENDED

    def test_is_narrowed_by_words_field_level_and_standing(self, keeper: Viewer) -> None:
        draft(keeper, changed())
        version_id = draft(keeper, replace(named(NEW, "Đăng ký tàu cá"), field="Thủy sản"), key="new", seen=0)
        on = JULY

        def codes(text: str = "", **by: object) -> set[str]:
            return {each.code for each in kept_procedures(text, on=on, **by)}  # type: ignore[arg-type]

        assert codes("tau ca") == codes(field="Thủy sản") == {NEW}
        assert codes(standing=Standing.DRAFT) == {MARITAL, NEW}
        assert codes(standing=Standing.ENDED) == codes("không có tên này") == set()
        assert MARITAL in codes(standing=Standing.IN_FORCE) & codes(level=Level.COMMUNE)
        assert MARITAL not in codes(level=Level.DISTRICT)
        assert COPY in codes(level=Level.DISTRICT)
        assert fields() == ["Hộ tịch", "Thủy sản"]
        keeping.publish(keeper, version_id, valid_from=on + timedelta(days=1), asked=asked(NEW, key="publish"))
        assert codes(standing=Standing.COMING) == {NEW}
        assert ProcedureVersion.objects.get(pk=version_id).status == VersionStatus.IN_FORCE

    @pytest.mark.django_db
    def test_an_unknown_code_is_not_found(self) -> None:
        with pytest.raises(NotFound):
            kept("1.000000' --")
