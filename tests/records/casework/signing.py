"""A dossier with a file to sign, and a signer of the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from motcua.gateways.signature.services import SampleKeys
from motcua.records import clock
from motcua.records.casework import signatures
from motcua.records.casework.attaching import About
from motcua.records.casework.attachments import Kind
from motcua.records.casework.changes import Outcome
from motcua.records.casework.file_signing import Asked, ask
from motcua.records.casework.signature_types import SignatureKind, SignOrder
from motcua.records.casework.signatures import RequestView
from motcua.rules.dossier import State
from tests.conftest import At
from tests.records.casework.filing import add
from tests.records.files.specimens import pdf, upload
from tests.world import World

NOW = "2023-05-04 10:00"
RESULT = About(kind=Kind.RESULT, label="Giấy xác nhận")
PERSONAL, AGENCY = SignatureKind.PERSONAL, SignatureKind.AGENCY


def added_to(content: bytes, words: str) -> bytes:
    """A PDF with a line at its end, which it still has."""
    return content + f"%% {words}\n".encode() + content[content.rindex(b"startxref") :]


@dataclass
class Signer:
    """A signer of the test: adds a line, remembers the orders, and fails as told."""

    fails: list[Exception] = field(default_factory=list)
    orders: list[SignOrder] = field(default_factory=list)

    def __call__(self, content: bytes, order: SignOrder) -> bytes:
        self.orders.append(order)
        if self.fails:
            raise self.fails.pop(0)
        return added_to(content, f"{order.kind}-{order.id} {order.key}")


@pytest.fixture(autouse=True)
def signing_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.SIGNING = SampleKeys()


@pytest.fixture
def dossier(world: World, at: At) -> Outcome:
    """A dossier with a result of which nobody has signed yet: file 1."""
    handled = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    add(world, handled, upload(pdf(mark="kết quả"), "ket-qua.pdf"), about=RESULT)
    return handled


def asked(
    world: World, on: Outcome, *, who: str = "minh", number: int = 1, kind: SignatureKind = PERSONAL, key: str = ""
) -> Asked:
    return ask(world.viewer(who), on.dossier_id, number, kind, key=key or world.key())


def requests(on: Outcome) -> tuple[RequestView, ...]:
    return signatures.requests(on.dossier_id)


def machine_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    from datetime import timedelta

    later = clock.machine() + timedelta(days=days)
    monkeypatch.setattr(clock, "machine", lambda: later)
