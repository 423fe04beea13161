"""Reading the digital signatures of a dossier: those asked for, those found in its files, and what may be asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings

from motcua.law.types import LOCAL, Role
from motcua.records import store
from motcua.records.casework.attachments import AttachmentView, Kind
from motcua.records.casework.models import Attachment, SignatureReport, SignatureRequest
from motcua.records.casework.performing import roles_of
from motcua.records.casework.seeing import Held
from motcua.records.casework.signature_types import Distrust, SignatureKind, SignatureView
from motcua.records.casework.views import DossierView
from motcua.records.files.media import Media
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, Refusal

SUBJECT, REPORT = "signature", "signed_file"
"""What entries of the journal are about: a signature asked for, and the signatures found in a file."""

ASK, SIGNED, FAILED, LOOK = "file.sign", "file.signed", "file.sign_failed", "file.look"

TOPICS = "signature."
MAKE_TOPIC, LOOK_TOPIC = f"{TOPICS}make", f"{TOPICS}look"
"""Messages of the outbox that ask for a signature, and for a look at the signatures of a file."""

_SEALING = frozenset({Role.LEADER, Role.CHAIR})
"""Who may have a document signed for the agency."""

_ISSUED = frozenset({Kind.RESULT, Kind.LETTER})
"""What an agency issues; of the rest, an officer signs what was digitised from paper."""


class RequestState(StrEnum):
    """Where a signature that was asked for stands."""

    WAITING = "waiting"
    SIGNED = "signed"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class RequestView:
    """A signature asked for on file `source`, made in file `result`. `failure` of one that waits is that of the last
    try, which is repeated; of one that FAILED, why it was given up.
    """

    kind: SignatureKind
    state: RequestState
    account_id: int
    account: str
    unit: str
    source: int
    result: int | None
    asked_at: datetime
    ended_at: datetime | None
    failure: str

    @property
    def may_repeat(self) -> bool:
        """Whether asking again helps."""
        return self.state is RequestState.FAILED or bool(self.state is RequestState.WAITING and self.failure)


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """The signatures found in a file, when it was looked at last; `unreadable`: there are some that nobody can read."""

    looked_at: datetime
    found: tuple[SignatureView, ...]
    unreadable: bool


_REQUEST_COLUMNS = (
    "kind", "state", "account_id", "account__full_name", "unit__name", "source__number", "result__number",
    "asked_at", "ended_at", "failure",
)  # fmt: skip


def requests_of(dossier: DossierView) -> tuple[RequestView, ...]:
    """The signatures asked for on files of a dossier that a person sees, the first one first."""
    return requests(dossier.id)


def signed_copies_of(dossier: DossierView) -> frozenset[int]:
    """The numbers of the files that signing made: whoever signed answers for them, no paper is to be compared."""
    return frozenset(one.result for one in requests_of(dossier) if one.result is not None)


def reports_of(dossier: DossierView) -> dict[int, Report]:
    """What was found in the files of a dossier that a person sees, by their numbers; files that no program has looked
    at yet are missing.
    """
    reports = SignatureReport.objects.filter(file_id__in=_files(dossier.id).values("file_id"))
    by_file = {row.file_id: _report(row) for row in reports}
    if not by_file:
        return {}
    numbers = _files(dossier.id).filter(file_id__in=by_file).values_list("number", "file_id")
    return {number: by_file[file_id] for number, file_id in numbers}


def requests(dossier_id: int) -> tuple[RequestView, ...]:
    """As `requests_of`, for an action that has found the dossier."""
    rows: Iterable[tuple[Any, ...]] = (
        SignatureRequest.objects.filter(dossier_id=dossier_id).order_by("pk").values_list(*_REQUEST_COLUMNS)
    )
    return tuple(_request(*row) for row in rows)


def offered() -> bool:
    """Whether the office has opened a way to sign; a demonstration always has one."""
    here = store.read()
    return settings.SIGNING is not None or bool(here and here.is_demonstration)


def lineage(number: int, requests: Sequence[RequestView]) -> list[RequestView]:
    """The signatures that led to a file, the last one first."""
    made = {request.result: request for request in requests if request.result is not None}
    led: list[RequestView] = []
    while number in made and len(led) < len(made):
        led.append(made[number])
        number = made[number].source
    return led


def signing_units(dossier: Held) -> tuple[int, int, int]:
    """The units whose agency may sign a document of a dossier: who decides it, who holds it, who received it."""
    return (dossier.competent_unit_id, dossier.holder_unit_id, dossier.unit_id)


def signing_unit(viewer: Viewer, *unit_ids: int) -> int | None:
    """The first of the units for which this person may have a document signed; None for none of them."""
    return next((unit_id for unit_id in unit_ids if _SEALING & roles_of(viewer, unit_id)), None)


def obstacle(
    kind: SignatureKind,
    file: AttachmentView,
    requests: Sequence[RequestView],
    *,
    viewer: Viewer,
    unit_ids: Sequence[int],
) -> Refusal | None:
    """Why this person cannot ask for a signature on a file now; None where nothing stands against it."""
    unfit = _unfit(kind, file)
    if unfit is not None:
        return unfit
    if kind is SignatureKind.AGENCY and signing_unit(viewer, *unit_ids) is None:
        return NotAllowed("act", "Chỉ lãnh đạo của cơ quan mới cho ký số của cơ quan; hãy trình lãnh đạo.")
    if any(one.source == file.number and one.kind is kind and not one.may_repeat for one in requests):
        return Conflict("state", "Tệp này đang chờ ký số hoặc đã ký rồi; hãy tải lại trang của tệp.")
    led = lineage(file.number, requests)
    if any(one.kind is SignatureKind.AGENCY for one in led):
        return Conflict("state", "Tệp này đã có chữ ký số của cơ quan nên không ký thêm.")
    if kind is SignatureKind.AGENCY and not led:
        return Conflict("state", "Cần chữ ký số của người có thẩm quyền trước, rồi mới đến chữ ký số của cơ quan.")
    if kind is SignatureKind.PERSONAL and any(one.account_id == viewer.account_id for one in led):
        return Conflict("state", "Ông/bà đã ký tệp này rồi; người khác vẫn có thể ký thêm.")
    return None


def _unfit(kind: SignatureKind, file: AttachmentView) -> Refusal | None:
    if not offered():
        return Conflict("state", "Cơ quan chưa mở dịch vụ ký số; hãy báo người quản trị.")
    if file.removed_at is not None:
        return Conflict("file", "Tệp này vừa được gỡ khỏi hồ sơ; hãy tải lại trang hồ sơ.")
    if file.media is not Media.PDF:
        return Refusal("file", "Chỉ ký số được tệp PDF; hãy lưu tệp này thành PDF rồi đưa lên lại.")
    if file.kind in _ISSUED or (kind is SignatureKind.PERSONAL and file.digitised):
        return None
    return Refusal("file", "Chỉ ký số kết quả, văn bản của cơ quan và bản số hóa từ giấy; tệp này không thuộc loại ấy.")


def found_text(found: Iterable[SignatureView]) -> str:
    """Signatures found, as a report keeps them."""
    told = [{**asdict(one), "at": one.at.isoformat() if one.at else None} for one in found]
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _files(dossier_id: int) -> Any:
    return Attachment.objects.filter(dossier_id=dossier_id, file__media=Media.PDF)


def _request(*row: Any) -> RequestView:
    kind, state, account_id, account, unit, source, result, asked_at, ended_at, failure = row
    return RequestView(
        kind=SignatureKind(kind),
        state=RequestState(state),
        account_id=account_id,
        account=account,
        unit=unit,
        source=source,
        result=result,
        asked_at=asked_at.astimezone(LOCAL),
        ended_at=ended_at.astimezone(LOCAL) if ended_at else None,
        failure=failure,
    )


def _report(row: SignatureReport) -> Report:
    return Report(
        looked_at=row.looked_at.astimezone(LOCAL),
        found=tuple(_signature(told) for told in json.loads(row.found)),
        unreadable=row.unreadable,
    )


def _signature(told: dict[str, Any]) -> SignatureView:
    at = datetime.fromisoformat(told["at"]).astimezone(LOCAL) if told["at"] else None
    return SignatureView(**{**told, "at": at, "distrust": Distrust(told["distrust"])})
