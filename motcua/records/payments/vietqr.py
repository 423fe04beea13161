"""The content of a VietQR code: account of the unit, amount, and the dossier's code as purpose."""

from __future__ import annotations

from vietnam_qr_pay import QRPay

from motcua.records.payments.queries import AccountView
from motcua.rules.purposes import purpose_of


def content(account: AccountView, *, amount: int, code: str) -> str:
    """The text that a banking application reads; `amount` in đồng.

    ValueError for an amount of nothing, or a dossier code too long for a purpose.
    """
    if amount <= 0:
        raise ValueError("nothing to pay")
    built = QRPay.init_viet_qr(
        bank_bin=account.bin, bank_number=account.number, amount=str(amount), purpose=purpose_of(code)
    )
    return str(built.build())
