"""The gateway to copy, and the choice between gateways."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from motcua.gateways.messages.base import Channel, TemporaryFailure
from motcua.gateways.messages.demo import FolderGateway
from motcua.gateways.messages.http import HttpGateway
from motcua.gateways.messages.registry import carriers, gateway
from motcua.gateways.messages.services import Folder, HttpService, MailServer, Security
from motcua.gateways.messages.smtp import SmtpGateway
from tests.gateways.envelopes import envelope


def test_a_message_becomes_a_file_to_read(tmp_path: Path) -> None:
    FolderGateway(tmp_path / "files" / "outbox").deliver(envelope())
    [file] = (tmp_path / "files" / "outbox" / "mail").iterdir()
    assert file.name == "motcua-0f3a-42.txt"
    assert file.read_text(encoding="utf-8") == (
        "Mã: motcua-0f3a-42\nĐến: anh@example.vn\nTiêu đề: Đã có kết quả hồ sơ H59\n\n"
        "Kính gửi ông/bà Kim Thị Ngọc Ánh,\n\nHồ sơ đã có kết quả.\n"
    )


def test_each_channel_has_a_folder_and_the_same_message_again_does_no_harm(tmp_path: Path) -> None:
    for number, channel in ((1, Channel.SMS), (2, Channel.ZALO), (1, Channel.SMS)):
        FolderGateway(tmp_path).deliver(envelope(number, channel=channel, subject="", to="0900123456"))
    assert sorted(file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.txt")) == [
        "sms/motcua-0f3a-1.txt",
        "zalo/motcua-0f3a-2.txt",
    ]
    assert "Tiêu đề" not in (tmp_path / "sms" / "motcua-0f3a-1.txt").read_text(encoding="utf-8")


def test_content_and_name_are_on_the_disk_when_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").readlink()))
    FolderGateway(tmp_path).deliver(envelope())
    assert synced == [tmp_path / "mail" / "motcua-0f3a-42.new", tmp_path / "mail"]


def test_a_disk_that_fails_is_tried_again_and_leaves_no_half_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TemporaryFailure, match=r"No space left on device: motcua-0f3a-42\.txt"):
        FolderGateway(tmp_path).deliver(envelope())
    assert not list(tmp_path.rglob("*.txt"))


def test_a_folder_that_cannot_be_made_is_a_failure_in_words(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file in the way")
    with pytest.raises(TemporaryFailure, match="txt"):
        FolderGateway(tmp_path / "files" / "outbox").deliver(envelope())


def test_each_service_has_its_gateway() -> None:
    server = MailServer(
        host="localhost", port=25, security=Security.NONE, user="", password="bí mật", sender="motcua@example.vn"
    )
    service = HttpService(url="https://sms.example.vn/gui", token="bí mật", key="bí mật")
    assert isinstance(gateway(server), SmtpGateway)
    assert isinstance(gateway(service), HttpGateway)
    assert "bí mật" not in repr((server, service))


def test_carriers_are_named_as_the_channels(store: Path) -> None:
    carrying = carriers({"mail": Folder(), "sms": Folder()})
    assert set(carrying) == {Channel.MAIL, Channel.SMS}
    carrying[Channel.MAIL](envelope())
    assert (store / "files" / "outbox" / "mail" / "motcua-0f3a-42.txt").exists()
