"""The scans of the papers handed in, paper by paper.

The form POSTs `paper-N` (files, repeated) for each paper and its hidden `request_key`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from motcua.desks.counter.framing import counter_frame
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Frame, Hidden, Link
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import KEY, kept_key, sent
from motcua.desks.frame.uploads import HINT, FileInput, uploads
from motcua.records.casework import attaching, attachments
from motcua.records.casework.attaching import About, Batch, Filed
from motcua.records.casework.attachments import Kind
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.content import PaperView
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

_PAPER = "paper-"


@dataclass(frozen=True, kw_only=True, slots=True)
class PapersPage:
    """A box for the scans of each paper; `hint` says what may be sent."""

    frame: Frame
    code: str
    procedure: str
    hint: str
    action: str
    hidden: tuple[Hidden, ...]
    papers: tuple[FileInput, ...]
    back: Link
    files: Link
    errors: tuple[ErrorLink, ...] = ()


def papers_page(
    request: StaffRequest, dossier: DossierView, *, sent_key: str = "", refusal: Refusal | None = None
) -> PapersPage:
    """The page of a dossier's scans; `refusal` is that of the form sent before under `sent_key`."""
    errors = errors_of(refusal)
    there = attachments.papers_on_file(request.viewer, dossier.id)
    papers = tuple(_input(paper, count=there.get(paper.number, 0), errors=errors) for paper in _handed_in(dossier))
    return PapersPage(
        frame=counter_frame(request, title=f"Bản quét giấy tờ {dossier.code}", current="intake"),
        code=dossier.code,
        procedure=dossier.procedure,
        hint=HINT,
        action=reverse("counter:papers", args=(dossier.code,)),
        hidden=(kept_key(sent_key),),
        papers=papers,
        back=Link(text="Về hồ sơ vừa tiếp nhận", href=reverse("counter:accepted", args=(dossier.code,))),
        files=Link(text="Xem, đối chiếu các tệp đã có", href=reverse("officer:files", args=(dossier.code,))),
        errors=summary([paper.field for paper in papers], errors),
    )


def scanned(
    viewer: Viewer, dossier: DossierView, data: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]
) -> Filed:
    """Adds the scans of a form, each to its paper. Raises Refusal by the boxes, NotFound, NotAllowed, Conflict."""
    key = sent(data, fields=(KEY,))[KEY]
    names = {f"{_PAPER}{paper.number}": paper.number for paper in _handed_in(dossier)}
    chosen = uploads(files, *names)
    batches = [
        Batch(about=About(kind=Kind.PAPER, paper=names[name], digitised=True), uploads=given)
        for name, given in chosen.items()
        if given
    ]
    return attaching.attach(viewer, dossier.id, batches, key=key)


def _handed_in(dossier: DossierView) -> tuple[PaperView, ...]:
    """The papers that were handed in; all of the procedure where none was noted."""
    papers = catalogue.version(dossier.procedure_version_id).papers
    return tuple(paper for paper in papers if paper.number in dossier.papers) or tuple(papers)


def _input(paper: PaperView, *, count: int, errors: Mapping[str, str]) -> FileInput:
    name = f"{_PAPER}{paper.number}"
    hint = f"Đã có {number_vi(count)} tệp" if count else "Chưa có tệp"
    label = f"{paper.number}. {paper.name}"
    return FileInput(field=Field(name=name, label=label, hint=hint, error=errors.get(name, ""), optional=bool(count)))
