"""Files on disk: all or none, once for equal content, in their place before a row tells of them."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from motcua.records.files import check, keeping, queries
from motcua.records.files.actions import record
from motcua.records.files.keeping import MOST_BYTES, MOST_FILES, Kept, Upload, file_name, keep, on_disk, place_of
from motcua.records.files.media import Media
from motcua.records.files.models import StoredFile
from motcua.rules.refusal import NotFound, Refusal
from tests.records.files.specimens import docx, pdf, picture, upload


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "files"


def incoming(folder: Path) -> list[Path]:
    return list((folder / "incoming").glob("*"))


def test_a_file_lies_where_its_content_says(folder: Path) -> None:
    content = pdf(pages=2)
    (kept,) = keep([upload(content, " Tờ  khai.pdf ")])
    sha256 = hashlib.sha256(content).hexdigest()
    assert kept == Kept(
        name="Tờ khai.pdf", sha256=sha256, size=len(content), media=Media.PDF, pages=2, width=None, height=None
    )
    place = folder / sha256[:2] / sha256[2:4] / sha256
    assert place.read_bytes() == content
    assert place == place_of(sha256)
    assert stat.S_IMODE(place.stat().st_mode) == 0o400
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert queries.content(sha256) == content
    assert incoming(folder) == []


def test_equal_content_is_kept_once(folder: Path) -> None:
    first, second = keep([upload(pdf(), "a.pdf"), upload(pdf(), "b.pdf")])
    (third,) = keep([upload(pdf(), "c.pdf")])
    assert first.sha256 == second.sha256 == third.sha256
    assert [path.name for path in on_disk()] == [first.sha256]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (upload(b"", "trong.pdf"), "«trong.pdf» trống"),
        (upload(b"xin chao", "thu.txt"), "«thu.txt» không thuộc loại"),
        (Upload(name="to.pdf", chunks=(bytes(1024 * 1024) for _ in range(11))), "«to.pdf» lớn quá 10 MB"),
        (upload(pdf(), "../a.pdf"), "«../a.pdf»"),
    ],
)
def test_one_bad_file_lets_none_in(folder: Path, bad: Upload, why: str) -> None:
    with pytest.raises(Refusal, match=why) as refused:
        keep([upload(picture(), "tot.png"), replace(bad, field="paper-1"), upload(docx(), "don.docx")])
    assert refused.value.field == "paper-1"
    assert list(on_disk()) == []
    assert incoming(folder) == []


def test_a_file_of_the_largest_size_is_kept() -> None:
    content = pdf()
    padded = content[:9] + b"%" * (MOST_BYTES - len(content)) + content[9:]
    with pytest.raises(Refusal, match="lớn quá"):
        keep([upload(padded + b"\n")])
    assert len(padded) == MOST_BYTES
    assert keep([upload(padded)])[0].size == MOST_BYTES


@pytest.mark.parametrize(("count", "why"), [(0, "Chưa chọn tệp"), (MOST_FILES + 1, "tối đa 20 tệp")])
def test_none_and_too_many_are_refused(count: int, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        keep([upload(pdf())] * count)


@pytest.mark.parametrize(
    "name",
    [
        "", "  ", "../../etc/passwd", "a/b.pdf", "C:\\a.pdf", "a\0.pdf", "a\n.pdf", "a\x1b[2J.pdf", ".htaccess", "..",
        "khai\u202efdp.exe", "\u2066a.pdf", "a\ud800.pdf", "a" * 147 + ".pdf",
    ],
)  # fmt: skip
def test_an_unfit_name_is_refused_and_shown_without_what_is_unfit(name: str) -> None:
    with pytest.raises(Refusal, match="hãy đổi tên tệp") as refused:
        file_name(name, field="files")
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("To\u031b\u0300 khai.pdf", "Tờ khai.pdf"),
        ("ឯកសារ.pdf", "ឯកសារ.pdf"),
        ("a\u200bb.pdf", "ab.pdf"),
        ("a" * 146 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_is_kept_as_it_is_read(name: str, kept: str) -> None:
    assert file_name(name, field="files") == kept


def test_what_was_cut_off_is_cleared_away_after_a_day(folder: Path) -> None:
    keep([upload(pdf())])
    old, young = folder / "incoming" / "old", folder / "incoming" / "young"
    for path in (old, young):
        path.write_bytes(b"%PDF")
    os.utime(old, (0, 0))
    keep([upload(picture(), "a.png")])
    assert incoming(folder) == [young]


def test_folders_are_synced_before_anything_is_told(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(keeping, "_sync", synced.append)
    (kept,) = keep([upload(pdf())])
    place = place_of(kept.sha256)
    assert synced == [place.parent, place.parent.parent, folder, folder.parent]


@pytest.mark.django_db
def test_a_row_tells_of_content_once() -> None:
    kept = keep([upload(pdf(), "a.pdf"), upload(pdf(), "b.pdf"), upload(picture(), "c.png")])
    ids = record(kept)
    assert record(kept) == ids
    assert set(ids) == {one.sha256 for one in kept}
    row = StoredFile.objects.get(media=Media.PNG)
    assert (row.pages, row.width, row.height) == (None, 40, 30)
    assert check.problems() == []
    assert check.orphans() == []


@pytest.mark.django_db
def test_a_file_without_a_row_is_an_orphan_and_no_problem() -> None:
    (kept,) = keep([upload(pdf())])
    assert check.orphans() == [kept.size]
    assert check.problems() == []


KILLED = """
import os, signal, sys
from django.conf import settings
settings.configure(DATA_DIR=sys.argv[1])
from motcua.records.files import keeping
from tests.records.files.specimens import pdf, upload
if sys.argv[2] == "before":
    keeping._place = lambda incoming: os.kill(os.getpid(), signal.SIGKILL)
keeping.keep([upload(pdf())])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.django_db
@pytest.mark.parametrize(("when", "placed", "left"), [("before", 0, 1), ("after", 1, 0)])
def test_a_kill_leaves_at_most_an_orphan(tmp_path: Path, folder: Path, when: str, placed: int, left: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, when], check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(list(on_disk())) == placed
    assert len(incoming(folder)) == left
    assert len(check.orphans()) == placed
    assert check.problems() == []


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["gone", "changed", "size"])
def test_harm_is_found_and_harmed_content_never_given_out(harm: str) -> None:
    (kept,) = keep([upload(pdf())])
    (file_id,) = record([kept]).values()
    place = place_of(kept.sha256)
    if harm == "gone":
        place.unlink()
    elif harm == "changed":
        place.chmod(0o600)
        place.write_bytes(place.read_bytes()[:-1] + b"x")
    else:
        StoredFile.objects.update(size=1)
    (told,) = check.problems()
    assert told.startswith(f"Tệp số {file_id} ({kept.sha256[:12]}…)")
    if harm != "size":
        with pytest.raises(NotFound, match="motcua verify"):
            queries.content(kept.sha256)


def test_the_same_content_may_come_from_many_at_once(folder: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        kept = list(threads.map(lambda number: keep([upload(pdf(), f"{number}.pdf")])[0], range(4)))
    assert len({one.sha256 for one in kept}) == 1
    assert len(list(on_disk())) == 1
    assert incoming(folder) == []
