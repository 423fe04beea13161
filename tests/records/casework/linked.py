"""A procedure that passes through three agencies, for the tests of dossiers that go from one to another."""

from __future__ import annotations

from motcua.law.types import Channel, Level, Role, Term, TermUnit
from motcua.records.catalogue.content import ChannelView, PaperKind, PaperView, ProcedureContent
from motcua.records.catalogue.importing import take_in
from motcua.rules.process import Step, StepKind, StepTable
from tests.world import SINCE, standing

LINKED = "1.009991"
"""Twenty working days: the district's desk, a commune, a department of the district, and back to the desk."""


def _step(number: int, name: str, kind: str, role: Role, minutes: int, level: Level | None = None) -> Step:
    return Step(
        number=number,
        name=name,
        unit_kind=kind,
        role=role,
        minutes=minutes,
        next_number=number + 1 if number < 4 else None,
        kind=StepKind.WORK if number == 1 else StepKind.HAND_OVER,
        level=level,
    )


STEPS = StepTable(
    steps=(
        _step(1, "Tiếp nhận", "desk", Role.COUNTER, 240),
        _step(2, "Xác minh tại xã", "committee", Role.OFFICER, 2400, Level.COMMUNE),
        _step(3, "Thẩm định", "department", Role.OFFICER, 6480, Level.DISTRICT),
        _step(4, "Trả kết quả", "desk", Role.COUNTER, 480),
    )
)


def linked_procedure() -> None:
    """Takes the procedure into the catalogue of the world."""
    content = ProcedureContent(
        code=LINKED,
        name="Cấp giấy chứng nhận cần xác minh tại xã",
        short_name="Cấp giấy chứng nhận",
        field="Hộ tịch",
        ministry="Bộ Tư pháp",
        levels=frozenset({Level.DISTRICT}),
        channels={Channel.COUNTER: ChannelView(term=Term(amount=20, unit=TermUnit.WORKING_DAY), fee=0)},
        papers=(PaperView(number=1, name="Tờ khai", kind=PaperKind.ORIGINAL),),
        steps=STEPS,
        note="Chờ kiểm chứng.",
    )
    with standing("2023-01-03 08:00") as at:
        report = take_in([(content, None)], valid_from=SINCE, actor_id=None, at=at)
    assert not report.errors, report.errors
