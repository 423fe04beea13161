"""What the addresses of event logs ask for: which cases of which log, the own dossiers of which period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.sent import whole_number
from motcua.rules.event_log import Fate
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedCases:
    """Cases of one fate or one variant, all in the address: `home` is the page of the log, `base` that of its cases,
    `period` is told for the own dossiers only.
    """

    name: str = ""
    home: str
    base: str
    period: str = ""
    fate: Fate | None = None
    variant: int | None = None
    after: int = 0

    @classmethod
    def of(cls, name: str) -> AskedCases:
        """All cases of a log of another system."""
        return cls(name=name, home=reverse("leader:log", args=(name,)), base=reverse("leader:log_cases", args=(name,)))

    @classmethod
    def of_own(cls, period: Period) -> AskedCases:
        """All own dossiers of a period."""
        home = f"{reverse('leader:own_log')}?{urlencode({'period': period.id})}"
        return cls(home=home, base=reverse("leader:own_log_cases"), period=period.id)

    def asked(self, data: QueryDict) -> AskedCases:
        """The cases that an address asks for. Raises Refusal naming what is wrong."""
        fate, variant, after = data.get("fate", ""), data.get("variant", ""), data.get("after", "")
        if fate and fate not in list(Fate):
            raise Refusal("fate", "Địa chỉ trang không đúng; hãy mở lại từ trang nhật ký.")
        return replace(
            self,
            fate=Fate(fate) if fate else None,
            variant=whole_number(variant, field="variant") if variant else None,
            after=whole_number(after, field="after") if after else 0,
        )

    def href_of(self, fate: Fate | None, variant: int | None) -> str:
        """The address of the cases of one fate or one variant, from the first on."""
        return replace(self, fate=fate, variant=variant, after=0).href

    def at(self, *, after: int) -> AskedCases:
        """A further page."""
        return replace(self, after=after)

    @property
    def href(self) -> str:
        """The address that asks for this."""
        asked = {
            "period": self.period,
            "fate": self.fate.value if self.fate else "",
            "variant": str(self.variant or ""),
            "after": str(self.after or ""),
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{self.base}?{query}" if query else self.base
