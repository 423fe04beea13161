"""The same act on many dossiers: each is a transaction of its own, so what one refuses does not hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.law.errors import NoValue
from motcua.records.busy import is_busy
from motcua.records.casework.changes import Outcome
from motcua.records.casework.lists import listed
from motcua.records.casework.models import Dossier
from motcua.records.casework.performing import Ref
from motcua.records.casework.seeing import visible
from motcua.records.casework.views import ListRow
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, Refusal

MOST = 100
"""Dossiers that one request may name."""

_LONGEST_KEY = 60

Act = Callable[[Ref, str], Outcome]
"""What is done to one dossier, under an idempotency key of its own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A dossier on which the act was refused, and why."""

    dossier_id: int
    why: Refusal | NoValue


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of an act on many dossiers, in the order in which they were named."""

    done: tuple[Outcome, ...]
    refused: tuple[Refused, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Picked:
    """A dossier that was picked from a list, as it stands now."""

    row: ListRow
    holder_unit_id: int


def each(refs: Sequence[Ref], act: Act, *, key: str) -> Report:
    """Does `act` on every dossier at the version that was seen. A retry with the same `key` gives the same answers.

    Raises Refusal (`pick`) when none is named, one is named twice, or too many are; (`key`) for a key that is none.
    """
    _require_few(refs)
    if not 1 <= len(key) <= _LONGEST_KEY:
        raise Refusal("key", "Khóa chống gửi trùng không đúng; hãy tải lại trang rồi gửi lại.")
    done, refused = list[Outcome](), list[Refused]()
    for ref in refs:
        try:
            done.append(act(ref, f"{key}.{ref.id}"))
        except (Refusal, NoValue) as why:
            refused.append(Refused(dossier_id=ref.id, why=why))
        except Exception as error:  # Django's or the driver's own; whatever is no busy server goes on up
            if not is_busy(error):
                raise
            refused.append(Refused(dossier_id=ref.id, why=_busy()))
    return Report(done=tuple(done), refused=tuple(refused))


def picked(viewer: Viewer, dossier_ids: Sequence[int]) -> tuple[Picked, ...]:
    """The dossiers of these ids that the person may see, in this order. Raises Refusal (`pick`)."""
    _require_few(dossier_ids)
    found = visible(viewer).filter(pk__in=dossier_ids)
    places = dict(found.values_list("pk", "holder_unit_id"))
    rows = {row.id: row for row in listed(Dossier.objects.filter(pk__in=places))}
    return tuple(Picked(row=rows[one], holder_unit_id=places[one]) for one in dossier_ids if one in rows)


def _busy() -> Conflict:
    return Conflict("database", "Máy chủ đang bận ghi việc khác; hồ sơ này chưa được ghi gì, hãy gửi lại.")


def _require_few(named: Sequence[object]) -> None:
    if not named:
        raise Refusal("pick", "Chưa chọn hồ sơ nào; hãy đánh dấu các hồ sơ cần làm rồi bấm lại.")
    if len(named) > MOST:
        raise Refusal("pick", "Mỗi lần làm nhiều nhất {most} hồ sơ; hãy chọn ít hơn.", most=MOST)
    if len(set(named)) < len(named):
        raise Refusal("pick", "Có hồ sơ được gửi lên hai lần; hãy tải lại trang rồi chọn lại.")
