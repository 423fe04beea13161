"""The files of a dossier as parts of pages: a section of the dossier's page, all of them, and each on its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind
from motcua.desks.frame.formats import date_vi, instant_vi, number_vi
from motcua.desks.frame.pages import Badge, Fact, Link, Tone
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import KEY, fresh_key, kept_key
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.frame.uploads import joined, size_vi
from motcua.desks.officer import files_forms as forms
from motcua.desks.officer import signing
from motcua.desks.officer.files_forms import Refused
from motcua.desks.officer.files_pages import (
    CheckForm,
    FilePage,
    FilesForm,
    FilesPage,
    FilesSection,
    RemoveForm,
    ToCheck,
)
from motcua.desks.officer.lists import officer_frame
from motcua.records.casework import attachments, signatures
from motcua.records.casework.attaching import may_file
from motcua.records.casework.attachments import AttachmentView, Kind
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.content import PaperView
from motcua.records.files.media import MEDIA, Media
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

MOST = 20
"""Files listed on the page of a dossier; a longer list would push everything else out of sight."""

MOST_TICKED = 100
"""Files that can be ticked at once."""

CITIZEN = "Người nộp"
_PREFIX = "tep-"
_REASON_LIMIT = "2000"


def section(viewer: Viewer, dossier: DossierView) -> FilesSection:
    """The first files of a dossier, and the form that adds more."""
    papers = catalogue.version(dossier.procedure_version_id).papers
    listed = attachments.of(dossier, most=MOST)
    count = number_vi(listed.count)
    return FilesSection(
        sentence=_sentence(listed.count, listed.unchecked),
        table=_table(dossier, papers, listed.rows, caption="Tệp của hồ sơ"),
        more=Link(
            text=f"Xem tất cả {count} tệp" if listed.count > MOST else "Mở trang tệp để xem, đối chiếu",
            href=files_href(dossier.code),
        ),
        form=_form(viewer, dossier, papers, refused=None),
    )


def files_page(
    request: StaffRequest, dossier: DossierView, *, refused: Refused | None = None, refusal: Refusal | None = None
) -> FilesPage:
    """All files of a dossier; `refused` opens the form that adds files again, `refusal` is that of a check."""
    papers = catalogue.version(dossier.procedure_version_id).papers
    listed = attachments.of(dossier)
    form = _form(request.viewer, dossier, papers, refused=refused)
    copies = signatures.signed_copies_of(dossier)
    unchecked = [view for view in listed.rows if view.checked_at is None and view.number not in copies]
    signed = sum(view.checked_at is None and view.number in copies for view in listed.rows)
    return FilesPage(
        frame=officer_frame(request, title=f"Tệp của hồ sơ {dossier.code}"),
        code=dossier.code,
        procedure=dossier.procedure,
        sentence=_sentence(listed.count, listed.unchecked - signed, signed=signed),
        table=_table(dossier, papers, listed.rows, caption="Các tệp, theo từng giấy tờ"),
        back=Link(text=f"Về hồ sơ {dossier.code}", href=reverse("officer:dossier", args=(dossier.code,))),
        form=form,
        check=_check_form(dossier.code, papers, unchecked[:MOST_TICKED]) if form else None,
        removed=_removed_table(dossier.code, papers, listed.removed),
        letter=signing.letter_form(request.viewer, dossier, listed.rows),
        errors=_errors(form, refused, refusal),
    )


def file_page(
    request: StaffRequest,
    dossier: DossierView,
    view: AttachmentView,
    *,
    typed: str | None = None,
    refusal: Refusal | None = None,
) -> FilePage:
    """A file on its own; `typed` is the reason of a removal that was refused."""
    papers = catalogue.version(dossier.procedure_version_id).papers
    there = view.removed_at is None
    acts = there and _may_file(request.viewer, dossier)
    errors = errors_of(refusal)
    place = {} if not there else _places(request.viewer, dossier, view)
    shown = there and MEDIA[view.media].shown
    remove = _remove_form(dossier.code, view, typed=typed, error=errors.get("reason", "")) if acts else None
    return FilePage(
        frame=officer_frame(request, title=f"{view.name} · {dossier.code}"),
        code=dossier.code,
        name=view.name,
        meta=joined((_what(view, papers), *_measures(view))),
        badge=_badge(view, copies=signatures.signed_copies_of(dossier)),
        facts=_facts(request.viewer, dossier.code, view),
        back=Link(text="Tất cả tệp của hồ sơ", href=files_href(dossier.code)),
        picture=_href("file_shown", dossier.code, view) if shown and view.media is not Media.PDF else "",
        view=_href("file_shown", dossier.code, view) if shown else "",
        download=_href("file_given", dossier.code, view) if there else "",
        check=_check_form(dossier.code, papers, [view]) if acts and view.checked_at is None else None,
        remove=remove,
        signing=signing.section(request.viewer, dossier, view) if there else None,
        errors=summary([remove.reason] if remove else [], errors),
        **place,
    )


def files_href(code: str) -> str:
    """The address of all files of a dossier."""
    return reverse("officer:files", args=(code,))


def next_to_check(viewer: Viewer, dossier_id: int, code: str, *, after: int) -> str:
    """The address of the file to check after one, as they are listed; of all files where none is left."""
    rows = attachments.listing(viewer, dossier_id).rows
    place = next((place for place, view in enumerate(rows, start=1) if view.number == after), 0)
    for view in (*rows[place:], *rows[:place]):
        if view.checked_at is None:
            return _href("file", code, view)
    return files_href(code)


def _form(
    viewer: Viewer, dossier: DossierView, papers: Sequence[PaperView], *, refused: Refused | None
) -> FilesForm | None:
    if not _may_file(viewer, dossier):
        return None
    typed: Mapping[str, str] = refused.typed if refused else {}
    errors: Mapping[str, str] = refused.errors if refused else {}
    details = tuple(replace(field, prefix=_PREFIX) for field in forms.detail_fields(typed, errors))
    what = forms.what_field(papers, typed=typed.get("what", ""), error=errors.get("what", ""))
    return FilesForm(
        action=reverse("officer:files", args=(dossier.code,)),
        hidden=(kept_key(typed.get(KEY, "")),),
        files=forms.file_input(error=errors.get("files", ""), prefix=_PREFIX),
        what=replace(what, prefix=_PREFIX),
        digitised=replace(forms.digitised_field(typed), prefix=_PREFIX),
        details=details,
        details_open=any(field.value or field.error for field in details),
        open=refused is not None,
    )


def _may_file(viewer: Viewer, dossier: DossierView) -> bool:
    return may_file(viewer, state=dossier.state, unit_id=dossier.unit_id, holder_unit_id=dossier.holder_unit_id)


def _errors(form: FilesForm | None, refused: Refused | None, refusal: Refusal | None) -> tuple[ErrorLink, ...]:
    fields = (form.what, form.files.field, *form.details) if form else ()
    return summary(fields if refused else (), refused.errors if refused else errors_of(refusal))


def _sentence(count: int, unchecked: int, *, signed: int = 0) -> str:
    if not count:
        return "Chưa có tệp nào. Bản quét giấy tờ, kết quả và tài liệu kèm theo sẽ nằm ở đây."
    if not unchecked:
        how = f"đối chiếu, hoặc là bản ký số ({number_vi(signed)} tệp)" if signed else "đối chiếu"
        return f"Có {number_vi(count)} tệp, tất cả đã được {how}."
    return f"Có {number_vi(count)} tệp, trong đó {number_vi(unchecked)} tệp chưa ai đối chiếu với bản giấy."


def _table(
    dossier: DossierView, papers: Sequence[PaperView], views: Sequence[AttachmentView], *, caption: str
) -> Table | None:
    if not views:
        return None
    signed = signing.badges(dossier, views)
    copies = signatures.signed_copies_of(dossier)
    columns = ("Tệp", "Thuộc giấy tờ", *(("Chữ ký số",) if signed else ()), "Đối chiếu")
    base = files_href(dossier.code)  # for hundreds of rows, an address that is looked up for each would take longest
    rows = tuple(
        Row(
            cells=(
                Cell(text=view.name, href=f"{base}{view.number}/", note=joined((*_measures(view), *_added(view)))),
                Cell(text=_what(view, papers), note=joined((view.label, view.symbol))),
                *((Cell(badge=signed.get(view.number)),) if signed else ()),
                Cell(badge=_badge(view, copies=copies), note=view.checked_by),
            )
        )
        for view in views
    )
    return Table(
        caption=caption, caption_hidden=True, columns=tuple(Column(label=label) for label in columns), rows=rows
    )


def _removed_table(code: str, papers: Sequence[PaperView], views: Sequence[AttachmentView]) -> Table | None:
    if not views:
        return None
    rows = tuple(
        Row(
            cells=(
                Cell(text=view.name, href=_href("file", code, view), note=joined(_measures(view))),
                Cell(text=_what(view, papers)),
                Cell(text=view.removed_by, note=instant_vi(view.removed_at) if view.removed_at else ""),
            )
        )
        for view in views
    )
    columns = ("Tệp", "Thuộc giấy tờ", "Ai gỡ")
    return Table(caption="Tệp đã gỡ", columns=tuple(Column(label=label) for label in columns), rows=rows)


def _badge(view: AttachmentView, *, copies: frozenset[int]) -> Badge:
    if view.removed_at is not None:
        return Badge(tone=Tone.QUIET, text="đã gỡ")
    if view.checked_at is not None:
        return Badge(tone=Tone.GOOD, text="đã đối chiếu")
    if view.number in copies:
        return Badge(tone=Tone.CALM, text="bản ký số")
    return Badge(tone=Tone.NEAR, text="chưa đối chiếu")


def _what(view: AttachmentView, papers: Sequence[PaperView]) -> str:
    if view.kind is not Kind.PAPER:
        return forms.KINDS[view.kind]
    return next((paper.name for paper in papers if paper.number == view.paper), f"Giấy tờ số {view.paper}")


def _measures(view: AttachmentView) -> tuple[str, ...]:
    pages = f"{number_vi(view.pages)} trang" if view.pages else ""
    return (MEDIA[view.media].label, pages, size_vi(view.size))


def _added(view: AttachmentView) -> tuple[str, str]:
    return (view.added_by or CITIZEN, instant_vi(view.added_at))


def _facts(viewer: Viewer, code: str, view: AttachmentView) -> tuple[Fact, ...]:
    told = [
        ("Tên giấy tờ", view.label, ""),
        ("Số, ký hiệu", view.symbol, ""),
        ("Cơ quan cấp", view.issuer, ""),
        ("Ngày cấp", date_vi(view.issued_on) if view.issued_on else "", ""),
        ("Có giá trị đến", date_vi(view.expires_on) if view.expires_on else "", ""),
        ("Ai đưa lên", *_added(view)),
        ("Nguồn", "Số hóa từ bản giấy" if view.digitised else "Gửi dạng tệp", ""),
    ]
    if view.checked_at:
        told.append(("Ai đối chiếu", view.checked_by, instant_vi(view.checked_at)))
    if view.removed_at:
        told.append(("Ai gỡ", view.removed_by, instant_vi(view.removed_at)))
        told.append(("Lý do gỡ", attachments.removal_reason(viewer, code, view.number) or "đã xóa theo quy định", ""))
    told.append(("Mã băm SHA-256", "đã ghi vào nhật ký", view.sha256))
    return tuple(Fact(label=label, value=value, note=note) for label, value, note in told if value)


def _check_form(code: str, papers: Sequence[PaperView], views: Sequence[AttachmentView]) -> CheckForm | None:
    if not views:
        return None
    return CheckForm(
        action=reverse("officer:files_checked", args=(code,)),
        hidden=(fresh_key(),),
        files=tuple(
            ToCheck(
                id=f"id_check-{view.number}",
                number=str(view.number),
                name=view.name,
                note=joined((_what(view, papers), *_measures(view))),
            )
            for view in views
        ),
    )


def _remove_form(code: str, view: AttachmentView, *, typed: str | None, error: str) -> RemoveForm:
    return RemoveForm(
        action=_href("file_removed", code, view),
        hidden=(fresh_key(),),
        reason=Field(
            name="reason",
            label="Vì sao gỡ tệp này",
            value=typed or "",
            kind=FieldKind.AREA,
            required=True,
            maxlength=_REASON_LIMIT,
            error=error,
        ),
        open=typed is not None,
    )


def _places(viewer: Viewer, dossier: DossierView, view: AttachmentView) -> dict[str, str]:
    """The addresses of the file before and after, as they are listed."""
    rows = attachments.listing(viewer, dossier.id).rows
    here = next((place for place, row in enumerate(rows) if row.number == view.number), None)
    if here is None:
        return {}
    return {
        "previous": _href("file", dossier.code, rows[here - 1]) if here else "",
        "next": _href("file", dossier.code, rows[here + 1]) if here + 1 < len(rows) else "",
    }


def _href(name: str, code: str, view: AttachmentView) -> str:
    return reverse(f"officer:{name}", args=(code, view.number))
