"""Signs with certificates in PKCS#12 files of a folder that the operator names.

`people/<user name>.p12` is a person's, `agencies/<key of the unit>.p12` an agency's; the password stands in a file of
the same name ending in `.password`. Both are read for each signature, so that a certificate can be exchanged while
the program runs.
"""

from __future__ import annotations

import re
from pathlib import Path

from cryptography.hazmat.primitives.serialization import pkcs12

from motcua.gateways.signature.base import PermanentFailure, SignatureKind, SignOrder, Unreachable
from motcua.records import clock

_FOLDERS = {SignatureKind.PERSONAL: "people", SignatureKind.AGENCY: "agencies"}
_WHOSE = {SignatureKind.PERSONAL: "người ký", SignatureKind.AGENCY: "cơ quan"}
_PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,99}")


class FileSigner:
    """Signs with the files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sign(self, pdf: bytes, order: SignOrder) -> bytes:
        """Signs with the certificate of the person or agency, if it is there, opens, and is valid now."""
        from motcua.gateways.signature.pades import signed  # takes a second to load: only signing needs it

        whose = _WHOSE[order.kind]
        content, password = self._files(order, whose=whose)
        try:
            found = pkcs12.load_pkcs12(content, password)
        except ValueError:
            raise PermanentFailure(
                f"Mật khẩu của chứng thư số của {whose} không đúng, hoặc tệp chứng thư hỏng."
            ) from None
        if found.key is None or found.cert is None:
            raise PermanentFailure(f"Tệp chứng thư số của {whose} thiếu khóa hoặc chứng thư.")
        certificate = found.cert.certificate
        if not certificate.not_valid_before_utc <= clock.machine() <= certificate.not_valid_after_utc:
            raise PermanentFailure(f"Chứng thư số của {whose} hết hạn hoặc chưa có hiệu lực; hãy thay chứng thư mới.")
        chain = tuple(one.certificate for one in found.additional_certs)
        return signed(pdf, order, key=found.key, certificate=certificate, chain=chain)

    def _files(self, order: SignOrder, *, whose: str) -> tuple[bytes, bytes]:
        """The certificate and its password. Raises PermanentFailure, and Unreachable when the folder is away."""
        if not self._folder.is_dir():
            raise Unreachable("Không thấy thư mục chứng thư số; hãy báo người quản trị.")
        if not _PLAIN_NAME.fullmatch(order.key) or ".." in order.key:
            raise PermanentFailure(f"Tên của {whose} không dùng làm tên tệp chứng thư được.")
        place = self._folder / _FOLDERS[order.kind]
        file, secret = place / f"{order.key}.p12", place / f"{order.key}.password"
        if not file.is_file() or not secret.is_file():
            raise PermanentFailure(f"Chưa có chứng thư số của {whose} trên máy chủ; hãy báo người quản trị.")
        if (file.stat().st_mode | secret.stat().st_mode) & 0o077:
            raise PermanentFailure(f"Người khác trên máy chủ đọc được chứng thư số của {whose}; hãy chạy chmod 600.")
        try:
            return file.read_bytes(), secret.read_bytes().rstrip(b"\r\n")
        except OSError:
            raise Unreachable("Không đọc được tệp chứng thư số; hãy báo người quản trị.") from None
