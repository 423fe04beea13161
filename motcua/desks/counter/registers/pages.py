"""The register of some days; its form GETs `q`, `stretch`, `from`, `to`."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import Field
from motcua.desks.frame.pages import (
    AgencyHead,
    EmptyState,
    Frame,
    Link,
    Pager,
    Part,
)
from motcua.desks.frame.tables import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterPage:
    """The register of dossiers (sổ theo dõi), on screen and on paper."""

    frame: Frame
    sentence: tuple[Part, ...]
    action: str
    query: Field
    stretch: Field
    first: Field
    last: Field
    table: Table
    print_head: AgencyHead
    form_label: str
    hand_overs: Link
    links: tuple[Link, ...] = ()
    empty: EmptyState | None = None
    pager: Pager | None = None
