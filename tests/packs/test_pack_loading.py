"""A pack that is not sound is refused with the file, the line and what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from motcua.law.types import Confidence, Level
from motcua.packs.loading import FOLDER, TRA_CU_2023, load_pack
from motcua.packs.types import PackError
from motcua.records.catalogue.content import SupplementLimit
from motcua.rules.process import StepKind


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / TRA_CU_2023, tmp_path / "ban_sao")
    return tmp_path


def spoil(copy: Path, *, file: str, old: str, new: str) -> int:
    """Replaces a text once and returns the line it stood on."""
    path = copy / "ban_sao" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refusal(copy: Path) -> PackError:
    with pytest.raises(PackError) as caught:
        load_pack("ban_sao", folder=copy)
    return caught.value


def test_copy_loads_as_the_original(copy: Path) -> None:
    original, same = load_pack(TRA_CU_2023), load_pack("ban_sao", folder=copy)
    assert same.editions == original.editions
    assert (same.units, same.staff, same.hamlets) == (original.units, original.staff, original.hamlets)


@pytest.mark.parametrize("name", ["khong_co", "../tra_cu_2023", "", "a" * 1000])
def test_unknown_pack_is_told_which_there_are(name: str) -> None:
    with pytest.raises(PackError, match=TRA_CU_2023):
        load_pack(name)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("units.yaml", "kind: desk", "kind: shop", "loại đơn vị «shop»"),
        ("units.yaml", "parent: tra_vinh", "parent: tra_vin", "đơn vị cấp trên «tra_vin»"),
        ("units.yaml", "000.21.30.H59", "21.30.H59", "mã định danh «21.30.H59»"),
        ("units.yaml", "receives: true", "receives: yes", "true hoặc false"),
        ("units.yaml", "successor: vinh_long.tap_son", "successor: vinh_long.tap", "đơn vị «vinh_long.tap»"),
        ("procedures.yaml", "optional: true", "optional: co", "true hoặc false"),
        ("procedures.yaml", "role: officer", "role: inspector", "Vai trò «inspector»"),
        ("procedures.yaml", "levels: [commune]", "levels: [hamlet]", "cấp tiếp nhận «hamlet»"),
        ("staff.yaml", "role: chair", "role: king", "vai trò «king»"),
        ("staff.yaml", "username: huyen.chutich", "username: Huyện", "tên đăng nhập «Huyện»"),
        ("staff.yaml", "- unit: tra_cu.tu_phap", "- unit: tra_cu.phap", "đơn vị «tra_cu.phap»"),
        ("staff.yaml", "- username: thanhson.hotich", "- username: thanhson.ai", "không có «thanhson.ai»"),
        ("names.yaml", "Thạch: 34", "Thạch: 0", "trọng số"),
    ],
)
def test_yaml_is_refused_at_its_place(copy: Path, file: str, old: str, new: str, said: str) -> None:
    line = spoil(copy, file=file, old=old, new=new)
    error = refusal(copy)
    assert error.file == file
    assert abs(error.line - line) <= 30, "at the line, or at the head of the item it belongs to"
    assert said in str(error)
    assert f"dòng {error.line}" in str(error)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.000419,", "1.00041,", "«code»"),
        ("1.000593,", "1.000419,", "đã có ở trên"),
        (",5 working_day,,,0,,Trích lục khai tử,68", ",5 weeks,,,0,,Trích lục khai tử,68", "«counter»"),
        (",5 working_day,,,0,,Trích lục khai tử,68", ",5 working_day,,,-1,,Trích lục khai tử,68", "«fee_counter»"),
        (",Trích lục khai tử,68", ",Trích lục khai tử,nhiều", "«rank»"),
        ("1.000419,Thủ tục", "1.000419,x,Thủ tục", "số ô khác"),
        ("Khai tử lưu động,Hộ tịch", "Khai tử lưu động,", "«field»"),
    ],
)
def test_row_of_the_catalogue_is_refused_at_its_line(copy: Path, old: str, new: str, said: str) -> None:
    line = spoil(copy, file="procedures.csv", old=old, new=new)
    error = refusal(copy)
    assert (error.file, error.line) == ("procedures.csv", line)
    assert said in str(error)


STEPS = """    steps:
      - {name: Tiếp nhận hồ sơ, unit: committee, role: counter, hours: 2}
      - {name: Tra sổ gốc và lập bản sao, unit: committee, role: officer, hours: 3}
"""
WIDER = """    supplements: {most: 2, basis: "Luật Hộ tịch 2014, Điều 18", confidence: verified}
    steps:
      - {name: Tiếp nhận hồ sơ, unit: committee, role: counter, hours: 2}
      - {name: Tra sổ gốc và lập bản sao, unit: committee, role: officer, hours: 3, back: 1}
      - {name: Hỏi nơi giữ sổ, unit: department, level: district, role: officer, hours: 2, kind: consult, beside: 2}
"""


def test_steps_say_who_is_asked_beside_and_where_they_go_back(copy: Path) -> None:
    spoil(copy, file="procedures.yaml", old=STEPS, new=WIDER)
    pack = load_pack("ban_sao", folder=copy)
    district, commune = (each.content for each in pack.editions if each.content.code == "2.000908")
    ways = [(step.number, step.next_number, step.back_number, step.beside, step.kind) for step in district.steps.steps]
    assert ways == [
        (1, 2, None, None, StepKind.WORK),
        (2, 4, 1, None, StepKind.WORK),
        (3, None, None, 2, StepKind.CONSULT),
        (4, 5, None, None, StepKind.WORK),
        (5, None, None, None, StepKind.WORK),
    ]
    assert district.steps.steps[2].level is Level.DISTRICT
    assert {step.level for step in commune.steps.steps} == {None}, "from July 2025 there is no district to be asked"
    for content in (district, commune):
        assert content.supplement_limit == SupplementLimit(
            count=2, basis="Luật Hộ tịch 2014, Điều 18", confidence=Confidence.VERIFIED
        )


@pytest.mark.parametrize(
    ("old", "new", "below", "said"),
    [
        ("beside: 2", "beside: 7", 5, "không có bước xử lý số 7"),
        ("beside: 2", "beside: 3", 5, "không có bước xử lý số 3"),
        (", beside: 2", "", 5, "chưa ghi đi cùng bước nào"),
        ("kind: consult", "kind: work", 5, "hãy bỏ «beside»"),
        ("kind: consult", "kind: talk", 5, "loại bước «talk»"),
        ("level: district", "level: hamlet", 5, "cấp «hamlet»"),
        ("unit: department", "unit: shop", 5, "loại đơn vị «shop»"),
        ("beside: 2", "beside: 2, back: 1", 5, "hãy bỏ «back»"),
        ("back: 1", "back: 2", 4, "bước 2 không đứng trước bước 2"),
        ("back: 1", "back: 9", 4, "bước 9 không đứng trước bước 2"),
        ("hours: 3,", "hours: ba,", 4, "«ba» không phải là số nguyên"),
        ("role: officer, hours: 3", "role: inspector, hours: 3", 4, "Vai trò «inspector»"),
        ("most: 2", "most: 10", 1, "từ 0 đến 9"),
        (", Điều 18", "", 1, "nêu cả văn bản và điều"),
        ("confidence: verified", "confidence: sure", 1, "mức chắc chắn «sure»"),
    ],
)
def test_a_step_is_refused_at_its_own_line(copy: Path, old: str, new: str, below: int, said: str) -> None:
    assert old in WIDER
    line = spoil(copy, file="procedures.yaml", old=STEPS, new=WIDER.replace(old, new, 1))
    error = refusal(copy)
    assert (error.file, error.line) == ("procedures.yaml", line + below - 1)
    assert said in str(error)


def test_predecessor_must_end_on_the_day_of_the_succession(copy: Path) -> None:
    spoil(copy, file="units.yaml", old="    from: 2025-07-01\n    document", new="    from: 2025-07-02\n    document")
    assert "không kết thúc vào ngày này" in str(refusal(copy))


def test_same_key_and_same_agency_id_are_refused(copy: Path) -> None:
    spoil(copy, file="units.yaml", old="key: tra_cu.phuoc_hung", new="key: tra_cu.tt_dinh_an")
    assert "«tra_cu.tt_dinh_an» đã có" in str(refusal(copy))


def test_missing_file_is_named(copy: Path) -> None:
    (copy / "ban_sao" / "procedures.csv").unlink()
    assert refusal(copy).file == "procedures.csv"
