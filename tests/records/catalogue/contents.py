"""Contents of procedures for the tests of the catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from motcua.law.types import LOCAL, Channel, Level, Term, TermUnit
from motcua.records.catalogue.actions import draft_version, publish
from motcua.records.catalogue.content import ChannelView, PaperKind, PaperView, ProcedureContent
from motcua.records.catalogue.usual_steps import usual_steps

AT = datetime(2023, 1, 1, 7, 0, tzinfo=LOCAL)
NEW_YEAR = date(2023, 1, 1)
THREE_DAYS = Term(amount=3, unit=TermUnit.WORKING_DAY)
COMMUNE = frozenset({Level.COMMUNE})

BIRTH = ProcedureContent(
    code="1.001193",
    name="Thủ tục đăng ký khai sinh",
    short_name="Khai sinh",
    field="Hộ tịch",
    ministry="Bộ Tư pháp",
    levels=COMMUNE,
    channels={Channel.COUNTER: ChannelView(term=THREE_DAYS, fee=8000, fee_note="Miễn cho hộ nghèo.")},
    papers=(
        PaperView(number=1, name="Tờ khai", kind=PaperKind.ORIGINAL),
        PaperView(number=2, name="Giấy chứng sinh", kind=PaperKind.COPY, required=False),
    ),
    steps=usual_steps(COMMUNE, terms=[THREE_DAYS]),
    decision="163/QĐ-BTP",
    result="Giấy khai sinh",
)


def named(code: str, short_name: str, name: str = "") -> ProcedureContent:
    return replace(BIRTH, code=code, short_name=short_name, name=name or short_name)


def in_force(content: ProcedureContent, *, valid_from: date = NEW_YEAR, rank: int | None = None) -> int:
    """Drafts and publishes; returns the id of the version."""
    version_id = draft_version(content, valid_from=valid_from, actor_id=7, at=AT, rank=rank)
    publish(version_id, actor_id=7, at=AT)
    return version_id
