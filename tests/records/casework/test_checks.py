"""Whoever changes a row behind the program's back is found out."""

from __future__ import annotations

import pytest
from django.db import connection

from motcua.records.casework import checks, noting
from motcua.records.casework.models import Dossier
from motcua.records.journal.models import PersonalContent
from motcua.rules.dossier import Act, State
from tests.records.casework.contents import forgotten
from tests.records.casework.inputs import INPUTS
from tests.stores import remove_guards
from tests.world import THANH_SON, World, standing

OPENING = "nội dung tiếp nhận"
STANDING = "trạng thái, ngày hẹn"
FACTS = "số liệu theo từng phiên bản"
LEDGER = "sổ hẹn khác"
PERSON = "thông tin người nộp"
ROLLUP = "Số cộng dồn"
SERIES = "Dãy số hồ sơ"

TAMPERED = [
    ("UPDATE casework_dossier SET state = 'returned' WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET due_at = '2023-06-01 02:00:00' WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET first_due_at = due_at WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET ended_at = '2023-04-27 03:00:00' WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET holder_id = 6 WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET extensions = 0 WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET version = version + 1 WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET submitted_at = '2023-04-27 03:00:00' WHERE id = 1", STANDING),
    ("UPDATE casework_dossier SET code = '000.30.30.H59-230427-0009' WHERE id = 1", "mã hồ sơ"),
    ("UPDATE casework_dossier SET code = 'xyz' WHERE id = 1", "chưa đúng"),
    ("UPDATE casework_dossier SET unit_id = 5 WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET procedure_version_id = 1 WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET channel = 'online' WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET term_amount = 30 WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET supplement_policy = 'extend' WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET papers = '[1, 2]' WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET fee = 1 WHERE id = 1", OPENING),
    ("UPDATE casework_dossier SET result_number = '99/QĐ' WHERE id = 2", "số kết quả"),
    ("UPDATE casework_applicant SET name = 'Người khác' WHERE dossier_id = 1", PERSON),
    ("UPDATE casework_applicant SET phone = '' WHERE dossier_id = 1", PERSON),
    ("UPDATE casework_applicant SET owner_name = 'Kim Văn Đông' WHERE dossier_id = 1", PERSON),
    ("DELETE FROM casework_applicant WHERE dossier_id = 1", PERSON),
    ("UPDATE casework_factsrow SET on_time = false WHERE dossier_id = 2 AND known_to IS NULL", FACTS),
    ("UPDATE casework_factsrow SET due_at = '2023-06-01 02:00:00' WHERE dossier_id = 1 AND known_to IS NULL", FACTS),
    ("UPDATE casework_factsrow SET end_kind = 'result' WHERE dossier_id = 2 AND version = 2", FACTS),
    ("UPDATE casework_factsrow SET known_from = '2023-04-01 00:00:00' WHERE dossier_id = 2 AND version = 2", FACTS),
    ("UPDATE casework_factsrow SET known_to = NULL WHERE dossier_id = 1 AND version = 1", FACTS),
    ("UPDATE casework_factsrow SET dossier_id = 404 WHERE dossier_id = 1", "không có hồ sơ ấy"),
    ("DELETE FROM casework_factsrow WHERE dossier_id = 1 AND version = 2", FACTS),
    ("UPDATE casework_ledgerrow SET due_after = '2023-06-01 02:00:00' WHERE dossier_id = 1", LEDGER),
    ("UPDATE casework_ledgerrow SET legal_basis = 'khác' WHERE dossier_id = 1 AND number = 1", LEDGER),
    ("UPDATE casework_ledgerrow SET explanation = '{\"lines\":[]}' WHERE dossier_id = 1 AND number = 1", LEDGER),
    ("UPDATE casework_ledgerrow SET approver_id = 1 WHERE dossier_id = 1 AND number = 2", LEDGER),
    ("UPDATE casework_ledgerrow SET document = '77/PXL' WHERE dossier_id = 1 AND number = 2", LEDGER),
    ("UPDATE casework_ledgerrow SET occurred_at = '2023-04-01 02:00:00' WHERE dossier_id = 1", LEDGER),
    ("UPDATE casework_ledgerrow SET reason = 'khác' WHERE dossier_id = 1 AND number = 2", "lý do trong sổ hẹn"),
    ("DELETE FROM casework_ledgerrow WHERE dossier_id = 1 AND number = 2", LEDGER),
    ("UPDATE casework_rollup SET on_time = on_time + 1", ROLLUP),
    ("UPDATE casework_rollup SET received = received - 1", ROLLUP),
    ("DELETE FROM casework_rollup", ROLLUP),
    ("UPDATE casework_codecounter SET last = last + 1", SERIES),
    ("DELETE FROM casework_codecounter", SERIES),
    ("DELETE FROM casework_dossier WHERE id = 1", "không còn hồ sơ ấy"),
    ("DELETE FROM casework_dossier WHERE id = 3", "không còn hồ sơ ấy"),
    ("DELETE FROM casework_dossier", SERIES),
    ("UPDATE casework_dossier SET id = 9 WHERE id = 3", "nhật ký không ghi việc nào"),
    ("UPDATE casework_dossier SET id = -1 WHERE id = 3", "nhật ký không ghi việc nào"),
    ("DELETE FROM journal_entry WHERE subject_type = 'dossier' AND subject_id = 1", "nhật ký không ghi việc nào"),
    (
        "DELETE FROM journal_entry WHERE subject_type = 'dossier' AND subject_id = 1 AND subject_version = 1",
        "không đọc được các mục nhật ký",
    ),
]


@pytest.fixture
def office(world: World) -> World:
    """Three dossiers: one put off, one returned, one void."""
    put_off = world.bring(world.accept(), State.PROCESSING, at="2023-04-27 10:00")
    world.do("extend", put_off, by="bich_thuy", at="2023-05-04 10:00", **INPUTS[Act.EXTEND])
    world.bring(world.accept(), State.RETURNED, at="2023-04-28 10:00")
    world.bring(world.accept(), State.VOID)
    return world


def test_an_office_at_work_has_no_problems(office: World) -> None:
    assert list(checks.problems()) == []


@pytest.mark.parametrize(("statement", "words"), TAMPERED)
def test_a_row_changed_from_outside_is_found(office: World, statement: str, words: str) -> None:
    with forgotten():  # before foreign keys are looked at
        remove_guards(statement.split()[1 if statement.startswith("UPDATE") else 2])
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount > 0
        found = list(checks.problems())
    assert any(words in problem for problem in found), found


@pytest.mark.parametrize(
    "table", ["casework_ledgerrow", "casework_dossier", "casework_factsrow", "casework_codecounter"]
)
def test_a_table_that_lost_its_guard_is_found(office: World, table: str) -> None:
    remove_guards(table)
    assert f"Bảng {table} không còn từ chối DELETE." in list(checks.problems())


def test_what_is_not_an_act_changes_nothing(office: World, store: object) -> None:
    dossier = Dossier.objects.order_by("id").first()
    assert dossier is not None
    with standing("2023-05-05 10:00"):
        noting.viewed(office.viewer("minh"), dossier.pk)
    assert list(checks.problems()) == []


def test_erased_personal_content_is_no_problem(office: World) -> None:
    remove_guards("journal_personalcontent")
    PersonalContent.objects.all().delete()
    assert [problem for problem in checks.problems() if "Hồ sơ" in problem] == []


def test_a_correction_is_what_the_applicant_is_compared_with(office: World) -> None:
    corrected = office.accept(unit_key=THANH_SON)
    office.do("correct", corrected, by="sa_ruone", **INPUTS[Act.CORRECT])
    assert list(checks.problems()) == []
