"""A clerk finds a procedure by a few letters, without marks and in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction

from motcua.law.types import LOCAL, Level
from motcua.packs.applying import apply_pack
from motcua.packs.loading import TRA_CU_2023, load_pack
from motcua.records.catalogue import queries as catalogue
from tests.records.catalogue.contents import BIRTH, in_force, named

SPRING = date(2023, 3, 1)


@pytest.fixture(scope="class")
def tra_cu(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The procedures of Trà Cú, put into the database once for the class and taken out after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        apply_pack(load_pack(TRA_CU_2023), actor_id=None, at=datetime(2023, 1, 1, tzinfo=LOCAL))
        yield
        transaction.set_rollback(True)


def found(text: str, *, level: Level | None = None, limit: int = 12) -> list[str]:
    return [view.code for view in catalogue.search_procedures(text, on=SPRING, level=level, limit=limit)]


@pytest.mark.usefixtures("tra_cu")
@pytest.mark.django_db
class TestTraCu:
    @pytest.mark.parametrize(
        ("typed", "first"),
        [
            ("xac nhan hon nhan", "1.004873"),
            ("hôn nhân xác nhận", "1.004873"),
            ("khai sinh", "1.001193"),
            ("KHAI SINH", "1.001193"),
            ("sinh khai", "1.001193"),
            ("dang ky khai sinh", "1.001193"),
            ("khai tu", "1.000656"),
            ("ket hon", "1.000894"),
            ("ket hon nuoc ngoai", "2.000806"),
            ("chung thuc", "2.000815"),
            ("ho kinh doanh", "1.001612"),
            ("thuong tru", "1.004222"),
            ("trich luc", "2.000635"),
            ("1.004873", "1.004873"),
            ("  1.004873  ", "1.004873"),
            ("khuyet tat", "1.001699"),
            ("ho ngheo", "1.011607"),
        ],
    )
    def test_most_likely_one_comes_first(self, typed: str, first: str) -> None:
        assert found(typed)[0] == first

    def test_beginning_of_a_code_finds_the_codes(self) -> None:
        assert set(found("1.0008")) == {"1.000893", "1.000894"}
        assert all(code.startswith("2.00") for code in found("2.00"))

    def test_beginning_of_a_word_is_enough(self) -> None:
        assert "1.004873" in found("xac nh ho nha")

    @pytest.mark.parametrize("typed", ["khong co thu tuc nay", "%", "_", "'", "1.001193x9", "\x00", "x" * 5000])
    def test_what_is_not_there_gives_nothing_wrong(self, typed: str) -> None:
        assert len(found(typed)) <= 12

    def test_level_restricts(self) -> None:
        assert "1.001612" not in found("ho kinh doanh", level=Level.COMMUNE)
        assert found("ho kinh doanh", level=Level.DISTRICT)[0] == "1.001612"
        assert "1.001193" not in found("khai sinh", level=Level.DISTRICT)

    def test_nothing_typed_gives_the_most_common(self) -> None:
        assert found("", limit=3) == ["2.000815", "1.001193", "2.000635"]

    def test_limit_is_kept(self) -> None:
        assert len(found("dang ky", limit=5)) == 5


@pytest.mark.django_db
class TestOrder:
    def test_exact_code_then_beginning_then_common_use(self) -> None:
        in_force(named("1.000001", "Cấp bản sao"), rank=1)
        in_force(named("1.000002", "Bản sao trích lục"), rank=9)
        in_force(named("1.000003", "Bản sao từ sổ gốc"), rank=3)
        assert found("ban sao") == ["1.000003", "1.000002", "1.000001"]

    def test_only_versions_in_force_on_the_day_are_found(self) -> None:
        in_force(BIRTH)
        in_force(replace(BIRTH, levels=frozenset({Level.DISTRICT})), valid_from=date(2024, 1, 1))
        assert found("khai sinh", level=Level.COMMUNE) == ["1.001193"]
        assert catalogue.search_procedures("khai sinh", on=date(2024, 1, 1), level=Level.COMMUNE) == []
        assert catalogue.search_procedures("khai sinh", on=date(2022, 12, 31), level=None) == []


@pytest.mark.django_db
def test_codes_and_names_of_the_ids_that_exist() -> None:
    in_force(BIRTH)
    procedure_id = catalogue.procedure_in_force("1.001193", SPRING).id
    assert catalogue.codes_and_names([procedure_id, procedure_id + 1]) == {
        procedure_id: ("1.001193", "Thủ tục đăng ký khai sinh")
    }
