"""What the forms about files send, and the actions that it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from motcua.desks.frame.days import day_field, typed_day_or_none
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.frame.uploads import HINT, FileInput, uploads
from motcua.records.casework import attaching
from motcua.records.casework.attaching import About, Batch, Filed
from motcua.records.casework.attachments import Kind
from motcua.records.catalogue.content import PaperView
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

DETAILS = ("label", "symbol", "issuer", "issued_on", "expires_on")
INPUTS = ("what", *DETAILS, "digitised")
RENAMED = {"paper": "what", "kind": "what", "act": "files", "state": "files", "key": "files", "dossier": "files"}
"""Fields of the records by the input of the form that shows their errors."""

KINDS = {
    Kind.RESULT: "Kết quả giải quyết",
    Kind.LETTER: "Văn bản của cơ quan",
    Kind.OTHER: "Tài liệu khác",
}
_PAPER = "paper-"

Typed = Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A form that was refused: what was typed, and the error by input."""

    typed: Typed
    errors: Mapping[str, str]


def kept(data: QueryDict) -> Typed:
    """The inputs to show again after a refusal, whatever else was sent."""
    return {name: data.get(name, "") for name in (KEY, *INPUTS)}


def added(viewer: Viewer, dossier_id: int, data: QueryDict, files: MultiValueDict[str, UploadedFile[bytes]]) -> Filed:
    """Adds the files of a form. Raises Refusal by its inputs, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY, *INPUTS))
    kind, paper = _what(typed["what"])
    about = About(
        kind=kind,
        paper=paper,
        label=typed["label"],
        symbol=typed["symbol"],
        issuer=typed["issuer"],
        issued_on=typed_day_or_none(typed["issued_on"], field="issued_on"),
        expires_on=typed_day_or_none(typed["expires_on"], field="expires_on"),
        digitised=typed["digitised"] == "1",
    )
    batch = Batch(about=about, uploads=uploads(files, "files")["files"])
    return attaching.attach(viewer, dossier_id, [batch], key=typed[KEY])


def checked(viewer: Viewer, dossier_id: int, data: QueryDict) -> Filed:
    """Checks the files that were ticked. Raises Refusal, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY,), repeated=("numbers",))
    numbers = [whole_number(text, field="numbers") for text in data.getlist("numbers")]
    if not numbers:
        raise Refusal("numbers", "Chưa chọn tệp nào; hãy đánh dấu những tệp đã đối chiếu.")
    return attaching.check(viewer, dossier_id, numbers, key=typed[KEY])


def removed(viewer: Viewer, dossier_id: int, number: int, data: QueryDict) -> Filed:
    """Takes a file away. Raises Refusal, NotFound, NotAllowed, Conflict."""
    typed = sent(data, fields=(KEY, "reason"))
    return attaching.remove(viewer, dossier_id, number, reason=typed["reason"], key=typed[KEY])


def file_input(*, error: str = "", name: str = "files", label: str = "Chọn tệp", prefix: str = "") -> FileInput:
    """The box to choose files in."""
    return FileInput(field=Field(name=name, label=label, hint=HINT, error=error, required=True, prefix=prefix))


def what_field(papers: Sequence[PaperView], *, typed: str, error: str = "") -> Field:
    """What the files are: a paper of the procedure, or something else."""
    choices = [(f"{_PAPER}{paper.number}", f"{paper.number}. {paper.name}") for paper in papers]
    choices += [(kind.value, label) for kind, label in KINDS.items()]
    options = tuple(
        Option(value=value, label=label, chosen=value == typed) for value, label in (("", "Chọn một loại"), *choices)
    )
    return Field(name="what", label="Tệp này là", kind=FieldKind.SELECT, required=True, options=options, error=error)


def detail_fields(typed: Typed, errors: Mapping[str, str]) -> tuple[Field, ...]:
    """What may be told of the paper."""
    fields: Iterable[Field] = (
        Field(name="label", label="Tên giấy tờ", optional=True, maxlength="200"),
        Field(name="symbol", label="Số, ký hiệu", optional=True, maxlength="60"),
        Field(name="issuer", label="Cơ quan cấp", optional=True, maxlength="200"),
        day_field("issued_on", "Ngày cấp", optional=True, hint="Ví dụ 05/05/2023"),
        day_field("expires_on", "Có giá trị đến ngày", optional=True, hint="Ví dụ 05/05/2028"),
    )
    return tuple(replace(field, value=typed.get(field.name, ""), error=errors.get(field.name, "")) for field in fields)


def digitised_field(typed: Typed) -> Field:
    """Whether the officer made the files from the paper in hand."""
    return Field(
        name="digitised",
        label="Tôi số hóa từ bản giấy đang cầm",
        kind=FieldKind.CHECK,
        checked=typed.get("digitised") == "1",
    )


def _what(text: str) -> tuple[Kind, int | None]:
    if text.startswith(_PAPER):
        return Kind.PAPER, whole_number(text.removeprefix(_PAPER), field="what")
    kind = next((kind for kind in KINDS if kind.value == text), None)
    if kind is None:
        raise Refusal("what", "Chưa chọn loại giấy tờ; hãy chọn trong danh sách.")
    return kind, None
