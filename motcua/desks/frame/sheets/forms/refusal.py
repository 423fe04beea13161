"""Form 03: why a dossier is not received, or not settled."""

from __future__ import annotations

from motcua.desks.frame.sheets.filling import Filling, content, submitter
from motcua.desks.frame.sheets.letters import Letter, lettered
from motcua.desks.frame.sheets.sheet import Entries, Entry, Heading, Listing, Sheet, Signatures, Signer, said
from motcua.rules.dossier import Act

FORMS = ("refusal",)


def sheet(filled: Filling, letter: Letter) -> Sheet:
    """The form filled. At the door the receiving officer signs; after acceptance the head of the agency."""
    form, unit = filled.form, filled.receiver
    at_the_door = letter.act is Act.DECLINE
    refused = "không tiếp nhận" if at_the_door else "không đủ điều kiện giải quyết"
    return lettered(
        filled,
        letter,
        blocks=(
            Entries(lines=(*submitter(filled, identity=False), (content(filled),))),
            said(f"Sau khi xem xét, {filled.unit.name} thông báo hồ sơ trên {refused}."),
            Heading(text=f"{form['reasons']}:"),
            Listing(items=letter.reasons, least=2),
            Entries(
                lines=(
                    (
                        Entry(label=form["officer_contact"], value=letter.officer),
                        Entry(label="Điện thoại", value=unit.phone),
                    ),
                )
            ),
            said(
                "Xin ông/bà nhận lại hồ sơ cùng giấy tờ đã nộp. Nếu không đồng ý với lý do trên, ông/bà có quyền khiếu "
                "nại theo quy định của pháp luật về khiếu nại."
            ),
            Signatures(
                signers=(
                    Signer(lines=("Người nộp hồ sơ",), name=filled.dossier.applicant["name"]),
                    Signer(lines=("Người tiếp nhận hồ sơ",), name=letter.officer) if at_the_door else letter.signer,
                )
            ),
        ),
    )
