"""Reads the signatures in a PDF: a program of its own, which limits itself before it looks.

Run as `python -I verifying_child.py FILE FOLDER INSTANT`. FOLDER holds certificates (`.pem`, `.crt`, `.cer`) and
lists of what was revoked (`.crl`): a certificate that signs itself is a root to trust, another one only helps to get
there. Prints one JSON object, {"signatures": […]}, each as `SignatureView`. Whatever goes wrong ends the program, and
the parent says that the signatures cannot be read.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 30
"""Bytes of address space and seconds of computing that this program may use."""

MOST = 50
"""Signatures of one file that are read; a file with more is not read at all."""

_CERTIFICATES = frozenset({".pem", ".crt", ".cer"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Trusted:
    """What the folder holds."""

    roots: list[Any]
    others: list[Any]
    revoked: list[bytes]


def main(file: Path, folder: Path, moment: datetime) -> None:
    """Prints the signatures of a file."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    from pyhanko.pdf_utils.reader import PdfFileReader

    trusted = _trusted(folder)
    with file.open("rb") as content:
        reader = PdfFileReader(content, strict=False)
        found = list(reader.embedded_regular_signatures)
        if len(found) > MOST:
            raise SystemExit(1)
        print(json.dumps({"signatures": [_signature(one, trusted, moment) for one in found]}))


def _trusted(folder: Path) -> Trusted:
    from asn1crypto import pem
    from asn1crypto.x509 import Certificate

    files = sorted(folder.iterdir()) if folder.is_dir() else []
    contents = [path.read_bytes() for path in files if path.suffix.lower() in _CERTIFICATES]
    certificates = []
    for content in contents:
        ders = [der for _, _, der in pem.unarmor(content, multiple=True)] if pem.detect(content) else [content]
        certificates += [Certificate.load(der) for der in ders]
    return Trusted(
        roots=[one for one in certificates if one.self_issued],
        others=[one for one in certificates if not one.self_issued],
        revoked=[_bare(path.read_bytes()) for path in files if path.suffix.lower() == ".crl"],
    )


def _bare(content: bytes) -> bytes:
    from asn1crypto import pem

    return pem.unarmor(content)[2] if pem.detect(content) else content


def _signature(embedded: Any, trusted: Trusted, moment: datetime) -> dict[str, Any]:
    """A signature as it is judged; what cannot be judged is neither intact nor trusted."""
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(
        trust_roots=trusted.roots,
        other_certs=trusted.others,
        crls=trusted.revoked,
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    told: dict[str, Any] = {**_who(embedded), "intact": False, "unchanged": False, "whole": False}
    told |= {"distrust": "unknown", "at": None, "stamped": False}
    try:
        status = validate_pdf_signature(embedded, context)
    except Exception:  # what a broken signature does to a library is not ours to list
        return told
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    extended = status.coverage is SignatureCoverageLevel.ENTIRE_REVISION and bool(status.docmdp_ok)
    stamp = status.timestamp_validity
    stamped = stamp is not None and stamp.intact and stamp.valid and stamp.trusted
    at = stamp.timestamp if stamped and stamp is not None else status.signer_reported_dt
    return told | {
        "intact": bool(status.intact and status.valid),
        "unchanged": whole or extended,
        "whole": whole,
        "distrust": _distrust(status),
        "at": at.isoformat() if at is not None and at.tzinfo is not None else None,
        "stamped": stamped,
    }


def _who(embedded: Any) -> dict[str, str]:
    certificate = embedded.signer_cert
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return {
        "signer": _text(subject, "common_name"),
        "organisation": _text(subject, "organization_name"),
        "issuer": _text(issuer, "common_name") or _text(issuer, "organization_name"),
    }


def _text(name: Any, part: str) -> str:
    """A part of a name in a certificate as one line, which may be anything."""
    found = name.get(part, "")
    told = found[0] if isinstance(found, list) else found
    return "".join(letter for letter in str(told) if letter.isprintable())[:200]


def _distrust(status: Any) -> str:
    if status.revoked:
        return "revoked"
    if status.trusted:
        return ""
    why = getattr(status.trust_problem_indic, "name", "")
    return "expired" if "EXPIRED" in why or "OUT_OF_BOUNDS" in why else "unknown"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), datetime.fromisoformat(sys.argv[3]))
