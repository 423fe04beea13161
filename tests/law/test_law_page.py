"""The generated page says what the code says, in the words a reader knows."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from motcua.law import page
from motcua.law.kinds import Content
from motcua.law.registry import law
from motcua.law.types import DayReading, SupplementPolicy, Term, TermUnit
from tools import docs


def test_every_generated_page_is_fresh() -> None:
    assert docs.differences() == ""


def test_every_value_stands_on_the_page() -> None:
    text = page.render(law())
    for series in law().series():
        assert f"Mã: `{series.id}`" in text
        for value in series.values:
            assert f"| {value.valid_from:%d/%m/%Y} | " in text
            assert value.note in text
            assert value.source in text
    for document in law().documents():
        assert f"| {document.id} | {document.title} |" in text


def test_a_row_gives_period_value_citation_and_certainty() -> None:
    assert "| 21/06/2018 | 30/06/2025 | tính lại từ đầu | 61/2018/NĐ-CP, Điều 19 | chờ kiểm chứng |" in page.render(
        law()
    )
    assert "| 01/07/2025 | còn hiệu lực | 15:00 | 118/2025/NĐ-CP | chờ kiểm chứng |" in page.render(law())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (Term(amount=8, unit=TermUnit.WORKING_HOUR), "8 giờ làm việc"),
        (Term(amount=0, unit=TermUnit.SAME_DAY), "trong ngày"),
        (Term(amount=2, unit=TermUnit.MONTH), "2 tháng"),
        (DayReading.WHOLE_DAYS, "tính theo ngày tròn"),
        (SupplementPolicy.SUBTRACT, "trừ thời gian chờ"),
        (time(7, 30), "07:30"),
        (480, "480"),
        ("một câu", "một câu"),
        ((("QĐ", "Quyết định"), ("KH", "Kế hoạch")), "QĐ: Quyết định<br>KH: Kế hoạch"),
        (law().calendar().hours, "07:00–11:30, 13:30–17:00"),
        (law().form_pack_on(date(2023, 1, 1)), "8 mẫu, liệt kê bên dưới"),
        (law().national_states()[:1], "1. Mới đăng ký — đồng hồ: chưa chạy; tính là: chưa tiếp nhận"),
        (law().calendar().exceptions[:1], "02/01/2023 nghỉ: bù Tết Dương lịch"),
    ],
)
def test_a_value_in_words(content: Content, words: str) -> None:
    assert page.in_words(content) == words


def test_a_stale_page_is_shown_as_a_difference(tmp_path: Path) -> None:
    docs.write(tmp_path)
    assert docs.differences(tmp_path) == ""
    stale = tmp_path / "law.md"
    stale.write_text(stale.read_text(encoding="utf-8").replace("| 480 |", "| 481 |", 1), encoding="utf-8")
    difference = docs.differences(tmp_path)
    assert [line[0] for line in difference.splitlines() if "| 480 |" in line and line[0] in "+-"] == ["+"]
    assert [line[0] for line in difference.splitlines() if "| 481 |" in line] == ["-"]


def test_a_missing_page_is_stale(tmp_path: Path) -> None:
    assert "+# Giá trị pháp lý" in docs.differences(tmp_path)


def test_the_check_exits_1_on_a_stale_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "differences", lambda: "--- khác\n")
    assert docs.main(["--check"]) == 1
    shown = capsys.readouterr()
    assert shown.out == "--- khác\n"
    assert "hãy chạy «python -m tools.docs»" in shown.err
    monkeypatch.setattr(docs, "differences", lambda: "")
    assert docs.main(["--check"]) == 0
