"""The gateway to copy: one JSON file per message in a folder, as a system next door could pick them up."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from motcua.gateways.messages.base import OutgoingMessage, TemporaryFailure
from motcua.law.types import LOCAL


class FolderGateway:
    """Writes to files/outbox of the data folder, or to another folder told."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(settings.DATA_DIR) / "files" / "outbox"

    def deliver(self, message: OutgoingMessage) -> None:
        """A file is there whole or not at all, and survives a power cut; the same message replaces its own file."""
        file = self._folder / f"{message.id:012d}.json"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = file.with_suffix(".new")
            with fresh.open("w", encoding="utf-8") as out:
                out.write(_text(message))
                out.flush()
                os.fsync(out.fileno())
            fresh.replace(file)
            _sync(self._folder)
        except OSError as failure:
            raise TemporaryFailure(f"{failure.strerror}: {file.name}") from failure


def _text(message: OutgoingMessage) -> str:
    told = asdict(message) | {"created_at": message.created_at.astimezone(LOCAL).isoformat()}
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _sync(folder: Path) -> None:
    """Makes the renaming itself lasting."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
