"""Which procedures people come for: certification and civil status most of all, the rest a long tail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from motcua.demo.chance import Weighted
from motcua.demo.office_time import A_DAY
from motcua.demo.specs import OfficeSpec, ProcedureSpec
from motcua.law.types import Channel

CERTIFICATION = "Chứng thực"
CIVIL_STATUS = "Hộ tịch"
REST = ""

_USUAL = {CERTIFICATION: 0.53, CIVIL_STATUS: 0.315, REST: 0.155}
_ENROLMENT = {CERTIFICATION: 0.62, CIVIL_STATUS: 0.25, REST: 0.13}
_UNTIMED = 0.1  # a term that is not known is a gap of the catalogue; such dossiers stay few
_LONG = 20 * A_DAY  # longer terms are so rare that length alone must not bring them to the front
_POST = 0.01
_MOST_ONLINE = 0.96  # even where all may come online, some come to the desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Menu:
    """The procedures of an office as often as people come for them.

    `online` and `post` are the shares of dossiers for which the channel is offered, 0–1. `timed` weighs the
    procedures that have a term by how often one of them lies open, the long ones most. None: there is none.
    """

    procedures: Weighted[ProcedureSpec]
    online: float
    post: float
    timed: Weighted[ProcedureSpec] | None

    def channel(self, procedure: ProcedureSpec, *, online_share: float, chance: Random) -> Channel:
        """The channel of one dossier, so that over all procedures `online_share` comes online where it can."""
        offered = procedure.term_by_channel
        draw = chance.random()
        if Channel.ONLINE in offered:
            draw -= min(_MOST_ONLINE, online_share / self.online)
            if draw < 0:
                return Channel.ONLINE
        if Channel.POST in offered:
            draw -= _POST / self.post
            if draw < 0:
                return Channel.POST
        return Channel.COUNTER if Channel.COUNTER in offered else next(iter(offered))


@dataclass(frozen=True, kw_only=True, slots=True)
class Menus:
    """An office's menu in the season of school enrolment and in the rest of the year."""

    usual: Menu
    enrolment: Menu


def menus_of(office: OfficeSpec, *, procedures: Iterable[ProcedureSpec], lengths: Mapping[str, int]) -> Menus:
    """The menus of an office; `lengths` gives the working minutes of each procedure's term, 0 where it has none.

    ValueError when the office has no procedure.
    """
    own = [
        procedure
        for procedure in procedures
        if office.level in procedure.levels
        and procedure.term_by_channel
        and (not office.fields or procedure.field in office.fields)
    ]
    return Menus(usual=_menu(own, _USUAL, lengths=lengths), enrolment=_menu(own, _ENROLMENT, lengths=lengths))


def group_of(field: str) -> str:
    """Certification, civil status, or the rest."""
    return field if field in _USUAL else REST


def _menu(own: Sequence[ProcedureSpec], shares: Mapping[str, float], *, lengths: Mapping[str, int]) -> Menu:
    totals: dict[str, float] = defaultdict(float)
    weights = {procedure.code: procedure.weight * (1 if lengths[procedure.code] else _UNTIMED) for procedure in own}
    for procedure in own:
        totals[group_of(procedure.field)] += weights[procedure.code]
    present = sum(shares[group] for group, total in totals.items() if total > 0)
    pairs = [
        (procedure, shares[group] * weights[procedure.code] / totals[group] / present)
        for procedure in own
        if totals[group := group_of(procedure.field)] > 0
    ]
    timed = [(procedure, share * min(lengths[procedure.code], _LONG) ** 1.5) for procedure, share in pairs]
    return Menu(
        procedures=Weighted.of(pairs),
        online=_offering(pairs, Channel.ONLINE),
        post=_offering(pairs, Channel.POST),
        timed=Weighted.of(timed) if any(weight > 0 for _, weight in timed) else None,
    )


def _offering(pairs: Iterable[tuple[ProcedureSpec, float]], channel: Channel) -> float:
    return sum(share for procedure, share in pairs if channel in procedure.term_by_channel)
