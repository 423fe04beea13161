"""Form 04: an apology for a late result with a new appointment; since 2025 with the request to extend the time."""

from __future__ import annotations

from motcua.desks.frame.formats import ABSENT
from motcua.desks.frame.sheets.filling import Filling, hour_vi, place_vi
from motcua.desks.frame.sheets.letters import Letter, lettered
from motcua.desks.frame.sheets.sheet import Block, Entries, Entry, Piece, Sheet, Signatures, bold, said

FORMS = ("apology", "apology_extension")


def sheet(filled: Filling, letter: Letter) -> Sheet:
    """The form filled; signed by the head of the agency that settles."""
    dossier, form = filled.dossier, filled.form
    accepted = hour_vi(dossier.accepted_at) if dossier.accepted_at else ABSENT
    return lettered(
        filled,
        letter,
        subject=f"{form['subject']} trả kết quả hồ sơ {dossier.code} chậm so với ngày hẹn",
        blocks=(
            said(f"{form['addressee']}: ", bold(dossier.applicant["name"])),
            said(
                f"{filled.receiver.name} đã tiếp nhận hồ sơ của ông/bà vào {accepted}, nội dung: ",
                Piece(text=f"{dossier.procedure} ({dossier.procedure_code})", bold=True),
                ". Giấy tiếp nhận hẹn trả kết quả vào ",
                bold(letter.due),
                ".",
            ),
            said("Đến nay hồ sơ chưa thể trả kết quả đúng hẹn:"),
            *_causes(filled, letter),
            *_new_appointment(filled, letter),
            said(
                f"{filled.unit.name} thành thật xin lỗi ông/bà vì sự chậm trễ này, vì công sức, chi phí ông/bà phải "
                "bỏ thêm, và mong ông/bà thông cảm./."
            ),
            Signatures(
                signers=(letter.signer,),
                recipients=("Như trên;", f"{filled.receiver.name};", "Lưu: VT, hồ sơ."),
            ),
        ),
    )


def _causes(filled: Filling, letter: Letter) -> tuple[Block, ...]:
    form = filled.form
    unit = letter.unit_cause or filled.unit.name
    return (
        Entries(
            lines=(
                (Entry(label=form["responsible_unit"], value=unit),),
                (Entry(label=form["reason"], value=letter.reason),),
            )
        ),
    )


def _new_appointment(filled: Filling, letter: Letter) -> tuple[Block, ...]:
    form = filled.form
    asked = ((Entry(label=form["extension"], value=letter.extension),),) if form.has("extension") else ()
    return (
        Entries(
            lines=(
                *asked,
                (Entry(label=form["new_due_at"], value=letter.new_due, bold=True),),
                (Entry(label=form["new_place"], value=place_vi(filled.receiver)),),
            ),
            framed=True,
        ),
    )
