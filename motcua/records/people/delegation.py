"""By what right a person acts for another."""

from __future__ import annotations

from django.db.models.enums import TextChoices


class DelegationKind(TextChoices):
    """By what right a person acts for another (NĐ 30/2020/NĐ-CP, chờ kiểm chứng)."""

    KT = "KT", "Ký thay"
    TL = "TL", "Thừa lệnh"
    TUQ = "TUQ", "Thừa ủy quyền"
