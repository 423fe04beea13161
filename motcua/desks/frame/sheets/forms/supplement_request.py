"""Form 02: what is still to be handed in, and why."""

from __future__ import annotations

from motcua.desks.frame.sheets.filling import Filling, components, content, submitter
from motcua.desks.frame.sheets.letters import Letter, lettered
from motcua.desks.frame.sheets.sheet import (
    Entries,
    Entry,
    Heading,
    Listing,
    Sheet,
    Signatures,
    Signer,
    said,
)

FORMS = ("supplement_request",)


def sheet(filled: Filling, letter: Letter) -> Sheet:
    """The form filled. Which papers are asked for is written in the reason; compulsory ones that were not handed in
    stand in the table, their counts to be written by whoever guides.
    """
    form, unit = filled.form, filled.receiver
    return lettered(
        filled,
        letter,
        blocks=(
            Entries(lines=(*submitter(filled, identity=False), (content(filled),))),
            components(filled.missing, caption="Giấy tờ cần bổ sung, hoàn thiện:", sets=None, least=3),
            Heading(text=f"{form['reason']}:"),
            Listing(items=letter.reasons, least=2),
            Entries(
                lines=(
                    (Entry(label="Cán bộ liên hệ", value=letter.officer),),
                    (Entry(label="Điện thoại", value=unit.phone), Entry(label="Số máy lẻ", value="")),
                )
            ),
            said(
                "Trong lúc hoàn thiện hồ sơ, nếu có điều gì chưa rõ, xin ông/bà liên hệ với cán bộ nêu trên để được "
                "hướng dẫn. Thời gian chờ bổ sung không tính vào thời hạn giải quyết như quy định của thủ tục."
            ),
            Signatures(
                signers=(
                    Signer(lines=("Người nộp hồ sơ",), name=filled.dossier.applicant["name"]),
                    Signer(lines=("Người hướng dẫn",), name=letter.officer),
                )
            ),
        ),
    )
