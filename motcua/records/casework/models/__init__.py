"""Tables of casework."""

from motcua.records.casework.models.dossier import Applicant, CodeCounter, Dossier, Viewing
from motcua.records.casework.models.facts import FactsRow, Rollup
from motcua.records.casework.models.ledger import LedgerRow

__all__ = ["Applicant", "CodeCounter", "Dossier", "FactsRow", "LedgerRow", "Rollup", "Viewing"]
