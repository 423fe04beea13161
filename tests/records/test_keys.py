"""The keys of the store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.records import keys
from motcua.rules.refusal import Refusal

READERS: tuple[tuple[str, Callable[[Path], Any]], ...] = (
    (keys.JOURNAL, keys.journal_key),
    (keys.RECEIPTS, keys.receipt_key),
    (keys.SESSION, keys.session_key),
)


def test_new_keys_are_readable_by_the_owner_alone(tmp_path: Path) -> None:
    keys.create(tmp_path)
    assert sorted(path.name for path in keys.folder(tmp_path).iterdir()) == sorted(keys.NAMES)
    assert {path.stat().st_mode & 0o777 for path in keys.folder(tmp_path).iterdir()} == {0o600}
    assert keys.folder(tmp_path).stat().st_mode & 0o777 == 0o700
    assert keys.problems(tmp_path) == []


def test_keys_are_what_they_are_for(tmp_path: Path) -> None:
    keys.create(tmp_path)
    assert isinstance(keys.journal_key(tmp_path), Ed25519PrivateKey)
    assert len(keys.receipt_key(tmp_path)) == 32
    assert len(keys.session_key(tmp_path)) >= 50
    again = keys.journal_key(tmp_path).private_bytes_raw()
    assert keys.journal_key(tmp_path).private_bytes_raw() == again


def test_every_store_has_its_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        keys.create(tmp_path / name)
    for _, read in READERS[1:]:
        assert read(tmp_path / "a") != read(tmp_path / "b")


def test_the_store_in_use_is_meant_without_a_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    keys.create()
    assert keys.receipt_key() == keys.receipt_key(tmp_path)


@pytest.mark.parametrize("name", keys.NAMES)
def test_a_key_is_never_overwritten(tmp_path: Path, name: str) -> None:
    keys.folder(tmp_path).mkdir()
    (keys.folder(tmp_path) / name).write_bytes(b"old")
    with pytest.raises(Refusal, match="không tạo đè"):
        keys.create(tmp_path)
    assert [path.name for path in keys.folder(tmp_path).iterdir()] == [name]
    assert (keys.folder(tmp_path) / name).read_bytes() == b"old"


@pytest.mark.parametrize(("name", "read"), READERS)
def test_a_missing_key_is_refused_and_not_made(tmp_path: Path, name: str, read: Callable[[Path], Any]) -> None:
    keys.create(tmp_path)
    (keys.folder(tmp_path) / name).unlink()
    with pytest.raises(Refusal, match="motcua init") as refused:
        read(tmp_path)
    assert refused.value.field == "keys"
    assert name in str(refused.value)
    assert not (keys.folder(tmp_path) / name).exists()
    assert len(keys.problems(tmp_path)) == 1


@pytest.mark.parametrize(("name", "read"), READERS)
@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 31])
def test_a_spoilt_key_is_refused(tmp_path: Path, name: str, read: Callable[[Path], Any], content: bytes) -> None:
    keys.create(tmp_path)
    (keys.folder(tmp_path) / name).write_bytes(content)
    with pytest.raises(Refusal, match="không đúng dạng"):
        read(tmp_path)


def test_keys_that_others_can_read_are_reported(tmp_path: Path) -> None:
    keys.create(tmp_path)
    (keys.folder(tmp_path) / keys.RECEIPTS).chmod(0o640)
    (problem,) = keys.problems(tmp_path)
    assert "chmod 600" in problem
