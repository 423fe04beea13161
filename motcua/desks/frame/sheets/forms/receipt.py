"""Form 01 on A4: the receipt with the appointed time."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.formats import capitalised, money_vi
from motcua.desks.frame.sheets.codes import look_up_address, look_up_site
from motcua.desks.frame.sheets.filling import (
    Filling,
    appointed_vi,
    components,
    content,
    hour_vi,
    legal_time,
    owner,
    place_vi,
    submitter,
)
from motcua.desks.frame.sheets.sheet import Block, Codes, Entries, Entry, Layout, Sheet, Signatures, Signer, noted
from motcua.records.casework.noting import PrintedReceipt
from motcua.rules.numbering import parse_dossier_code

FORM = ("receipt",)
FEE_MODE = "[\u00a0\u00a0\u00a0] trước  [\u00a0\u00a0\u00a0] sau"
"""Ticked by hand where nobody recorded it."""
KEPT = "Bản lưu trong hồ sơ"
PROOF = (
    "Mã QR thứ hai giữ chữ ký của hệ thống lúc nhận hồ sơ: giữ giấy này là giữ được bằng chứng ngày hẹn không bị sửa."
)


def sheet(filled: Filling, *, receiver: str, printed: PrintedReceipt | None, reprint: str = "") -> Sheet:
    """The form filled. With what was `printed` for the citizen it carries the look-up secret and the signed
    checkpoint; without, it is the copy that stays with the dossier.
    """
    note = f"{filled.form.note} · {reprint}" if reprint else filled.form.note
    return Sheet(
        file_name=f"giay-tiep-nhan_{filled.dossier.code}",
        layout=Layout.FORM,
        head=filled.head,
        title=filled.form.title,
        form=note,
        codes=_codes(filled, printed),
        blocks=_blocks(filled, receiver=receiver, printed=printed),
        mark="" if printed else KEPT,
        simulated=filled.simulated,
    )


def _codes(filled: Filling, printed: PrintedReceipt | None) -> Codes:
    if printed is None:
        return filled.codes
    return replace(
        filled.codes,
        look_up=look_up_address(filled.dossier.code, printed.secret),
        checkpoint=printed.checkpoint.text,
    )


def _blocks(filled: Filling, *, receiver: str, printed: PrintedReceipt | None) -> tuple[Block, ...]:
    form, dossier, unit = filled.form, filled.dossier, filled.receiver
    accepted = dossier.accepted_at
    return (
        Entries(
            lines=(
                (Entry(label=form["receiving_desk"], value=unit.name),),
                *submitter(filled),
                *owner(filled),
                (content(filled),),
            )
        ),
        components(
            filled.handed_in,
            caption=f"Thành phần hồ sơ nộp · {form['sets']}: {dossier.copies:02d} bộ",
            sets=dossier.copies,
            counts=dossier.paper_counts,
            least=2,
        ),
        Entries(
            lines=(
                (legal_time(filled),),
                (Entry(label=form["received_at"], value=hour_vi(accepted) if accepted else ""),),
                (Entry(label=form["due_at"], value=appointed_vi(dossier), bold=True),),
            ),
            framed=True,
        ),
        Entries(lines=(*_after(filled), *_secret(printed))),
        *_why(filled, printed),
        Signatures(
            signers=(
                Signer(lines=("Người nộp hồ sơ",), name=dossier.applicant["name"]),
                Signer(lines=("Người tiếp nhận hồ sơ",), name=receiver),
            )
        ),
    )


def _after(filled: Filling) -> tuple[tuple[Entry, ...], ...]:
    form, dossier, unit = filled.form, filled.dossier, filled.receiver
    fee = "" if dossier.fee is None else money_vi(dossier.fee) if dossier.fee else "không thu"
    year = dossier.accepted_at.year if dossier.accepted_at else ""
    return (
        (Entry(label=form["return_method"], value=capitalised(place_vi(unit))),),
        (
            Entry(label=form["fee"], value=fee),
            Entry(label=form["fee_mode"], value=FEE_MODE if dossier.fee != 0 else "không có khoản thu"),
        ),
        (
            Entry(label=form["register_book"], value=f"sổ điện tử năm {year}"),
            Entry(label=form["register_serial"], value=f"{parse_dossier_code(dossier.code).serial:04d}"),
        ),
        (Entry(label=form["hotline"], value=unit.phone), Entry(label=form["look_up_site"], value=look_up_site())),
    )


def _secret(printed: PrintedReceipt | None) -> tuple[tuple[Entry, ...], ...]:
    return ((Entry(label="Khóa tra cứu", value=spaced(printed.secret), bold=True),),) if printed else ()


def _why(filled: Filling, printed: PrintedReceipt | None) -> tuple[Block, ...]:
    lines = filled.dossier.ledger[0].lines if filled.dossier.ledger else ()
    told = "Vì sao hẹn ngày này? " + " ".join(line.text for line in lines) if lines else ""
    return (noted(f"{told} {PROOF if printed else ''}".strip()),) if told or printed else ()


def spaced(secret: str) -> str:
    """A secret as one reads and types it: in groups of four."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
