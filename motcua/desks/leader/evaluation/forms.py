"""What the addresses of the evaluation ask for, and what the form of points sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.sent import KEY, VERSION, sent, whole_number
from motcua.desks.leader import asking
from motcua.records import clock
from motcua.records.evaluation.assessing import AssessmentGiven
from motcua.records.evaluation.content import Kind
from motcua.rules.folding import clean
from motcua.rules.period import Period, quarter_to_report
from motcua.rules.refusal import NotFound, Refusal

POINTS, NOTE = "points_", "note_"
"""What the names of the inputs of an indicator begin with; its number follows."""

GROUND = "ground"
SLUGS = {"tu-cham": Kind.OWN, "tham-dinh": Kind.APPRAISED}
"""The kinds of points, as addresses say them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedEvaluation:
    """A part of the evaluation, all of it in the address."""

    period: Period
    unit: str = ""
    criterion: str = ""
    after: int = 0

    @property
    def ranking(self) -> str:
        """The address of all agencies."""
        return self._at("evaluations")

    @property
    def agency(self) -> str:
        """The address of the agency."""
        return self._at("evaluation", self.unit)

    def of_unit(self, key: str) -> AskedEvaluation:
        """Another agency."""
        return replace(self, unit=key, criterion="", after=0)

    def ballots(self, criterion: str = "", *, after: int = 0) -> str:
        """The address of its ballots, or of those that answer an indicator."""
        return self._at("evaluation_ballots", self.unit, chi_so=criterion, after=str(after or ""))

    def officer(self, account_id: int, *, after: int = 0) -> str:
        """The address of a person's score."""
        return self._at("evaluation_officer", account_id, after=str(after or ""))

    def points(self, slug: str) -> str:
        """The address of the form of points."""
        return self._at("evaluation_points", self.unit, slug)

    def file(self, name: str, kind: str) -> str:
        """The address of a file of the ranking, the agency or its ballots."""
        return self._at(name, *((self.unit,) if self.unit else ()), kind)

    def _at(self, name: str, *args: str | int, **more: str) -> str:
        query = {"period": self.period.id, **{field: value for field, value in more.items() if value}}
        return f"{reverse(f'leader:{name}', args=args)}?{urlencode(query)}"


def asked_evaluation(data: QueryDict, *, unit: str = "") -> AskedEvaluation:
    """What an address asks for. Raises Refusal naming what is wrong."""
    typed, after = asking.typed_period(data), data.get("after", "")
    return AskedEvaluation(
        period=asking.period_in(typed) if typed.period else default_period(),
        unit=unit,
        criterion=clean(data.get("chi_so", ""), field="chi_so", limit=4),
        after=whole_number(after, field="after") if after else 0,
    )


def default_period() -> Period:
    """The quarter that is being reported."""
    return quarter_to_report(clock.now().date())


def kind_of(slug: str) -> Kind:
    """The kind of points of an address. Raises NotFound."""
    if slug not in SLUGS:
        raise NotFound("kind", "Không có trang này; hãy mở lại từ trang đánh giá của cơ quan.")
    return SLUGS[slug]


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedPoints:
    """The form of points as typed, by the names of its inputs."""

    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def given(self) -> AssessmentGiven:
        """The points. Raises Refusal naming the input."""
        points = {
            name.removeprefix(POINTS): _points(value, field=name)
            for name, value in self.values.items()
            if name.startswith(POINTS) and value.strip()
        }
        notes = {name.removeprefix(NOTE): value for name, value in self.values.items() if name.startswith(NOTE)}
        seen = whole_number(self[VERSION], field=VERSION)
        return AssessmentGiven(points=points, notes={**notes, "": self[GROUND]}, seen=seen)


def kept(data: QueryDict, numbers: tuple[str, ...]) -> TypedPoints:
    """The form as sent, right or wrong, to be shown again."""
    return TypedPoints(values={name: data.get(name, "") for name in _names(numbers)})


def typed(data: QueryDict, numbers: tuple[str, ...]) -> TypedPoints:
    """The form as sent. Raises Refusal for a field that it does not have."""
    return TypedPoints(values=sent(data, fields=_names(numbers)))


def _names(numbers: tuple[str, ...]) -> tuple[str, ...]:
    inputs = (f"{beginning}{number}" for number in numbers for beginning in (POINTS, NOTE))
    return (*inputs, GROUND, VERSION, KEY)


def _points(text: str, *, field: str) -> Fraction:
    """Points with a decimal comma or point. Raises Refusal."""
    written = clean(text, field=field, limit=10).replace(",", ".")
    whole, _point, tenths = written.partition(".")
    if not all(part.isascii() and part.isdecimal() for part in (whole, tenths or "0")):
        raise Refusal(field, "Không đọc được điểm «{text}»; hãy nhập như 1,5.", text=written)
    return Fraction(written.rstrip("."))
