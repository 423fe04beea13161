"""Who signs, as an operator sets it: invented certificates of a demonstration, or certificates in files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleKeys:
    """Certificates that the program makes itself, for a demonstration store alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateFiles:
    """PKCS#12 files in a folder, each with its password in a file beside it."""

    folder: Path


SigningService = SampleKeys | CertificateFiles
