"""References to documents: the kinds that the law abbreviates, and which documents are known here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from motcua.law.registry import law
from motcua.law.types import LOCAL, Document
from motcua.records import clock
from motcua.records.documents.models import Letter
from motcua.records.documents.queries import Allowed
from motcua.rules.citation_symbols import DocumentKinds
from motcua.rules.citations import Citation


def document_kinds() -> DocumentKinds:
    """The abbreviations of kinds of documents as the law has them now."""
    on = clock.now().date()

    def table(name: str) -> dict[str, str]:
        return dict(cast(tuple[tuple[str, str], ...], law().value_on(f"letters.{name}", on).value))

    return DocumentKinds(
        state=table("kinds"),
        normative=table("normative_kinds"),
        party=table("party_kinds"),
        joint=table("joint_kinds"),
    )


def known_references(found: Iterable[Citation], *, allowed: Allowed) -> frozenset[str]:
    """Those references that name a document of the law files, or a letter of a unit whose letters may be seen.

    A document whose day is known is not named by a reference that gives another one: numbers return every year.
    """
    cited = list(found)
    listed = {_comparable(document.id): document for document in law().documents()}
    known = {each.reference for each in cited if _names(each, listed.get(_comparable(each.reference)))}
    others = {each.reference: each for each in cited if each.reference not in known}
    letters = Letter.objects.filter(number__in=list(others)).values_list("number", "issued_at", "series__unit_id")
    for number, issued_at, unit_id in letters:
        if allowed(unit_id) and others[number].day in (None, issued_at.astimezone(LOCAL).date()):
            known.add(number)
    return frozenset(known)


def _names(citation: Citation, document: Document | None) -> bool:
    if document is None:
        return False
    return citation.day is None or document.issued is None or citation.day == document.issued


def _comparable(reference: str) -> str:
    """The Party's central organs are written TƯ and TW."""
    return reference.replace("TƯ", "TW")
