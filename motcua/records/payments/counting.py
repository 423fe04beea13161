"""The money of dossiers as figures count it, at a cut-off."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum

from motcua.records.casework.counting import Linked
from motcua.records.payments.models import MoneyEntry
from motcua.rules.fees import EntryKind, Method

_GATEWAYS = (Method.PORTAL.value, Method.GATEWAY.value)


def money_known(*, as_of: datetime) -> Linked:
    """Of dossiers with entries of money until a cut-off: what was `assessed` last, `charged` and `waived` in đồng
    (None: nothing), and how many payments that stand came by a gateway, `online`. What was cancelled since stood then.
    """
    known = MoneyEntry.objects.filter(at__lte=as_of)
    own = known.filter(dossier_id=OuterRef("dossier_id"), kind=EntryKind.ASSESS.value).order_by("-number")
    cancelled = Exists(known.filter(of_id=OuterRef("pk"), kind=EntryKind.CANCELLATION.value))
    paid = Q(kind=EntryKind.PAYMENT.value, method__in=_GATEWAYS)
    return (
        known.values("dossier_id")
        .annotate(
            assessed=Subquery(own.values("amount")[:1]),
            charged=Sum("amount", filter=Q(kind=EntryKind.CHARGE.value)),
            waived=Sum("amount", filter=Q(kind=EntryKind.WAIVER.value)),
            online=Count("pk", filter=paid & ~Q(cancelled)),
        )
        .order_by()
    )
