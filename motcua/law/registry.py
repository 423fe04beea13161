"""The law as loaded: documents, dated values, and typed answers for a date.

The YAML files beside this module are the law; nothing here holds a value of its own. Every value begins on
its `from` (included) and ends before its `to`; loading checks all files and fails on the first that is not
sound, with file and line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from motcua.law import checks
from motcua.law.documents import read_documents
from motcua.law.errors import LawError, NoValue
from motcua.law.reading import read
from motcua.law.report_types import ReportForm
from motcua.law.series import LawValue, Series, read_series
from motcua.law.types import (
    CalendarException,
    CalendarLaw,
    Confidence,
    DayReading,
    DeadlineRules,
    Document,
    FormPack,
    Grade,
    NationalState,
    OfficeHours,
    ReportOutline,
    ScoreSheet,
    SupplementPolicy,
)

__all__ = ["LawError", "LawValue", "NoValue", "Registry", "Series", "law"]

PACKAGED = Path(__file__).parent
"""The folder of the law files that are shipped."""

_DOCUMENTS = "documents.yaml"
_RULES = (
    checks.WORKING_DAY_MINUTES,
    checks.SAME_DAY_CUT_OFF,
    checks.DAY_READING,
    checks.SUPPLEMENT_POLICY,
    checks.SUPPLEMENT_LIMIT,
)

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Registry:
    """All law that is loaded; build it with `load`, or take the shipped one from `law()`."""

    _documents: Mapping[str, Document] = field(repr=False)
    _series: Mapping[str, Series] = field(repr=False)

    @classmethod
    def load(cls, folder: Path) -> Registry:
        """Reads and checks every YAML file of a folder. Raises LawError for the first that is not sound."""
        documents = read_documents(read(folder / _DOCUMENTS, file=_DOCUMENTS))
        series: dict[str, Series] = {}
        for path in sorted(folder.rglob("*.yaml")):
            file = path.relative_to(folder).as_posix()
            if file != _DOCUMENTS:
                _add(series, path=path, file=file, documents=documents)
        checks.check(series)
        return cls(_documents=documents, _series=series)

    def value_on(self, law_id: str, on: date) -> LawValue:
        """What the law says for an id on a date. Raises NoValue for an unknown id or a date outside its values."""
        if law_id not in self._series:
            raise NoValue("Không có giá trị pháp lý «{law_id}»; hãy kiểm tra lại mã.", law_id=law_id, on=on)
        found = self._found(law_id, on)
        if found is None:
            raise NoValue(
                "Chưa có giá trị pháp lý «{law_id}» cho ngày {on}; hãy bổ sung vào tệp luật rồi thử lại.",
                law_id=law_id,
                on=on,
            )
        return found

    def series(self) -> tuple[Series, ...]:
        """Every id with its values, by id."""
        return tuple(self._series[law_id] for law_id in sorted(self._series))

    def document(self, document_id: str) -> Document | None:
        """The document of a normalised reference, or None where no value of the law cites it."""
        return self._documents.get(document_id)

    def documents(self) -> tuple[Document, ...]:
        """Every document that is cited, in the order of the file."""
        return tuple(self._documents.values())

    def calendar(self) -> CalendarLaw:
        """The days off and make-up days of the whole coverage, with the default office hours."""
        years = self._series[checks.DAYS_OFF].values
        first, last = years[0].valid_from, years[-1].valid_to
        assert last is not None  # checked when loading
        exceptions = (_as(value.value, tuple[CalendarException, ...]) for value in years)
        return CalendarLaw(
            first=first,
            last=last - timedelta(days=1),
            exceptions=tuple(day for days in exceptions for day in days),
            hours=self._on(checks.OFFICE_HOURS, first, OfficeHours),
        )

    def deadline_rules_on(self, on: date) -> DeadlineRules:
        """The rules that a due date set on this date is computed with. Raises NoValue before the first era."""
        return DeadlineRules(
            working_day_minutes=self._on(checks.WORKING_DAY_MINUTES, on, int),
            same_day_cut_off=self._on(checks.SAME_DAY_CUT_OFF, on, time),
            reading=self._on(checks.DAY_READING, on, DayReading),
            supplement_policy=self._on(checks.SUPPLEMENT_POLICY, on, SupplementPolicy),
            max_supplements=self._on(checks.SUPPLEMENT_LIMIT, on, int),
            source=self._sources(on),
        )

    def supplement_policies_on(self, on: date) -> Mapping[SupplementPolicy, LawValue]:
        """The policies for waiting on a supplement known on a date: Vietnamese name, effect in words, source."""
        found = {policy: self._found(checks.policy_id(policy), on) for policy in SupplementPolicy}
        return {policy: value for policy, value in found.items() if value is not None}

    def form_pack_on(self, on: date) -> FormPack:
        """The forms in force on a date. Raises NoValue where no pack is."""
        packs = (one for one in self._series.values() if one.kind == checks.FORM_PACK)
        found = next((value for pack in packs for value in pack.values if value.covers(on)), None)
        if found is not None:
            return _as(found.value, FormPack)
        raise NoValue("Chưa có bộ mẫu biểu nào cho ngày {on}; hãy bổ sung vào tệp luật.", law_id="forms", on=on)

    def report_forms_on(self, on: date) -> Mapping[str, LawValue]:
        """The report forms in force on a date by their codes ("II.06a"); the value of each is a ReportForm."""
        found = (self._found(one.id, on) for one in self._series.values() if one.kind == checks.REPORT_FORM)
        return {_as(value.value, ReportForm).code: value for value in found if value is not None}

    def report_outline_on(self, on: date) -> ReportOutline:
        """The outline of the periodic report on administrative reform in force on a date."""
        return self._on(checks.REPORT_OUTLINE, on, ReportOutline)

    def national_states(self) -> tuple[NationalState, ...]:
        """The dossier states of the national portal as last known, by code from 1."""
        return _as(self._series[checks.NATIONAL_STATES].values[-1].value, tuple[NationalState, ...])

    def score_sheet_on(self, on: date) -> ScoreSheet:
        """The score sheet of QĐ 766 in force on a date. Raises NoValue before the decision."""
        return self._on(checks.SCORE_SHEET, on, ScoreSheet)

    def grades_on(self, on: date) -> tuple[Grade, ...]:
        """The grades of QĐ 766, the best first. Raises NoValue before the decision."""
        return _as(self.value_on(checks.GRADES, on).value, tuple[Grade, ...])

    def _found(self, law_id: str, on: date) -> LawValue | None:
        return next((value for value in self._series[law_id].values if value.covers(on)), None)

    def _on(self, law_id: str, on: date, expected: type[T]) -> T:
        return _as(self.value_on(law_id, on).value, expected)

    def _sources(self, on: date) -> str:
        values = [self.value_on(law_id, on) for law_id in _RULES]
        cited = dict.fromkeys(value.document for value in values if value.document)
        doubtful = any(value.confidence is Confidence.TO_VERIFY for value in values)
        return ", ".join(cited or ("chưa rõ văn bản",)) + (" (chờ kiểm chứng)" if doubtful else "")


@cache
def law() -> Registry:
    """The shipped law, loaded once per process."""
    return Registry.load(PACKAGED)


def _as(content: object, expected: type[T]) -> T:
    """The content as the type that its kind gives; the kind of every id asked for was checked when loading."""
    return cast(T, content)


def _add(series: dict[str, Series], *, path: Path, file: str, documents: Mapping[str, Document]) -> None:
    for key, body in read(path, file=file).pairs():
        one = read_series(key, body, documents=documents)
        if one.id in series:
            there = series[one.id]
            key.fail(f"mã «{one.id}» đã có ở {there.file}, dòng {there.line}; hãy gộp lại hoặc đặt mã khác.")
        series[one.id] = one
