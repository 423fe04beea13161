"""Who signs PDFs, as the environment says it: MOTCUA_SIGN and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from motcua.gateways.signature.services import CertificateFiles, SampleKeys, SigningService
from motcua.rules.refusal import Refusal


def signing(source: Mapping[str, str]) -> SigningService | None:
    """The way to sign, or None where none is open. Raises Refusal naming the variable."""
    chosen = source.get("MOTCUA_SIGN", "")
    match chosen:
        case "":
            return None
        case "demo":
            return SampleKeys()
        case "pkcs12":
            return CertificateFiles(folder=_folder(source.get("MOTCUA_SIGN_FOLDER", "").strip()))
        case _:
            raise Refusal(
                "MOTCUA_SIGN",
                "MOTCUA_SIGN không nhận «{chosen}»; hãy chọn một trong: {known}, hoặc bỏ biến này để không ký số.",
                chosen=chosen[:40],
                known="demo, pkcs12",
            )


def _folder(text: str) -> Path:
    folder = Path(text)
    if not text or not folder.is_absolute():
        raise Refusal(
            "MOTCUA_SIGN_FOLDER",
            "MOTCUA_SIGN_FOLDER phải là đường dẫn đầy đủ của thư mục chứng thư số; hãy đặt biến này, "
            "hoặc bỏ MOTCUA_SIGN.",
        )
    return folder
