"""What a dossier puts into a sheet: read once, formatted, so that builders only place it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from types import MappingProxyType

from motcua.desks.frame.formats import instant_vi, term_vi, weekday_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.sheets.codes import look_up_address
from motcua.desks.frame.sheets.sheet import Align, Codes, Entry, Grid, GridColumn, Head
from motcua.law.registry import law
from motcua.law.types import LOCAL, Form
from motcua.records import clock
from motcua.records.casework.papers import Counts
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.content import PaperKind
from motcua.records.catalogue.queries import PaperView
from motcua.records.places import queries as places
from motcua.records.places.drafts import UnitKind
from motcua.records.places.queries import UnitView


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficialForm:
    """A form as it is printed: its title, the labels of its fields, and how the sheet names it in its foot."""

    title: str
    note: str
    labels: dict[str, str]

    def __getitem__(self, field_id: str) -> str:
        """The label of a field. Raises KeyError for one that the form does not have."""
        return self.labels[field_id]

    def has(self, field_id: str) -> bool:
        """Whether the form asks for a field: packs differ."""
        return field_id in self.labels


@dataclass(frozen=True, kw_only=True, slots=True)
class Filling:
    """A dossier, the form to fill, and who gives it out. `receiver` is the unit that received; `unit` speaks, on the
    day of the `head`.
    """

    dossier: DossierView
    form: OfficialForm
    head: Head
    unit: UnitView
    receiver: UnitView
    papers: tuple[PaperView, ...]
    codes: Codes
    simulated: bool

    @property
    def handed_in(self) -> tuple[PaperView, ...]:
        """The components that were handed in."""
        return tuple(paper for paper in self.papers if paper.number in self.dossier.papers)

    @property
    def missing(self) -> tuple[PaperView, ...]:
        """The compulsory components that were not."""
        return tuple(paper for paper in self.papers if paper.required and paper.number not in self.dossier.papers)


def filling(dossier: DossierView, form_ids: tuple[str, ...], *, unit_id: int, on: date) -> Filling:
    """A dossier for the first of these forms that the pack of its acceptance has, given out by a unit on a day."""
    return Filling(
        dossier=dossier,
        form=official_form(form_ids, began=began(dossier)),
        head=sheet_head(unit_id, on=on),
        unit=places.unit_by_id(unit_id),
        receiver=places.unit_by_id(dossier.unit_id),
        papers=catalogue.version(dossier.procedure_version_id).papers,
        codes=Codes(code=dossier.code, look_up=look_up_address(dossier.code)),
        simulated=in_demonstration(),
    )


def sheet_head(unit_id: int, *, on: date) -> Head:
    """The head of a sheet that a unit gives out on a day. A committee has no agency above it and fills both lines.

    Source: 30/2020/NĐ-CP, Phụ lục I, phần II, mục I, khoản 2 (chờ kiểm chứng).
    """
    told, unit = agency_head(unit_id, on=on), places.unit_by_id(unit_id)
    parent = "" if unit.kind is UnitKind.COMMITTEE else told.parent
    return Head(parent=_lines(parent), agency=_lines(told.agency), number="", place_and_date=told.place_and_date)


def _lines(agency: str) -> str:
    """A committee's name in the two lines in which it is always written."""
    return agency.replace(f"{_COMMITTEE} ", f"{_COMMITTEE}\n", 1)


def began(dossier: DossierView) -> date:
    """The day whose forms a dossier keeps: that of acceptance, before it that of submission."""
    return (dossier.accepted_at or dossier.submitted_at).astimezone(LOCAL).date()


def official_form(form_ids: tuple[str, ...], *, began: date) -> OfficialForm:
    """The first of these forms that the pack of a day has. Where it has none, that of the latest pack known, and the
    sheet says so.
    """
    day = began
    form = _first_of(form_ids, day)
    if form is None:
        day = law().calendar().last
        form = _first_of(form_ids, day)
    assert form is not None, form_ids
    labels = {field.id: field.label for field in form.fields}
    return OfficialForm(title=form.title, note=_note(form, day, own=day == began), labels=labels)


def _first_of(form_ids: tuple[str, ...], day: date) -> Form | None:
    pack = law().form_pack_on(day)
    return next((form for form_id in form_ids if (form := pack.form(form_id))), None)


def _note(form: Form, day: date, *, own: bool) -> str:
    document = law().value_on(f"forms.{law().form_pack_on(day).id}", day).document
    if form.extra:
        return f"Mẫu của hệ thống, không thuộc bộ mẫu của Thông tư {document}"
    name = f"ẫu số {form.number} – Thông tư {document}"
    return f"M{name}" if own else f"Trình bày theo m{name}; bộ mẫu lúc tiếp nhận không có mẫu này"


_COMMITTEE = "Ủy ban nhân dân"
_CONTENT = "Nội dung yêu cầu giải quyết"

COUNTS = (
    GridColumn(label="TT", width=5, align=Align.CENTRE),
    GridColumn(label="Tên giấy tờ", width=46),
    GridColumn(label="Bản chính", width=11, align=Align.CENTRE, group="Số lượng"),
    GridColumn(label="Bản sao chứng thực", width=15, align=Align.CENTRE, group="Số lượng"),
    GridColumn(label="Bản chụp", width=11, align=Align.CENTRE, group="Số lượng"),
)
"""The columns of every table of components."""


def components(
    papers: tuple[PaperView, ...],
    *,
    caption: str,
    sets: int | None,
    least: int = 0,
    counts: Mapping[int, Counts] = MappingProxyType({}),
) -> Grid:
    """A table of components: as counted, else so many sets of each; without a number of sets, left to be written."""
    rows = tuple(
        _component(paper, place, sets=sets, counts=counts.get(paper.number)) for place, paper in enumerate(papers, 1)
    )
    return Grid(columns=COUNTS, rows=rows, caption=caption, least=least)


def _component(paper: PaperView, place: int, *, sets: int | None, counts: Counts | None) -> tuple[str, ...]:
    if counts is not None:
        return (str(place), paper.name, *(str(count) if count else "" for count in astuple(counts)))
    shown = paper.kind is PaperKind.PRESENT
    name = f"{paper.name} (xuất trình, đã trả lại)" if shown and sets else paper.name
    kinds = (PaperKind.ORIGINAL, PaperKind.CERTIFIED, PaperKind.COPY)
    return (str(place), name, *(str(sets) if sets and paper.kind is kind else "" for kind in kinds))


def submitter(filled: Filling, *, identity: bool = True) -> tuple[tuple[Entry, ...], ...]:
    """The lines that name the submitter, as the form labels them."""
    form, person = filled.form, filled.dossier.applicant
    known = (Entry(label=form["submitter_identity"], value=person["id_number"]),) if identity else ()
    return (
        (Entry(label=form["submitter_name"], value=person["name"], bold=True),),
        (Entry(label=form["submitter_address"], value=person["address"]),),
        (
            Entry(label=form["submitter_phone"], value=person["phone"]),
            Entry(label=form["submitter_email"], value=person["email"]),
        ),
        *((known,) if known else ()),
    )


def owner(filled: Filling) -> tuple[tuple[Entry, ...], ...]:
    """The lines that name the owner; none where it is the submitter."""
    form, person = filled.form, filled.dossier.applicant
    if not person["owner_name"]:
        return ()
    return (
        (Entry(label=form["owner_name"].partition(" (")[0], value=person["owner_name"], bold=True),),
        (Entry(label=form["owner_address"], value=person["owner_address"]),),
    )


def content(filled: Filling) -> Entry:
    """What is asked: the procedure with its national code."""
    value = f"{filled.dossier.procedure} ({filled.dossier.procedure_code})"
    return Entry(label=filled.form.labels.get("content", _CONTENT), value=value, bold=True)


def legal_time(filled: Filling) -> Entry:
    """The term of the procedure."""
    return Entry(label=filled.form["legal_time"], value=term_vi(filled.dossier.term))


def hour_vi(at: datetime) -> str:
    """An instant as forms write it: 15 giờ 20 phút, thứ Sáu 28/04/2023."""
    local = at.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M} phút, {weekday_vi(local)}"


def appointed_vi(dossier: DossierView) -> str:
    """The appointment as it was made, and where it moved to when it was moved since."""
    first, due = dossier.first_due_at, dossier.due_at
    if first is None or due is None:
        return "không hẹn ngày"
    return hour_vi(first) if first == due else f"{hour_vi(first)} (nay hẹn lại: {hour_vi(due)})"


def place_vi(unit: UnitView) -> str:
    """A unit and where it is."""
    return f"tại {unit.name}" + (f", {unit.address}" if unit.address else "")


def printed_vi() -> str:
    """When a sheet was printed, for its foot."""
    return f"In lúc {instant_vi(clock.now())}"
