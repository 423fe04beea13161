"""What the worker does with messages: they leave by the gateway chosen, or wait and are told of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from motcua.cli import stores
from motcua.records.outbox import actions as messages
from motcua.records.outbox import queries as outbox
from motcua.rules.refusal import Refusal


@pytest.fixture
def posted(store: Path, db: None) -> Path:
    """A demonstration store with a message that waits."""
    with transaction.atomic():
        messages.post(topic="dossier.accept", subject_type="dossier", subject_id=7, payload={"code": "X"})
    return store


def test_a_demonstration_drops_its_messages_into_a_folder(posted: Path) -> None:
    stores._work()
    (file,) = (posted / "files" / "outbox").glob("*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["topic"] == "dossier.accept"
    assert outbox.waiting().pending == 0


def test_without_a_gateway_messages_wait(posted: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores.store, "read", lambda: None)
    stores._work()
    assert outbox.waiting().pending == 1


def test_a_gateway_that_does_not_exist_is_refused_by_name(posted: Path, settings: Any) -> None:
    settings.MESSAGES = "fax"
    with pytest.raises(Refusal, match="fax"):
        stores._work()
    assert outbox.waiting().pending == 1
