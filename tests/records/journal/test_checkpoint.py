"""Signed checkpoints and the proofs that go with them."""

from __future__ import annotations

import base64
import shutil
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from motcua.records import clock, keys
from motcua.records.journal import note, queries
from motcua.records.journal.actions import checkpoint, sequence
from motcua.records.journal.models import Checkpoint, Leaf, Tree
from motcua.rules.merkle import EMPTY_ROOT, root_of, verify_consistency, verify_inclusion
from motcua.rules.refusal import NotFound, Refusal
from tests.records.journal.conftest import FRIDAY, Write

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIGNED = note.sign(origin="motcua/tra-cu", size=7, root=b"r" * 32, key=KEY)


def test_the_text_is_a_signed_note() -> None:
    said, signature = SIGNED.text.split("\n\n")
    assert said == f"motcua/tra-cu\n7\n{base64.b64encode(b'r' * 32).decode()}"
    dash, name, coded = signature.rstrip("\n").split(" ")
    raw = base64.b64decode(coded)
    public = KEY.public_key().public_bytes_raw()
    assert (dash, name) == ("—", "motcua/tra-cu")
    assert raw[:4] == sha256(b"motcua/tra-cu\n\x01" + public).digest()[:4]
    KEY.public_key().verify(raw[4:], f"{said}\n".encode())


def test_the_public_key_is_spelt_with_the_name_and_the_key_id() -> None:
    name, key_id, coded = note.public_text("motcua/tra-cu", key=KEY.public_key()).split("+", 2)
    assert name == "motcua/tra-cu"
    assert len(key_id) == 8
    assert base64.b64decode(coded) == b"\x01" + KEY.public_key().public_bytes_raw()


@pytest.mark.parametrize(
    "copied",
    [
        SIGNED.text,
        SIGNED.text.rstrip(),
        SIGNED.text.replace("\n", "\r\n"),
        SIGNED.text + "\n\n",
        SIGNED.text + "— other AAAA\n",
    ],
)
def test_a_copied_checkpoint_verifies(copied: str) -> None:
    read = note.verify(copied, key=KEY.public_key())
    assert (read.origin, read.size, read.root) == ("motcua/tra-cu", 7, b"r" * 32)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Không đọc được"),
        ("motcua/tra-cu\n7\n", "Không đọc được"),
        (SIGNED.text.replace("\n7\n", "\nbảy\n"), "Không đọc được"),
        (SIGNED.text.replace("\n7\n", "\n-7\n"), "không đúng dạng"),
        (SIGNED.text.replace("\n7\n", "\n8\n"), "Chữ ký"),
        (SIGNED.text.replace("tra-cu", "ham-giang"), "Chữ ký"),
        (SIGNED.text.split("— ")[0], "Chữ ký"),
        (note.sign(origin="motcua/tra-cu", size=7, root=b"r" * 32, key=Ed25519PrivateKey.generate()).text, "Chữ ký"),
    ],
)
def test_a_changed_checkpoint_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=reason) as refused:
        note.verify(text, key=KEY.public_key())
    assert refused.value.field == "checkpoint"


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refusal):
        note.verify(text, key=KEY.public_key())


def test_a_checkpoint_signs_the_log_with_the_entry_just_written(journal: str, write: Write) -> None:
    with transaction.atomic():
        write()
        signed = checkpoint()
    leaves = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("position")]
    assert (signed.size, signed.root) == (1, root_of(leaves))
    assert note.verify(signed.text, key=keys.journal_key().public_key()) == signed
    assert signed.origin == Tree.objects.get().origin
    assert signed.origin.startswith("motcua/")


def test_a_log_that_has_not_grown_gives_the_checkpoint_it_has(journal: str, write: Write) -> None:
    write()
    first = checkpoint()
    assert checkpoint() == first
    assert Checkpoint.objects.count() == 1


def test_the_empty_log_can_be_signed(journal: str) -> None:
    assert checkpoint().root == EMPTY_ROOT
    assert queries.check() == []


def test_without_its_key_nothing_is_signed(journal: str, write: Write, tmp_path: Path) -> None:
    write()
    shutil.rmtree(tmp_path / "keys")
    with pytest.raises(Refusal, match="motcua init"):
        checkpoint()
    assert not Checkpoint.objects.exists()


def test_a_checkpoint_is_due_after_five_minutes_or_a_thousand_entries(
    journal: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "CHECKPOINT_ENTRIES", 3)
    assert not queries.checkpoint_due()
    write()
    assert queries.checkpoint_due()
    checkpoint()
    assert not queries.checkpoint_due()
    write()
    assert not queries.checkpoint_due()
    with clock.standing_at(FRIDAY + timedelta(minutes=5)):
        assert queries.checkpoint_due()
    write()
    write()
    assert queries.checkpoint_due()


def test_an_entry_is_proved_to_be_in_every_later_log(journal: str, write: Write) -> None:
    with transaction.atomic():
        written = [write(subject_id=number).entry_id for number in range(300)]
        sequence()
    leaves = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("position")]
    for position, size in ((0, 1), (0, 300), (255, 256), (256, 300), (100, 299), (299, 300)):
        shown = queries.inclusion(written[position], size)
        assert (shown.position, shown.root) == (position, root_of(leaves[:size]))
        assert verify_inclusion(shown.leaf, position=shown.position, size=size, proof=shown.proof, root=shown.root)
    for old, new in ((0, 300), (1, 300), (256, 300), (257, 299), (300, 300)):
        assert verify_consistency(
            queries.consistency(old, new),
            old_size=old,
            new_size=new,
            old_root=root_of(leaves[:old]),
            new_root=root_of(leaves[:new]),
        )


@pytest.mark.parametrize(("entry", "size"), [(10**6, 1), (None, 0), (None, 2)])
def test_no_proof_for_what_is_not_in_the_log(journal: str, write: Write, entry: int | None, size: int) -> None:
    written = write()
    sequence()
    with pytest.raises(NotFound):
        queries.inclusion(entry or written.entry_id, size)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (-1, 1), (1, 0)])
def test_no_consistency_of_logs_that_never_were(journal: str, write: Write, old: int, new: int) -> None:
    write()
    sequence()
    with pytest.raises(NotFound):
        queries.consistency(old, new)


def test_the_entries_of_a_subject_are_read_back(journal: str, write: Write) -> None:
    write(subject_id=5, data={"code": "A"}, personal={"name": "Trần Thị Ba"})
    write(subject_id=6)
    write(subject_id=5, version=2, act="forward")
    first, second = queries.entries_of("dossier", 5)
    assert (first.act, first.data, first.personal) == ("accept", {"code": "A"}, {"name": "Trần Thị Ba"})
    assert (second.act, second.version, second.personal) == ("forward", 2, None)
