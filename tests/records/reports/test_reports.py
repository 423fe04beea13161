"""The life of a report: drafted, signed with figures that never drift, sent; later changes told entry by entry."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.law.types import Channel
from motcua.records import clock
from motcua.records.casework import actions as casework
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier
from motcua.records.documents import check as letters_check
from motcua.records.journal.models import Entry
from motcua.records.people.viewer import Viewer
from motcua.records.places import actions as places
from motcua.records.reports import actions, check, looking, making, queries
from motcua.records.reports.actions import Ref
from motcua.records.reports.content import Act, made_json
from motcua.records.reports.making import Made
from motcua.records.reports.models import Report, ReportAct
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.reporting.table import RowKind, Share
from tests.conftest import At
from tests.stores import remove_guards
from tests.world import BUSINESS, DESK, HAM_TAN, MIGRATION, THANH_SON, UNITS, World, standing

HALF = period("2023-H1")


@pytest.fixture
def office(world: World, at: At) -> World:
    """Thanh Sơn: settled early, on the day, late, refused, open in time, open late; Hàm Tân one, the district one."""
    early = world.accept(at="2023-03-01 08:00")
    world.bring(early, State.SETTLED, at="2023-03-02 10:00")
    on_the_day = world.accept(at="2023-03-01 08:00", channel=Channel.POST)
    world.bring(on_the_day, State.SETTLED, at="2023-03-06 16:30")
    late = world.accept(at="2023-03-01 08:00")
    world.bring(late, State.SETTLED, at="2023-03-10 10:00")
    world.bring(world.accept(at="2023-03-01 08:00"), State.REFUSED, at="2023-03-02 10:00")
    world.accept(at="2023-06-29 08:00")
    world.accept(at="2023-06-20 08:00")
    world.accept(at="2023-06-20 08:00", procedure=MIGRATION)  # without a due date
    world.accept(at="2023-06-29 08:00", unit_key=HAM_TAN)
    world.accept(at="2023-06-30 16:00", unit_key=DESK, procedure=BUSINESS)
    at("2023-07-03 08:00")
    return world


def made(
    world: World, code: str = "II.06a", unit: str = THANH_SON, who: str = "sa_rath", named: str = "2023-H1"
) -> Made:
    return making.made(world.viewer(who), code, unit, period(named))


def cells(found: Made, label: str) -> dict[str, object]:
    row = next(row for row in found.table.rows if row.label == label)
    return {column.id: cell for column, cell in zip(found.form.columns, row.cells, strict=True)}


def drafted(world: World, code: str = "II.06a", who: str = "sa_rath", key: str = "d") -> int:
    return actions.draft(world.viewer(who), code, THANH_SON, HALF, key=key)


def signed(world: World) -> int:
    report_id = drafted(world)
    actions.sign(world.viewer("sa_rath"), Ref(id=report_id, acts=1), key="s")
    return report_id


def test_form_06a_counts_by_dates(office: World) -> None:
    assert cells(made(office), "Tổng cộng") == {
        "received": 7, "online": 0, "direct": 7, "carried": 0,
        "settled": 4, "early": 2, "on_time": 1, "late": 1,
        "open": 3, "open_in_time": 2, "open_late": 1,
    }  # fmt: skip
    notes = " ".join(made(office).table.notes)
    assert "1 hồ sơ từ chối, 0 dừng xử lý và 0 rút" in notes
    assert "0 hồ sơ đã giải quyết (xếp ở đúng hạn), 1 hồ sơ đang giải quyết" in notes


def test_the_next_period_begins_with_what_was_open(office: World, at: At) -> None:
    at("2023-08-01 08:00")
    second = making.made(office.viewer("sa_rath"), "II.06a", THANH_SON, period("2023-07"))
    assert cells(second, "Tổng cộng")["carried"] == cells(made(office), "Tổng cộng")["open"] == 3


def test_a_district_has_sections_by_level_with_fields(office: World) -> None:
    found = made(office, unit="tra_cu", who="van_phuc")
    assert [(row.kind, row.order, row.label) for row in found.table.rows] == [
        (RowKind.SECTION, "I", "Cấp huyện"),
        (RowKind.LINE, "1", "Hộ tịch"),
        (RowKind.SECTION, "II", "Cấp xã"),
        (RowKind.LINE, "1", "Hộ tịch"),
        (RowKind.TOTAL, "", "Tổng cộng"),
    ]
    assert [row.cells[0] for row in found.table.rows] == [1, 1, 8, 8, 9]


def test_every_number_opens_its_dossiers(office: World) -> None:
    found = made(office, unit="tra_cu", who="van_phuc")
    look = making.looked(office.viewer("van_phuc"), "II.06a", "tra_cu", HALF)
    for row in found.table.rows:
        for column, cell in zip(found.form.columns, row.cells, strict=True):
            rows, after = looking.behind(look, row.key, column.id)
            assert (len(rows), after) == (cell, 0), (row.label, column.id)
    with pytest.raises(NotFound):
        looking.behind(look, "", "synchronised")
    with pytest.raises(NotFound):
        looking.behind(making.looked(office.viewer("sa_rath"), "II.06a", THANH_SON, HALF), HAM_TAN, "received")


def test_the_operational_report_is_by_unit(office: World) -> None:
    found = made(office, "dieu-hanh", unit="tra_cu", who="van_phuc")
    told = cells(found, "Ủy ban nhân dân xã Thanh Sơn")
    assert (told["new"], told["kept_share"], told["returned"]) == (7, Share(3, 4), 1)
    assert found.table.rows[0].label == "Bộ phận Tiếp nhận và Trả kết quả huyện Trà Cú"


def test_late_dossiers_with_their_days(office: World) -> None:
    found = made(office, "qua-han")
    assert [(row.cells[3], row.cells[4], row.cells[5]) for row in found.table.rows] == [
        ("2023-06-23", "", 8),  # still open: until the day after the period
        ("2023-03-06", "2023-03-10", 4),
    ]
    assert all(row.cells[6] and row.cells[7] == "Xã Thanh Sơn" for row in found.table.rows)


def test_procedures_of_an_agency(office: World) -> None:
    told = cells(made(office, "II.07b"), "Ủy ban nhân dân xã Thanh Sơn")
    assert (told["procedures"], told["procedures_commune"], told["procedures_district"]) == (6, 6, 0)
    assert told["processes"] is None  # which processes were issued is recorded nowhere


def test_what_nothing_records_is_no_zero(office: World) -> None:
    assert all(cell is None for row in made(office, "II.05a").table.rows for cell in row.cells)
    electronic = cells(made(office, "II.08"), "Tổng cộng")
    assert (electronic["services_full"], electronic["synchronised"]) == (None, None)
    assert (electronic["new"], electronic["services"]) == (7, 6)


@pytest.mark.parametrize(
    ("code", "unit", "named", "refused"),
    [
        ("II.99", THANH_SON, "2023-H1", "form"),
        ("II.06a", "tra_cu.khong_co", "2023-H1", "unit"),
        ("II.06a", HAM_TAN, "2023-H1", "unit"),
        ("II.06a", THANH_SON, "2024-H1", "period"),
    ],
)
def test_refused(office: World, code: str, unit: str, named: str, refused: str) -> None:
    with pytest.raises(Refusal) as told:
        made(office, code, unit, named=named)
    assert told.value.field == refused


def test_a_cut_off_in_the_future_or_before_the_period_is_refused(office: World) -> None:
    for at in ("2023-07-04 08:00", "2022-12-31 08:00"):
        with pytest.raises(Refusal) as told:
            making.made(Viewer.system(), "II.06a", THANH_SON, HALF, as_of=clock.instant(at, field="at"))
        assert told.value.field == "as_of"


def test_drafted_signed_sent(office: World) -> None:
    report_id = signed(office)
    actions.send(office.viewer("sa_rath"), Ref(id=report_id, acts=2), to=" Văn phòng  UBND huyện ", key="g")
    (view,) = queries.reports(office.viewer("quoc_thai"), office.units[THANH_SON])
    assert [act.act for act in view.acts] == [Act.DRAFT, Act.SIGN, Act.SEND]
    assert view.acts[-1].to == "Văn phòng UBND huyện"
    assert view.signed is not None
    assert (view.signed.number, view.signed.title) == ("01/BC-UBND", "Chủ tịch UBND xã")
    assert list(check.problems()) == list(letters_check.problems()) == []
    assert "Văn phòng" not in "".join(Entry.objects.filter(subject_type="report").values_list("body", flat=True))


def test_a_retry_does_nothing_twice(office: World) -> None:
    assert drafted(office) == drafted(office) == signed(office) == signed(office)
    assert ReportAct.objects.count() == 2


def test_one_draft_at_a_time_and_a_new_edition_after_signing(office: World) -> None:
    first = drafted(office)
    with pytest.raises(Conflict):
        drafted(office, key="other")
    actions.drop(office.viewer("sa_rath"), Ref(id=first, acts=1), key="b")
    assert queries.reports(office.viewer("sa_rath"), office.units[THANH_SON]) == ()
    second = drafted(office, key="again")
    assert Report.objects.get(pk=second).edition == 2


def test_who_was_overtaken_is_told(office: World) -> None:
    report_id = signed(office)
    with pytest.raises(Conflict):
        actions.drop(office.viewer("bich_thuy"), Ref(id=report_id, acts=1), key="b")
    with pytest.raises(Refusal) as told:
        actions.send(office.viewer("sa_rath"), Ref(id=report_id, acts=2), to="  ", key="g")
    assert told.value.field == "to"


@pytest.mark.parametrize("who", ["quoc_thai", "minh", "thu_ha", "van_phuc"])
def test_only_heads_of_the_unit_act(office: World, who: str) -> None:
    """The chair of the district has reports of its own; those of a commune are signed there."""
    with pytest.raises(NotAllowed):
        drafted(office, who=who)
    report_id = drafted(office)
    with pytest.raises((NotAllowed, NotFound)):
        actions.sign(office.viewer(who), Ref(id=report_id, acts=1), key="s")


def test_a_stranger_sees_no_report(office: World) -> None:
    report_id = signed(office)
    with pytest.raises(NotFound):
        queries.report(office.viewer("quoc_huy"), report_id)
    with pytest.raises(NotFound):
        queries.report(office.viewer("sa_rath"), report_id + 9)


def test_pinned_figures_do_not_drift_and_differences_are_told(office: World, at: At) -> None:
    report_id = signed(office)
    before = made_json(queries.report(office.viewer("sa_rath"), report_id)[1])
    at("2023-07-05 09:00")
    entered = _accepted_late(office)
    view, found = queries.report(office.viewer("sa_rath"), report_id)
    assert made_json(found) == before
    changes, count = queries.differences(view)
    assert count == 1
    (one,) = changes
    assert (one.code, one.act, one.row) == (entered, "Tiếp nhận", "Cấp xã, Hộ tịch")
    assert one.before == ()
    assert one.after == ("received", "direct", "open", "open_late")
    assert list(check.problems()) == []


def _accepted_late(world: World) -> str:
    """A dossier of June, entered in July."""
    happened = clock.instant("2023-06-20 08:00", field="at")
    return casework.accept(world.viewer("sa_ruone"), world.intake(), key="late", at=happened).code


def test_what_happens_in_the_next_period_is_no_difference(office: World, at: At) -> None:
    report_id = signed(office)
    with standing("2023-07-05 09:00"):
        of_july = office.accept(at="2023-07-05 09:00")
        office.bring(of_july, State.SETTLED, at="2023-07-05 10:00")
    at("2023-07-06 09:00")
    view, _ = queries.report(office.viewer("sa_rath"), report_id)
    assert queries.differences(view) == ((), 0)


def test_a_number_voided_later_is_told(office: World, at: At) -> None:
    report_id = signed(office)
    at("2023-07-05 09:10")
    row = Dossier.objects.filter(unit_id=office.units[THANH_SON], state=State.ACCEPTED).order_by("id")[0]
    found = Outcome(dossier_id=row.pk, code=row.code, version=row.version, due_at=row.due_at)
    office.do("void", found, by="sa_ruone", at="2023-07-05 09:10", reason="Nhập trùng", second_account_id="bich_thuy")
    view, _ = queries.report(office.viewer("sa_rath"), report_id)
    ((one, *others), count) = queries.differences(view)
    assert (one.code, one.before[0], one.after, others, count) == (row.code, "received", (), [], 1)


@pytest.mark.parametrize("table", ["reports_report", "reports_reportact"])
def test_the_tables_only_grow(office: World, table: str) -> None:
    signed(office)
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE reports_reportact SET content = replace(content, 'Hộ tịch', 'Đất đai')", "khác với nhật ký"),
        ("UPDATE reports_report SET unit_id = unit_id + 1", "khác với nhật ký"),
        ("DELETE FROM reports_reportact WHERE act = 'sign'", "nhật ký có ghi nhưng không còn"),
        ("UPDATE casework_factsrow SET ended_at = NULL, end_kind = ''", "không đếm lại được"),
    ],
)
def test_verify_finds_what_was_changed(office: World, sql: str, said: str) -> None:
    signed(office)
    with connection.cursor() as cursor:
        for table in ("reports_report", "reports_reportact"):  # the owner of the database drops the triggers
            for change in ("update", "delete"):
                place = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_refuses_{change}{place}")
        cursor.execute(sql)
    found = list(check.problems())
    assert any(said in text for text in found), found
    assert "Bảng reports_report không còn từ chối UPDATE." in found


@pytest.mark.parametrize("code", ["II.06a", "II.07b", "II.05a", "II.08", "qua-han", "dieu-hanh"])
def test_a_pinned_figure_of_any_form_is_counted_again(office: World, code: str) -> None:
    report_id = drafted(office, code)
    actions.sign(office.viewer("sa_rath"), Ref(id=report_id, acts=1), key="s")
    assert list(check.problems()) == []
    act = ReportAct.objects.get(act="sign")
    content = json.loads(act.content)
    for row in content["table"]["rows"]:
        row["cells"] = [97 if isinstance(cell, int) or code == "II.05a" else cell for cell in row["cells"]]
    found = tampered("UPDATE reports_reportact SET content = %s WHERE act = 'sign'", json.dumps(content))
    assert any("khác với nhật ký" in text for text in found)
    assert any("không đếm lại được" in text for text in found)


def tampered(sql: str, *values: str) -> list[str]:
    remove_guards("reports_report", "reports_reportact")
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    return list(check.problems())


def test_a_unit_registered_since_explains_another_number(office: World, at: At) -> None:
    report_id = drafted(office, "II.07b")
    actions.sign(office.viewer("sa_rath"), Ref(id=report_id, acts=1), key="s")
    sql = "UPDATE catalogue_procedureversion SET valid_to = '2023-02-01' WHERE valid_to IS NULL"
    assert any("không đếm lại được" in text for text in tampered(sql))
    at("2023-07-05 08:00")
    known = next(draft for draft in UNITS if draft.key == THANH_SON)
    places.register_units(
        [replace(known, key="tra_cu.xa_moi", agency_id="", receives=False)], actor_id=None, at=clock.now()
    )
    assert not any("không đếm lại được" in text for text in check.problems())
