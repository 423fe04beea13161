"""Writing entries: in the caller's transaction, whole or not at all, and equal to the plain way."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.law.types import LOCAL
from motcua.records import clock, keys
from motcua.records.journal import actions, queries
from motcua.records.journal.actions import append, sequence
from motcua.records.journal.canonical import Record, canonical, personal_digest
from motcua.records.journal.models import Entry, Leaf, PersonalContent, Tile, Tree
from motcua.rules.merkle import leaf_hash, root_of
from tests.records.journal import oracle
from tests.records.journal.conftest import FRIDAY, Write


def test_an_entry_is_written_with_its_leaf(journal: str, write: Write) -> None:
    written = write(data={"code": "A", "fee": 8000})
    sequence()
    entry, leaf, tree = Entry.objects.get(), Leaf.objects.get(), Tree.objects.get()
    assert written.entry_id == entry.pk == leaf.entry_id
    assert written.position == (0 if journal == "sqlite" else None)
    assert written.recorded_at == entry.recorded_at == FRIDAY
    assert json.loads(entry.body)["data"] == {"code": "A", "fee": 8000}
    assert bytes(leaf.hash) == leaf_hash(entry.body.encode())
    assert tree.size == 1


def test_columns_are_read_back_as_they_were_given(journal: str, write: Write) -> None:
    at = datetime(2023, 4, 28, 8, 0, 0, 123456, tzinfo=UTC)
    write(occurred_at=at, request_key="k-1", request_digest="d" * 64, actor_id=None, subject_id=2**40)
    entry = Entry.objects.get()
    assert (entry.occurred_at, entry.recorded_at) == (at, FRIDAY)
    assert (entry.request_key, entry.request_digest, entry.actor_id) == ("k-1", "d" * 64, None)
    assert (entry.act, entry.subject_type, entry.subject_id, entry.subject_version) == ("accept", "dossier", 2**40, 1)
    assert Entry.objects.filter(occurred_at=at, recorded_at__lte=FRIDAY).count() == 1


def test_personal_content_stands_apart_and_only_its_salted_hash_stays(journal: str, write: Write) -> None:
    write(personal={"name": "Thạch Sa Rinh", "phone": "0900000001"})
    entry, kept = Entry.objects.get(), PersonalContent.objects.get()
    assert "Sa Rinh" not in entry.body
    assert json.loads(entry.body)["personal"] == personal_digest(kept.content, salt=bytes(kept.salt))
    assert kept.content == canonical({"name": "Thạch Sa Rinh", "phone": "0900000001"})


def test_two_entries_with_the_same_personal_content_do_not_show_it(journal: str, write: Write) -> None:
    for _ in range(2):
        write(personal={"name": "Kim Thị Ri"})
    first, second = (json.loads(body)["personal"] for body in Entry.objects.values_list("body", flat=True))
    assert first != second


def test_outside_a_transaction_nothing_is_written(journal: str) -> None:
    with pytest.raises(transaction.TransactionManagementError, match="atomic"):
        append(act="accept", subject_type="d", subject_id=1, version=1, actor_id=None, occurred_at=FRIDAY, data={})
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({"data": {"share": 0.5}}, TypeError),
        ({"personal": {"height": 1.6}}, TypeError),
        ({"occurred_at": datetime(2023, 4, 28)}, ValueError),  # noqa: DTZ001
        ({"data": {"name": "\ud800"}}, UnicodeEncodeError),
    ],
)
def test_what_cannot_be_spelt_is_refused_and_nothing_is_written(
    journal: str, write: Write, bad: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        write(**bad)
    assert not Entry.objects.exists()
    assert not PersonalContent.objects.exists()


def test_a_request_key_is_used_once(journal: str, write: Write) -> None:
    first = write(request_key="once", request_digest="a")
    with pytest.raises(IntegrityError):
        write(request_key="once", request_digest="b")
    assert queries.entry_for_key("once") == queries.PriorEntry(
        entry_id=first.entry_id, subject_id=1, version=1, request_digest="a"
    )
    assert queries.entry_for_key("never") is None
    assert Entry.objects.count() == 1


def test_what_is_rolled_back_leaves_no_trace(journal: str, write: Write) -> None:
    write()
    with transaction.atomic():
        write(version=2)
        with transaction.atomic():
            write(version=3)
            transaction.set_rollback(True)
        write(version=4)
    sequence()
    assert [entry.version for entry in queries.entries_of("dossier", 1)] == [1, 2, 4]
    assert list(Leaf.objects.order_by("position").values_list("position", flat=True)) == [0, 1, 2]
    assert queries.check() == []


def test_recorded_at_is_the_clocks_and_occurred_at_the_callers(journal: str, write: Write) -> None:
    later = FRIDAY + timedelta(days=3)
    with clock.standing_at(later):
        write(occurred_at=FRIDAY)
    (entry,) = queries.entries_of("dossier", 1)
    assert (entry.occurred_at, entry.recorded_at) == (FRIDAY, later)
    assert entry.recorded_at.tzinfo is LOCAL


def test_a_tile_is_kept_for_every_256_leaves(sqlite_journal: object, write: Write) -> None:
    with transaction.atomic():
        for number in range(600):
            write(subject_id=number)
    leaves = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("position")]
    assert [(tile.level, tile.index, bytes(tile.hash)) for tile in Tile.objects.order_by("id")] == [
        (1, 0, root_of(leaves[:256])),
        (1, 1, root_of(leaves[256:512])),
    ]


def test_the_quick_way_writes_what_the_plain_way_writes(
    journal: str, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.records.journal.actions.os.urandom", lambda size: b"s" * size)
    said: list[dict[str, Any]] = [
        {
            "subject_id": number % 7,
            "version": number,
            "act": "forward" if number % 3 else "accept",
            "actor_id": number if number % 2 else None,
            "occurred_at": FRIDAY + timedelta(minutes=number, microseconds=number),
            "data": {"code": f"mã {number}", "list": [number, None, {"x": True}]},
            "personal": {"name": "Trà Cú"} if number % 4 == 0 else None,
            "request_key": f"key {number}" if number % 5 else None,
            "request_digest": "d" * (number % 65),
        }
        for number in range(270)
    ]
    with transaction.atomic():
        for one in said:
            write(**one)
        quick = oracle.contents()
        transaction.set_rollback(True)
    first = quick["Leaf"][0][1]
    with transaction.atomic():
        for one in said:
            _write_plainly(**one)
        plain = oracle.contents()
    ahead = plain["Leaf"][0][1] - first  # rolled back ids are not given again on PostgreSQL
    quick["Leaf"] = [(position, entry + ahead, leaf) for position, entry, leaf in quick["Leaf"]]
    quick["PersonalContent"] = [(entry + ahead, *rest) for entry, *rest in quick["PersonalContent"]]
    assert quick == plain
    assert len(plain["Tile"]) == 1


def _write_plainly(*, personal: dict[str, Any] | None, **said: Any) -> None:
    salt, content = b"s" * actions.SALT_SIZE, canonical(personal) if personal else ""
    digest = personal_digest(content, salt=salt) if content else ""
    plain = {"subject_type": "dossier", "recorded_at": FRIDAY, "personal": digest}
    oracle.write(Record(**{**said, **plain}), salt=salt, content=content)


@pytest.mark.parametrize("batches", [(270,), (0, 255, 1, 14), (100, 156, 14)])
def test_entries_placed_at_once_are_the_log_of_the_same_entries_one_by_one(
    sqlite_journal: object, settings: Any, tmp_path: Any, write: Write, batches: tuple[int, ...]
) -> None:
    settings.DATA_DIR = tmp_path
    keys.create()
    with clock.standing_at(FRIDAY):
        with transaction.atomic():
            alone = [write(version=number) for number in range(sum(batches))]
            one_by_one = oracle.contents()
            transaction.set_rollback(True)
        together: list[actions.Appended] = []
        for size in batches:
            with transaction.atomic(), actions.at_once():
                together += [write(version=number) for number in range(len(together), len(together) + size)]
            assert Tree.objects.get().size == len(together)
    assert oracle.contents() == one_by_one
    assert together == alone
    assert root_of([bytes(leaf) for leaf in Leaf.objects.order_by("position").values_list("hash", flat=True)]) == (
        actions.checkpoint().root
    )


def test_of_entries_placed_at_once_all_hold_or_none(sqlite_journal: object, write: Write) -> None:
    write()
    before = oracle.contents()
    with pytest.raises(IntegrityError), transaction.atomic(), actions.at_once():
        _twice(write)
    assert oracle.contents() == before
    assert write().position == 1


def _twice(write: Write) -> None:
    """Two entries with one request key, of which the second is refused."""
    write(request_key="k")
    write(request_key="k")
