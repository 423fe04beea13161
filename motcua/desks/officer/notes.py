"""The notes of a dossier as a section of its page, and the form that adds one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.fields import Field, FieldKind
from motcua.desks.frame.formats import instant_vi, iso
from motcua.desks.frame.pages import Hidden
from motcua.desks.frame.sent import KEY, kept_key, sent, whole_number
from motcua.records.casework import notes
from motcua.records.casework.notes import LONGEST, NoteView
from motcua.records.casework.views import DossierView
from motcua.records.people.viewer import Viewer

ANCHOR = "ghi-chu"
TEXT, MENTIONED = "text", "mentioned"
ERASED = "Nội dung đã xóa theo quy định về dữ liệu cá nhân."


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """A note that was refused: what was typed, who was ticked, and the errors by input."""

    text: str = ""
    mentioned: frozenset[str] = frozenset()
    key: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Colleague:
    """Somebody who may be mentioned: a box to tick."""

    id: str
    value: str
    name: str
    title: str
    checked: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteLine:
    """A note as read; `erased` says that its words are gone."""

    at: str
    at_iso: str
    author: str
    text: str
    mentioned: str
    erased: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NoteForm:
    """Adds a note. POSTs `text`, `request_key`, and `mentioned` for each colleague who is ticked."""

    action: str
    hidden: tuple[Hidden, ...]
    text: Field
    colleagues: tuple[Colleague, ...]
    error: str
    open: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NotesSection:
    """The notes of a dossier, the latest first; without `form` the person only reads."""

    lines: tuple[NoteLine, ...]
    form: NoteForm | None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The inputs of the form, for the summary of errors."""
        return (self.form.text,) if self.form else ()


def section(viewer: Viewer, dossier: DossierView, typed: Typed | None) -> NotesSection | None:
    """The notes, and the form for who works on dossiers; None where there is neither."""
    lines = tuple(map(_line, notes.of(dossier)))
    form = _form(viewer, dossier, typed) if notes.may_add(viewer) else None
    return NotesSection(lines=lines, form=form) if lines or form else None


def added(viewer: Viewer, dossier_id: int, data: QueryDict) -> None:
    """Writes the note that a form sent. Raises Refusal, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY, TEXT), repeated=(MENTIONED,))
    mentioned = [whole_number(value, field=MENTIONED) for value in data.getlist(MENTIONED)]
    notes.add(viewer, dossier_id, key=typed[KEY], text=typed[TEXT], mentioned=mentioned)


def kept(data: QueryDict, *, errors: Mapping[str, str]) -> Typed:
    """A note to show again after a refusal."""
    ticked = frozenset(data.getlist(MENTIONED))
    return Typed(text=data.get(TEXT, ""), mentioned=ticked, key=data.get(KEY, ""), errors=errors)


def _form(viewer: Viewer, dossier: DossierView, typed: Typed | None) -> NoteForm:
    again = typed or Typed()
    return NoteForm(
        action=reverse("officer:note", args=(dossier.code,)),
        hidden=(kept_key(again.key),),
        text=Field(
            name=TEXT,
            label="Ghi chú nội bộ",
            value=again.text,
            kind=FieldKind.AREA,
            required=True,
            maxlength=str(LONGEST),
            hint="Chỉ cán bộ được xem hồ sơ này đọc được; người dân không thấy.",
            error=again.errors.get(TEXT, ""),
            prefix=f"{ANCHOR}-",
        ),
        colleagues=tuple(
            Colleague(
                id=f"{ANCHOR}-{account.id}",
                value=str(account.id),
                name=account.full_name,
                title=account.posts[0].title,
                checked=str(account.id) in again.mentioned,
            )
            for account in notes.colleagues(viewer, dossier)
        ),
        error=again.errors.get(MENTIONED, ""),
        open=typed is not None,
    )


def _line(view: NoteView) -> NoteLine:
    return NoteLine(
        at=instant_vi(view.at),
        at_iso=iso(view.at),
        author=view.author,
        text=ERASED if view.text is None else view.text,
        mentioned=", ".join(view.mentioned),
        erased=view.text is None,
    )
