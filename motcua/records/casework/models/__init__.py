"""Tables of casework."""

from motcua.records.casework.models.attachment import Attachment
from motcua.records.casework.models.consultation import Consultation
from motcua.records.casework.models.dossier import Applicant, CodeCounter, Dossier, Viewing
from motcua.records.casework.models.facts import FactsRow, Rollup
from motcua.records.casework.models.ledger import LedgerRow
from motcua.records.casework.models.note import Note, SavedFilter
from motcua.records.casework.models.signature import SignatureReport, SignatureRequest
from motcua.records.casework.models.warning import DutyWarning

__all__ = [
    "Applicant",
    "Attachment",
    "CodeCounter",
    "Consultation",
    "Dossier",
    "DutyWarning",
    "FactsRow",
    "LedgerRow",
    "Note",
    "Rollup",
    "SavedFilter",
    "SignatureReport",
    "SignatureRequest",
    "Viewing",
]  # fmt: skip
