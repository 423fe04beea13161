"""What the forms about digital signatures send, and the actions that it becomes."""

from __future__ import annotations

from django.http import QueryDict

from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.pdf import pdf
from motcua.desks.officer.letters import found_letter
from motcua.law.types import LOCAL
from motcua.records.casework import attaching, file_signing
from motcua.records.casework.attaching import About, Batch, Filed
from motcua.records.casework.attachments import Kind
from motcua.records.casework.file_signing import Asked
from motcua.records.casework.signature_types import SignatureKind
from motcua.records.casework.views import DossierView
from motcua.records.files.keeping import Upload
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.refusal import Refusal


def asked(viewer: Viewer, dossier_id: int, number: int, data: QueryDict) -> Asked:
    """Asks for a signature. Raises Refusal, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY, "kind"))
    kind = next((kind for kind in SignatureKind if kind.value == typed["kind"]), None)
    if kind is None:
        raise Refusal("kind", "Chưa chọn ký số của người hay của cơ quan; hãy tải lại trang rồi chọn.")
    return file_signing.ask(viewer, dossier_id, number, kind, key=typed[KEY])


def letter_filed(viewer: Viewer, dossier: DossierView, data: QueryDict) -> Filed:
    """Files a letter as it was issued. Raises Refusal, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY, "letter"))
    _, letter = found_letter(viewer, dossier.code, whole_number(typed["letter"], field="letter"))
    sheet = sheets.letter_sheet(dossier, letter)
    about = About(
        kind=Kind.LETTER,
        label=sheets.letter_title(dossier, letter),
        symbol=letter.number,
        issuer=places.unit_by_id(letter.unit_id).name,
        issued_on=letter.issued_at.astimezone(LOCAL).date(),
    )
    upload = Upload(name=f"{sheet.file_name}.pdf", chunks=[pdf(sheet)], field="letter")
    return attaching.attach(viewer, dossier.id, [Batch(about=about, uploads=[upload])], key=typed[KEY])
