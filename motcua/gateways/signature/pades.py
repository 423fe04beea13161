"""Making a signature in a PDF (PAdES baseline B-B, ETSI EN 319 142-1): added to the end, nothing before it changes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.gateways.signature.base import PermanentFailure, SignOrder

DIGEST = "sha256"


class _PunctualSigner(PdfSigner):
    """Signs at the time it is told, instead of asking the machine's clock."""

    def __init__(self, meta: PdfSignatureMetadata, signer: SimpleSigner, *, at: datetime) -> None:
        super().__init__(meta, signer)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        """A session that tells the time of the order."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def signed(
    pdf: bytes, order: SignOrder, *, key: PrivateKeyTypes, certificate: Certificate, chain: tuple[Certificate, ...]
) -> bytes:
    """The PDF with an invisible signature as `order` says. Raises PermanentFailure for one that takes none."""
    store = SimpleCertificateStore.from_certs([_asn1(one) for one in chain])  # type: ignore[no-untyped-call]  # the library leaves it untyped
    told = PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    signer = SimpleSigner(signing_cert=_asn1(certificate), signing_key=told, cert_registry=store)
    meta = PdfSignatureMetadata(
        field_name=f"Motcua-{order.id}",
        name=order.name,
        reason=order.reason,
        location=order.place,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
    )
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
        return bytes(_PunctualSigner(meta, signer, at=order.at).sign_pdf(writer).getvalue())
    except Exception as failure:  # a PDF is somebody else's; what it does to a library is not ours to list
        told_kind = type(failure).__name__
        raise PermanentFailure(f"Tệp PDF này không ký thêm được ({told_kind}); hãy in lại thành PDF mới.") from None


def _asn1(certificate: Certificate) -> Asn1Certificate:
    return Asn1Certificate.load(certificate.public_bytes(Encoding.DER))
