"""The cast and the small world of the tests: three communes, a district with its desk and one department.

Everything is built through the actions of the records, as an office would. Nobody here is a real person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import count
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction

from motcua.law.types import Channel, DayReading, Level, Role, SupplementPolicy, Term, TermUnit
from motcua.records import clock
from motcua.records.casework import actions
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.casework.intake import Intake
from motcua.records.catalogue.content import ChannelView, PaperKind, PaperView, ProcedureContent
from motcua.records.catalogue.importing import take_in
from motcua.records.catalogue.usual_steps import usual_steps
from motcua.records.journal import actions as journal
from motcua.records.people import actions as people
from motcua.records.people import queries as people_queries
from motcua.records.people.viewer import Viewer
from motcua.records.places.actions import register_units
from motcua.records.places.drafts import UnitDraft, UnitKind
from motcua.rules.dossier import State
from tests import world_rows

SINCE = date(2020, 1, 1)
BEGUN = "2023-01-03 07:00"
"""When the world was made: the first working morning of the year."""

MORNING = "2023-04-27 09:00"
"""A Thursday morning: where a test says nothing of time, it is now."""

DESK, JUSTICE = "tra_cu.mot_cua", "tra_cu.tu_phap"
THANH_SON, HAM_TAN, TOWN = "tra_cu.thanh_son", "tra_cu.ham_tan", "tra_cu.tt_tra_cu"

BIRTH, COPY, MARITAL, ADOPTION, GUARDIAN, BUSINESS, MIGRATION = (
    "1.001193", "2.000815", "1.004873", "2.001263", "1.004837", "1.001612", "1.013978",
)  # fmt: skip


def _unit(
    key: str, kind: UnitKind, level: Level, name: str, short_name: str, parent: str, agency_id: str = ""
) -> UnitDraft:
    return UnitDraft(
        key=key,
        kind=kind,
        level=level,
        name=name,
        short_name=short_name,
        parent_key=parent,
        agency_id=agency_id,
        receives=bool(agency_id),
        valid_from=SINCE,
    )


UNITS = (
    _unit("tra_cu", UnitKind.COMMITTEE, Level.DISTRICT, "Ủy ban nhân dân huyện Trà Cú", "Huyện Trà Cú", ""),
    _unit(
        DESK, UnitKind.DESK, Level.DISTRICT, "Bộ phận Tiếp nhận và Trả kết quả huyện Trà Cú",
        "Một cửa huyện Trà Cú", "tra_cu", "000.00.30.H59",
    ),
    _unit(JUSTICE, UnitKind.DEPARTMENT, Level.DISTRICT, "Phòng Tư pháp huyện Trà Cú", "Tư pháp", "tra_cu"),
    _unit(
        THANH_SON, UnitKind.COMMITTEE, Level.COMMUNE, "Ủy ban nhân dân xã Thanh Sơn", "Xã Thanh Sơn", "tra_cu",
        "000.30.30.H59",
    ),
    _unit(
        HAM_TAN, UnitKind.COMMITTEE, Level.COMMUNE, "Ủy ban nhân dân xã Hàm Tân", "Xã Hàm Tân", "tra_cu",
        "000.32.30.H59",
    ),
    _unit(
        TOWN, UnitKind.COMMITTEE, Level.COMMUNE, "Ủy ban nhân dân thị trấn Trà Cú", "Thị trấn Trà Cú", "tra_cu",
        "000.21.30.H59",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the cast."""

    name: str
    unit: str
    role: Role
    title: str


CAST = {
    "sa_ruone": Member("Thạch Thị Sa Rươne", THANH_SON, Role.COUNTER, "Công chức một cửa"),
    "minh": Member("Nguyễn Văn Minh", THANH_SON, Role.OFFICER, "Công chức Tư pháp – Hộ tịch"),
    "so_phia": Member("Kim Sô Phia", THANH_SON, Role.OFFICER, "Công chức Địa chính – Xây dựng"),
    "bich_thuy": Member("Trần Thị Bích Thủy", THANH_SON, Role.LEADER, "Phó Chủ tịch UBND xã"),
    "sa_rath": Member("Thạch Sa Rath", THANH_SON, Role.CHAIR, "Chủ tịch UBND xã"),
    "thu_ha": Member("Võ Thị Thu Hà", HAM_TAN, Role.COUNTER, "Công chức một cửa"),
    "chanh_da": Member("Sơn Chanh Đa", HAM_TAN, Role.OFFICER, "Công chức Tư pháp – Hộ tịch"),
    "quoc_huy": Member("Lê Quốc Huy", HAM_TAN, Role.CHAIR, "Chủ tịch UBND xã"),
    "my_linh": Member("Kiên Thị Mỹ Linh", TOWN, Role.COUNTER, "Công chức một cửa"),
    "van_tam": Member("Phạm Văn Tâm", TOWN, Role.LEADER, "Phó Chủ tịch UBND thị trấn"),
    "hong_cuc": Member("Lâm Thị Hồng Cúc", DESK, Role.COUNTER, "Công chức tiếp nhận"),
    "ngoc_lan": Member("Đặng Ngọc Lan", DESK, Role.LEADER, "Phụ trách Bộ phận một cửa"),
    "minh_hieu": Member("Sơn Minh Hiếu", JUSTICE, Role.OFFICER, "Chuyên viên"),
    "kim_loan": Member("Phan Thị Kim Loan", JUSTICE, Role.LEADER, "Trưởng phòng"),
    "van_phuc": Member("Huỳnh Văn Phúc", "tra_cu", Role.CHAIR, "Chủ tịch UBND huyện"),
    "my_dung": Member("Kim Thị Mỹ Dung", "tra_cu", Role.ADMINISTRATOR, "Quản trị hệ thống"),
    "quoc_thai": Member("Trương Quốc Thái", "tra_cu", Role.INSPECTOR, "Thành viên đoàn kiểm tra"),
}
"""Who is who. Chị Thạch Thị Sa Rươne of Thanh Sơn receives; anh Minh handles; chị Bích Thủy and the chair approve.
Chị Thu Hà of Hàm Tân is the stranger; chị Mỹ Dung keeps accounts and sees no dossier.
"""


def _procedure(
    code: str,
    name: str,
    levels: frozenset[Level],
    term: Term,
    *channels: Channel,
    policy: SupplementPolicy | None = None,
    reading: DayReading | None = None,
) -> ProcedureContent:
    return ProcedureContent(
        code=code,
        name=name,
        short_name=name,
        field="Hộ tịch",
        ministry="Bộ Tư pháp",
        levels=levels,
        channels={channel: ChannelView(term=term, fee=8_000) for channel in channels or Channel},
        papers=(
            PaperView(number=1, name="Tờ khai theo mẫu", kind=PaperKind.ORIGINAL),
            PaperView(number=2, name="Giấy tờ kèm theo", kind=PaperKind.COPY, required=False),
        ),
        steps=usual_steps(levels, terms=[term]),
        supplement_policy=policy,
        day_reading=reading,
        note="Chờ kiểm chứng.",
    )


_COMMUNE = frozenset({Level.COMMUNE})
_DISTRICT = frozenset({Level.DISTRICT})


def _days(amount: int, unit: TermUnit = TermUnit.WORKING_DAY) -> Term:
    return Term(amount=amount, unit=unit)


PROCEDURES = (
    _procedure(BIRTH, "Đăng ký khai sinh", _COMMUNE, _days(0, TermUnit.SAME_DAY), Channel.COUNTER, Channel.ONLINE),
    _procedure(COPY, "Chứng thực bản sao từ bản chính", _COMMUNE | _DISTRICT, _days(0, TermUnit.SAME_DAY)),
    _procedure(MARITAL, "Xác nhận tình trạng hôn nhân", _COMMUNE, _days(3)),
    _procedure(ADOPTION, "Đăng ký việc nuôi con nuôi", _COMMUNE, _days(30, TermUnit.DAY)),
    _procedure(GUARDIAN, "Đăng ký giám hộ", _COMMUNE, _days(3), reading=DayReading.WHOLE_DAYS),
    _procedure(BUSINESS, "Thành lập hộ kinh doanh", _DISTRICT, _days(3), policy=SupplementPolicy.SUBTRACT),
    _procedure(MIGRATION, "Tách thửa đất", _COMMUNE | _DISTRICT, _days(0, TermUnit.UNKNOWN)),
)

APPLICANT = {
    "name": "Kim Thị Ngọc Ánh",
    "id_number": "084190012345",
    "birth": "1990-05-03",
    "phone": "0900123456",
    "address": "ấp Giồng Chanh, xã Thanh Sơn",
}

_NEXT: dict[State, tuple[State, str, str, dict[str, Any]]] = {
    State.PROCESSING: (State.ACCEPTED, "forward", "counter", {"to_account_id": "officer"}),
    State.APPROVED: (State.PROCESSING, "approve", "leader", {}),
    State.SETTLED: (State.APPROVED, "settle", "leader", {"result_number": "12/XN-UBND"}),
    State.RETURNED: (State.SETTLED, "return_result", "counter", {"recipient": "Kim Thị Ngọc Ánh"}),
    State.PAYMENT: (
        State.PROCESSING,
        "require_payment",
        "officer",
        {"reason": "Nộp lệ phí trước bạ", "amount": 500_000, "document": "15/TB-CCT"},
    ),
    State.SUPPLEMENT: (State.PROCESSING, "request_supplement", "officer", {"reason": "Thiếu tờ khai theo mẫu"}),
    State.REFUSED: (State.PROCESSING, "refuse", "leader", {"reason": "Không đủ điều kiện"}),
    State.STOPPED: (State.PROCESSING, "stop", "leader", {"reason": "Người nộp không bổ sung"}),
    State.WITHDRAWN: (State.PROCESSING, "withdraw", "counter", {"reason": "Người nộp đổi ý"}),
    State.VOID: (State.ACCEPTED, "void", "counter", {"reason": "Nhập nhầm", "second_account_id": "leader"}),
}
"""A state, the one before it, and the act that leads there: by which post of the office, with what."""

_POSTS = {
    THANH_SON: {"counter": "sa_ruone", "officer": "minh", "leader": "bich_thuy"},
    HAM_TAN: {"counter": "thu_ha", "officer": "chanh_da", "leader": "quoc_huy"},
    TOWN: {"counter": "my_linh", "officer": "van_tam", "leader": "van_tam"},
    DESK: {"counter": "hong_cuc", "officer": "hong_cuc", "leader": "ngoc_lan"},
}
"""Who does what at an office that receives."""


@dataclass(kw_only=True)
class World:
    """The store after `build`: ids by key, and short ways to act as a member of the cast."""

    units: dict[str, int]
    accounts: dict[str, int]
    _keys: Iterator[int] = field(default_factory=lambda: count(1))

    def viewer(self, who: str) -> Viewer:
        """A member of the cast with the posts of now; "" is the operator."""
        if not who:
            return Viewer.system()
        return people_queries.viewer_of(self.accounts[who], clock.now().date())

    def post(self, unit: str, duty: str) -> str:
        """Who at an office is its "counter", "officer" or "leader"."""
        return _POSTS[unit][duty]

    def intake(self, **changes: Any) -> Intake:
        """A dossier of chị Ngọc Ánh's at Thanh Sơn; fields of the applicant may be given beside those of intake."""
        applicant = {name: changes.pop(name) for name in list(changes) if name in _PERSONAL}
        given = {"unit_key": THANH_SON, "procedure": MARITAL, "channel": Channel.COUNTER, "papers": (1,), **changes}
        return Intake(**{"applicant": {**APPLICANT, **applicant}, **given})

    def accept(self, *, at: str = MORNING, by: str = "", key: str = "", **changes: Any) -> Outcome:
        """Accepts an intake at the counter of its unit, with the clock standing `at`."""
        intake = self.intake(**changes)
        with standing(at):
            who = self.viewer(by or _POSTS[intake.unit_key]["counter"])
            return actions.accept(who, intake, key=key or self.key())

    def submit(self, *, at: str = MORNING, key: str = "", **changes: Any) -> Outcome:
        """A citizen submits online."""
        with standing(at):
            return actions.submit(None, self.intake(channel=Channel.ONLINE, **changes), key=key or self.key())

    def do(self, act: str, on: Outcome, *, by: str = "", at: str = MORNING, key: str = "", **inputs: Any) -> Outcome:
        """Any act of casework by a member of the cast, or the operator (""); `inputs` may name accounts and units."""
        perform: Callable[..., Outcome] = getattr(actions, act)
        named = {name: self.named(name, value) for name, value in inputs.items()}
        with standing(at):
            return perform(self.viewer(by), ref(on), key=key or self.key(), **named)

    def bring(self, on: Outcome, to: State, *, at: str = MORNING, unit: str = THANH_SON) -> Outcome:
        """Brings an accepted dossier to a state, all its acts at one instant."""
        if to is State.ACCEPTED:
            return on
        before, act, duty, inputs = _NEXT[to]
        given = {name: _POSTS[unit].get(value, value) for name, value in inputs.items()}
        return self.do(act, self.bring(on, before, at=at, unit=unit), by=_POSTS[unit][duty], at=at, **given)

    def key(self) -> str:
        """A fresh idempotency key."""
        return f"key-{next(self._keys)}"

    def named(self, name: str, value: Any) -> Any:
        """An input in which an account or a unit was named, with its id instead."""
        if isinstance(value, str) and name.endswith("account_id"):
            return self.accounts[value]
        if name == "unit_ids":
            return tuple(self.units.get(unit, unit) for unit in value)
        return self.units[value] if isinstance(value, str) and name.endswith("unit_id") else value


_PERSONAL = frozenset(
    {
        "name", "id_number", "birth", "phone", "email", "address", "owner_name", "owner_address", "authorisation",
        "search",
    }
)  # fmt: skip


def ref(on: Outcome) -> Ref:
    """The dossier as its last answer left it."""
    return Ref(id=on.dossier_id, version=on.version)


@contextmanager
def standing(at: str) -> Iterator[datetime]:
    """The clock stands `at` a local instant."""
    instant = clock.instant(at, field="at")
    with clock.standing_at(instant):
        yield instant


def build() -> World:
    """Makes the world in the database of the test; after the first time by copying the rows, which is quicker."""
    if connection.vendor in _copies:
        made, copy = _copies[connection.vendor]
        world_rows.write(copy)
        return replace(made, units=dict(made.units), accounts=dict(made.accounts), _keys=count(1))
    made = _built()
    _copies[connection.vendor] = made, world_rows.read()
    return made


_copies: dict[str, tuple[World, world_rows.Copy]] = {}
"""By kind of database, which each keep rows in their own way."""


def _built() -> World:
    without_chance = patch.object(journal, "os", SimpleNamespace(urandom=bytes))  # the same world in every store
    with standing(BEGUN) as begun, without_chance, transaction.atomic():
        units = {unit.key: unit.id for unit in register_units(UNITS, actor_id=None, at=begun)}
        report = take_in([(content, None) for content in PROCEDURES], valid_from=SINCE, actor_id=None, at=begun)
        assert not report.errors, report.errors
        return World(units=units, accounts={who: _employ(who, member, units) for who, member in CAST.items()})


def _employ(who: str, member: Member, units: dict[str, int]) -> int:
    account_id = people.create_account(Viewer.system(), username=who, full_name=member.name, invented=True)
    people.assign_position(
        Viewer.system(),
        account_id=account_id,
        unit_id=units[member.unit],
        role=member.role,
        title=member.title,
        valid_from=SINCE,
    )
    return account_id
