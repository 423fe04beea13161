"""What can be read from a PDF or a Word document, and dossiers to fill sheets from."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from pypdf import PdfReader

from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.law.types import TermUnit
from motcua.records.casework import queries
from motcua.records.casework.changes import Outcome
from motcua.records.casework.views import DossierView
from motcua.records.documents import queries as documents
from motcua.rules.dossier import State
from tests.world import World

ERAS = {"tt01_2018": ("2023-04-27 09:00", "2023-04-28 10:00"), "tt03_2025": ("2025-08-05 09:00", "2025-08-06 10:00")}
"""By form pack: when a dossier is accepted, and when something happens to it."""

OWNER = {"owner_name": "Sơn Chí Tài", "owner_address": "ấp Sóc Tro", "email": "ngoc.anh@example.vn"}


def words(pdf: bytes) -> str:
    """The text of a PDF with single blanks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def written(docx: bytes) -> str:
    """The text of a Word document, tables and header included, with single blanks."""
    document = Document(io.BytesIO(docx))
    texts = [node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")]
    texts += [paragraph.text for paragraph in document.sections[0].first_page_footer.paragraphs]
    return " ".join(" ".join(texts).split())


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts of a PDF; raises when one of them is not inside."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (inner,) = font.get_object()["/DescendantFonts"]
            described = inner.get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in described or "/FontFile3" in described
            found.add(str(described["/FontName"]))
    return found


def seen(world: World, on: Outcome, who: str = "sa_ruone") -> DossierView:
    """A dossier as a member of the cast sees it."""
    return queries.dossier(world.viewer(who), on.code)


def handled(world: World, pack: str, **changes: Any) -> Outcome:
    """A dossier of the days of a pack that an officer has."""
    accepted, _ = ERAS[pack]
    return world.bring(
        world.accept(at=accepted, **{"papers": (1, 2), **OWNER, **changes}), State.PROCESSING, at=accepted
    )


def letter_of(world: World, on: Outcome) -> Sheet:
    """The sheet of the only letter of a dossier."""
    (letter,) = documents.letters_of(on.code, allowed=lambda _: True)
    return sheets.letter_sheet(seen(world, on), letter)


ACTS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "supplement_request": ("request_supplement", "minh", {"reason": "Tờ khai chưa ký"}),
    "refusal": ("refuse", "bich_thuy", {"reason": "Chưa cư trú tại xã"}),
    "apology": ("extend", "bich_thuy", {"reason": "Chờ xác minh", "amount": 2, "unit": TermUnit.WORKING_DAY}),
    "stop_notice": ("stop", "sa_rath", {"reason": "Người nộp đề nghị"}),
}
"""By form: the act that issues it, by whom, with what."""


def letter(world: World, pack: str, form: str) -> Sheet:
    """A letter of each kind, issued in the days of a pack."""
    act, who, inputs = ACTS[form]
    return letter_of(world, world.do(act, handled(world, pack), by=who, at=ERAS[pack][1], **inputs))
