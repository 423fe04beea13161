"""The gateway to copy: one text file per message in a folder for each channel, to be read by anyone."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from motcua.gateways.messages.base import Envelope, TemporaryFailure


class FolderGateway:
    """Writes to files/outbox/<channel> of the data folder, or below another folder told."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.DATA_DIR) / "files" / "outbox"

    def deliver(self, envelope: Envelope) -> None:
        """A file is there whole or not at all, and survives a power cut; the same message replaces its own file."""
        folder = self._folder / envelope.channel
        file = folder / f"{envelope.id}.txt"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(".new")
            with fresh.open("w", encoding="utf-8") as out:
                out.write(_text(envelope))
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
            _sync(folder)
        except OSError as failure:
            raise TemporaryFailure(f"{failure.strerror}: {file.name}") from None


def _text(envelope: Envelope) -> str:
    head = [f"Mã: {envelope.id}", f"Đến: {envelope.to}"]
    if envelope.subject:
        head.append(f"Tiêu đề: {envelope.subject}")
    return "\n".join([*head, "", envelope.text, ""])


def _sync(folder: Path) -> None:
    """Makes the renaming itself lasting."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
