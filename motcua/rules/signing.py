"""Under which words a letter is signed."""

from __future__ import annotations

import re

_AGENCY = re.compile(r"\s+(?:UBND|Ủy ban nhân dân)\b.*$")
_DEPUTY = "Phó "


def signing_lines(*, title: str, via: str = "", principal: str = "", collective: str = "") -> tuple[str, ...]:
    """The lines above a signature: a head signs as such, a deputy KT. the head, by mandate TL. or TUQ. of whom.

    `title` is what the signer is ("Phó Chủ tịch UBND xã"); `via` is KT, TL, TUQ or Q where a post is exercised for
    another, whose title is `principal`; a letter of the whole body begins with TM. and its name, `collective`. The
    name of the agency does not stand in a title. No title, no lines.
    Source: 30/2020/NĐ-CP, Phụ lục I, phần II, mục I, khoản 7 (chờ kiểm chứng).
    """
    own, whose = _bare(title), _bare(principal)
    lines = [f"TM. {collective.upper()}"] if collective else []
    if via == "Q":
        lines.append(f"Q. {(whose or own).upper()}")
    elif via:
        lines += [f"{via}. {(whose or own).upper()}", *([own.upper()] if own and own != whose else [])]
    elif own.startswith(_DEPUTY):
        head = own.removeprefix(_DEPUTY)
        lines += [f"KT. {head.upper()}", own.upper()]
    elif own:
        lines.append(own.upper())
    return tuple(lines)


def _bare(title: str) -> str:
    return _AGENCY.sub("", title.strip())
