"""What the page that checks a report is sent: a text or a file, whose report it is, and its period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.sent import sent
from motcua.records.files.keeping import MOST_BYTES
from motcua.records.files.texts import text_of
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.period import period as read_period
from motcua.rules.refusal import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedReport:
    """The form as typed; `unit` is empty for everything in sight, `period` for the one that the title names."""

    text: str = ""
    unit: str = ""
    period: str = ""

    @property
    def over(self) -> Period | None:
        """The period that was chosen. Raises Refusal naming `period`."""
        written = clean(self.period, field="period")
        return read_period(written) if written else None


def typed_report(request: StaffRequest) -> TypedReport:
    """The form as typed. Raises Refusal for a field that the form does not have.

    Browsers send the box of a file that nobody chose as an empty text.
    """
    typed = sent(request.POST, fields=("text", "unit", "period", "file"))
    return TypedReport(text=typed["text"], unit=typed["unit"], period=typed["period"])


def with_file(typed: TypedReport, file: UploadedFile[bytes] | None) -> TypedReport:
    """The form with the text of the file, where one was chosen. Raises Refusal naming `file`."""
    if file is None or not file.name:
        return replace(typed, text=typed.text.replace("\r\n", "\n"))
    if (file.size or 0) > MOST_BYTES:
        name = Path(file.name).name[:120]
        raise Refusal("file", "Tệp «{name}» lớn quá 10 MB; hãy chép nội dung rồi dán, hoặc chia tệp.", name=name)
    return replace(typed, text=text_of(file.read(), name=file.name, field="file"))
