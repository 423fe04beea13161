"""The signatures in a PDF, judged by the roots that the store trusts, in a program of its own.

A PDF is somebody else's: whatever reads it has little memory and time and writes no file. Nothing is fetched from
anywhere; lists of revoked certificates count when the operator puts them beside the roots.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.gateways.signature import verifying_child
from motcua.gateways.signature.base import Distrust, PermanentFailure, SignatureView
from motcua.records import clock

WAIT = 60
"""Seconds after which a file is given up: the program computes for 30 at most, and other work may be in its way."""

_MARK = b"/ByteRange"
"""Stands in plain bytes in every signed PDF: what it says is needed before anything else can be read."""


def trust_folder() -> Path:
    """Where the store keeps the roots that it trusts, and lists of what was revoked."""
    return Path(settings.DATA_DIR) / "trust"


class Verifier:
    """Reads the signatures in PDFs. `roots` names the set of roots it judges by, as it was when this was made."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or trust_folder()
        self.roots = _digest(self._folder)

    def __call__(self, pdf: bytes) -> tuple[SignatureView, ...]:
        """The signatures, the first one first. Raises PermanentFailure when they cannot be read."""
        if _MARK not in pdf:
            return ()
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(pdf)
            file.flush()
            told = _child(Path(file.name), self._folder)
        try:
            return tuple(_view(one) for one in told["signatures"])
        except (KeyError, TypeError, ValueError):
            raise _unreadable() from None


def _child(file: Path, folder: Path) -> Mapping[str, Any]:
    try:
        ran = subprocess.run(  # noqa: S603  (our own program, by its own path)
            [sys.executable, "-I", verifying_child.__file__, str(file), str(folder), clock.machine().isoformat()],
            check=True,
            timeout=WAIT,
            env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        told: Mapping[str, Any] = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, ValueError):
        raise _unreadable() from None
    return told


def _unreadable() -> PermanentFailure:
    return PermanentFailure("Không đọc được chữ ký số trong tệp này.")


def _view(told: Mapping[str, Any]) -> SignatureView:
    at = datetime.fromisoformat(told["at"]) if told["at"] else None
    return SignatureView(**{**told, "at": at, "distrust": Distrust(told["distrust"])})


def _digest(folder: Path) -> str:
    """A name for the set of files in a folder, by their content."""
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file():
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
