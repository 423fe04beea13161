"""A district made up for the tests of the stream: seventeen communes, four departments, a dozen procedures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from motcua.demo.stream import NamePool, OfficeSpec, ProcedureSpec, Step, stream
from motcua.law.registry import law
from motcua.law.types import Channel, Level, Term, TermUnit
from motcua.rules.working_time import WorkCalendar

CALENDAR = WorkCalendar.from_law(law().calendar())
RULES = law().deadline_rules_on(date(2023, 1, 1))

EVERYWHERE = (Channel.COUNTER, Channel.ONLINE, Channel.POST)
BOTH = frozenset({Level.COMMUNE, Level.DISTRICT})
COMMUNE = frozenset({Level.COMMUNE})
DISTRICT = frozenset({Level.DISTRICT})


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A text and its weight."""

    text: str
    weight: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """Middle and given names."""

    middle: tuple[Entry, ...]
    given: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """A way of naming."""

    id: str
    weight: int
    family: tuple[Entry, ...]
    men: Given
    women: Given


def _entries(text: str) -> tuple[Entry, ...]:
    return tuple(Entry(text=word) for word in text.split())


KHMER = Group(
    id="khmer",
    weight=6,
    family=_entries("Thạch Kim Sơn Kiên"),
    men=Given(middle=_entries("Sa Đa"), given=_entries("Rây Phol Kha")),
    women=Given(middle=_entries("Thị"), given=_entries("Phia Ry Na")),
)
KINH = Group(
    id="kinh",
    weight=4,
    family=_entries("Nguyễn Trần Lê"),
    men=Given(middle=_entries("Văn Minh"), given=_entries("Hùng Tâm Lộc")),
    women=Given(middle=_entries("Thị Ngọc"), given=_entries("Lan Mai Cúc")),
)
NAMES = NamePool.of((KHMER, KINH))


def procedure(
    code: str,
    field: str,
    term: Term,
    *,
    weight: float,
    levels: frozenset[Level] = COMMUNE,
    channels: tuple[Channel, ...] = EVERYWHERE,
    needs_approval: bool = True,
    papers: int = 3,
) -> ProcedureSpec:
    """A procedure with the same term in every channel."""
    return ProcedureSpec(
        code=code,
        levels=levels,
        field=field,
        term_by_channel=dict.fromkeys(channels, term),
        papers=papers,
        weight=weight,
        needs_approval=needs_approval,
    )


SAME_DAY = Term(amount=0, unit=TermUnit.SAME_DAY)


def working_days(amount: int) -> Term:
    """So many working days."""
    return Term(amount=amount, unit=TermUnit.WORKING_DAY)


PROCEDURES = (
    procedure("2.000815", "Chứng thực", SAME_DAY, weight=60, levels=BOTH, needs_approval=False, papers=2),
    procedure("2.000884", "Chứng thực", SAME_DAY, weight=15, levels=BOTH, needs_approval=False, papers=2),
    procedure("2.001035", "Chứng thực", working_days(2), weight=8),
    procedure("2.000942", "Chứng thực", Term(amount=0, unit=TermUnit.UNKNOWN), weight=3, levels=BOTH),
    procedure("1.001193", "Hộ tịch", SAME_DAY, weight=30),
    procedure("2.000635", "Hộ tịch", SAME_DAY, weight=25, levels=BOTH),
    procedure("1.004873", "Hộ tịch", working_days(3), weight=20),
    procedure("1.004884", "Hộ tịch", working_days(5), weight=5),
    procedure("1.001699", "Bảo trợ xã hội", Term(amount=30, unit=TermUnit.DAY), weight=5),
    procedure("1.011607", "Giảm nghèo", Term(amount=15, unit=TermUnit.DAY), weight=5, channels=(Channel.COUNTER,)),
    procedure("1.004222", "Cư trú", working_days(7), weight=10, channels=(Channel.COUNTER, Channel.ONLINE)),
    procedure("2.000806", "Hộ tịch", Term(amount=15, unit=TermUnit.DAY), weight=2, levels=DISTRICT),
    procedure("1.001612", "Hộ kinh doanh", working_days(3), weight=30, levels=DISTRICT),
    procedure("2.002100", "Khiếu nại", Term(amount=0, unit=TermUnit.NONE), weight=1, levels=DISTRICT),
    procedure("2.001159", "Cư trú", Term(amount=1, unit=TermUnit.HOUR), weight=3),
)

_BY_CODE = {spec.code: spec for spec in PROCEDURES}


def commune(number: int, *, share: float) -> OfficeSpec:
    """A commune with a desk, two officers and a leader."""
    key = f"xa{number:02d}"
    return OfficeSpec(
        unit_key=f"huyen.{key}",
        level=Level.COMMUNE,
        share=share,
        counter=(f"{key}.quay",),
        officers=(f"{key}.hotich", f"{key}.xahoi"),
        leaders=(f"{key}.lanhdao",),
        hamlets=("ấp 1", "ấp 2", "ấp 3"),
        khmer_share=0.6,
        place=f"xã {number}, huyện Thử",
    )


def department(key: str, fields: frozenset[str], *, share: float) -> OfficeSpec:
    """A department behind the district's one-stop desk."""
    return OfficeSpec(
        unit_key="huyen.mot_cua",
        level=Level.DISTRICT,
        share=share,
        counter=("motcua.quay1", "motcua.quay2"),
        officers=(f"{key}.chuyenvien",),
        leaders=(f"{key}.truong",),
        hamlets=("xã 1", "xã 2"),
        khmer_share=0.4,
        fields=fields,
    )


TOWN = commune(1, share=3.0)
OFFICES = (
    TOWN,
    *(commune(number, share=1.0) for number in range(2, 18)),
    department("tuphap", frozenset({"Chứng thực", "Hộ tịch"}), share=7),
    department("taichinh", frozenset({"Hộ kinh doanh"}), share=3),
    department("thanhtra", frozenset({"Khiếu nại"}), share=0.2),
)


def steps_of(*, seed: int = 2023, scale: float = 1.0) -> Iterator[Step]:
    """The stream of the invented district."""
    return stream(
        seed=seed,
        scale=scale,
        offices=OFFICES,
        procedures=PROCEDURES,
        names=NAMES,
        calendar=CALENDAR,
        rules=RULES,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """One dossier of a stream: its intake and its acts in order."""

    steps: tuple[Step, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """The names of the acts."""
        return tuple(step.act for step in self.steps)

    def step(self, act: str) -> Step | None:
        """The first act of a name."""
        return next((step for step in self.steps if step.act == act), None)

    @property
    def unit(self) -> str:
        """Where the dossier was received."""
        return str(self.steps[0].inputs["unit"])

    @property
    def level(self) -> Level:
        """The level of the unit."""
        return Level.DISTRICT if self.unit == "huyen.mot_cua" else Level.COMMUNE

    @property
    def channel(self) -> Channel:
        """How the dossier came."""
        return Channel(self.steps[0].inputs["channel"])

    @property
    def procedure(self) -> ProcedureSpec:
        """What was asked for."""
        return _BY_CODE[self.steps[0].inputs["procedure"]]

    @property
    def received(self) -> bool:
        """Whether it counts as received: accepted and not void."""
        return "accept" in self.acts and "void" not in self.acts

    @property
    def settled(self) -> bool:
        """Whether a received dossier has ended."""
        return self.received and bool({"settle", "refuse", "withdraw", "stop"} & set(self.acts))


@cache
def courses(scale: float, seed: int = 2023) -> tuple[Course, ...]:
    """The dossiers of a stream, gathered once for all tests that look at them."""
    gathered = sorted(steps_of(scale=scale, seed=seed), key=lambda step: (step.dossier, step.number))
    return tuple(Course(steps=tuple(own)) for _, own in groupby(gathered, key=lambda step: step.dossier))
