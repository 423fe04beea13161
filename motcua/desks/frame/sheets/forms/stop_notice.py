"""Form 05 of 2025: the settling of a dossier stops; allowed only while no result was decided."""

from __future__ import annotations

from motcua.desks.frame.formats import money_vi
from motcua.desks.frame.sheets.filling import Filling, content, hour_vi
from motcua.desks.frame.sheets.letters import Letter, lettered
from motcua.desks.frame.sheets.sheet import Entries, Entry, Sheet, Signatures, bold, said
from motcua.rules.dossier import Act

FORMS = ("stop_notice",)


def sheet(filled: Filling, letter: Letter) -> Sheet:
    """The form filled: who asked, at which stage, what was decided, and what becomes of the money paid."""
    dossier, form = filled.dossier, filled.form
    withdrawn = letter.act is Act.WITHDRAW
    accepted = f", tiếp nhận {hour_vi(dossier.accepted_at)}" if dossier.accepted_at else ""
    request = f"Người nộp đề nghị rút hồ sơ: {letter.reason}" if withdrawn else letter.reason
    decision = f"Dừng giải quyết hồ sơ {dossier.code} kể từ {hour_vi(letter.at)}; trả lại giấy tờ đã nộp"
    return lettered(
        filled,
        letter,
        blocks=(
            said(f"{form['addressee']}: ", bold(dossier.applicant["name"])),
            said(f"{filled.unit.name} thông báo dừng giải quyết hồ sơ {dossier.code}{accepted}, như sau:"),
            Entries(
                lines=(
                    (content(filled),),
                    (Entry(label=form["stop_request"], value=request),),
                    (Entry(label=form["stage"].partition(" (")[0], value="đang giải quyết, chưa có kết quả"),),
                    (Entry(label=form["decision"], value=decision),),
                    (Entry(label=form["money_consequence"], value=_money(filled)),),
                )
            ),
            said(
                "Khi có đủ điều kiện, ông/bà có thể nộp hồ sơ mới; thời hạn giải quyết khi ấy tính từ lúc tiếp nhận hồ "
                "sơ mới./."
            ),
            Signatures(
                signers=(letter.signer,),
                recipients=("Như trên;", f"{filled.receiver.name};", "Lưu: VT, hồ sơ."),
            ),
        ),
    )


def _money(filled: Filling) -> str:
    """Nothing to say where nothing is charged; else the sum, and room to write what becomes of it."""
    fee = filled.dossier.fee
    if fee == 0:
        return "không thu phí, lệ phí nên không có khoản phải hoàn trả"
    return f"mức thu {money_vi(fee)}; đã thu …………, hoàn trả …………" if fee else ""
