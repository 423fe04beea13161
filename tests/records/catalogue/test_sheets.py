"""Sheets of an office: foreseen, taken in whole or not at all, the last one undone."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.records.catalogue import keeping, queries, sheets
from motcua.records.catalogue.models import ProcedureVersion
from motcua.records.catalogue.sheets import PROCEDURES, STEPS, Fate, SheetReport
from motcua.records.catalogue.step_rows import TextRow
from motcua.records.catalogue.versions import kept
from motcua.records.documents import imports
from motcua.records.people.asking import Asked
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.conftest import At
from tests.records.catalogue.contents import BIRTH
from tests.world import GUARDIAN, MARITAL, MORNING, SINCE, World

JULY = date(2023, 7, 1)
DECISION = "45/QĐ-UBND"
NEW = "1.099999"

RECEIVE = {
    "name": "Tiếp nhận",
    "unit_kind": "Ủy ban nhân dân",
    "role": "Cán bộ một cửa",
    "hours": "4",
    "valid_from": "01/07/2023",
    "decision": DECISION,
}
HANDLE = {"name": "Xác minh", "unit_kind": "Ủy ban nhân dân", "role": "Công chức chuyên môn", "hours": "16"}
RETURN = {"name": "Trả kết quả", "unit_kind": "Ủy ban nhân dân", "role": "Cán bộ một cửa"}
TWO_TABLES = ({**RECEIVE, "code": MARITAL}, HANDLE, RETURN, {**RECEIVE, "code": GUARDIAN}, RETURN)
ONE = {
    "code": NEW,
    "name": "Cấp giấy mới",
    "short_name": "Giấy mới",
    "field": "Hộ tịch",
    "levels": "xã",
    "counter": "3 ngày làm việc",
    "fee_counter": "8.000",
    "valid_from": "01/07/2023",
}


@pytest.fixture
def keeper(world: World, at: At) -> Viewer:
    """Chị Mỹ Dung, on a morning in April."""
    at(MORNING)
    return world.viewer("my_dung")


def rows(*told: dict[str, str]) -> list[TextRow]:
    return [TextRow(number=place, cells=cells) for place, cells in enumerate(told, start=5)]


def foresee(keeper: Viewer, *told: dict[str, str], kind: str = STEPS) -> SheetReport:
    return sheets.foresee(keeper, kind, rows(*told))


def take(keeper: Viewer, *told: dict[str, str], kind: str = STEPS) -> SheetReport:
    import_id = imports.wait(kind, name="tep.xlsx", content=b"x", by_id=keeper.account_id)
    return sheets.take(keeper, kind, import_id, rows(*told))


def fates(report: SheetReport) -> list[tuple[int, str, Fate]]:
    return [(each.row, each.code, each.fate) for each in report.fates]


def last_id(kind: str = STEPS) -> int:
    found = imports.last(kind)
    assert found is not None
    return found.id


class TestSteps:
    def test_are_foreseen_without_being_taken_in(self, keeper: Viewer) -> None:
        before = ProcedureVersion.objects.count()
        report = foresee(keeper, *TWO_TABLES)
        assert report.errors == ()
        assert report.changing == 2
        assert fates(report) == [(5, MARITAL, Fate.CHANGED), (8, GUARDIAN, Fate.CHANGED)]
        told = [(each.table.rows, each.table.minutes, each.table.most) for each in report.fates if each.table]
        assert told == [((5, 6, 7), 1200, 1440), ((8, 9), 240, 1440)]
        assert ProcedureVersion.objects.count() == before

    def test_are_published_from_the_day_with_the_decision(self, keeper: Viewer) -> None:
        report = take(keeper, *TWO_TABLES)
        assert report.changing == 2
        view = queries.procedure_in_force(MARITAL, JULY)
        assert [step.name for step in view.steps.way()] == ["Tiếp nhận", "Xác minh", "Trả kết quả"]
        assert view.decision == DECISION
        assert view.papers == queries.procedure_in_force(MARITAL, SINCE).papers
        done = imports.last(STEPS)
        assert done is not None
        assert (done.rows, len(done.changes)) == (2, 2)

    def test_that_say_nothing_new_are_left_alone(self, keeper: Viewer) -> None:
        take(keeper, *TWO_TABLES)
        later = [{**each, "valid_from": "01/08/2023"} if each.get("valid_from") else each for each in TWO_TABLES]
        report = foresee(keeper, *later)
        assert fates(report) == [(5, MARITAL, Fate.UNCHANGED), (8, GUARDIAN, Fate.UNCHANGED)]
        assert report.changing == 0

    def test_each_table_has_its_own_day(self, keeper: Viewer) -> None:
        take(keeper, *TWO_TABLES[:3], {**TWO_TABLES[3], "valid_from": "01/08/2023"})
        assert queries.procedure_in_force(MARITAL, JULY).number == 2
        assert queries.procedure_in_force(GUARDIAN, JULY).number == 1
        assert queries.procedure_in_force(GUARDIAN, date(2023, 8, 1)).number == 2

    @pytest.mark.parametrize(
        ("told", "row", "says"),
        [
            ([{**RECEIVE, "code": "1.000001"}], 5, "Không có thủ tục 1.000001 đang áp dụng"),
            ([{**RECEIVE, "code": MARITAL}, {**HANDLE, "hours": "40"}], 5, "quá thời hạn 24 giờ làm việc"),
            ([{**RECEIVE, "code": MARITAL, "next": "9"}], 5, "Bước 1 chuyển đến bước 9 không có"),
            ([{**RECEIVE, "code": MARITAL}, {**HANDLE, "hours": "mười"}], 6, "Không đọc được thời gian"),
            ([{**RECEIVE, "code": MARITAL, "valid_from": "01/01/2020"}], 5, "ngày áp dụng của phiên bản mới phải sau"),
        ],
    )
    def test_with_an_error_nothing_is_done(
        self, keeper: Viewer, told: list[dict[str, str]], row: int, says: str
    ) -> None:
        before = ProcedureVersion.objects.count()
        good = {**RECEIVE, "code": GUARDIAN}
        (error,) = foresee(keeper, *told, good).errors
        assert error.row == row
        assert says in error.message
        with pytest.raises(Refusal, match="chưa nhập gì"):
            take(keeper, *told, good)
        assert ProcedureVersion.objects.count() == before
        assert imports.last(STEPS) is None

    def test_a_draft_of_somebody_is_not_overwritten(self, keeper: Viewer) -> None:
        view = queries.procedure_in_force(MARITAL, JULY)
        content = sheets._content(view)  # what a form would send
        seen = Asked(key="k", version=kept(MARITAL).revision)
        draft_id = keeping.save_draft(keeper, content, valid_from=JULY, asked=seen)
        (error,) = foresee(keeper, *TWO_TABLES).errors
        assert error.row == 5
        assert "đang có bản dự thảo" in error.message
        with pytest.raises(Refusal):
            take(keeper, *TWO_TABLES)
        assert queries.version(draft_id).steps == view.steps

    def test_a_file_is_taken_in_once(self, keeper: Viewer) -> None:
        import_id = imports.wait(STEPS, name="tep.xlsx", content=b"x", by_id=keeper.account_id)
        sheets.take(keeper, STEPS, import_id, rows(*TWO_TABLES))
        with pytest.raises(Conflict):
            sheets.take(keeper, STEPS, import_id, rows({**TWO_TABLES[3], "valid_from": "01/08/2023"}))
        assert kept(GUARDIAN).versions[0].number == 2


class TestProcedures:
    def test_are_taken_in_as_the_catalogue_reads_them(self, keeper: Viewer) -> None:
        assert fates(foresee(keeper, ONE, kind=PROCEDURES)) == [(5, NEW, Fate.CREATED)]
        assert fates(take(keeper, ONE, kind=PROCEDURES)) == [(5, NEW, Fate.CREATED)]
        again = {**ONE, "valid_from": "01/08/2023"}
        assert fates(foresee(keeper, again, kind=PROCEDURES)) == [(5, NEW, Fate.UNCHANGED)]
        view = queries.procedure_in_force(NEW, JULY)
        assert (view.short_name, [option.fee for option in view.channels.values()]) == ("Giấy mới", [8000])

    def test_keep_the_steps_and_papers_they_do_not_speak_of(self, keeper: Viewer) -> None:
        take(keeper, *TWO_TABLES)
        before = queries.procedure_in_force(GUARDIAN, JULY)
        take(keeper, {**ONE, "code": GUARDIAN, "valid_from": "01/08/2023"}, kind=PROCEDURES)
        after = queries.procedure_in_force(GUARDIAN, date(2023, 8, 1))
        assert (after.steps, after.papers, after.day_reading) == (before.steps, before.papers, before.day_reading)
        assert after.short_name == "Giấy mới"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"counter": "mai"}, "counter"),
            ({"code": "x"}, "code"),
            ({"rank": "đầu"}, "rank"),
            ({"levels": ""}, "levels"),
            ({"valid_from": ""}, "valid_from"),
            ({"code": NEW}, "code"),
        ],
    )
    def test_errors_are_those_of_the_row_in_the_sheet(self, keeper: Viewer, change: dict[str, str], field: str) -> None:
        told = (ONE, {**ONE, "code": "1.099998", **change})
        assert [(error.row, error.field) for error in foresee(keeper, *told, kind=PROCEDURES).errors] == [(6, field)]
        with pytest.raises(Refusal):
            take(keeper, *told, kind=PROCEDURES)
        with pytest.raises(NotFound):
            kept(NEW)

    def test_steps_that_no_longer_fit_a_shorter_term_are_an_error(self, keeper: Viewer) -> None:
        (error,) = foresee(keeper, {**ONE, "code": MARITAL, "counter": "1 ngày làm việc"}, kind=PROCEDURES).errors
        assert (error.row, error.field) == (5, "steps")


class TestUndoing:
    def test_the_versions_before_go_on(self, keeper: Viewer) -> None:
        before = queries.procedure_in_force(MARITAL, JULY)
        take(keeper, *TWO_TABLES)
        undone = sheets.undo(keeper, STEPS, last_id())
        assert undone.rows == 2
        assert queries.procedure_in_force(MARITAL, JULY) == before
        assert imports.last(STEPS) is None
        assert take(keeper, *TWO_TABLES).changing == 2

    def test_new_procedures_go(self, keeper: Viewer) -> None:
        take(keeper, ONE, kind=PROCEDURES)
        sheets.undo(keeper, PROCEDURES, last_id(PROCEDURES))
        with pytest.raises(NotFound):
            queries.procedure_in_force(NEW, JULY)

    def test_is_refused_whole_once_one_of_them_was_used(self, keeper: Viewer, world: World) -> None:
        take(keeper, *({**each, "valid_from": "20/04/2023"} if each.get("valid_from") else each for each in TWO_TABLES))
        world.accept(procedure=MARITAL)
        with pytest.raises(Conflict, match="Đã có hồ sơ"):
            sheets.undo(keeper, STEPS, last_id())
        assert queries.procedure_in_force(GUARDIAN, JULY).number == 2
        assert imports.last(STEPS) is not None

    def test_only_the_last_is_undone_and_once(self, keeper: Viewer) -> None:
        take(keeper, *TWO_TABLES[:3])
        first = last_id()
        take(keeper, *TWO_TABLES[3:])
        with pytest.raises(Conflict):
            sheets.undo(keeper, STEPS, first)
        second = last_id()
        sheets.undo(keeper, STEPS, second)
        with pytest.raises(Conflict):
            sheets.undo(keeper, STEPS, second)
        sheets.undo(keeper, STEPS, first)


@pytest.mark.parametrize("kind", [STEPS, PROCEDURES])
def test_others_may_not(keeper: Viewer, world: World, kind: str) -> None:
    stranger = world.viewer("sa_rath")
    with pytest.raises(NotAllowed):
        sheets.foresee(stranger, kind, [])
    with pytest.raises(NotAllowed):
        sheets.take(stranger, kind, 1, [])
    with pytest.raises(NotAllowed):
        sheets.undo(stranger, kind, 1)


def test_the_seal_of_a_table_without_others_is_what_it_always_was() -> None:
    assert BIRTH.to_json()["steps"][0] == [1, "Tiếp nhận hồ sơ", "committee", "counter", 180, 2]  # type: ignore[index]
