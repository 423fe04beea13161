"""What is stored and what is generated agree with the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from motcua.law.registry import law
from motcua.law.types import Confidence
from tools import docs

FREE_TEXT = 3
"""Letters a note needs to say anything."""


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_value_of_the_law_cites() -> None:
    for series in law().series():
        for value in series.values:
            cited = bool(value.document and value.article)
            if value.confidence is Confidence.VERIFIED:
                assert cited, f"{value.file}:{value.line} is verified without document and article"
            else:
                explained = len(value.note or "") > FREE_TEXT or bool(value.source)
                assert cited or explained, f"{value.file}:{value.line} says neither document nor where it was read"


def test_every_document_is_cited_by_its_own_id() -> None:
    known = {document.id for document in law().documents()}
    cited = {value.document for series in law().series() for value in series.values if value.document}
    assert cited <= known


def test_generated_pages_equal_the_code() -> None:
    assert docs.differences() == ""


def test_the_key_of_sessions_has_one_place() -> None:
    from motcua.config.secret import KEY
    from motcua.records import keys

    assert keys.folder(Path("store")) / keys.SESSION == Path("store") / KEY
