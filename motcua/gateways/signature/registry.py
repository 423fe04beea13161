"""The gateways that sign, by what an operator set."""

from __future__ import annotations

from motcua.gateways.signature.base import Signer
from motcua.gateways.signature.demo import SampleSigner
from motcua.gateways.signature.pkcs12 import FileSigner
from motcua.gateways.signature.services import CertificateFiles, SampleKeys, SigningService


def signer(service: SigningService) -> Signer:
    """The gateway to a service. Raises Refusal for one that this store may not use."""
    match service:
        case CertificateFiles():
            return FileSigner(service.folder)
        case SampleKeys():
            return SampleSigner()
