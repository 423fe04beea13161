"""VietQR as a picture and in words."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.formats import money_vi
from motcua.desks.frame.pages import Fact
from motcua.desks.frame.sheets.codes import qr
from motcua.records.payments import vietqr
from motcua.records.payments.queries import AccountView
from motcua.rules.purposes import purpose_of

BANKS = {
    "970436": "Vietcombank",
    "970415": "VietinBank",
    "970418": "BIDV",
    "970405": "Agribank",
    "970422": "MB",
    "970407": "Techcombank",
    "970432": "VPBank",
    "970403": "Sacombank",
    "970416": "ACB",
    "970449": "LPBank",
}
"""Banks by their number at NAPAS (chờ kiểm chứng); any other six digits may be typed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TransferCode:
    """A VietQR code: the picture as a data URI, and the same in words for whoever types it."""

    picture: str
    facts: tuple[Fact, ...]
    invented: bool


def transfer_code(account: AccountView | None, *, amount: int, code: str) -> TransferCode | None:
    """The code by which an amount in đồng can be transferred for a dossier; None where nothing can."""
    if account is None or amount <= 0:
        return None
    try:
        content = vietqr.content(account, amount=amount, code=code)
    except ValueError:  # the code of a dossier that no bank lets through: the words of the page still say it
        return None
    return TransferCode(
        picture=qr(content),
        facts=(
            Fact(label="Ngân hàng", value=BANKS.get(account.bin, account.bin)),
            Fact(label="Số tài khoản", value=account.number),
            Fact(label="Chủ tài khoản", value=account.holder),
            Fact(label="Số tiền", value=money_vi(amount)),
            Fact(label="Nội dung", value=purpose_of(code)),
        ),
        invented=account.invented,
    )
