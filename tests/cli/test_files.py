"""What the command line says of the files of a store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from motcua.cli import checking
from motcua.records.files import keeping
from motcua.records.files.actions import record
from tests.cli.commands import make_store, motcua
from tests.records.files.specimens import pdf, upload

SOON = {"MOTCUA_NOW": "2023-05-04 10:00"}


@pytest.mark.django_db
def test_files_of_no_dossier_are_a_note(store: Path) -> None:
    assert checking._notes_on_files() == []
    kept = keeping.keep([upload(pdf())])
    [note] = checking._notes_on_files()
    assert note.startswith("1 tệp (1 MB) trong kho chưa thuộc hồ sơ nào")
    record(kept)
    assert checking._notes_on_files() == []


def test_doctor_notes_them_and_verify_does_not_mind(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    place = tmp_path / "files" / "ab" / "cd" / "ab".ljust(64, "0")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"%PDF")
    report = motcua("doctor", "--json", data=tmp_path, environment=SOON).json()
    assert [note[:5] for note in report["notes"]] == ["1 tệp"]
    assert "· 1 tệp" in motcua("doctor", data=tmp_path, environment=SOON).out
    assert motcua("verify", data=tmp_path).code == 0


def test_verify_finds_a_file_that_is_gone(tmp_path: Path) -> None:
    assert make_store(tmp_path).code == 0
    with closing(sqlite3.connect(tmp_path / "motcua.sqlite3")) as database:
        database.execute(
            "INSERT INTO files_storedfile (sha256, size, media, stored_at) VALUES (?, 4, 'pdf', '2023-05-04')",
            ["a" * 64],
        )
        database.commit()
    ran = motcua("verify", "--json", data=tmp_path)
    assert ran.code == 1
    assert ran.json()["problems"] == [{"kind": "files", "text": "Tệp số 1 (aaaaaaaaaaaa…) không còn trong kho."}]
