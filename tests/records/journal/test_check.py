"""Whoever owns the database file is found out: each change behind the program's back has its sentence."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from motcua.records import clock, keys
from motcua.records.journal import note, queries
from motcua.records.journal.actions import checkpoint
from motcua.records.journal.check import ProblemKind
from tests.records.journal.conftest import FRIDAY, Write

VERIFY = Path(__file__).parents[3] / "tools" / "verify.py"

Forge = Callable[..., None]


@pytest.fixture
def kept(sqlite_journal: Path, settings: Any, tmp_path: Path, write: Write) -> str:
    """A journal of 300 entries with checkpoints at 100 and 300; the text of the first, in a citizen's hand."""
    settings.DATA_DIR = tmp_path
    keys.create()
    texts: list[str] = []
    with clock.standing_at(FRIDAY):
        for part in (range(100), range(100, 300)):
            with transaction.atomic():
                for number in part:
                    write(subject_id=number, request_key=f"k{number}", personal={"name": f"Người {number}"})
            texts.append(checkpoint().text)
    return texts[0]


@pytest.fixture
def forge(kept: str, sqlite_journal: Path) -> Forge:
    """Changes the file as its owner can, with the triggers dropped and put back."""

    def forged(statement: str, *values: object) -> None:
        with closing(sqlite3.connect(sqlite_journal)) as file:
            triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                file.execute(f"DROP TRIGGER {name}")
            file.execute(statement, values)
            for _, sql in triggers:
                file.execute(sql)
            file.commit()

    return forged


def kinds() -> set[ProblemKind]:
    return {problem.kind for problem in queries.check()}


def test_an_honest_journal_has_no_problem(kept: str) -> None:
    assert queries.check() == []


FORGERIES = (
    ("UPDATE journal_entry SET act = 'void' WHERE id = 5", {ProblemKind.COLUMNS}),
    ("UPDATE journal_entry SET occurred_at = '2023-04-27 08:20:00' WHERE id = 5", {ProblemKind.COLUMNS}),
    ("UPDATE journal_entry SET request_key = NULL WHERE id = 5", {ProblemKind.COLUMNS}),
    ("UPDATE journal_entry SET body = 'x' WHERE id = 300", {ProblemKind.LEAF, ProblemKind.COLUMNS}),
    ("UPDATE journal_leaf SET hash = zeroblob(32) WHERE position = 7", {ProblemKind.LEAF}),
    ("UPDATE journal_personalcontent SET content = '{}' WHERE entry_id = 9", {ProblemKind.PERSONAL}),
    ("UPDATE journal_tile SET hash = zeroblob(32)", {ProblemKind.TILE}),
    ("DELETE FROM journal_tile", {ProblemKind.TILE}),
    ('INSERT INTO journal_tile (level, "index", hash) VALUES (1, 1, zeroblob(32))', {ProblemKind.TILE}),
    ("UPDATE journal_tree SET frontier = zeroblob(128)", {ProblemKind.FRONTIER}),
    ("UPDATE journal_tree SET frontier = x''", {ProblemKind.FRONTIER}),
    ("DELETE FROM journal_leaf WHERE position = 299", {ProblemKind.GAP, ProblemKind.UNPLACED}),
    ("DELETE FROM journal_leaf WHERE position = 50", {ProblemKind.GAP, ProblemKind.UNPLACED}),
    ("DELETE FROM journal_entry WHERE id = 300", {ProblemKind.GAP}),
    ("UPDATE journal_checkpoint SET root = zeroblob(32) WHERE size = 100", {ProblemKind.CHECKPOINT}),
    ("UPDATE journal_checkpoint SET text = 'x' WHERE size = 100", {ProblemKind.CHECKPOINT}),
    ("UPDATE journal_checkpoint SET size = 500 WHERE size = 100", {ProblemKind.CHECKPOINT}),
)


@pytest.mark.parametrize(("statement", "expected"), FORGERIES)
def test_a_forgery_is_found(forge: Forge, statement: str, expected: set[ProblemKind]) -> None:
    forge(statement)
    assert expected <= kinds()


def test_a_changed_body_is_found_at_every_later_checkpoint(forge: Forge) -> None:
    forge("UPDATE journal_entry SET body = replace(body, '\"version\":1', '\"version\":2') WHERE id = 5")
    texts = [problem.text for problem in queries.check()]
    assert "Nội dung mục 5 khác với mã băm ở vị trí 4." in texts
    assert sum("có mục trước đó đã bị sửa" in text for text in texts) == 2


def test_the_checkpoints_of_a_store_with_another_key_do_not_verify(kept: str, tmp_path: Path) -> None:
    for file in (tmp_path / "keys").iterdir():
        file.unlink()
    assert {ProblemKind.CHECKPOINT} == kinds()
    keys.create()
    assert all("Chữ ký" in problem.text for problem in queries.check())


def test_only_the_first_problems_are_told(forge: Forge) -> None:
    forge("UPDATE journal_entry SET act = 'void'")
    assert len(queries.check(limit=20)) == 20


# The exported log, checked by the stand-alone program.


class Auditor:
    """Someone with an exported log, perhaps changed, and checkpoints kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines = list(queries.export())

    def change(self, old: str, new: str, *, line: int) -> None:
        assert old in self.lines[line]
        self.lines[line] = self.lines[line].replace(old, new)

    def check(self, *checkpoints: str, language: str = "vi", key: str = "") -> tuple[int, str]:
        """Exit code and messages."""
        log = self.folder / "log.jsonl"
        log.write_text("".join(f"{line}\n" for line in self.lines), encoding="utf-8")
        arguments = [str(log), *(("--key", key) if key else ())]
        for number, text in enumerate(checkpoints):
            file = self.folder / f"kept{number}.txt"
            file.write_text(text, encoding="utf-8")
            arguments += ["--checkpoint", str(file)]
        done = subprocess.run(
            [sys.executable, "-I", str(VERIFY), *arguments],
            capture_output=True,
            encoding="utf-8",
            env={"MOTCUA_LANG": language, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr


@pytest.fixture
def auditor(kept: str, tmp_path: Path) -> Auditor:
    return Auditor(tmp_path)


def test_an_exported_log_is_complete_and_holds_no_personal_content(auditor: Auditor) -> None:
    said = [json.loads(line) for line in auditor.lines]
    assert [one["kind"] for one in said] == ["log", *["entry"] * 100, "checkpoint", *["entry"] * 200, "checkpoint"]
    assert said[0]["size"] == 300
    assert "Người" not in "".join(auditor.lines)


def test_an_honest_log_verifies_with_the_checkpoints_kept(auditor: Auditor, kept: str) -> None:
    code, told = auditor.check(kept, kept.replace("\n", "\r\n").rstrip())
    assert code == 0
    assert "300 mục và 4 mốc kiểm chứng khớp nhau" in told
    assert auditor.check(language="en")[1].endswith("300 entries and 2 checkpoints agree.\n")


def test_entries_after_the_last_checkpoint_are_said_to_be_unsigned(kept: str, tmp_path: Path, write: Write) -> None:
    write(version=2)
    code, told = Auditor(tmp_path).check()
    assert code == 0
    assert "1 mục cuối chưa được ký" in told


def test_a_changed_entry_is_found(auditor: Auditor, kept: str) -> None:
    auditor.change('\\"subject_id\\":4', '\\"subject_id\\":5', line=5)
    code, told = auditor.check(kept)
    assert code == 1
    assert "Mục 4: nội dung không khớp mã băm." in told
    assert told.count("không khớp; có mục trước đó đã bị sửa") == 3


def test_a_removed_end_is_found_by_whoever_kept_a_later_checkpoint(auditor: Auditor) -> None:
    latest = json.loads(auditor.lines[-1])["text"]
    auditor.lines = auditor.lines[:102]
    auditor.change('"size":300', '"size":100', line=0)
    assert auditor.check()[0] == 0
    code, told = auditor.check(latest)
    assert code == 1
    assert "nói 300 mục nhưng nhật ký chỉ có 100" in told


@pytest.mark.parametrize(
    ("line", "old", "new", "told"),
    [
        (0, '"size":300', '"size":301', "nói có 301 mục nhưng chỉ có 300"),
        (9, '"position":8', '"position":9', "cần mục 8 nhưng gặp mục 9"),
        (9, '{\\"act\\"', '{ \\"act\\"', "không viết đúng quy ước"),
        (9, '\\"version\\":1', '\\"version\\":1.0', "không viết đúng quy ước"),
        (101, "\\n100\\n", "\\n99\\n", "văn bản ký nói 99"),
        (101, "motcua/", "motcua/x", "của nhật ký khác"),
    ],
)
def test_each_kind_of_change_is_named(auditor: Auditor, line: int, old: str, new: str, told: str) -> None:
    auditor.change(old, new, line=line)
    code, messages = auditor.check()
    assert code == 1
    assert told in messages


def test_a_log_signed_anew_is_found_with_the_key_that_the_office_published(auditor: Auditor) -> None:
    head = json.loads(auditor.lines[0])
    published = head["key"]
    assert auditor.check(key=published)[0] == 0
    (auditor.folder / "keys" / keys.JOURNAL).unlink()
    forger = Path(auditor.folder / "forger")
    keys.create(forger)
    other = note.public_text(head["origin"], key=keys.journal_key(forger).public_key())
    code, told = auditor.check(key=other)
    assert code == 1
    assert "chữ ký không đúng" in told


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["không phải JSON"],
        ["[1, 2]"],
        ['{"kind":"log","format":9}'],
        ['{"kind":"log","format":1,"size":1,"key":"a+b+c"}'],
        ['{"kind":"entry"}'],
    ],
)
def test_what_is_no_log_is_refused_in_words(auditor: Auditor, lines: list[str]) -> None:
    auditor.lines = lines
    code, told = auditor.check()
    assert code == 2
    assert told.strip()


@pytest.mark.parametrize("spoilt", ['{"kind":"entry","position":0}', '{"kind":"checkpoint","size":1,"text":5}', "{"])
def test_a_malformed_line_is_named(auditor: Auditor, spoilt: str) -> None:
    auditor.lines[3] = spoilt
    code, told = auditor.check()
    assert code == 2
    assert "dòng 4" in told


def test_what_is_no_checkpoint_is_refused(auditor: Auditor) -> None:
    assert auditor.check("một tờ giấy khác")[0] == 2
    assert auditor.check("a\nb\nc\n")[0] == 2
