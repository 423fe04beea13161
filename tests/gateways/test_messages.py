"""The gateway to copy, and the choice between gateways."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.gateways.messages.base import Gateway, OutgoingMessage, TemporaryFailure
from motcua.gateways.messages.demo import FolderGateway
from motcua.gateways.messages.registry import GATEWAYS, gateway
from motcua.rules.refusal import Refusal


def message(number: int = 42, **payload: Any) -> OutgoingMessage:
    return OutgoingMessage(
        id=number,
        topic="dossier.accept",
        subject_type="dossier",
        subject_id=7,
        payload=payload or {"code": "H59-230504-0001", "nơi": "Tân Sơn"},
        created_at=datetime(2023, 5, 4, 2, 0, tzinfo=UTC),
    )


def test_a_message_becomes_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "files" / "outbox"
    FolderGateway(folder).deliver(message())
    [file] = folder.iterdir()
    assert file.name == "000000000042.json"
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "id": 42,
        "topic": "dossier.accept",
        "subject_type": "dossier",
        "subject_id": 7,
        "payload": {"code": "H59-230504-0001", "nơi": "Tân Sơn"},
        "created_at": "2023-05-04T09:00:00+07:00",
    }
    assert "Tân Sơn" in file.read_text(encoding="utf-8")


def test_the_same_message_again_does_no_harm(tmp_path: Path) -> None:
    for number in (1, 2, 1):
        FolderGateway(tmp_path).deliver(message(number))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["000000000001.json", "000000000002.json"]


def test_content_and_name_are_on_the_disk_when_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").readlink()))
    FolderGateway(tmp_path).deliver(message())
    assert synced == [tmp_path / "000000000042.new", tmp_path]


def test_a_disk_that_fails_is_tried_again_and_leaves_no_half_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TemporaryFailure, match=r"No space left on device: 000000000042\.json"):
        FolderGateway(tmp_path).deliver(message())
    assert not list(tmp_path.glob("*.json"))


def test_a_folder_that_cannot_be_made_is_a_failure_in_words(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file in the way")
    with pytest.raises(TemporaryFailure, match="json"):
        FolderGateway(tmp_path / "files" / "outbox").deliver(message())


def test_gateways_are_chosen_by_name(store: Path) -> None:
    chosen: Gateway = gateway("demo")
    chosen.deliver(message())
    assert (store / "files" / "outbox" / "000000000042.json").exists()
    assert set(GATEWAYS) == {"demo"}
    for unknown in ("", "Demo", "x" * 10_000):
        with pytest.raises(Refusal, match="hãy chọn một trong: demo") as refused:
            gateway(unknown)
        assert refused.value.field == "gateway"
