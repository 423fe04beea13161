"""The digital signatures of a file as parts of pages: what was found, what was asked for, and what may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.formats import instant_vi, number_vi
from motcua.desks.frame.pages import Badge, Link, Tone
from motcua.desks.frame.sent import fresh_key
from motcua.desks.frame.uploads import joined
from motcua.desks.officer.letters import letter_name
from motcua.desks.officer.signing_pages import LetterForm, SignatureLine, SignForm, SigningSection
from motcua.records.casework import signatures
from motcua.records.casework.attaching import may_file
from motcua.records.casework.attachments import AttachmentView, Kind
from motcua.records.casework.signature_types import Distrust, SignatureKind, SignatureView
from motcua.records.casework.signatures import Report, RequestState, RequestView
from motcua.records.casework.views import DossierView
from motcua.records.documents import queries as documents
from motcua.records.documents.queries import LetterView
from motcua.records.files.media import Media
from motcua.records.people.viewer import Viewer

_DISTRUST = {
    Distrust.UNKNOWN: "chưa xác minh được tổ chức chứng thực",
    Distrust.EXPIRED: "chứng thư hết hạn hoặc chưa có hiệu lực",
    Distrust.REVOKED: "chứng thư đã bị thu hồi",
}
_LABELS = {SignatureKind.PERSONAL: "Ký số", SignatureKind.AGENCY: "Ký số của cơ quan"}
_NOTES = {
    SignatureKind.PERSONAL: "Ký bằng chứng thư số của ông/bà. Bản đã ký thành một tệp mới cạnh tệp này, thường trong "
    "một phút; hồ sơ vẫn làm tiếp được trong khi chờ.",
    SignatureKind.AGENCY: "Thêm chữ ký số của cơ quan sau chữ ký của người có thẩm quyền; chữ ký trước vẫn nguyên "
    "giá trị.",
}
_ASKED = {
    RequestState.WAITING: Badge(tone=Tone.CALM, text="chờ ký số"),
    RequestState.SIGNED: Badge(tone=Tone.GOOD, text="đã ký"),
    RequestState.FAILED: Badge(tone=Tone.NEAR, text="không ký được"),
}
_VALID = Badge(tone=Tone.GOOD, text="chữ ký số hợp lệ")
_DOUBTED = Badge(tone=Tone.NEAR, text="chưa xác minh")
_BROKEN = Badge(tone=Tone.NEAR, text="chữ ký số không còn đúng")
_UNREAD = Badge(tone=Tone.NEAR, text="không đọc được chữ ký")


def badges(dossier: DossierView, views: Sequence[AttachmentView]) -> Mapping[int, Badge]:
    """The badge of each file that is signed, or is to be, by its number."""
    if all(view.media is not Media.PDF for view in views):
        return {}
    found = {number: badge for number, report in signatures.reports_of(dossier).items() if (badge := _of(report))}
    asked = {
        one.source: _ASKED[one.state] for one in signatures.requests_of(dossier) if one.state != RequestState.SIGNED
    }
    return {**found, **asked}


def section(viewer: Viewer, dossier: DossierView, view: AttachmentView) -> SigningSection | None:
    """The signatures of a PDF, and the forms that ask for more; None for another file."""
    if view.media is not Media.PDF:
        return None
    asked = signatures.requests_of(dossier)
    report = signatures.reports_of(dossier).get(view.number)
    return SigningSection(
        sentence=_sentence(report),
        lines=tuple(_line(one) for one in report.found) if report else (),
        asked=tuple(_asked(dossier.code, one) for one in asked if one.source == view.number),
        forms=tuple(_forms(viewer, dossier, view, asked)),
    )


def letter_form(viewer: Viewer, dossier: DossierView, views: Sequence[AttachmentView]) -> LetterForm | None:
    """Puts one of the letters that are not yet among the files there; None where none is left, or nobody may sign."""
    if not signatures.offered() or not _may_file(viewer, dossier):
        return None
    there = {view.symbol for view in views if view.kind is Kind.LETTER}
    letters = [one for one in documents.letters_of(dossier.code, allowed=lambda _: True) if one.number not in there]
    if not letters:
        return None
    options = tuple(Option(value=str(one.id), label=_letter(dossier, one)) for one in letters)
    return LetterForm(
        action=reverse("officer:letter_filed", args=(dossier.code,)),
        hidden=(fresh_key(),),
        letter=Field(name="letter", label="Văn bản", kind=FieldKind.SELECT, required=True, options=options),
    )


def told(kind: SignatureKind) -> str:
    """What has just happened, for the next page."""
    whose = "của ông/bà" if kind is SignatureKind.PERSONAL else "của cơ quan"
    return f"Đã gửi yêu cầu chữ ký số {whose}; bản đã ký sẽ nằm trong các tệp của hồ sơ."


def _letter(dossier: DossierView, letter: LetterView) -> str:
    return f"{letter_name(dossier, letter)} số {letter.number}"


def _may_file(viewer: Viewer, dossier: DossierView) -> bool:
    return may_file(viewer, state=dossier.state, unit_id=dossier.unit_id, holder_unit_id=dossier.holder_unit_id)


def _forms(
    viewer: Viewer, dossier: DossierView, view: AttachmentView, asked: Sequence[RequestView]
) -> Iterable[SignForm]:
    if viewer.operator or not _may_file(viewer, dossier):
        return
    units = signatures.signing_units(dossier)
    for kind in SignatureKind:
        if signatures.obstacle(kind, view, asked, viewer=viewer, unit_ids=units) is None:
            again = any(one.source == view.number and one.kind is kind for one in asked)
            yield SignForm(
                action=reverse("officer:file_sign", args=(dossier.code, view.number)),
                hidden=(fresh_key(),),
                kind=kind.value,
                label=f"{_LABELS[kind]}, thử lại" if again else _LABELS[kind],
                note=_NOTES[kind],
            )


def _sentence(report: Report | None) -> str:
    if report is None:
        return "Chương trình chưa xem chữ ký số trong tệp này; thường xong trong một phút."
    at = instant_vi(report.looked_at)
    if report.unreadable:
        return f"Tệp có chữ ký số mà chương trình không đọc được (xem lúc {at}); không dựa vào chữ ký ấy."
    if not report.found:
        return "Tệp không mang chữ ký số."
    count = number_vi(len(report.found))
    return f"Tệp mang {count} chữ ký số; chương trình xem lúc {at}, chưa hỏi tổ chức chứng thực về thu hồi chứng thư."


def _of(report: Report) -> Badge | None:
    """The badge of a file: that of its worst signature."""
    if report.unreadable:
        return _UNREAD
    found = [_badge(one) for one in report.found]
    return next((badge for badge in (_BROKEN, _DOUBTED, _VALID) if badge in found), None)


def _badge(one: SignatureView) -> Badge:
    if one.valid:
        return _VALID
    return _DOUBTED if one.intact and one.unchanged else _BROKEN


def _line(one: SignatureView) -> SignatureLine:
    when = instant_vi(one.at) if one.at else ""
    source = "dấu thời gian tin cậy" if one.stamped else "giờ do người ký ghi"
    kept = "" if one.intact and one.unchanged else "nội dung đã bị sửa sau khi ký"
    grown = "tệp có thêm chữ ký sau chữ ký này" if one.intact and one.unchanged and not one.whole else ""
    return SignatureLine(
        who=joined((one.signer or "không rõ người ký", one.organisation)),
        badge=_badge(one),
        note=joined(
            (
                kept,
                _DISTRUST.get(one.distrust, ""),
                f"chứng thư do {one.issuer} cấp" if one.issuer else "",
                f"ký lúc {when} ({source})" if when else "",
                grown,
            )
        ),
    )


def _asked(code: str, one: RequestView) -> SignatureLine:
    who = one.account if one.kind is SignatureKind.PERSONAL else f"{one.unit}, theo yêu cầu của {one.account}"
    tried = f"lần thử gần nhất: {one.failure}" if one.failure and one.state is RequestState.WAITING else one.failure
    made = reverse("officer:file", args=(code, one.result)) if one.result else ""
    return SignatureLine(
        who=who,
        badge=_ASKED[one.state],
        note=joined((f"yêu cầu lúc {instant_vi(one.asked_at)}", tried)),
        link=Link(text="Mở bản đã ký", href=made) if made else None,
    )
