"""The contract of a gateway that signs PDFs. To write one, copy `demo`."""

from __future__ import annotations

from typing import Protocol

from motcua.records.casework.signature_types import Distrust, SignatureKind, SignatureView, SignOrder
from motcua.records.outbox.delivery import PermanentFailure, TemporaryFailure, Unreachable

__all__ = [
    "Distrust",
    "PermanentFailure",
    "SignOrder",
    "SignatureKind",
    "SignatureView",
    "Signer",
    "TemporaryFailure",
    "Unreachable",
]


class Signer(Protocol):
    """Signs PDFs with the certificates of persons and agencies."""

    def sign(self, pdf: bytes, order: SignOrder) -> bytes:
        """The PDF with one more signature, added after its last byte, so that earlier signatures stay good.

        An order may come again, with the same `id`, when nobody knows whether the first try came to its end. Raises
        TemporaryFailure when it is worth trying again, Unreachable when the signer takes nothing at all now,
        PermanentFailure when it will never sign this; their texts are read by whoever asked, and name no person.
        """
