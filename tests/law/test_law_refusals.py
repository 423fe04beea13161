"""Every way a law file can be unsound is refused with the file, the line and what to do."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.registry import PACKAGED, LawError, Registry

TRIAL = "deadlines/trial.yaml"

SOUND = """\
deadlines.trial:
  label: Thử
  kind: count
  values:
    - from: 2018-06-21
      to: 2025-07-01
      document: 61/2018/NĐ-CP
      article: Điều 19
      confidence: verified
      source: Bản gốc
      value: 1
    - from: 2025-07-01
      document: unknown
      confidence: to_verify
      note: Chưa rõ
      source: Lời kể
      value: 2
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped law that a test may spoil."""
    copy = tmp_path / "law"
    shutil.copytree(PACKAGED, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


@pytest.fixture
def bare(folder: Path) -> Path:
    """The same without the files that loading can do without: quicker."""
    for name in ("forms", "letters", "numbering", "reporting", "deadlines/duties.yaml"):
        path = folder / name
        path.unlink() if path.is_file() else shutil.rmtree(path)
    return folder


def refused(folder: Path) -> LawError:
    with pytest.raises(LawError) as caught:
        Registry.load(folder)
    return caught.value


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_the_sound_trial_loads(bare: Path) -> None:
    (bare / TRIAL).write_text(SOUND, encoding="utf-8")
    registry = Registry.load(bare)
    assert [
        value.line for series in registry.series() if series.id == "deadlines.trial" for value in series.values
    ] == [
        5,
        12,
    ]


SPOILED = [
    # what is replaced, by what, the line the message names, words of the message
    ("      article: Điều 19\n", "", 8, "«verified» phải có văn bản"),
    ("document: 61/2018/NĐ-CP\n      article: Điều 19", "document: unknown\n      note: Có", 9, "phải có văn bản"),
    ("document: 61/2018/NĐ-CP", "document: 62/2018/NĐ-CP", 7, "«62/2018/NĐ-CP» chưa có trong documents.yaml"),
    ("to: 2025-07-01", "to: 2018-06-21", 6, "phải sau ngày bắt đầu"),
    ("to: 2025-07-01", "to: 2017-01-01", 6, "phải sau ngày bắt đầu"),
    ("to: 2025-07-01", "to: 2025-07-02", 12, "chồng lên hoặc đứng trước giá trị ở dòng 5"),
    ("- from: 2025-07-01", "- from: 2018-01-01", 12, "chồng lên hoặc đứng trước"),
    ("      to: 2025-07-01\n", "", 11, "chưa có ngày kết thúc"),
    ("from: 2018-06-21", "from: 21/06/2018", 5, "hãy viết như 2025-07-01"),
    ("from: 2018-06-21", "from: 2018-02-30", 5, "không phải là ngày"),
    ("from: 2018-06-21", "from: 20180621", 5, "hãy viết 2018-06-21"),
    ("confidence: verified", "confidence: chắc", 9, "chỉ dùng được: verified, to_verify"),
    ("kind: count", "kind: number", 3, "loại giá trị «number» không có"),
    ("kind: count", "kind: [count]", 3, "giá trị đơn"),
    ("value: 1\n", "value: -1\n", 11, "số nguyên không âm"),
    ("value: 1\n", "value: 1.5\n", 11, "số nguyên không âm"),
    ("value: 1\n", "value: ١\n", 11, "số nguyên không âm"),
    ("value: 1\n", "value:\n", 11, "để trống"),
    ("value: 1\n", "value: [1]\n", 11, "giá trị đơn"),
    ("      note: Chưa rõ\n", "", 13, "chưa rõ văn bản thì phải có ghi chú"),
    ("      source: Lời kể\n", "", 12, "thiếu khóa «source»"),
    ("source: Bản gốc", "sauce: Bản gốc", 10, "không biết khóa «sauce»"),
    ("source: Bản gốc", "confidence: verified", 10, "«confidence» xuất hiện hai lần"),
    ("source: Bản gốc", "source: Ba\u0309n go\u0302\u0301c", 10, "NFC"),
    ("source: Bản gốc", 'source: "Bản\\0gốc"', 10, "ký tự điều khiển"),
    ("source: Bản gốc", 'source: "Bản\\uD800gốc"', 10, "ký tự điều khiển"),
    ("source: Bản gốc", "source: |\n        Bản\n        gốc", 10, "viết trên một dòng"),
    ("  label: Thử\n", "", 2, "thiếu khóa «label»"),
    ("deadlines.trial:", "trial:", 1, "mã «trial» viết chưa đúng"),
    ("deadlines.trial:", "calendar.trial:", 1, "phải bắt đầu bằng tên thư mục"),
    ("deadlines.trial:", "deadlines.supplement_limit:", 1, "đã có ở deadlines/supplement.yaml, dòng 1"),
    (SOUND[SOUND.index("    - from") :], "    []\n", 5, "chưa có giá trị nào"),
    (SOUND[SOUND.index("  label") :], "  values\n", 2, "các cặp «khóa: giá trị»"),
    (SOUND[SOUND.index("    - from") :], "    from: 2018-06-21\n", 5, "phải là danh sách"),
    ("kind: count", "kind: count: count", 3, "YAML viết sai"),
    ("    - from: 2025", "\t- from: 2025", 12, "YAML viết sai"),
    ("value: 1\n", "value: &a 1\n      note: *b\n", 12, "YAML viết sai"),
    ("value: 1\n", "value: \x07\n", 1, "bỏ ký tự lạ"),
    (SOUND, "", 1, "tệp trống"),
    (SOUND, "# chỉ có ghi chú\n", 1, "tệp trống"),
    (SOUND, "- một danh sách\n", 1, "các cặp «khóa: giá trị»"),
    (SOUND, "[" * 1200, 1, "các tầng lồng nhau"),
    (SOUND, "a: 1\n---\nb: 2\n", 2, "YAML viết sai"),
    (SOUND, "? [a, b]\n: 1\n", 1, "giá trị đơn"),
    (SOUND, "&a a.b: *a\n", 1, ""),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), SPOILED)
def test_a_spoiled_value_is_refused_with_file_and_line(bare: Path, old: str, new: str, line: int, words: str) -> None:
    assert SOUND.count(old) >= 1
    (bare / TRIAL).write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    error = refused(bare)
    assert (error.file, error.line) == (TRIAL, line)
    assert words in error.message
    assert str(error) == f"{TRIAL}, dòng {line}: {error.message}"


KINDS = [
    ("minutes", "0", "từ 1 đến 1440"),
    ("minutes", "1441", "từ 1 đến 1440"),
    ("clock", "25:00", "không phải là giờ"),
    ("clock", "15 giờ", "không phải là giờ"),
    ("clock", "15:00:30", "hãy viết giờ và phút"),
    ("clock", "15:00+07:00", "hãy viết giờ và phút"),
    ("text", '""', "để trống"),
    ("day_reading", "hours", "cách đọc ngày «hours» không có; chỉ dùng được: minutes, whole_days"),
    ("supplement_policy", "pause", "chỉ dùng được: restart, subtract, extend"),
    ("term", "{amount: 3, unit: weeks}", "đơn vị thời hạn «weeks» không có"),
    ("term", "{amount: 0, unit: day}", "đi với số lượng lớn hơn 0"),
    ("term", "{amount: 1, unit: same_day}", "đi với số lượng 0"),
    ("term", "{amount: 1, unit: none}", "đi với số lượng 0"),
    ("term", "{amount: 1}", "thiếu khóa «unit»"),
    ("term", "3 ngày", "các cặp"),
    ("office_hours", "[]", "ít nhất một buổi"),
    ("office_hours", "[{start: 11:30, end: 07:00}]", "ngược giờ"),
    ("office_hours", "[{start: 07:00, end: 07:00}]", "ngược giờ"),
    ("office_hours", "[{start: 07:00, end: 12:00}, {start: 11:00, end: 17:00}]", "chồng buổi trước"),
    ("office_hours", "[{start: 07:00}]", "thiếu khóa «end»"),
    ("days_off", "{off: {2020-05-02: nghỉ}}", "là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ"),
    ("days_off", "{off: {2020-05-03: nghỉ}}", "là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ"),
    ("days_off", "{off: {}, work: {2020-05-04: bù}}", "là ngày trong tuần, vốn đã làm việc"),
    ("days_off", "{off: {2020-05-04: nghỉ, 2020-05-04: nghỉ}}", "xuất hiện hai lần"),
    ("days_off", "{off: {2021-01-01: nghỉ}}", "nằm ngoài khoảng"),
    ("days_off", "{off: {2019-12-31: nghỉ}}", "nằm ngoài khoảng"),
    ("days_off", "{off: {2020-05-04: }}", "để trống"),
    ("days_off", "{work: {2020-05-02: bù}}", "thiếu khóa «off»"),
    ("days_off", "{off: {}, closed: {}}", "không biết khóa «closed»"),
    ("symbols", "[NQ]", "các cặp"),
    ("symbols", "{QĐ: Quyết định, QĐ: Quy định}", "xuất hiện hai lần"),
    ("national_states", "[{code: 2, label: A, clock: running, counts_as: b}]", "phải là 1 ở vị trí này"),
    ("national_states", "[{code: 1, label: A, clock: ticking, counts_as: b}]", "tác động lên đồng hồ «ticking»"),
    ("form_pack", "{groups: {}, forms: {a: {number: '01', title: A, fields: {b: {c: C}}}}}", "nhóm «b» chưa có"),
    ("form_pack", "{groups: {}, forms: {a: {title: A, fields: {}}}}", "mẫu phải có số"),
    ("form_pack", "{groups: {}, forms: {a: {number: 1, extra: true, title: A, fields: {}}}}", "mẫu phải có số"),
    ("form_pack", "{groups: {}, forms: {a: {extra: yes, title: A, fields: {}}}}", "không phải là true hoặc false"),
    (
        "form_pack",
        "{groups: {g: G, h: H}, forms: {a: {number: '01', title: A, fields: {g: {x: X}, h: {x: X}}}}}",
        "trường «x» đã có ở nhóm khác",
    ),
    (
        "form_pack",
        "{groups: {}, forms: {a: {number: '01', title: A, fields: {}}, b: {number: '01', title: B, fields: {}}}}",
        "số mẫu 01 xuất hiện hai lần",
    ),
]


@pytest.mark.parametrize(("kind", "value", "words"), KINDS)
def test_a_wrong_value_of_a_kind_is_refused(bare: Path, kind: str, value: str, words: str) -> None:
    text = f"""\
deadlines.trial:
  label: Thử
  kind: {kind}
  values:
    - from: 2020-01-01
      to: 2021-01-01
      document: unknown
      confidence: to_verify
      note: Chưa rõ
      source: Lời kể
      value: {value}
"""
    (bare / TRIAL).write_text(text, encoding="utf-8")
    error = refused(bare)
    assert (error.file, error.line) == (TRIAL, 11)
    assert words in error.message


ACROSS = [
    # file, what is replaced, by what, the text whose line is named, words of the message
    ("calendar/days_off.yaml", "to: 2024-01-01", "to: 2023-12-31", "    - from: 2024-01-01", "lịch bị hở"),
    ("calendar/days_off.yaml", "      to: 2027-01-01\n", "", "    - from: 2026-11-01", "phải có ngày kết thúc"),
    ("calendar/days_off.yaml", "2023-01-02: bù", "2023-01-07: bù", "2023-01-07", "vốn đã nghỉ"),
    ("calendar/days_off.yaml", "2024-05-04: làm", "2024-05-06: làm", "2024-05-06", "vốn đã làm việc"),
    (
        "calendar/days_off.yaml",
        "2023-01-23: Tết",
        "2023-01-20: Tết",
        "2023-01-20: Tết Nguyên đán\n          2023-01-24",
        "hai lần",
    ),
    ("calendar/office_hours.yaml", "from: 2018-06-21", "from: 2023-06-01", "    - from", "một giờ làm việc mặc định"),
    ("forms/tt03_2025.yaml", "- from: 2025-07-01", "- from: 2025-06-30", "    - from", "bộ mẫu chồng thời gian"),
    (
        "deadlines/time.yaml",
        "deadlines.same_day_cut_off",
        "deadlines.cut_off",
        None,
        "thiếu mã «deadlines.same_day_cut_off»",
    ),
    (
        "deadlines/supplement.yaml",
        "deadlines.supplement_policy.extend:\n  label: Gia hạn theo thời gian chờ\n  kind: text",
        "deadlines.supplement_policy.extend:\n  label: Gia hạn theo thời gian chờ\n  kind: supplement_policy",
        "value: Hạn được lùi",
        "chính sách bổ sung",
    ),
    (
        "dossiers/states.yaml",
        "kind: national_states",
        "kind: text",
        "        - {code: 1",
        "giá trị đơn",
    ),
    (
        "documents.yaml",
        "confidence: to_verify\n  note: &memory",
        "confidence: sure\n  note: &memory",
        "confidence: sure",
        "mức chắc chắn",
    ),
    ("documents.yaml", "  amends: 61/2018/NĐ-CP", "  amends: 61/2017/NĐ-CP", "61/2017/NĐ-CP", "chưa có ở phía trên"),
    ("documents.yaml", "issued: 2015-11-24", "issued: 24/11/2015", "issued: 24/11/2015", "không phải là ngày"),
    ("documents.yaml", "45/2019/QH14:", "91/2015/QH13:", "91/2015/QH13:\n  title: Bộ luật Lao động", "hai lần"),
    (
        "documents.yaml",
        "  issuer: Quốc hội\n  issued: 2015",
        "  issued: 2015",
        "  title: Bộ luật Dân sự",
        "thiếu khóa «issuer»",
    ),
    ("documents.yaml", "  note: *memory\nQCVN", "QCVN", "  title: Bộ luật Lao động", "phải có ghi chú"),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "words"), ACROSS)
def test_shipped_files_that_do_not_fit_together_are_refused(
    folder: Path, file: str, old: str, new: str, place: str | None, words: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    spoiled = text.replace(old, new, 1)
    (folder / file).write_text(spoiled, encoding="utf-8")
    error = refused(folder)
    expected = (file, line_of(spoiled, place)) if place else (f"{file.partition('/')[0]}/", 1)
    assert (error.file, error.line) == expected
    assert words in error.message


def test_a_needed_id_of_another_kind_is_refused(folder: Path) -> None:
    path = folder / "deadlines/supplement.yaml"
    text = path.read_text(encoding="utf-8").replace("kind: count", "kind: minutes", 1)
    path.write_text(text, encoding="utf-8")
    error = refused(folder)
    assert (error.file, error.line) == ("deadlines/supplement.yaml", 1)
    assert "phải là loại «count», không phải «minutes»" in error.message


def test_a_file_in_another_encoding_is_refused(folder: Path) -> None:
    (folder / TRIAL).write_bytes(SOUND.encode("utf-16"))
    error = refused(folder)
    assert (error.file, error.line) == (TRIAL, 1)
    assert "UTF-8" in error.message


def test_a_missing_list_of_documents_is_refused(folder: Path) -> None:
    (folder / "documents.yaml").unlink()
    error = refused(folder)
    assert (error.file, error.line) == ("documents.yaml", 1)
    assert "không mở được tệp" in error.message


def test_a_folder_named_like_a_file_is_refused(folder: Path) -> None:
    (folder / TRIAL).mkdir()
    assert refused(folder).file == TRIAL


PIECES = st.sampled_from(
    [
        *re.findall(r"[ \t]+|\n|[^\s]+", SOUND),
        "{",
        "}",
        "[",
        "]",
        "&a",
        "*a",
        "!!int",
        "%YAML 9.9",
        "---",
        "'",
        '"',
        "\x00",
        "<<: ",
        "|",
        ">",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=30), cut=st.integers(0, len(SOUND)))
def test_whatever_is_written_only_a_law_error_comes_out(bare: Path, pieces: list[str], cut: int) -> None:
    (bare / TRIAL).write_text(SOUND[:cut] + "".join(pieces) + SOUND[cut:], encoding="utf-8")
    with suppress(LawError):
        Registry.load(bare)
