"""Many add and take away files at once, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.records.casework import attachment_checks
from motcua.records.casework.attaching import Filed, remove
from motcua.records.casework.models import Attachment
from motcua.records.files import check as file_checks
from motcua.records.files.keeping import on_disk
from motcua.records.files.models import StoredFile
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.rules.refusal import Conflict
from tests.postgresql.fixtures import Office
from tests.records.casework.filing import add
from tests.records.casework.threads import at_once
from tests.records.files.specimens import pdf, upload
from tests.world import World


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


AT_ONCE = 5


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shared(request: pytest.FixtureRequest) -> Iterator[World]:
    """The world in a store that threads can share; at the end nothing in it may disagree."""
    office: Office = request.getfixturevalue(f"{request.param}_office")
    with office.here() as made:
        yield made
        journal.sequence()
        assert list(attachment_checks.problems()) == file_checks.problems() == []
        assert journal_queries.check() == []


def test_the_same_content_for_many_dossiers_at_once_is_kept_once(shared: World) -> None:
    dossiers = [shared.accept() for _ in range(AT_ONCE)]
    filed = at_once(lambda number: add(shared, dossiers[number], upload(pdf()), key=f"k{number}"), threads=AT_ONCE)
    assert filed == [Filed(numbers=(1,))] * AT_ONCE
    assert StoredFile.objects.count() == len(list(on_disk())) == 1


def test_many_who_add_to_one_dossier_get_a_number_each(shared: World) -> None:
    dossier = shared.accept()
    filed = at_once(
        lambda number: add(shared, dossier, upload(pdf(mark=str(number))), key=f"k{number}"), threads=AT_ONCE
    )
    assert sorted(one.numbers for one in filed if isinstance(one, Filed)) == [(n,) for n in range(1, AT_ONCE + 1)]


def test_one_request_sent_by_many_adds_once(shared: World) -> None:
    dossier = shared.accept()
    filed = at_once(lambda _: add(shared, dossier, upload(pdf()), key="once"), threads=AT_ONCE)
    assert {one.numbers for one in filed if isinstance(one, Filed)} == {(1,)}
    assert [one.repeated for one in filed if isinstance(one, Filed)].count(False) == 1
    assert Attachment.objects.count() == 1


def test_of_many_who_take_a_file_away_one_does(shared: World) -> None:
    dossier = shared.accept()
    add(shared, dossier)
    viewer = shared.viewer("minh")
    filed = at_once(
        lambda number: remove(viewer, dossier.dossier_id, 1, reason="Nhầm", key=f"k{number}"), threads=AT_ONCE
    )
    assert [isinstance(one, Filed) for one in filed].count(True) == 1
    assert all(isinstance(one, Filed | Conflict) for one in filed)
