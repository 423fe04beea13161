"""Files that are taken in: one waits for each person, the last one done can be undone, the journal tells of both."""

from __future__ import annotations

import pytest
from django.db import transaction

from motcua.records.documents import imports
from motcua.records.documents.models import Import
from motcua.records.journal.models import Entry, PersonalContent
from motcua.rules.refusal import Conflict, NotFound

LAN, MINH = 1, 2


def taken_in(name: str = "a.csv", *, by_id: int = LAN, kind: str = "staff") -> int:
    """The id of a file that was sent and taken in."""
    import_id = imports.wait(kind, name=name, content=b"x", by_id=by_id)
    with transaction.atomic():
        imports.finish(import_id, changes=[{"row": 2, "name": "Lan"}], rows=1)
    return import_id


@pytest.mark.django_db
def test_a_file_waits_for_the_person_who_sent_it() -> None:
    first = imports.wait("staff", name="a.csv", content=b"a", by_id=LAN)
    assert imports.waiting("staff", first, by_id=LAN).content == b"a"
    for kind, by_id in (("staff", MINH), ("procedure", LAN)):
        with pytest.raises(NotFound):
            imports.waiting(kind, first, by_id=by_id)


@pytest.mark.django_db
def test_the_next_file_of_a_person_takes_the_place_of_the_one_before() -> None:
    first = imports.wait("staff", name="a.csv", content=b"a", by_id=LAN)
    other = imports.wait("staff", name="b.csv", content=b"b", by_id=MINH)
    second = imports.wait("staff", name="c.csv", content=b"c", by_id=LAN)
    with pytest.raises(NotFound, match="thay bằng tệp khác"):
        imports.waiting("staff", first, by_id=LAN)
    assert imports.waiting("staff", second, by_id=LAN).name == "c.csv"
    assert imports.waiting("staff", other, by_id=MINH).name == "b.csv"


@pytest.mark.django_db
def test_what_was_done_is_remembered_and_the_file_forgotten() -> None:
    import_id = taken_in()
    assert Import.objects.get(pk=import_id).content is None
    last = imports.last("staff")
    assert last is not None
    assert (last.id, last.rows, last.changes) == (import_id, 1, ({"row": 2, "name": "Lan"},))
    entry = Entry.objects.get(act="import.done")
    assert (entry.subject_id, entry.actor_id) == (import_id, LAN)
    assert "Lan" not in entry.body
    assert "Lan" in PersonalContent.objects.get(entry=entry).content


@pytest.mark.django_db
def test_a_file_is_taken_in_once() -> None:
    import_id = taken_in()
    with pytest.raises(Conflict, match="đã được nhập"), transaction.atomic():
        imports.finish(import_id, changes=[], rows=0)


@pytest.mark.django_db
def test_only_the_last_one_is_undone_and_only_once() -> None:
    first, second, elsewhere = taken_in(), taken_in("b.csv"), taken_in(kind="procedure")
    with pytest.raises(Conflict, match="lần nhập gần nhất"), transaction.atomic():
        imports.undo("staff", first, by_id=MINH)
    with transaction.atomic():
        assert imports.undo("staff", second, by_id=MINH).changes == ({"row": 2, "name": "Lan"},)
    with pytest.raises(Conflict), transaction.atomic():
        imports.undo("staff", second, by_id=MINH)
    with transaction.atomic():
        imports.undo("staff", first, by_id=MINH)
    assert imports.last("staff") is None
    assert [(each.id, each.undone_at is None) for each in imports.latest("staff")] == [(second, False), (first, False)]
    assert [each.id for each in imports.latest("procedure")] == [elsewhere]
    told = Entry.objects.filter(act="import.undo").values_list("subject_id", "actor_id")
    assert list(told.order_by("pk")) == [(second, MINH), (first, MINH)]
