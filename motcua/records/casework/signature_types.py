"""What passes between the records and whoever signs files or reads the signatures in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignatureKind(StrEnum):
    """Whose signature it is: that of a person, or that of the agency."""

    PERSONAL = "personal"
    AGENCY = "agency"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignOrder:
    """A signature to make. `id` is the same whenever the same one is asked for.

    `key` is the user name of a person or the key of a unit, by which the signer finds the certificate; `name` and
    `organisation` are what they are called, `at` is when the signature is said to be made.
    """

    id: int
    kind: SignatureKind
    key: str
    name: str
    organisation: str
    reason: str
    place: str
    at: datetime


class Distrust(StrEnum):
    """Why the certificate of a signature is not trusted."""

    NONE = ""
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureView:
    """A signature found in a PDF.

    `intact`: what was signed is as it was. `unchanged`: nothing was added since but further signatures. `whole`: it
    covers the file to its last byte. `distrust` is NONE where its certificate leads to a root that the store trusts.
    `at` is the time as the signer tells it, or as a trusted time stamp does (`stamped`).
    """

    signer: str
    organisation: str
    issuer: str
    intact: bool
    unchanged: bool
    whole: bool
    distrust: Distrust
    at: datetime | None
    stamped: bool

    @property
    def trusted(self) -> bool:
        """Whether its certificate leads to a root that the store trusts."""
        return self.distrust is Distrust.NONE

    @property
    def valid(self) -> bool:
        """Whether there is nothing against it: never so without a trusted chain."""
        return self.intact and self.unchanged and self.trusted


Sign = Callable[[bytes, SignOrder], bytes]
"""Signs a PDF by adding to its end, or raises PermanentFailure, TemporaryFailure or Unreachable."""

Verify = Callable[[bytes], tuple[SignatureView, ...]]
"""The signatures in a PDF, the first one first. Raises PermanentFailure for one that cannot be read."""
