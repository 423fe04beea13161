"""What a check of honesty found, in sentences that anyone can follow."""

from __future__ import annotations

from motcua.desks.frame.formats import ABSENT, date_vi, decimal_vi, number_vi, percent_vi
from motcua.desks.frame.pages import Fact
from motcua.records.measures.honesty import Looked
from motcua.rules.honesty.check import Check, Kind
from motcua.rules.honesty.judging import Finding, Spell
from motcua.rules.honesty.trace import date_of

_TOO_FEW = "chưa đủ đơn vị trong tầm xem để so; chỉ so với chính đơn vị"
_SHOWN = 5


def rule_of(check: Check, looked: Looked) -> str:
    """What a check looks for, with the value of the law."""
    return check.rule.format(limit=number_vi(looked.limits[check.id]))


def facts_of(found: Finding, *, href: str) -> tuple[Fact, ...]:
    """What was found in a unit, and what is usual; `href` lists the dossiers."""
    many = len(found.dossiers)
    return (
        Fact(label="Cần xem lại", value=f"{number_vi(many)} hồ sơ" if many else "không có hồ sơ nào", href=href),
        *(_closing(found) if found.check.kind is Kind.CLOSING else _share(found)),
    )


def _share(found: Finding) -> tuple[Fact, ...]:
    own = f"{number_vi(found.marked)} trên {number_vi(found.looked)} {found.check.base}"
    return (
        Fact(label="Ở đơn vị", value=_percent(found.marked, found.looked), note=own),
        Fact(label="Các đơn vị", value=_among(found), note=_apart(found)),
        *(_weeks(found) if found.spells else ()),
    )


def _among(found: Finding) -> str:
    if found.among is None:
        return _TOO_FEW
    if not found.among.edge:
        return "thường không có"
    return f"thường khoảng {_ratio(found.among.middle)}, ít khi quá {_ratio(found.among.edge)}"


def _apart(found: Finding) -> str:
    if found.among is None:
        return ""
    return "đơn vị nhiều hơn hẳn, khó là ngẫu nhiên" if found.apart else "đơn vị không khác thường lệ"


def _weeks(found: Finding) -> tuple[Fact, ...]:
    told = "; ".join(_week(spell) for spell in found.spells[:_SHOWN])
    more = f" và {number_vi(len(found.spells) - _SHOWN)} tuần nữa" if len(found.spells) > _SHOWN else ""
    usual = found.spells[0].usual
    return (
        Fact(
            label="Tuần khác thường",
            value=f"{told}{more}",
            note=f"các tuần của đơn vị thường khoảng {_ratio(usual.middle)}" if usual.middle else "các tuần khác ít có",
        ),
    )


def _week(spell: Spell) -> str:
    return f"tuần từ {date_vi(date_of(spell.first))}: {number_vi(spell.marked)} trên {number_vi(spell.looked)} hồ sơ"


def _closing(found: Finding) -> tuple[Fact, ...]:
    if not found.spells:
        return (Fact(label="Ngày chốt kỳ", value="không ngày nào khác ngày thường của đơn vị"),)
    usual = found.spells[0].usual
    return (
        Fact(
            label="Ngày khác thường",
            value="; ".join(
                f"{date_vi(date_of(spell.first))}: {number_vi(spell.marked)} hồ sơ" for spell in found.spells
            ),
            note=f"ngày thường của đơn vị khoảng {_number(usual.middle)} hồ sơ, ít khi quá {_number(usual.edge)}",
        ),
    )


def _percent(marked: int, looked: int) -> str:
    return _ratio(marked / looked) if looked else ABSENT


def _ratio(share: float) -> str:
    return percent_vi(round(share, 6), places=1)


def _number(count: float) -> str:
    return decimal_vi(count) if count % 1 else number_vi(int(count))
